"""Rows of days away, and of the week's beginning. Nothing here commits, nothing reads a clock."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import select

from coach.db import db
from coach.habits import models, queries

DAY = timedelta(days=1)
SHOWN = 50


def ranges(user_id: int) -> Sequence[tuple[models.Away, str | None]]:
    """Return the newest ranges away, each with its habit's name (None: all habits)."""
    found = db.session.execute(
        select(models.Away, models.Habit.name)
        .outerjoin(models.Habit, models.Habit.id == models.Away.habit_id)
        .where(models.Away.user_id == user_id)
        .order_by(models.Away.first.desc(), models.Away.id.desc())
        .limit(SHOWN)
    )
    return [(away, name) for away, name in found]


def own_range(user_id: int, away_id: int) -> models.Away | None:
    """Return the person's own range, or None for another's and for none."""
    return db.session.scalar(
        select(models.Away).where(models.Away.id == away_id, models.Away.user_id == user_id)
    )


def declare(away: models.Away, today: date, rollover: int) -> None:
    """Add a range away, of one habit or of all."""
    db.session.add(away)
    _settle(away, today, rollover)


def take_back(away: models.Away, today: date, rollover: int) -> None:
    """Remove a range as if it had never been said."""
    db.session.delete(away)
    _settle(away, today, rollover)


def _settle(away: models.Away, today: date, rollover: int) -> None:
    db.session.flush()
    if away.habit_id is None:
        queries.settle_all(away.user_id, away.first, today, rollover)
        return
    habit = queries.own_habit(away.user_id, away.habit_id)
    if habit is not None:
        queries.settle(habit, away.first, today, rollover)


def follow_week(user_id: int, week_start: int, today: date, rollover: int) -> None:
    """Let weekly habits count weeks from ``week_start`` (ISO 8601) on, from its next one.

    Weeks that began before keep the day they began on: a new plan holds from then.
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
        queries.change_plan(habit, _same(old, max(first, old.start), week_start), today, rollover)


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
