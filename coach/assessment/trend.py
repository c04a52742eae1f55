"""Compute the trend of scores: each week's own score, and the mean of four weeks."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import NamedTuple

from coach.assessment.calendar import CYCLE_WEEKS, Week
from coach.assessment.scoring import Estimate, ItemAnswer, Noise, reverse_scored


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
