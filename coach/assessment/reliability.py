"""Estimate how well a week's two items agree over many users: reliability with its interval.

For a scale of two items the Spearman-Brown formula is the right estimate: 2r / (1 + r), where r is
the correlation of the forward and the reverse-scored answer (Eisinga, te Grotenhuis & Pelzer 2013,
doi 10.1007/s00038-012-0416-3). Its interval is that of r (Fisher's z), transformed by the same
formula.
"""

from dataclasses import dataclass
from math import atanh, sqrt, tanh

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
