"""How firmly a habit sits, from 0 to 1: Loop Habit Tracker's published measure.

Every day ``S' = S*m + p*(1 - m)`` with ``m = 0.5 ** (sqrt(n/d) / 13)``: for a daily habit half
of the way to p in 13 days. Source: Loop Habit Tracker 2.3.1, ``Score.compute`` and
``ScoreList.recompute``, so that an imported history shows the number it showed there.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from math import ceil, floor, sqrt
from operator import itemgetter
from typing import NamedTuple

from coach.habits.rules.log import ONE, ZERO, PlannedDay
from coach.habits.rules.plan import Plan, Weekdays

_AMOUNT = itemgetter(1)  # of a day and its amount
HALF_LIFE = 13  # days, of a daily habit
WORDS = ((0.25, "starting"), (0.50, "growing"), (0.75, "steady"), (0.90, "strong"))


def word(strength: float) -> str:
    """Return the word for a strength from 0 to 1."""
    return next((said for below, said in WORDS if strength < below), "second nature")


def thousandths(strength: float) -> int:
    """Return a strength of 0 to 1 in whole thousandths, rounded down."""
    return floor(strength * 1000)


def percent(strength: float) -> int:
    """Return a strength of 0 to 1 as it is shown, 0 to 100."""
    return percent_of(thousandths(strength))


def percent_of(thousandths: int) -> int:
    """Return thousandths, rounded down, as they are shown: 0 to 100, a half rounded up.

    Stored and fresh strengths both pass through here: what is rounded once is the same everywhere.
    """
    return (thousandths + 5) // 10


@cache
def multiplier(times: int, days: int) -> float:
    """Return what one day leaves of the strength of a habit kept n times in d days."""
    return float(0.5 ** (sqrt(times / days) / HALF_LIFE))


def asked(plan: Plan) -> Decimal:
    """Return what the days of the window are to add up to: times, or a number.

    A goal per due day asks for as many goals as a week has due days.
    """
    times, days = plan.schedule.frequency
    if plan.goal is None:
        return Decimal(times * plan.window // days)
    return plan.goal.target * (times if isinstance(plan.schedule, Weekdays) else 1)


def planned_times(plan: Plan, days: Iterable[PlannedDay]) -> int:
    """Return how many times the plan asks for the act on these days.

    Days of rest, away or travel ask for nothing. A part of a time counts as a whole one.
    """
    free = [day for day in days if day.neutral is None]
    if isinstance(plan.schedule, Weekdays):
        return sum(plan.schedule.asks(day.day) for day in free)
    times, span = plan.schedule.frequency
    return ceil(times * len(free) / span)


def share(plan: Plan, total: Decimal) -> float:
    """Return p, from 0 to 1: how much of what the plan asks the window's total fulfils."""
    goal, target = plan.goal, asked(plan)
    if goal is None:
        return float(min(ONE, total / target))
    if goal.at_most:
        if target > 0:
            return float(min(ONE, max(ZERO, ONE - (total - target) / target)))
        return 0.0 if total > 0 else 1.0
    return float(min(ONE, total / target)) if target > 0 else 1.0


class Strength(NamedTuple):
    """Strength after a day, and the amounts still in sight.

    None before the first record; an at-most habit stands at 1 from its start.
    """

    value: float | None = None
    seen: tuple[tuple[date, Decimal], ...] = ()

    def after(self, day: PlannedDay, reach: int) -> "Strength":
        """Return the strength after one more day; amounts are kept for ``reach`` days.

        On a neutral day it stays, or rises if the act was done all the same.
        """
        plan = day.plan
        at_most = plan.goal is not None and plan.goal.at_most
        if self.value is None and day.check_in is None and not at_most:
            return self
        seen = self._with(day, reach)
        before = self.value if self.value is not None else float(at_most)
        if day.neutral and (at_most or day.amount <= 0):
            return Strength(before, seen)
        total = _total(seen, day.day - timedelta(days=plan.window - 1))
        m = multiplier(*plan.schedule.frequency)
        value = before * m + share(plan, total) * (1 - m)
        return Strength(max(before, value) if day.neutral else value, seen)

    def total(self, day: PlannedDay) -> Decimal:
        """Return what the days of the plan's window add up to, ``day`` the last of them."""
        return _total(self.seen, day.day - timedelta(days=day.plan.window - 1))

    def _with(self, day: PlannedDay, reach: int) -> tuple[tuple[date, Decimal], ...]:
        begin = day.day - timedelta(days=reach - 1)
        kept = self.seen[bisect_left(self.seen, (begin,)) :]
        return (*kept, (day.day, day.amount)) if day.amount else kept


def _total(seen: tuple[tuple[date, Decimal], ...], begin: date) -> Decimal:
    """Return the sum of the amounts from a day on. It is asked for each day, so it is quick."""
    return sum(map(_AMOUNT, seen[bisect_left(seen, (begin,)) :]), ZERO)
