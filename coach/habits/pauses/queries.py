"""Read and write away ranges and pauses. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlalchemy import func, or_, select

from coach.db import db
from coach.habits import models, queries
from coach.habits.snapshots import outdate, rebuild_snapshots

DAY = timedelta(days=1)
SHOWN = 50


def ranges(user_id: int) -> Sequence[tuple[models.Away, str | None]]:
    """Return the newest away ranges, each with the name of its habit (None: all habits)."""
    found = db.session.execute(
        select(models.Away, models.Habit.name)
        .outerjoin(models.Habit, models.Habit.id == models.Away.habit_id)
        .where(models.Away.user_id == user_id)
        .order_by(models.Away.first.desc(), models.Away.id.desc())
        .limit(SHOWN)
    )
    return [(away, name) for away, name in found]


def number_of(user_id: int) -> int:
    """Return the number of the user's away ranges, pauses included."""
    query = select(func.count()).where(models.Away.user_id == user_id)
    return db.session.scalar(query) or 0


def own_range(user_id: int, away_id: int) -> models.Away | None:
    """Return the user's own away range, or None."""
    return db.session.scalar(
        select(models.Away).where(models.Away.id == away_id, models.Away.user_id == user_id)
    )


def declare(away: models.Away, today: date, rollover: int) -> None:
    """Add an away range, for one habit or for all."""
    db.session.add(away)
    _settle(away, today, rollover)


def take_back(away: models.Away, today: date, rollover: int) -> None:
    """Remove an away range, so that its days count again."""
    db.session.delete(away)
    _settle(away, today, rollover)


def _settle(away: models.Away, today: date, rollover: int) -> None:
    db.session.flush()
    if away.habit_id is None:
        outdate(away.user_id, away.first)  # the caller runs snapshot_updates.catch_up
        return
    habit = queries.own_habit(away.user_id, away.habit_id)
    if habit is not None:
        rebuild_snapshots(habit, away.first, today, rollover)


def pause(
    habit: models.Habit, first: date, last: date | None, reason: str, today: date, rollover: int
) -> None:
    """Pause the habit from ``first`` to ``last``, or without an end if it is None."""
    resume(habit, first, today, rollover)
    away = models.Away(
        user_id=habit.user_id, habit_id=habit.id, first=first, last=last, reason=reason
    )
    db.session.add(away)
    rebuild_snapshots(habit, first, today, rollover)


def resume(habit: models.Habit, day: date, today: date, rollover: int) -> None:
    """End the pauses and ranges that include ``day``. Earlier days stay away.

    Ranges that begin later, such as a planned holiday, are not changed.
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
