"""What really changed: judged once, when a cycle closes.

Each question is held against its own earlier answers, so that questions of unlike difficulty
cancel out. The earlier answers are those of the cycles since the principle last really changed,
three at most: a level known from twelve weeks is known better than one from four. The rest is the
reliable change index of Jacobson & Truax (1991, doi 10.1037/0022-006X.59.1.12), read from
Student's t because the person's error is itself an estimate, and corrected over the principles
judged by Benjamini & Hochberg's step-up procedure (1995,
doi 10.1111/j.2517-6161.1995.tb02031.x). What that finds, and how often it is wrong, is printed
by ``python -m coach.assessment.simulate``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from math import erfc, expm1, fsum, log1p, sqrt
from statistics import NormalDist

from coach.assessment.scoring import PRIOR_DF, Z95, Answer, Noise, cycle_noise, keyed
from coach.principles import PRINCIPLES

LEAST = 4  # questions of a principle answered on both sides, or it is not judged
QUESTIONS = 8  # of a principle in a whole cycle
FURTHEST = 3  # cycles a yardstick reaches back at most
ALPHA = 0.045  # 5% less a margin: after a false alarm the yardstick itself is off by chance

Items = dict[str, list[int]]  # the turned answers to each question


@dataclass(frozen=True)
class Contrast:
    """A principle's answers held against earlier ones, question by question.

    ``points`` is the mean of the differences weighted by their exactness, ``weight`` the sum of
    the weights (the variance of ``points`` is the error variance over it), ``ss`` the weighted
    squares around ``points``, ``k`` the number of questions.
    """

    points: float
    weight: float
    ss: float
    k: int


@dataclass(frozen=True)
class Change:
    """One principle judged; ``se`` is that of ``points``, ``p`` and ``adjusted`` two-sided."""

    points: float  # -100 to 100
    se: float
    k: int  # questions answered on both sides
    t: float
    p: float
    adjusted: float

    @property
    def real(self) -> bool:
        """A real change; anything else is called steady."""
        return self.adjusted <= ALPHA

    @property
    def half(self) -> float:
        """Half the width of the 95% band of ``points``."""
        return Z95 * self.se


@dataclass(frozen=True)
class Past:
    """What a person's closed cycles tell about the cycle that is now judged.

    ``noise`` is the spread of answers within a principle and cycle, ``pairs`` that of answers to
    the same question. ``reach`` says for each principle how many cycles back its yardstick goes,
    ``verdict`` how the last judgement went: ``+`` up, ``-`` down, ``=`` steady, ``.`` none.
    """

    noise: Noise = field(default_factory=Noise)
    pairs: Noise = field(default_factory=Noise)
    reach: str = "0" * len(PRINCIPLES)
    verdict: str = "." * len(PRINCIPLES)

    @property
    def variance(self) -> float:
        """The error variance of one answer by which a change is judged.

        Answers to one question cannot spread more than those to several. Where they seem to, the
        questions are alike as far as can be told, and the larger sample speaks for both.
        """
        return min(self.pairs.variance, self.noise.variance)

    @property
    def df(self) -> int:
        """Its degrees of freedom, with the prior's; those of the smaller sample, to be safe."""
        return PRIOR_DF + self.pairs.df


Cycles = Mapping[int, Sequence[Answer]]  # answers by the number of their cycle


def contrast(before: Items, after: Items) -> Contrast | None:
    """The questions answered on both sides held against each other; None where there is none."""
    rows = []
    for item, new in after.items():
        if old := before.get(item):
            weight = len(new) * len(old) / (len(new) + len(old))
            rows.append((weight, sum(new) / len(new) - sum(old) / len(old)))
    if not rows:
        return None
    total = fsum(weight for weight, _ in rows)
    points = fsum(weight * x for weight, x in rows) / total
    ss = fsum(weight * (x - points) ** 2 for weight, x in rows)
    return Contrast(points, total, ss, len(rows))


def contrasts(cycles: Cycles, number: int, reach: str) -> dict[int, Contrast]:
    """Each principle's cycle ``number`` against the ``reach`` cycles before it."""
    sheets = {n: _by_item(cycles.get(n, ())) for n in range(number - FURTHEST, number + 1)}
    found = {}
    for principle, after in sheets[number].items():
        before: Items = {}
        for back in range(1, int(reach[principle - 1]) + 1):
            for item, values in sheets[number - back].get(principle, {}).items():
                before.setdefault(item, []).extend(values)
        if held := contrast(before, after):
            found[principle] = held
    return dict(sorted(found.items()))


def _by_item(answers: Iterable[Answer]) -> dict[int, Items]:
    found: dict[int, Items] = {}
    for answer in answers:
        if (x := keyed(answer)) is not None:
            found.setdefault(answer.principle, {}).setdefault(answer.item, []).append(x)
    return found


def with_cycle(past: Past, answers: Iterable[Answer], held: Mapping[int, Contrast]) -> Past:
    """The past with one more closed cycle's answers in its two errors."""
    pairs = Noise(fsum(c.ss for c in held.values()), sum(c.k - 1 for c in held.values()))
    noise = past.noise + cycle_noise(answers)
    return Past(noise, past.pairs + pairs, past.reach, past.verdict)


def judge(held: Mapping[int, Contrast], known: Past) -> dict[int, Change]:
    """The verdict on each principle with at least four questions answered on both sides.

    One that really changed in the cycle before is not judged: its yardstick is that cycle alone,
    and a cycle chosen for being far out lies further out than the level. It settles first.
    """
    settled = {p: c for p, c in held.items() if known.verdict[p - 1] not in "+-"}
    judged = {p: c for p, c in settled.items() if c.k >= LEAST}
    ses = [sqrt(known.variance / c.weight) for c in judged.values()]
    ts = [c.points / se for c, se in zip(judged.values(), ses, strict=True)]
    ps = [two_sided(t, known.df) for t in ts]
    adjusted = benjamini_hochberg(ps)
    return {
        p: Change(c.points, se, c.k, t, raw, q)
        for (p, c), se, t, raw, q in zip(judged.items(), ses, ts, ps, adjusted, strict=True)
    }


def close(past: Past, cycles: Cycles, number: int) -> tuple[Past, dict[int, Change]]:
    """The past after cycle ``number`` has closed, and the verdict on it."""
    held = contrasts(cycles, number, past.reach)
    known = with_cycle(past, cycles.get(number, ()), held)
    return known, judge(held, known)


def carry(past: Past, changes: Mapping[int, Change], closed: int, number: int) -> Past:
    """The past as cycle ``number`` begins, after the verdict on cycle ``closed``.

    A real change begins a new yardstick, anything else lengthens the old one. Cycles between the
    two, in which nothing was answered, only put it further back.
    """
    reach, verdict = [], []
    for principle in PRINCIPLES:
        change = changes.get(principle.number)
        back = 0 if change and change.real else int(past.reach[principle.number - 1])
        reach.append(str(min(FURTHEST, back + number - closed)))
        verdict.append(_sign(change))
    return Past(past.noise, past.pairs, "".join(reach), "".join(verdict))


def _sign(change: Change | None) -> str:
    if change is None:
        return "."
    return "=" if not change.real else "+" if change.points > 0 else "-"


def two_sided(t: float, df: int) -> float:
    """The two-sided p of Student's t, by Wallace's normal approximation.

    Wallace (1959, doi 10.1214/aoms/1177706151): exact to four decimals from 30 degrees of
    freedom on, and there are never fewer here.
    """
    z = (8 * df + 1) / (8 * df + 3) * sqrt(df * log1p(t * t / df))
    return erfc(z / sqrt(2))


def least(known: Past, cycles: int, judged: int) -> float:
    """The least points that make a real change of eight questions.

    ``cycles`` is how far the yardstick reaches back, ``judged`` how many principles are judged
    while only this one moves.
    """
    df, z = known.df, -NormalDist().inv_cdf(ALPHA / 2 / judged)
    t = sqrt(df * expm1((z * (8 * df + 3) / (8 * df + 1)) ** 2 / df))
    return t * sqrt(known.variance * (1 + 1 / cycles) / QUESTIONS)


def benjamini_hochberg(ps: Sequence[float]) -> list[float]:
    """The adjusted p-values, in the order given: monotone, and at most 1."""
    adjusted = [1.0] * len(ps)
    least = 1.0
    ranked = list(enumerate(sorted(range(len(ps)), key=ps.__getitem__), 1))
    for rank, index in reversed(ranked):
        least = min(least, ps[index] * (len(ps) / rank))  # a factor of at least 1, exactly
        adjusted[index] = least
    return adjusted
