"""Estimate the difference between two periods, and its error.

Questions differ in difficulty. A question that was answered in both periods is compared with
itself. One that was answered in one period only counts too, but its error includes the variance
between questions. Generalised least squares weighs both kinds (Aitken 1936), with the questions as
random effects (Henderson 1975, doi 10.2307/2529430).

The variance of a difference has a second part: a user's level moves between cycles with mood, work
and season, without a lasting change. ``Movement`` estimates this part from steady cycles. Its prior
is a scaled inverse chi-square (Gelman et al. 2013, Bayesian Data Analysis, section 2.6). Each
contrast adds its moment estimate, weighted by its precision (Morris 1983, doi
10.1080/01621459.1983.10477920).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coach.assessment.scoring import ItemAnswer, Noise, reverse_scored

MOVE_SD = 4.0  # points, the prior for every user
MOVE_DF = 0.5  # the prior weighs as much as half a contrast without answering error
FURTHEST_APART = 2.0  # cycles; movement does not grow further, because mood and season return

Items = Mapping[str, tuple[int, int]]  # by question: sum and number of its reverse-scored answers


class Side(NamedTuple):
    """One principle's answers in one or more cycles. ``middle`` is their mean cycle number."""

    items: Items
    k: int  # number of answers, at least 1
    middle: float


class Spread(NamedTuple):
    """Two variances in squared points: between questions, and of one answer to one question."""

    questions: float
    answer: float


class Contrast(NamedTuple):
    """The difference ``after`` minus ``before``.

    ``points``: the difference. ``error``: its variance from answering, in squared points.
    ``apart``: the distance between the two middles in cycles (1 to 2).
    """

    points: float
    error: float
    apart: float


@dataclass(frozen=True)
class Movement:
    """The sum of what steady contrasts tell about the variance between successive cycles."""

    total: float = 0.0  # of the estimates, each multiplied by its weight
    weight: float = 0.0

    def __add__(self, other: "Movement") -> "Movement":
        return Movement(self.total + other.total, self.weight + other.weight)

    @property
    def variance(self) -> float:
        """The variance in squared points, at least 0."""
        return max(0.0, (MOVE_DF * MOVE_SD**2 + self.total) / (MOVE_DF + self.weight))


def moved(contrast: Contrast) -> Movement:
    """Return the movement estimated from one steady contrast.

    The estimate is the squared points minus the error. Its weight, 0 to 1, falls with the error,
    because a difference of few answers is imprecise.
    """
    expected = contrast.apart * MOVE_SD**2
    weight = (expected / (contrast.error + expected)) ** 2
    left = (contrast.points**2 - contrast.error) / contrast.apart
    return Movement(weight * left, weight)


def sheets(answers: Iterable[ItemAnswer]) -> dict[int, Items]:
    """Return the answers of one cycle by principle and question, without missing ones."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            items = found.setdefault(answer.principle, {})
            total, k = items.get(answer.item, (0, 0))
            items[answer.item] = total + x, k + 1
    return dict(found)


def side(cycles: Mapping[int, Items]) -> Side | None:
    """Return one principle's answers of these cycles together, or None if there are none."""
    items: dict[str, tuple[int, int]] = {}
    answers, middle = 0, 0
    for number, sheet in cycles.items():
        for item, (total, k) in sheet.items():
            before, many = items.get(item, (0, 0))
            items[item] = before + total, many + k
            answers += k
            middle += k * number
    return Side(items, answers, middle / answers) if answers else None


def contrast(before: Side, after: Side, spread: Spread) -> Contrast:
    """Return the difference between two sides by generalised least squares.

    For each question the two sides share one effect with the variance ``spread.questions``. ``a``,
    ``b`` and ``c`` are the information on the two levels, [[a, c], [c, b]]. ``x`` and ``y`` are the
    answers with the same weights.
    """
    a = b = c = x = y = 0.0
    none = 0, 0
    for item in {**before.items, **after.items}:
        old, n = before.items.get(item, none)
        new, m = after.items.get(item, none)
        p, q = n / spread.answer, m / spread.answer
        shared = spread.questions / (1 + spread.questions * (p + q))
        mean = shared * (old + new) / spread.answer
        a, b, c = a + p - shared * p * p, b + q - shared * q * q, c - shared * p * q
        x += old / spread.answer - mean * p
        y += new / spread.answer - mean * q
    det = a * b - c * c
    points = ((a + c) * y - (b + c) * x) / det
    apart = min(max(1.0, after.middle - before.middle), FURTHEST_APART)
    return Contrast(points, (a + b + 2 * c) / det, apart)


def pairs(before: Side, after: Side) -> Noise:
    """Return the spread of the differences of questions that were answered on both sides."""
    rows = []
    for item, (total, m) in after.items.items():
        if item in before.items:
            old, n = before.items[item]
            rows.append((n * m / (n + m), total / m - old / n))
    weight = sum(w for w, _ in rows)
    if not weight:
        return Noise()
    mean = sum(w * x for w, x in rows) / weight
    return Noise(sum(w * (x - mean) ** 2 for w, x in rows), len(rows) - 1)
