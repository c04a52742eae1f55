"""Rows of days away and of pauses. Nothing here commits, nothing reads a clock."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from coach.db import db
from coach.habits import models, queries
from coach.habits.snapshots import outdate, rebuild_snapshots

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


def number_of(user_id: int) -> int:
    """Return how many ranges the person has, of pauses too."""
    query = select(func.count()).where(models.Away.user_id == user_id)
    return db.session.scalar(query) or 0


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
        outdate(away.user_id, away.first)  # to be followed by catching_up.catch_up
        return
    habit = queries.own_habit(away.user_id, away.habit_id)
    if habit is not None:
        rebuild_snapshots(habit, away.first, today, rollover)


def pause(
    habit: models.Habit, first: date, last: date | None, reason: str, today: date, rollover: int
) -> None:
    """Declare the habit away from ``first`` to ``last``, or without an end."""
    resume(habit, first, today, rollover)
    away = models.Away(
        user_id=habit.user_id, habit_id=habit.id, first=first, last=last, reason=reason
    )
    db.session.add(away)
    rebuild_snapshots(habit, first, today, rollover)


def resume(habit: models.Habit, day: date, today: date, rollover: int) -> None:
    """End what keeps the habit away on ``day``; what was away before stays away.

    Ranges that begin later are other ones, such as a holiday that is planned already.
    """
    own = select(models.Away).where(
        models.Away.habit_id == habit.id,
        models.Away.first <= day,
        or_(models.Away.last.is_(None), models.Away.last >= day),
    )
    for away in db.session.scalars(own):
        if away.first == day:
            db.session.delete(away)
        else:
            away.last = day - DAY
    rebuild_snapshots(habit, day, today, rollover)
