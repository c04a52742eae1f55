"""Two stretches of time held against each other: the difference, and how exact it is.

Questions are not equally difficult. A question that was answered on both sides is compared with
itself; one that was answered on one side only still counts, but its error includes the spread
between questions. Generalised least squares weighs both kinds (Aitken 1936); the questions are
random effects, as in Henderson (1975, doi 10.2307/2529430).

The variance of a difference has a second part: a person's level moves between cycles, with mood,
work and season, without a lasting change. ``Movement`` estimates it from cycles that were steady.
Its prior is a scaled inverse chi-square (Gelman et al. 2013, Bayesian Data Analysis, section 2.6);
each contrast adds its moment estimate, weighted by how much it can tell (Morris 1983,
doi 10.1080/01621459.1983.10477920).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from coach.assessment.scoring import ItemAnswer, Noise, reverse_scored

MOVE_SD = 4.0  # points, before anything is known of a person
MOVE_DF = 0.5  # the prior counts like half a contrast without answering error
FURTHEST_APART = 2.0  # cycles: what moves with mood and season comes back

Items = Mapping[str, tuple[int, int]]  # by question: the sum of the turned answers, their number


class Side(NamedTuple):
    """One principle's answers in one or more cycles; ``middle`` is their mean cycle number."""

    items: Items
    k: int  # answers, at least 1
    middle: float


class Spread(NamedTuple):
    """Two variances in squared points: between questions, and of one answer to one question."""

    questions: float
    answer: float


class Contrast(NamedTuple):
    """``after`` minus ``before`` in points, the variance that answering gives it, and how many
    cycles lie between the two middles (1 to 2)."""

    points: float
    error: float
    apart: float


@dataclass(frozen=True)
class Movement:
    """What steady contrasts tell of the variance between two cycles that follow each other."""

    total: float = 0.0  # of the estimates, each times its weight
    weight: float = 0.0

    def __add__(self, other: "Movement") -> "Movement":
        return Movement(self.total + other.total, self.weight + other.weight)

    @property
    def variance(self) -> float:
        """In squared points, never below 0."""
        return max(0.0, (MOVE_DF * MOVE_SD**2 + self.total) / (MOVE_DF + self.weight))


def moved(contrast: Contrast) -> Movement:
    """Return what one steady contrast tells.

    Its estimate is what is left of the squared points when the error is taken away. The weight,
    0 to 1, falls with the error: few answers tell little.
    """
    expected = contrast.apart * MOVE_SD**2
    weight = (expected / (contrast.error + expected)) ** 2
    left = (contrast.points**2 - contrast.error) / contrast.apart
    return Movement(weight * left, weight)


def sheets(answers: Iterable[ItemAnswer]) -> dict[int, Items]:
    """Return the answers of one cycle by principle and question; missing ones are left out."""
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            items = found.setdefault(answer.principle, {})
            total, k = items.get(answer.item, (0, 0))
            items[answer.item] = total + x, k + 1
    return dict(found)


def side(cycles: Mapping[int, Items]) -> Side | None:
    """Return one principle's answers of these cycles together, or None where there are none."""
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
    """Return the difference of two sides by generalised least squares.

    For each question the two sides share one effect of variance ``spread.questions``. ``a``, ``b``
    and ``c`` are the information on the two levels, [[a, c], [c, b]]; ``x`` and ``y`` are the
    answers weighted alike.
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
