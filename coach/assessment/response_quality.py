"""Check the quality of responses: flags of one sitting, and reliability over all users.

A flagged sitting's answers are kept and counted all the same.

For a scale of two items the Spearman-Brown formula is the right estimate of its reliability:
2r / (1 + r), where r is the correlation of the forward and the reverse-scored answer (Eisinga, te
Grotenhuis & Pelzer 2013, doi 10.1007/s00038-012-0416-3). Its interval is that of r (Fisher's z),
transformed by the same formula.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from math import atanh, sqrt, tanh

from coach.assessment.scoring import ItemAnswer, reverse_scored

APART = 75  # points; a larger difference between the two answers of a principle is flagged
HASTE = 1.5  # seconds per question
ALL = 16


class Exclusion(Enum):
    """Why a sitting is left out of the reliability figures."""

    APART = "the two answers of a principle lie more than 75 points apart"
    EQUAL = "all sixteen answers are the same"
    HASTE = "less than 1.5 seconds a question"


@dataclass(frozen=True)
class Doubt:
    """A quality flag. ``principle`` is set if its two answers contradict each other."""

    mark: Exclusion
    principle: int | None = None


def doubts(answers: Sequence[ItemAnswer]) -> tuple[Doubt, ...]:
    """Return the flags of one week's answers."""
    found = [Doubt(Exclusion.APART, principle) for principle in _apart(answers)]
    if len(answers) == ALL and len({a.value for a in answers}) == 1:
        found.append(Doubt(Exclusion.EQUAL))
    times = [a.seconds for a in answers if a.seconds is not None]
    if times and sum(times) / len(times) < HASTE:
        found.append(Doubt(Exclusion.HASTE))
    return tuple(found)


def _apart(answers: Sequence[ItemAnswer]) -> list[int]:
    values: dict[int, list[int]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            values.setdefault(answer.principle, []).append(x)
    return sorted(p for p, each in values.items() if max(each) - min(each) > APART)


FEWEST = 30  # users; with fewer only their number is shown
Z95 = 1.96


@dataclass(frozen=True)
class Sums:
    """The sums over ``n`` pairs (x, y) that a correlation needs. They reveal no single pair."""

    n: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float


@dataclass(frozen=True)
class Reliability:
    """The Spearman-Brown coefficient of ``n`` users' pairs, at most 1, with its 95% interval."""

    n: int
    value: float
    low: float
    high: float


def reliability(sums: Sums) -> Reliability | None:
    """Return the reliability, or None for too few users or for answers without any variance."""
    r = _correlation(sums) if sums.n >= FEWEST else None
    if r is None:
        return None
    z, half = atanh(r), Z95 / sqrt(sums.n - 3)
    return Reliability(sums.n, *(_spearman_brown(tanh(at)) for at in (z, z - half, z + half)))


def _correlation(sums: Sums) -> float | None:
    """Return the correlation, kept slightly inside -1 to 1, where Fisher's z is finite."""
    xx = sums.n * sums.xx - sums.x**2
    yy = sums.n * sums.yy - sums.y**2
    if xx <= 0 or yy <= 0:
        return None
    r = (sums.n * sums.xy - sums.x * sums.y) / sqrt(xx * yy)
    return max(-1 + 1e-9, min(1 - 1e-9, r))


def _spearman_brown(r: float) -> float:
    return 2 * r / (1 + r)
