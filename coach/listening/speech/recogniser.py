"""Recognise speech in a process of its own, which is started at first use and ends when idle."""

import contextlib
import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

try:
    import fcntl
except ImportError:  # no Unix: then the limit holds for each server process
    fcntl = None  # type: ignore[assignment]

from coach.listening.speech.weights import FILES

LONGEST_WORK = 60  # seconds until a recognition is given up; twice that for twice the time
IDLE = 600  # seconds without work until the process is ended
TIME, MORE_TIME = 90, 180  # seconds after which the browser stops; people choose in their settings
OVERTIME = 5  # seconds that a recording may be longer, because browsers stop late
FORMATS = {"audio/webm": "matroska", "audio/ogg": "ogg", "audio/mp4": "mov"}
"""Content types that browsers record, with FFmpeg's names of their containers."""
PROGRAM = Path(__file__).with_name("child.py")


@dataclass(frozen=True)
class Transcript:
    """What was said: the words, the seconds until the first of them, and how long it took."""

    text: str
    began: float
    seconds: float


class SpeechRefused(Exception):
    """A recording that is not written down."""


class NoSpeech(SpeechRefused):
    """Nobody speaks in the recording."""


class NotEnglish(SpeechRefused):
    """The recording is in another language, named by its code in Whisper (``pl``)."""

    def __init__(self, language: str) -> None:
        super().__init__(language)
        self.language = language


class TooLong(SpeechRefused):
    """The recording has more sound than ``longest`` seconds."""

    def __init__(self, longest: int = TIME) -> None:
        super().__init__(longest)
        self.longest = longest


class UnreadableSound(SpeechRefused):
    """The recording cannot be decoded, or the recogniser stopped while it worked on it."""


REFUSALS = {"silence": NoSpeech, "unreadable": UnreadableSound}


class Recogniser(Protocol):
    """Something that writes a recording down."""

    def recognise(self, sound: bytes, container: str, longest: int = TIME) -> Transcript:
        """Return what was said. Raise SpeechRefused.

        ``container`` is a value of FORMATS, ``longest`` the seconds of sound that are allowed.
        """


class RecogniserProcess:
    """A recogniser that hands each recording to a child process. For one thread at a time.

    ``seat`` numbers the recognisers of this server from 0. Recognisers of the same seat in several
    server processes take turns, so that the limit holds for the machine.
    """

    def __init__(self, folder: Path, seat: int = 0, python: str = sys.executable) -> None:
        self.folder, self.seat, self.python = folder, seat, python
        self._process: subprocess.Popen[bytes] | None = None
        self._idle: threading.Timer | None = None
        self._lock = threading.Lock()

    def recognise(self, sound: bytes, container: str, longest: int = TIME) -> Transcript:
        """Return what was said. Raise SpeechRefused; a stopped process is UnreadableSound."""
        with self._lock, self._turn():
            if self._idle:
                self._idle.cancel()
            try:
                answer = self._ask(sound, container, longest)
            except (OSError, ValueError) as error:
                self._end()
                raise UnreadableSound from error
            self._idle = threading.Timer(IDLE, self.close)
            self._idle.daemon = True
            self._idle.start()
        return _read(answer, longest)

    def close(self) -> None:
        """End the process. The next recording starts another one."""
        with self._lock:
            self._end()

    def _ask(self, sound: bytes, container: str, longest: int) -> Any:
        """Return the child's answer. Raise OSError or ValueError if it gives none in time."""
        process = self._process = self._running() or self._start()
        if process.stdin is None or process.stdout is None:
            raise OSError
        limit = threading.Timer(LONGEST_WORK * longest / TIME, process.kill)
        limit.start()
        try:
            most = longest + OVERTIME
            head = {"size": len(sound), "container": container, "longest": most}
            process.stdin.write(json.dumps(head).encode() + b"\n" + sound)
            process.stdin.flush()
            return json.loads(process.stdout.readline())
        finally:
            limit.cancel()

    def _running(self) -> subprocess.Popen[bytes] | None:
        alive = self._process is not None and self._process.poll() is None
        return self._process if alive else None

    def _start(self) -> subprocess.Popen[bytes]:
        self._end()
        threads = str(max(1, (os.cpu_count() or 2) - 1))
        return subprocess.Popen(  # noqa: S603  our own program, with arguments of the host
            [self.python, "-I", str(PROGRAM), str(self.folder), threads],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,  # neither sound nor words in any log
            env=_environment(),
        )

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with contextlib.suppress(OSError):
                    pipe.close()

    @contextlib.contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait until no other server process on this machine uses this seat."""
        if fcntl is None:
            yield
            return
        with (self.folder / list(FILES)[self.seat]).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX)  # closing the file gives the seat back
            yield


SILENT = {
    "HF_HUB_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    # the official builds of onnxruntime since 1.29 send statistics to Microsoft
    "ORT_DISABLE_TELEMETRY": "1",
}
"""Variables that keep the packages of the extra from asking or telling other servers."""


def _environment() -> dict[str, str]:
    """Return the child's environment: none of our secrets, and no connection to anywhere."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COACH_")}
    return kept | SILENT


def _read(answer: Any, longest: int) -> Transcript:
    refused = answer.get("refused")
    if refused == "long":
        raise TooLong(longest)
    if refused == "language":
        raise NotEnglish(answer["language"])
    if refused:
        raise REFUSALS.get(refused, UnreadableSound)
    return Transcript(answer["text"], answer["began"], answer["seconds"])
