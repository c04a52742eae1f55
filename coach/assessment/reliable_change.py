"""What really changed: judged once, when a cycle closes.

A cycle is held against the cycles since the principle last really changed, four at most: a level
known from sixteen weeks is known better than one from four. Where those are two or more, the last
two cycles together are also held against the ones before them, so that a change that was missed
once can still be found; the first comparison gets two thirds of the error that is allowed, the
second one third (weighted Bonferroni: Genovese, Roeder & Wasserman 2006,
doi 10.1093/biomet/93.3.509).

The rest is the reliable change index of Jacobson & Truax (1991,
doi 10.1037/0022-006X.59.1.12), with two additions: the error includes the person's own movement
between cycles (contrast.py), and p is read from Student's t, because the error is an estimate
itself. It is corrected over the principles judged by Benjamini & Hochberg's step-up procedure
(1995, doi 10.1111/j.2517-6161.1995.tb02031.x). What that finds, and how often it is wrong where
people's weeks are alike and where they swing, is printed by
``python -m coach.dev.simulate_change``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import erfc, expm1, log1p, sqrt
from statistics import NormalDist

from coach.assessment.cycle_comparison import (
    FURTHEST_APART,
    Contrast,
    Items,
    Movement,
    Side,
    Spread,
    contrast,
    moved,
    pairs,
    sheets,
    side,
)
from coach.assessment.scoring import PRIOR_DF, Z95, ItemAnswer, Noise, cycle_noise
from coach.principles import PRINCIPLES

LEAST = 4  # answers to a principle's questions on each side, or it is not judged
QUESTIONS = 8  # of a principle in a whole cycle
FURTHEST = 4  # cycles before the one judged that are looked at, at most
ALPHA = 0.05
SHARES = (2 / 3, 1 / 3)  # of ALPHA: the change began in this cycle, or in the one before


@dataclass(frozen=True)
class Change:
    """One principle judged.

    ``sign`` is ``+`` or ``-`` for a real change, ``=`` for steady; ``cycles`` is 2 where a real
    change began in the cycle before. ``p`` and ``adjusted`` are two-sided. ``error`` and ``apart``
    are those of the contrast.
    """

    points: float  # -100 to 100
    se: float
    p: float
    adjusted: float
    sign: str
    cycles: int
    error: float
    apart: float

    @property
    def real(self) -> bool:
        """A real change; anything else is called steady."""
        return self.sign != "="

    @property
    def half(self) -> float:
        """Half the width of the 95% band of ``points``."""
        return Z95 * self.se


@dataclass(frozen=True)
class ClosedCycles:
    """What a person's closed cycles tell about the cycle that is now judged.

    ``noise`` is the spread of answers within a principle and cycle, ``pairs`` that of answers to
    the same question, ``movement`` that of levels between steady cycles. ``reach`` says for each
    principle how many cycles back its yardstick goes, ``verdict`` how the last judgement went:
    ``+`` up, ``-`` down, ``=`` steady, ``.`` none.
    """

    noise: Noise = field(default_factory=Noise)
    pairs: Noise = field(default_factory=Noise)
    movement: Movement = field(default_factory=Movement)
    reach: str = "0" * len(PRINCIPLES)
    verdict: str = "." * len(PRINCIPLES)

    @property
    def spread(self) -> Spread:
        """The variance between questions and that of one answer to one question.

        Answers to one question cannot spread more than those to several. Where they seem to, the
        questions are alike as far as can be told, and the larger sample speaks for both.
        """
        answer = min(self.pairs.variance, self.noise.variance)
        return Spread(self.noise.variance - answer, answer)

    @property
    def df(self) -> int:
        """The degrees of freedom, with the prior's; those of the smaller sample, to be safe."""
        return PRIOR_DF + self.pairs.df

    def error(self, held: Contrast) -> float:
        """Return the standard error of a contrast, with the person's movement, in points."""
        return sqrt(held.error + self.movement.variance * held.apart)


Cycles = Mapping[int, Sequence[ItemAnswer]]  # answers by the number of their cycle
Sheets = Mapping[int, Mapping[int, Items]]  # the same by cycle, principle and question


def close(
    past: ClosedCycles, cycles: Cycles, number: int
) -> tuple[ClosedCycles, dict[int, Change]]:
    """Return the past with cycle ``number`` in its errors, and the verdict on that cycle."""
    found = {n: sheets(cycles.get(n, ())) for n in range(number - FURTHEST, number + 1)}
    both = {p: sides(found, number, p, int(past.reach[p - 1])) for p in sorted(found[number])}
    spread = past.pairs
    for each in both.values():
        spread += pairs(*each[0]) if each else Noise()
    noise = past.noise + cycle_noise(cycles.get(number, ()))
    known = replace(past, noise=noise, pairs=spread)
    return known, judge({p: contrasts(each, known) for p, each in both.items()}, known)


def sides(found: Sheets, number: int, principle: int, reach: int) -> list[tuple[Side, Side]]:
    """Return what is held against each other for a principle: none, one or two pairs of sides.

    The first is cycle ``number`` against its yardstick; the second, where it differs from the
    first, is that cycle with the one before it against the rest of the yardstick.
    """
    window = range(number - reach, number + 1)
    answered = {n: found[n][principle] for n in window if principle in found.get(n, ())}
    held = []
    for begins in (number, number - 1):
        before = side({n: items for n, items in answered.items() if n < begins})
        after = side({n: items for n, items in answered.items() if n >= begins})
        if before and after and begins in answered:
            held.append((before, after))
    return held


def contrasts(held: Sequence[tuple[Side, Side]], known: ClosedCycles) -> list[Contrast]:
    """Return the contrasts of ``sides``; none where a side, or the cycle, has too few answers."""
    if not held or held[0][1].k < LEAST:
        return []
    return [contrast(*both, known.spread) for both in held if both[0].k >= LEAST]


def judge(held: Mapping[int, Sequence[Contrast]], known: ClosedCycles) -> dict[int, Change]:
    """Return the verdict on each principle that has contrasts, one or two each."""
    ps = {principle: _ps(each, known) for principle, each in held.items() if each}
    adjusted = benjamini_hochberg([min(1.0, *each) for each in ps.values()])
    changes = {}
    for (principle, each), q in zip(ps.items(), adjusted, strict=True):
        real = q <= ALPHA
        best = each.index(min(each)) if real else 0
        found = held[principle][best]
        sign = "=" if not real else "+" if found.points > 0 else "-"
        changes[principle] = Change(
            found.points, known.error(found), min(1.0, *each), q, sign, best + 1, *found[1:]
        )
    return changes


def _ps(held: Sequence[Contrast], known: ClosedCycles) -> list[float]:
    """The p of each contrast, corrected for how many there are; it may exceed 1."""
    raw = [two_sided(each.points / known.error(each), known.df) for each in held]
    return raw if len(raw) == 1 else [p / share for p, share in zip(raw, SHARES, strict=True)]


def as_told(changes: Mapping[int, Change], told: str) -> dict[int, Change]:
    """Return the verdict with the signs that were given when the cycle closed.

    ``told`` has one sign for each principle, as in ``ClosedCycles.verdict``. A rule that came later
    may read the same answers otherwise; what was said stays.
    """
    given = dict(enumerate(told, 1))
    return {p: replace(c, sign=given[p]) for p, c in changes.items() if given[p] != "."}


def next_baseline(
    past: ClosedCycles, changes: Mapping[int, Change], closed: int, number: int
) -> ClosedCycles:
    """Return the past as cycle ``number`` begins, after the verdict on cycle ``closed``.

    A real change begins a new yardstick, anything else lengthens the old one. Cycles between the
    two, in which nothing was answered, only put it further back. What steady principles moved
    counts as the person's own movement.
    """
    reach, movement = [], past.movement
    for principle, before in enumerate(past.reach, 1):
        change = changes.get(principle)
        back = change.cycles - 1 if change and change.real else int(before)
        reach.append(str(min(FURTHEST, back + number - closed)))
        if change and not change.real:
            movement += moved(Contrast(change.points, change.error, change.apart))
    return replace(past, movement=movement, reach="".join(reach), verdict=signs(changes))


def signs(changes: Mapping[int, Change]) -> str:
    """Return one sign for each principle, as in ``ClosedCycles.verdict``."""
    return "".join(changes[p.number].sign if p.number in changes else "." for p in PRINCIPLES)


def two_sided(t: float, df: int) -> float:
    """Return the two-sided p of Student's t, by Wallace's normal approximation.

    Wallace (1959, doi 10.1214/aoms/1177706151): exact to four decimals from 30 degrees of
    freedom on, and there are never fewer here.
    """
    z = (8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t * t / df))
    return erfc(z / sqrt(2))


def least(known: ClosedCycles, cycles: int, judged: int) -> float:
    """Return the least points that make a real change when all eight questions are answered.

    ``cycles`` is how far the yardstick reaches back, ``judged`` how many principles are judged
    while only this one moves.
    """
    share = SHARES[0] if cycles > 1 else 1.0
    df, z = known.df, -NormalDist().inv_cdf(ALPHA * share / 2 / judged)
    t = sqrt(df * expm1((z * (8 * df + 3) / (8 * df + 1)) ** 2 / df))
    error = known.spread.answer * (1 + 1 / cycles) / QUESTIONS
    return t * known.error(Contrast(0.0, error, min((1 + cycles) / 2, FURTHEST_APART)))


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Return the adjusted p-values, in the order given: monotone, and at most 1."""
    adjusted = [1.0] * len(ps)
    least = 1.0
    ranked = list(enumerate(sorted(range(len(ps)), key=ps.__getitem__), 1))
    for rank, index in reversed(ranked):
        least = min(least, ps[index] * (len(ps) / rank))  # a factor of at least 1, exactly
        adjusted[index] = least
    return adjusted
