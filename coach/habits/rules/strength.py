"""Compute how strong a habit is, from 0 to 1, with the published formula of Loop Habit Tracker.

For each day ``S' = S*m + p*(1 - m)`` with ``m = 0.5 ** (sqrt(n/d) / 13)``, so that a daily habit
goes half of the way to p in 13 days. Source: Loop Habit Tracker 2.3.1, ``Score.compute`` and
``ScoreList.recompute``. The formula is the same, so that an imported habit shows the same number.
"""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from math import ceil, floor, sqrt
from operator import itemgetter
from typing import NamedTuple

from coach.habits.rules.log import ONE, ZERO, PlannedDay
from coach.habits.rules.plan import Plan, Weekdays

_AMOUNT = itemgetter(1)  # the amount of a (day, amount) pair
HALF_LIFE = 13  # days, for a daily habit
WORDS = ((0.25, "starting"), (0.50, "growing"), (0.75, "steady"), (0.90, "strong"))


def word(strength: float) -> str:
    """Return the word for a strength from 0 to 1."""
    return next((said for below, said in WORDS if strength < below), "second nature")


def thousandths(strength: float) -> int:
    """Return a strength from 0 to 1 in whole thousandths, rounded down."""
    return floor(strength * 1000)


def percent(strength: float) -> int:
    """Return a strength from 0 to 1 as the percentage shown, 0 to 100."""
    return percent_of(thousandths(strength))


def percent_of(thousandths: int) -> int:
    """Return thousandths as the percentage shown, 0 to 100, with halves rounded up.

    Stored and fresh strengths are both rounded here, so that they agree on every page.
    """
    return (thousandths + 5) // 10


def multiplier(times: int, days: int) -> float:
    """Return m, the share of strength that one day keeps, for a habit of n times in d days."""
    return float(0.5 ** (sqrt(times / days) / HALF_LIFE))


def asked(plan: Plan) -> Decimal:
    """Return the total that the plan asks for in its window: times, or an amount.

    For chosen weekdays the goal of one day is multiplied by the due days of a week.
    """
    times, days = plan.schedule.frequency
    if plan.goal is None:
        return Decimal(times * plan.window // days)
    return plan.goal.target * (times if isinstance(plan.schedule, Weekdays) else 1)


def planned_times(plan: Plan, days: Iterable[PlannedDay]) -> int:
    """Return how many times the plan asks for the act on these days.

    Days of rest, away or travel do not count. A fraction is rounded up.
    """
    free = [day for day in days if day.neutral is None]
    if isinstance(plan.schedule, Weekdays):
        return sum(plan.schedule.asks(day.day) for day in free)
    times, span = plan.schedule.frequency
    return ceil(times * len(free) / span)


def share(plan: Plan, total: Decimal) -> float:
    """Return p, from 0 to 1: the share of the plan that the window's total fulfils."""
    goal, target = plan.goal, asked(plan)
    if goal is None:
        return float(min(ONE, total / target))
    if goal.at_most:
        if target > 0:
            return float(min(ONE, max(ZERO, ONE - (total - target) / target)))
        return 0.0 if total > 0 else 1.0
    return float(min(ONE, total / target)) if target > 0 else 1.0


class Strength(NamedTuple):
    """The strength after a day, and the (day, amount) pairs that still count.

    ``value`` is None before the first record. An at-most habit begins at 1.
    """

    value: float | None = None
    seen: tuple[tuple[date, Decimal], ...] = ()

    def after(self, day: PlannedDay, reach: int) -> "Strength":
        """Return the strength after one more day, with the amounts of the last ``reach`` days.

        A neutral day keeps the strength, or raises it if the habit was done anyway.
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
        """Return the sum of the amounts in the plan's window, which ends on ``day``."""
        return _total(self.seen, day.day - timedelta(days=day.plan.window - 1))

    def _with(self, day: PlannedDay, reach: int) -> tuple[tuple[date, Decimal], ...]:
        begin = day.day - timedelta(days=reach - 1)
        kept = self.seen[bisect_left(self.seen, (begin,)) :]
        return (*kept, (day.day, day.amount)) if day.amount else kept


def _total(seen: tuple[tuple[date, Decimal], ...], begin: date) -> Decimal:
    """Return the sum of the amounts from a day on. It runs for each day, so it must be fast."""
    return sum(map(_AMOUNT, seen[bisect_left(seen, (begin,)) :]), ZERO)
