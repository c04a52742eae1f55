"""What Progress shows before the first look-back: what was done so far, however little."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.assessment.phrases import listed

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Beginning:
    """Counts: ``lessons`` finished and ``begun`` but not finished, first answers ``marked`` and
    ``right``, ``check_ins``, and ``listened``, the days with a reply in the listening room."""

    lessons: int = 0
    begun: int = 0
    marked: int = 0
    right: int = 0
    check_ins: int = 0
    listened: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is something to show."""
        return any((self.lessons, self.begun, self.marked, self.check_ins, self.listened))

    @property
    def heading(self) -> str:
        """What was done, in words: ``One lesson and one check-in so far.``"""
        done = list(self._done())
        if not done:
            return "You have made a start."
        said = listed(done)
        return f"{said[0].upper()}{said[1:]} so far."

    def _done(self) -> Iterator[str]:
        for count, one, many in (
            (self.lessons, "lesson", "lessons"),
            (self.check_ins, "check-in", "check-ins"),
            (self.listened, "day of listening", "days of listening"),
        ):
            if count:
                number = NUMBERS[count] if count < len(NUMBERS) else str(count)
                yield f"{number} {one if count == 1 else many}"
