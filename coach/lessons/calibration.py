"""Compute calibration: how often answers with a certain confidence are right.

Confidence and success are compared per class, as in a calibration curve (Lichtenstein, Fischhoff &
Phillips 1982). Each share has its 95% interval (Wilson 1927), because a dozen answers tell little.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from coach.proportions import wilson

NEEDED = 20  # rated answers, before the page draws a conclusion
ENOUGH = 5  # answers with one confidence, before advice is based on them
LEVELS = {"sure": "Sure", "fairly": "Fairly sure", "guess": "A guess"}


@dataclass(frozen=True)
class Rated:
    """``right`` of ``count`` answers with one ``confidence``."""

    confidence: str
    count: int
    right: int


@dataclass(frozen=True)
class Level:
    """One level of confidence, with its share of right answers and the interval, from 0 to 1.

    ``share`` is None if there are no answers.
    """

    key: str
    name: str
    count: int
    right: int
    share: float | None
    interval: tuple[float, float]


@dataclass(frozen=True)
class Calibration:
    """All three levels, the surest first."""

    levels: tuple[Level, ...]

    @property
    def count(self) -> int:
        """The number of rated answers."""
        return sum(level.count for level in self.levels)

    @property
    def missing(self) -> int:
        """The number of rated answers that are still needed."""
        return max(0, NEEDED - self.count)

    @property
    def finding(self) -> str:
        """The result in a sentence."""
        sure = self.levels[0]
        if not sure.count:
            return "You have not been sure of an answer yet."
        return f"When you were sure you were right {sure.right} of {sure.count} times."

    @property
    def advice(self) -> str:
        """Advice based on the result."""
        sure, _, guess = self.levels
        if sure.count < ENOUGH:
            return (
                "There are too few sure answers to say more. Say how sure you really are: "
                "nothing depends on it."
            )
        if sure.interval[1] < 0.8:
            return (
                "You were sure more often than you were right. Before you answer, ask yourself "
                "what speaks for another option."
            )
        if guess.count >= ENOUGH and guess.interval[0] > 0.5:
            return "Your guesses are better than chance. You can trust them a little more."
        return "When you are sure, you are mostly right, as far as these answers can tell."


def of(rated: Iterable[Rated]) -> Calibration:
    """Return the calibration for these counts."""
    found = {each.confidence: each for each in rated}
    return Calibration(tuple(_level(key, found.get(key)) for key in LEVELS))


def _level(key: str, rated: Rated | None) -> Level:
    count, right = (rated.count, rated.right) if rated else (0, 0)
    share = right / count if count else None
    return Level(key, LEVELS[key], count, right, share, wilson(right, count))
