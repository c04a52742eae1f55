"""How well a week's two questions agree, over many people: reliability with its interval.

For a scale of two items the Spearman-Brown formula is the right estimate (Eisinga, te Grotenhuis
& Pelzer 2013, doi 10.1007/s00038-012-0416-3): 2r / (1 + r), r the correlation of the forward and
the turned reverse answer. Its interval is that of r (Fisher's z) taken through the same formula.
"""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

FEWEST = 30  # people; below it nothing is shown but their number
Z95 = 1.96


@dataclass(frozen=True)
class Sums:
    """What a correlation needs of ``n`` pairs (x, y), and nothing about any single one."""

    n: int
    x: float
    y: float
    xx: float
    yy: float
    xy: float


@dataclass(frozen=True)
class Reliability:
    """Spearman-Brown of ``n`` people's pairs, at most 1, with its 95% interval."""

    n: int
    value: float
    low: float
    high: float


def reliability(sums: Sums) -> Reliability | None:
    """The reliability, or None for too few people or answers that do not differ at all."""
    r = _correlation(sums) if sums.n >= FEWEST else None
    if r is None:
        return None
    z, half = atanh(r), Z95 / sqrt(sums.n - 3)
    return Reliability(sums.n, *(_spearman_brown(tanh(at)) for at in (z, z - half, z + half)))


def _correlation(sums: Sums) -> float | None:
    """The correlation, kept off +-1 by less than anybody could see."""
    xx = sums.n * sums.xx - sums.x**2
    yy = sums.n * sums.yy - sums.y**2
    if xx <= 0 or yy <= 0:
        return None
    r = (sums.n * sums.xy - sums.x * sums.y) / sqrt(xx * yy)
    return max(-1 + 1e-9, min(1 - 1e-9, r))


def _spearman_brown(r: float) -> float:
    return 2 * r / (1 + r)
