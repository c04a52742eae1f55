"""The recogniser's process: started when needed, stopped when it hangs, one at a time."""

import fcntl
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from coach.listening.speech import recogniser, weights
from coach.listening.speech.recogniser import (
    NoSpeech,
    NotEnglish,
    RecogniserProcess,
    TooLong,
    Transcript,
    UnreadableSound,
)
from tests.serving import ROOT

PROGRAM = """
import json, os, sys, time
answers = {
    b"silence": {"refused": "silence"}, b"long": {"refused": "long"},
    b"polish": {"refused": "language", "language": "pl"}, b"odd": {"refused": "what is this"},
}
while line := sys.stdin.buffer.readline():
    head = json.loads(line)
    sound = sys.stdin.buffer.read(head["size"])
    if sound == b"die": sys.exit(1)
    if sound == b"hang": time.sleep(60)
    if sound == b"names": sound = b"".join(f"{k}={v} ".encode() for k, v in os.environ.items())
    told = sound.decode() if b"=" in sound else f"{os.getpid()} {len(sound)}"
    said = {"text": told,
            "began": 0.5, "seconds": 2.0}
    print(json.dumps(answers.get(sound, said)), flush=True)
"""
Make = Callable[..., RecogniserProcess]


@pytest.fixture
def make(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Make]:
    """A way to make recognisers whose process is a small program."""
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    monkeypatch.setattr(recogniser, "PROGRAM", program)
    monkeypatch.setenv("COACH_SECRET_KEY", "x" * 40)
    made: list[RecogniserProcess] = []

    def one(**more: Any) -> RecogniserProcess:
        made.append(RecogniserProcess(folder, **more))
        return made[-1]

    yield one
    for each in made:
        if each._idle:
            each._idle.cancel()
        each.close()


def test_one_process_answers_many_recordings_and_knows_no_secret(make: Make) -> None:
    one = make()
    number, size = one.recognise(b"a" * 2_000_000, "matroska").text.split(" ")
    assert size == "2000000"
    assert one.recognise(b"b", "ogg").text == f"{number} 1"
    names = one.recognise(b"names", "ogg").text
    assert "COACH_" not in names
    for silent in ("HF_HUB_OFFLINE=1 ", "HF_HUB_DISABLE_TELEMETRY=1 ", "ORT_DISABLE_TELEMETRY=1 "):
        assert silent in names


@pytest.mark.parametrize(
    ("sound", "refusal"),
    [
        (b"silence", NoSpeech),
        (b"long", TooLong),
        (b"polish", NotEnglish),
        (b"odd", UnreadableSound),
    ],
)
def test_what_the_process_refuses_is_refused(
    make: Make, sound: bytes, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        make().recognise(sound, "ogg")


def test_a_process_that_ends_or_hangs_is_replaced(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make()
    monkeypatch.setattr(recogniser, "LONGEST_WORK", 1.0)
    for sound in (b"die", b"hang"):
        with pytest.raises(UnreadableSound):
            one.recognise(sound, "ogg")
    monkeypatch.setattr(recogniser, "LONGEST_WORK", 30)
    assert one.recognise(b"once more", "ogg").seconds == 2.0


def test_an_idle_process_ends_and_the_next_recording_starts_another(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = make()
    monkeypatch.setattr(recogniser, "IDLE", 0.05)
    first = one.recognise(b"a", "ogg").text
    process = one._process
    assert process is not None
    process.wait(timeout=10)
    monkeypatch.setattr(recogniser, "IDLE", 600)
    assert one.recognise(b"a", "ogg").text != first


def test_two_servers_on_one_machine_take_turns(make: Make, folder: Path) -> None:
    said: list[Transcript] = []
    seat, other = make(seat=1), make(seat=2)
    with (folder / list(weights.FILES)[1]).open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)  # as another server does
        waiting = threading.Thread(target=lambda: said.append(seat.recognise(b"a", "ogg")))
        waiting.start()
        assert other.recognise(b"b", "ogg").text.endswith(" 1")
        waiting.join(0.2)
        assert said == []
    waiting.join(20)
    assert len(said) == 1


# ------------------------------------------------------------------ the real one


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The model's folder, made from the packages that requirements-test.txt brings."""
    if missing := weights.missing_packages():
        pytest.skip(f"the extra speech is not installed: {', '.join(missing)}")
    try:
        parts = weights.installed_parts()
    except weights.WeightsRefused as error:
        pytest.skip(str(error))
    folder = tmp_path_factory.mktemp("speech") / "model"
    weights.join(parts, folder)
    return folder


SILENCE = """
import sys, wave
with wave.open(sys.stdout.buffer, "wb") as file:
    file.setnchannels(1); file.setsampwidth(2); file.setframerate(16000)
    file.writeframes(bytes(2 * 16000 * int(sys.argv[1])))
"""


def silence(seconds: int) -> bytes:
    command = [sys.executable, "-c", SILENCE, str(seconds)]
    return subprocess.run(command, capture_output=True, check=True).stdout


@pytest.fixture
def whisper(
    model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[RecogniserProcess]:
    """The real recogniser, whose process takes an empty folder for its home."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(recogniser, "LONGEST_WORK", 600)  # other tests may keep the machine busy
    made = RecogniserProcess(model)
    yield made
    if made._idle:
        made._idle.cancel()
    made.close()


def test_a_speaker_of_ours_is_written_down_and_silence_and_too_much_are_refused(
    whisper: RecogniserProcess, tmp_path: Path
) -> None:
    course = ROOT / "content/en/listening"
    opening = course / "audio/openings/amara-change-log.mp3"  # nine seconds
    said = whisper.recognise(opening.read_bytes(), "mp3")
    words = (course / "messages/amara-change-log.md").read_text(encoding="utf-8")
    spoken, written = (set(text.lower().replace(",", "").split()) for text in (said.text, words))
    assert len(spoken & written) > 0.85 * len(spoken)
    assert 6 < said.seconds < 9
    with pytest.raises(NoSpeech):
        whisper.recognise(silence(3), "wav")
    with pytest.raises(TooLong):
        whisper.recognise(silence(97), "wav")
    for container in recogniser.FORMATS.values():
        with pytest.raises(UnreadableSound):
            whisper.recognise(b"no sound at all" * 100, container)
    assert list(tmp_path.iterdir()) == [], "no sound, and no statistics of a package"
