"""Summarise what the user has done so far, for Progress before the first look-back."""

from collections.abc import Iterator
from dataclasses import dataclass

from coach.assessment.phrases import listed

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Beginning:
    """Counts of the user's activity.

    ``lessons``: finished. ``begun``: lessons begun but not finished. ``marked`` and ``right``:
    first answers to questions. ``listened``: days with a reply in the listening room.
    """

    lessons: int = 0
    begun: int = 0
    marked: int = 0
    right: int = 0
    check_ins: int = 0
    listened: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        return any((self.lessons, self.begun, self.marked, self.check_ins, self.listened))

    @property
    def heading(self) -> str:
        """The activity in words: ``One lesson and one check-in so far.``"""
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
