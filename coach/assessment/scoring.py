"""Scores, their error and their bands, all on 0 to 100.

The error variance is the person's own: how far answers lie from their mean within a principle
and a cycle, pooled over the closed cycles and held by a prior of 30 degrees of freedom at a
standard deviation of 22 points.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import fsum, sqrt
from typing import NamedTuple

from coach.assessment.calendar import Week

VALUES = (0, 25, 50, 75, 100)
PRIOR_SD = 22.0
PRIOR_DF = 30
Z95 = 1.96  # two-sided 95% of the normal distribution


class ItemAnswer(NamedTuple):
    """One answer: ``value`` 0 to 100 in steps of 25, or None where no occasion came up.

    ``item`` is the question's id; ``seconds`` is the time taken where it is known.
    """

    week: Week
    principle: int
    reverse: bool
    value: int | None
    item: str = ""
    seconds: float | None = None


class Estimate(NamedTuple):
    """A principle's score over a period: mean of ``k`` answered items, with standard error."""

    mean: float
    k: int
    se: float

    @property
    def half(self) -> float:
        """Half the width of the 95% band, in points."""
        return Z95 * self.se

    @property
    def low(self) -> float:
        """The band's lower end; it may lie below 0."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """The band's upper end; it may lie above 100."""
        return self.mean + self.half


@dataclass(frozen=True)
class Noise:
    """What closed cycles tell of a person's error: a sum of squares and its freedom."""

    ss: float = 0.0
    df: int = 0

    def __add__(self, other: "Noise") -> "Noise":
        return Noise(self.ss + other.ss, self.df + other.df)

    @property
    def variance(self) -> float:
        """The error variance of one answer: (30 x 22^2 + SS) / (30 + df)."""
        return (PRIOR_DF * PRIOR_SD**2 + self.ss) / (PRIOR_DF + self.df)

    def se(self, k: int) -> float:
        """The standard error of a mean of ``k`` answers, k at least 1."""
        return sqrt(self.variance / k)


def reverse_scored(answer: ItemAnswer) -> int | None:
    """The answer with reverse items turned round (100 - x); None stays None."""
    if answer.value is None:
        return None
    return 100 - answer.value if answer.reverse else answer.value


def by_principle(answers: Iterable[ItemAnswer]) -> dict[int, list[int]]:
    """The turned values of each principle that has any, missing ones left out."""
    found: dict[int, list[int]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            found.setdefault(answer.principle, []).append(x)
    return {principle: found[principle] for principle in sorted(found)}


def estimate(values: list[int], noise: Noise) -> Estimate:
    """The mean of at least one value, with its error."""
    return Estimate(sum(values) / len(values), len(values), noise.se(len(values)))


def profile(answers: Iterable[ItemAnswer], noise: Noise) -> dict[int, Estimate]:
    """The score of each principle with an answered item in these answers; others are absent."""
    return {p: estimate(values, noise) for p, values in by_principle(answers).items()}


def cycle_noise(answers: Iterable[ItemAnswer]) -> Noise:
    """The residuals of one cycle's answers around their principle's mean, pooled."""
    groups = by_principle(answers).values()
    return Noise(fsum(map(_squares, groups)), sum(len(values) - 1 for values in groups))


def _squares(values: list[int]) -> float:
    return sum(x * x for x in values) - sum(values) ** 2 / len(values)


def overall(profile: Mapping[int, Estimate]) -> float:
    """The person's own mean: the mean of the principle scores there are, at least one."""
    return fsum(score.mean for score in profile.values()) / len(profile)
