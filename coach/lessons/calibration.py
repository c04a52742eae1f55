"""Calibration: how often answers are right that were given with a certain confidence.

Confidence and success are compared class by class, as in a calibration curve (Lichtenstein,
Fischhoff & Phillips 1982). Each share is shown with its 95% interval (Wilson 1927), because a
dozen answers tell little.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

NEEDED = 20  # rated answers, before anything is said
ENOUGH = 5  # answers of one confidence, before a sentence is made of them
Z = 1.959964  # of a 95% interval
LEVELS = {"sure": "Sure", "fairly": "Fairly sure", "guess": "A guess"}


@dataclass(frozen=True)
class Rated:
    """``right`` of ``count`` answers given with one ``confidence``."""

    confidence: str
    count: int
    right: int


@dataclass(frozen=True)
class Level:
    """One confidence in words, with its share of right answers and the share's interval, all
    from 0 to 1; ``share`` is None without an answer."""

    key: str
    name: str
    count: int
    right: int
    share: float | None
    interval: tuple[float, float]


@dataclass(frozen=True)
class Calibration:
    """All three levels, surest first, and how many answers are ``missing`` to speak of them."""

    levels: tuple[Level, ...]

    @property
    def count(self) -> int:
        """How many answers were rated."""
        return sum(level.count for level in self.levels)

    @property
    def missing(self) -> int:
        """How many more rated answers are needed."""
        return max(0, NEEDED - self.count)

    @property
    def finding(self) -> str:
        """What the answers say, in a sentence."""
        sure = self.levels[0]
        if not sure.count:
            return "You have not been sure of an answer yet."
        return f"When you were sure you were right {sure.right} of {sure.count} times."

    @property
    def advice(self) -> str:
        """What can be made of it."""
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
    """The calibration that these counts show."""
    found = {each.confidence: each for each in rated}
    return Calibration(tuple(_level(key, found.get(key)) for key in LEVELS))


def wilson(right: int, count: int) -> tuple[float, float]:
    """The 95% interval of a share, from 0 to 1 (Wilson 1927); everything without a count."""
    if count == 0:
        return 0.0, 1.0
    share = right / count
    spread = Z * sqrt(share * (1 - share) / count + Z**2 / (4 * count**2))
    middle = share + Z**2 / (2 * count)
    whole = 1 + Z**2 / count
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def _level(key: str, rated: Rated | None) -> Level:
    count, right = (rated.count, rated.right) if rated else (0, 0)
    share = right / count if count else None
    return Level(key, LEVELS[key], count, right, share, wilson(right, count))
