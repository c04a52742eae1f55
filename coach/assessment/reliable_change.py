"""Give the verdict when a cycle closes: which scores have really changed, and which are steady.

A cycle is compared with the cycles since the principle's last real change, four at most, because a
level is known better from sixteen weeks than from four. If there are two or more, the last two
cycles together are also compared with those before them, so that a missed change can still be
detected. The first comparison gets two thirds of the permitted error, the second one third
(weighted Bonferroni: Genovese, Roeder & Wasserman 2006, doi 10.1093/biomet/93.3.509).

The test is the reliable change index of Jacobson & Truax (1991, doi 10.1037/0022-006X.59.1.12),
with two additions: the error includes the user's own movement between cycles
(``contrast``), and p comes from Student's t, because the error is itself an estimate. The
principles are corrected by the step-up procedure of Benjamini & Hochberg (1995, doi
10.1111/j.2517-6161.1995.tb02031.x). ``python -m coach.dev.simulate_change`` prints the power and
the error rates of this rule, for users with steady and with varying weeks.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import erfc, expm1, log1p, sqrt
from statistics import NormalDist

from coach.assessment.contrast import (
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

LEAST = 4  # answers to a principle that each side needs for a judgement
QUESTIONS = 8  # per principle in a complete cycle
FURTHEST = 4  # earlier cycles in a comparison, at most
ALPHA = 0.05
SHARES = (2 / 3, 1 / 3)  # of ALPHA, for a change that began in this cycle, or in the one before


@dataclass(frozen=True)
class Change:
    """The judgement on one principle.

    ``sign``: ``+`` or ``-`` for a real change, ``=`` for steady. ``cycles``: 2 if a real change
    began in the cycle before, otherwise 1. ``p`` and ``adjusted`` are two-sided. ``error`` and
    ``apart`` are the contrast's.
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
        """Whether the change is real; otherwise it is called steady."""
        return self.sign != "="

    @property
    def half(self) -> float:
        """Half the width of the 95% band of ``points``."""
        return Z95 * self.se


@dataclass(frozen=True)
class ClosedCycles:
    """What a user's closed cycles tell about the cycle to judge.

    ``noise``: the spread of answers within a principle and cycle. ``pairs``: the spread of answers
    to the same question. ``movement``: the spread of levels between steady cycles. ``reach``: for
    each principle, one digit for the number of earlier cycles to compare with. ``verdict``: for
    each principle, the sign of the last judgement: ``+`` up, ``-`` down, ``=`` steady, ``.`` none.
    """

    noise: Noise = field(default_factory=Noise)
    pairs: Noise = field(default_factory=Noise)
    movement: Movement = field(default_factory=Movement)
    reach: str = "0" * len(PRINCIPLES)
    verdict: str = "." * len(PRINCIPLES)

    @property
    def spread(self) -> Spread:
        """The variance between questions, and that of one answer to one question.

        Answers to one question cannot spread more than answers to several. If they seem to, the
        questions do not differ measurably, and the larger sample is used for both.
        """
        answer = min(self.pairs.variance, self.noise.variance)
        return Spread(self.noise.variance - answer, answer)

    @property
    def df(self) -> int:
        """The degrees of freedom of the smaller sample, to be safe, with the prior's."""
        return PRIOR_DF + self.pairs.df

    def error(self, held: Contrast) -> float:
        """Return the standard error of a contrast in points, with the user's movement."""
        return sqrt(held.error + self.movement.variance * held.apart)


Cycles = Mapping[int, Sequence[ItemAnswer]]  # answers by cycle number
Sheets = Mapping[int, Mapping[int, Items]]  # the same by cycle, principle and question


def close(
    past: ClosedCycles, cycles: Cycles, number: int
) -> tuple[ClosedCycles, dict[int, Change]]:
    """Return the totals with cycle ``number`` added to the errors, and the verdict on the cycle."""
    found = {n: sheets(cycles.get(n, ())) for n in range(number - FURTHEST, number + 1)}
    both = {p: sides(found, number, p, int(past.reach[p - 1])) for p in sorted(found[number])}
    spread = past.pairs
    for each in both.values():
        spread += pairs(*each[0]) if each else Noise()
    noise = past.noise + cycle_noise(cycles.get(number, ()))
    known = replace(past, noise=noise, pairs=spread)
    return known, judge({p: contrasts(each, known) for p, each in both.items()}, known)


def sides(found: Sheets, number: int, principle: int, reach: int) -> list[tuple[Side, Side]]:
    """Return the comparisons of a principle: none, one or two (before, after) pairs.

    The first pair compares cycle ``number`` with its earlier cycles. The second, if it differs,
    compares that cycle and the one before it with the rest.
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
    """Return the contrasts of ``sides``, without those that have too few answers on a side."""
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
    """Return the p of each contrast, corrected for their number. It may exceed 1."""
    raw = [two_sided(each.points / known.error(each), known.df) for each in held]
    return raw if len(raw) == 1 else [p / share for p, share in zip(raw, SHARES, strict=True)]


def as_told(changes: Mapping[int, Change], told: str) -> dict[int, Change]:
    """Return the verdict with the signs that were given when the cycle closed.

    ``told`` has one sign for each principle, as in ``ClosedCycles.verdict``. The signs are kept
    even if a later rule judges the same answers differently.
    """
    given = dict(enumerate(told, 1))
    return {p: replace(c, sign=given[p]) for p, c in changes.items() if given[p] != "."}


def next_baseline(
    past: ClosedCycles, changes: Mapping[int, Change], closed: int, number: int
) -> ClosedCycles:
    """Return the totals at the start of cycle ``number``, after the verdict on cycle ``closed``.

    After a real change the comparison restarts at the change; otherwise it is one cycle longer, up
    to FURTHEST. Cycles without answers lengthen it too. The differences of steady principles count
    as the user's own movement.
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

    It is exact to four decimals from 30 degrees of freedom on, and there are never fewer here
    (Wallace 1959, doi 10.1214/aoms/1177706151).
    """
    z = (8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t * t / df))
    return erfc(z / sqrt(2))


def least(known: ClosedCycles, cycles: int, judged: int) -> float:
    """Return the least points of a real change if all eight questions are answered.

    ``cycles``: the number of earlier cycles. ``judged``: the number of principles judged, of which
    only this one has moved.
    """
    share = SHARES[0] if cycles > 1 else 1.0
    df, z = known.df, -NormalDist().inv_cdf(ALPHA * share / 2 / judged)
    t = sqrt(df * expm1((z * (8 * df + 3) / (8 * df + 1)) ** 2 / df))
    error = known.spread.answer * (1 + 1 / cycles) / QUESTIONS
    return t * known.error(Contrast(0.0, error, min((1 + cycles) / 2, FURTHEST_APART)))


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """Return the adjusted p-values in the given order: monotone, and at most 1."""
    adjusted = [1.0] * len(ps)
    least = 1.0
    ranked = list(enumerate(sorted(range(len(ps)), key=ps.__getitem__), 1))
    for rank, index in reversed(ranked):
        least = min(least, ps[index] * (len(ps) / rank))  # a factor of at least 1, exactly
        adjusted[index] = least
    return adjusted
