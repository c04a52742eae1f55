"""How firmly a habit sits, from 0 to 1: Loop Habit Tracker's published measure.

Every day ``S' = S*m + p*(1 - m)`` with ``m = 0.5 ** (sqrt(n/d) / 13)``: for a daily habit half
of the way to p in 13 days. Source: Loop Habit Tracker 2.3.1, ``Score.compute`` and
``ScoreList.recompute``, so that an imported history shows the number it showed there.
"""

from datetime import date, timedelta
from functools import cache
from math import fsum, sqrt
from typing import NamedTuple

from coach.habits.rules.history import Day
from coach.habits.rules.schedule import Plan, Weekdays

HALF_LIFE = 13  # days, of a daily habit
WORDS = ((0.25, "starting"), (0.50, "growing"), (0.75, "steady"), (0.90, "strong"))


def word(strength: float) -> str:
    """Return the word for a strength from 0 to 1."""
    return next((said for below, said in WORDS if strength < below), "second nature")


@cache
def multiplier(times: int, days: int) -> float:
    """Return what one day leaves of the strength of a habit kept n times in d days."""
    return float(0.5 ** (sqrt(times / days) / HALF_LIFE))


def share(plan: Plan, total: float) -> float:
    """Return p, from 0 to 1: how much of what the plan asks the window's total fulfils."""
    times, days = plan.schedule.frequency
    goal = plan.goal
    if goal is None:
        return min(1.0, total / (times * plan.window // days))
    # a goal per due day asks for as many goals as a week has due days
    target = goal.target * (times if isinstance(plan.schedule, Weekdays) else 1)
    if goal.at_most:
        if target > 0:
            return min(1.0, max(0.0, 1 - (total - target) / target))
        return 0.0 if total > 0 else 1.0
    return min(1.0, total / target) if target > 0 else 1.0


class Strength(NamedTuple):
    """Strength after a day, and the amounts still in sight. None before the first record."""

    value: float | None = None
    seen: tuple[tuple[date, float], ...] = ()

    def after(self, day: Day, reach: int) -> "Strength":
        """Return the strength after one more day; amounts are kept for ``reach`` days.

        On a neutral day it stays, or rises if the act was done all the same.
        """
        if self.value is None and day.check_in is None:
            return self
        seen = self._with(day, reach)
        plan = day.plan
        at_most = plan.goal is not None and plan.goal.at_most
        before = self.value if self.value is not None else float(at_most)
        if day.neutral and (at_most or day.amount <= 0):
            return Strength(before, seen)
        begin = day.day - timedelta(days=plan.window - 1)
        total = fsum(amount for then, amount in seen if then >= begin)
        m = multiplier(*plan.schedule.frequency)
        value = before * m + share(plan, total) * (1 - m)
        return Strength(max(before, value) if day.neutral else value, seen)

    def _with(self, day: Day, reach: int) -> tuple[tuple[date, float], ...]:
        begin = day.day - timedelta(days=reach - 1)
        kept = (
            self.seen
            if not self.seen or self.seen[0][0] >= begin
            else tuple(pair for pair in self.seen if pair[0] >= begin)
        )
        return (*kept, (day.day, day.amount)) if day.amount else kept
