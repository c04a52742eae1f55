"""Let a few recordings be written down at once, and a few more wait for their turn."""

import math
import threading
from collections.abc import Callable
from queue import LifoQueue
from time import monotonic

from coach.listening.speech.recogniser import Recogniser, SpeechRefused, Transcript

WAITING = 3  # recordings that may wait
FIRST_GUESS = 8.0  # seconds of work, until some have been measured


class Busy(SpeechRefused):
    """Others are before this recording: how many, and the seconds until it would be ready."""

    def __init__(self, before: int, seconds: int) -> None:
        super().__init__(before, seconds)
        self.before, self.seconds = before, seconds


class Full(SpeechRefused):
    """As many are waiting as may wait."""


class WaitingLine:
    """Writes recordings down with ``at_once`` recognisers. Threads may share it.

    ``make`` gets the number of each recogniser, from 0. A recogniser that was used last is used
    first, so that the others stay unloaded while they are not needed.
    """

    def __init__(self, make: Callable[[int], Recogniser], at_once: int = 1) -> None:
        self.at_once = at_once
        self._free: LifoQueue[Recogniser] = LifoQueue()
        for number in reversed(range(at_once)):
            self._free.put(make(number))
        self._lock = threading.Lock()
        self._inside = 0
        self._usual = FIRST_GUESS

    def write_down(self, sound: bytes, container: str, wait: bool) -> Transcript:
        """Return what was said. Raise Busy unless ``wait``, Full, or another SpeechRefused."""
        self._enter(wait)
        try:
            recogniser = self._free.get()
            try:
                return self._timed(recogniser, sound, container)
            finally:
                self._free.put(recogniser)
        finally:
            with self._lock:
                self._inside -= 1

    def _enter(self, wait: bool) -> None:
        with self._lock:
            if self._inside >= self.at_once + WAITING:
                raise Full
            if self._inside >= self.at_once and not wait:
                rounds = self._inside // self.at_once + 1
                raise Busy(self._inside, math.ceil(rounds * self._usual))
            self._inside += 1

    def _timed(self, recogniser: Recogniser, sound: bytes, container: str) -> Transcript:
        begun = monotonic()
        transcript = recogniser.recognise(sound, container)
        with self._lock:
            self._usual += (monotonic() - begun - self._usual) / 4
        return transcript
