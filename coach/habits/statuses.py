"""Compute a habit's status for a page. The walk over its days is kept between requests.

The days since the last snapshot are walked with numbers and days only: a plan's unit, which
somebody typed, is left out, and so are names, cues and notes.
"""

from dataclasses import replace
from datetime import date

from coach.habits.habit_log import HabitLog, HabitStatus, Snapshot, begun_at, status_of
from coach.habits.rules.day_states import Days, days
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory
from coach.habits.rules.plan import Plan
from coach.web.cache import cached


def status_on(track: HabitLog, today: date) -> HabitStatus:
    """Return the habit's status on ``today``, as ``habit_log.status_on`` does."""
    history = track.history
    walked = _walked(
        history.start,
        tuple(map(_without_unit, history.plans)),
        tuple(history.check_ins.items()),
        history.aways,
        history.travel,
        track.snapshot and track.snapshot[:2],
        today,
    )
    return status_of(track, today, walked)


def _without_unit(plan: Plan) -> Plan:
    return replace(plan, goal=replace(plan.goal, unit="")) if plan.goal else plan


@cached(1024)  # a thousand habits, of about 4 KB each
def _walked(
    start: date,
    plans: tuple[Plan, ...],
    check_ins: tuple[tuple[date, DayEntry], ...],
    aways: tuple[AwayRange, ...],
    travel: frozenset[date],
    snapshot: tuple[date, str] | None,
    today: date,
) -> Days:
    """Return the days since a snapshot: the last day in it, and its state as JSON."""
    history = HabitHistory(start, plans, dict(check_ins), aways, travel)
    return days(history, begun_at(history, Snapshot(*snapshot) if snapshot else None), today)
