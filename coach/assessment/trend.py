"""What moved: four-week means, and the one judgement when a cycle closes.

Change is the reliable change index of Jacobson & Truax (1991, doi 10.1037/0022-006X.59.1.12),
corrected over the principles judged by Benjamini & Hochberg's step-up procedure (1995,
doi 10.1111/j.2517-6161.1995.tb02031.x).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import erfc, hypot, sqrt

from coach.assessment.scoring import Answer, Estimate, Noise, profile
from coach.assessment.window import CYCLE_WEEKS, Week

LEAST = 4  # answers a principle needs on both sides to be judged
ALPHA = 0.05


@dataclass(frozen=True)
class Change:
    """One principle judged between two cycles; ``p`` and ``adjusted`` are two-sided."""

    before: Estimate
    after: Estimate
    z: float
    p: float
    adjusted: float

    @property
    def points(self) -> float:
        """How far the mean moved, -100 to 100."""
        return self.after.mean - self.before.mean

    @property
    def real(self) -> bool:
        """A real change; anything else is called steady."""
        return self.adjusted <= ALPHA


@dataclass(frozen=True)
class Point:
    """A week of one principle: its own score, and the mean of the four weeks up to it.

    Both are None for a week without answers: a gap is never bridged.
    """

    week: Week
    dot: Estimate | None
    line: Estimate | None


def judge(before: Mapping[int, Estimate], after: Mapping[int, Estimate]) -> dict[int, Change]:
    """The verdict on each principle with at least four answers in both cycles."""
    judged = [p for p in after if p in before and min(after[p].k, before[p].k) >= LEAST]
    zs = [_z(before[p], after[p]) for p in judged]
    ps = [erfc(abs(z) / sqrt(2)) for z in zs]
    adjusted = benjamini_hochberg(ps)
    return {
        p: Change(before[p], after[p], *found)
        for p, *found in zip(judged, zs, ps, adjusted, strict=True)
    }


def _z(before: Estimate, after: Estimate) -> float:
    return (after.mean - before.mean) / hypot(before.se, after.se)


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """The adjusted p-values, in the order given: monotone, and at most 1."""
    adjusted = [1.0] * len(ps)
    least = 1.0
    ranked = list(enumerate(sorted(range(len(ps)), key=ps.__getitem__), 1))
    for rank, index in reversed(ranked):
        least = min(least, ps[index] * (len(ps) / rank))  # a factor of at least 1, exactly
        adjusted[index] = least
    return adjusted


def recent(answers: Iterable[Answer], week: Week) -> list[Answer]:
    """The answers of the four weeks that end with ``week``."""
    return [a for a in answers if 0 <= week - a.week < CYCLE_WEEKS]


def course(
    answers: Sequence[Answer], weeks: Sequence[Week], noise: Noise
) -> dict[int, list[Point]]:
    """Each answered principle's points, one for each of ``weeks``.

    ``answers`` should reach back three weeks before the first of ``weeks``.
    """
    dots = [profile((a for a in answers if a.week == week), noise) for week in weeks]
    lines = [profile(recent(answers, week), noise) for week in weeks]
    return {
        principle: [
            Point(week, dot.get(principle), line[principle] if principle in dot else None)
            for week, dot, line in zip(weeks, dots, lines, strict=True)
        ]
        for principle in sorted({p for dot in dots for p in dot})
    }
