"""Change the plan of a habit. Nothing here commits or reads a clock."""

from datetime import date, timedelta

from sqlalchemy import select

from coach.db import db
from coach.habits import models, queries
from coach.habits.snapshots import outdate, rebuild_snapshots


def change_plan(habit: models.Habit, plan: models.HabitPlan, today: date, rollover: int) -> None:
    """Put a plan in force from its start on. It replaces plans that start on that day or later."""
    _replace(habit, plan)
    rebuild_snapshots(habit, date.min, today, rollover)


def _replace(habit: models.Habit, plan: models.HabitPlan) -> None:
    for old in [old for old in habit.plans if old.start >= plan.start]:
        habit.plans.remove(old)
    db.session.flush()  # delete the old row before inserting one with the same start
    habit.plans.append(plan)


def follow_week(user_id: int, week_start: int, today: date) -> None:
    """Make weekly habits count weeks from ``week_start`` (ISO 8601) on, from the next such day.

    Earlier weeks keep their first day, because a new plan begins on that day. The caller rebuilds
    the snapshots afterwards (``snapshot_updates.catch_up``).
    """
    first = today + timedelta(days=(week_start - today.isoweekday()) % 7)
    habits = select(models.Habit.id).where(models.Habit.user_id == user_id)
    for habit_id in db.session.scalars(habits).all():
        habit = queries.own_habit(user_id, habit_id)
        if habit is None or habit.plans[-1].kind != "week":
            continue
        old = habit.plans[-1]
        if old.week_start == week_start:
            continue
        _replace(habit, _same(old, max(first, old.start), week_start))
        outdate(user_id, date.min, habit_id)


def _same(old: models.HabitPlan, start: date, week_start: int) -> models.HabitPlan:
    return models.HabitPlan(
        user_id=old.user_id,
        start=start,
        kind=old.kind,
        times=old.times,
        week_start=week_start,
        goal=old.goal,
        target=old.target,
        unit=old.unit,
    )
