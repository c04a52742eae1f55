"""Compute scores, their standard errors, their 95% bands and their trend, all on 0 to 100.

The error variance is the user's own: the spread of answers around their mean within a principle and
a cycle, pooled over the closed cycles, with a prior of 30 degrees of freedom and a standard
deviation of 22 points. A trend has each week's own score, and the mean of four weeks.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from math import fsum, sqrt
from typing import NamedTuple

from coach.assessment.calendar import CYCLE_WEEKS, Week

VALUES = (0, 25, 50, 75, 100)
PRIOR_SD = 22.0
PRIOR_DF = 30
Z95 = 1.96  # two-sided 95% of the normal distribution


class ItemAnswer(NamedTuple):
    """One answer. ``value`` is 0 to 100 in steps of 25, or None for "It did not come up".

    ``item`` is the question's id. ``seconds`` is the time taken, if known.
    """

    week: Week
    principle: int
    reverse: bool
    value: int | None
    item: str = ""
    seconds: float | None = None


class Estimate(NamedTuple):
    """A principle's score over a period: the mean of ``k`` answers, with its standard error."""

    mean: float
    k: int
    se: float

    @property
    def half(self) -> float:
        """Half the width of the 95% band, in points."""
        return Z95 * self.se

    @property
    def low(self) -> float:
        """The lower end of the band, which may be below 0."""
        return self.mean - self.half

    @property
    def high(self) -> float:
        """The upper end of the band, which may be above 100."""
        return self.mean + self.half


@dataclass(frozen=True)
class Noise:
    """A sum of squares and its degrees of freedom, from a user's closed cycles."""

    ss: float = 0.0
    df: int = 0

    def __add__(self, other: "Noise") -> "Noise":
        return Noise(self.ss + other.ss, self.df + other.df)

    @property
    def variance(self) -> float:
        """The error variance of one answer: (30 x 22^2 + SS) / (30 + df)."""
        return (PRIOR_DF * PRIOR_SD**2 + self.ss) / (PRIOR_DF + self.df)

    def se(self, k: int) -> float:
        """Return the standard error of a mean of ``k`` answers (at least 1)."""
        return sqrt(self.variance / k)


def reverse_scored(answer: ItemAnswer) -> int | None:
    """Return the answer's value, reversed (100 - x) for reverse-keyed items, or None."""
    if answer.value is None:
        return None
    return 100 - answer.value if answer.reverse else answer.value


def by_principle(answers: Iterable[ItemAnswer]) -> dict[int, list[int]]:
    """Return the reverse-scored values of each principle that has any, without missing ones."""
    found: dict[int, list[int]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            found.setdefault(answer.principle, []).append(x)
    return {principle: found[principle] for principle in sorted(found)}


def estimate(values: list[int], noise: Noise) -> Estimate:
    """Return the mean of the values (at least one), with its error."""
    return Estimate(sum(values) / len(values), len(values), noise.se(len(values)))


def profile(answers: Iterable[ItemAnswer], noise: Noise) -> dict[int, Estimate]:
    """Return the score of each principle that has answers."""
    return {p: estimate(values, noise) for p, values in by_principle(answers).items()}


def cycle_noise(answers: Iterable[ItemAnswer]) -> Noise:
    """Return the pooled residuals of one cycle's answers around their principle's mean."""
    groups = by_principle(answers).values()
    return Noise(fsum(map(_squares, groups)), sum(len(values) - 1 for values in groups))


def _squares(values: list[int]) -> float:
    return sum(x * x for x in values) - sum(values) ** 2 / len(values)


def overall(profile: Mapping[int, Estimate]) -> float:
    """Return the user's own mean, which is the mean of the principle scores (at least one)."""
    return fsum(score.mean for score in profile.values()) / len(profile)


class Point(NamedTuple):
    """A week of one principle: its own score (``dot``), and the mean of four weeks (``line``).

    The four weeks end with this one. Both are None for a week without answers, so gaps stay open.
    """

    week: Week
    dot: Estimate | None
    line: Estimate | None


Weeks = Mapping[Week, Sequence[ItemAnswer]]
Sums = dict[int, tuple[int, int]]  # by principle: sum and number of its reverse-scored answers


def recent(answers: Weeks, week: Week) -> list[ItemAnswer]:
    """Return the answers of the four weeks that end with ``week``."""
    return [a for back in range(CYCLE_WEEKS) for a in answers.get(week + -back, ())]


def course(answers: Weeks, weeks: Sequence[Week], noise: Noise) -> dict[int, list[Point]]:
    """Return the points of each answered principle, one for each of the consecutive ``weeks``.

    ``answers`` should begin three weeks before the first of ``weeks``.
    """
    before = [weeks[0] + (n - CYCLE_WEEKS + 1) for n in range(CYCLE_WEEKS - 1)]
    sums = [_sums(answers.get(week, ())) for week in (*before, *weeks)]
    error = cache(noise.se)
    found: dict[int, list[Point]] = {}
    for principle in sorted({p for each in sums[CYCLE_WEEKS - 1 :] for p in each}):
        row = [each.get(principle) for each in sums]
        found[principle] = [
            _point(week, row[n : n + CYCLE_WEEKS], error) for n, week in enumerate(weeks)
        ]
    return found


def _sums(answers: Iterable[ItemAnswer]) -> Sums:
    found: Sums = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            total, k = found.get(answer.principle, (0, 0))
            found[answer.principle] = total + x, k + 1
    return found


def _point(
    week: Week, window: Sequence[tuple[int, int] | None], error: Callable[[int], float]
) -> Point:
    if window[-1] is None:
        return Point(week, None, None)
    total, k = window[-1]
    dot = Estimate(total / k, k, error(k))
    for each in window[:-1]:
        if each:
            total += each[0]
            k += each[1]
    return Point(week, dot, Estimate(total / k, k, error(k)))
