"""Let a few recordings be written down at once, and a few more wait for their turn."""

import math
import threading
from collections.abc import Callable
from queue import LifoQueue
from time import monotonic

from coach.listening.speech.places import Places, PlacesHere
from coach.listening.speech.recogniser import TIME, Recogniser, SpeechRefused, Transcript

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

    ``make`` gets the number of each recogniser, from 0. ``places`` are ``at_once + WAITING``, and
    several server processes can share them. A recogniser that was used last is used first, so that
    the others stay unloaded while they are not needed.
    """

    def __init__(
        self,
        make: Callable[[int], Recogniser],
        at_once: int = 1,
        places: Places | None = None,
    ) -> None:
        self.at_once = at_once
        self._free: LifoQueue[Recogniser] = LifoQueue()
        for number in reversed(range(at_once)):
            self._free.put(make(number))
        self._lock = threading.Lock()
        self._places = places or PlacesHere(at_once + WAITING)
        self._usual = FIRST_GUESS

    def write_down(
        self, sound: bytes, container: str, wait: bool, longest: int = TIME
    ) -> Transcript:
        """Return what was said. Raise Busy unless ``wait``, Full, or another SpeechRefused."""
        with self._places.taken() as before:
            if before is None:
                raise Full
            if before >= self.at_once and not wait:
                rounds = before // self.at_once + 1
                raise Busy(before, math.ceil(rounds * self._usual))
            recogniser = self._free.get()
            try:
                return self._timed(recogniser, sound, container, longest)
            finally:
                self._free.put(recogniser)

    def _timed(
        self, recogniser: Recogniser, sound: bytes, container: str, longest: int
    ) -> Transcript:
        begun = monotonic()
        transcript = recogniser.recognise(sound, container, longest)
        with self._lock:
            self._usual += (monotonic() - begun - self._usual) / 4
        return transcript
