"""Rebuild outdated snapshots in short transactions, one habit each.

Snapshots are computed from the days. Without them a habit is shown as well, but more slowly. So a
change that affects all days of all habits commits the deletion of the outdated snapshots
(``snapshots.outdate``). They are rebuilt afterwards, and other writers can use the database between
two habits.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from flask import current_app
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from coach import bounds
from coach.db import db
from coach.db.locking import lock_user
from coach.habits import models
from coach.habits.log_queries import FIRST, HABIT, PLAN, SNAPSHOT
from coach.habits.snapshots import LONG, OPEN_DAYS, rebuild_snapshots

AT_ONCE = bounds.LIVED  # days that one request computes, in less than 2 s of one processor


def catch_up(user_id: int, today: date, rollover: int, most: int = AT_ONCE) -> int:
    """Rebuild the user's outdated snapshots. Return how many days are left.

    Commit after each habit. At least one habit is rebuilt; another one is begun only if the total
    stays within ``most`` days. If the database is busy, the rest is left for the next call.
    """
    db.session.commit()
    lagging = sorted(_lagging(user_id, today), key=lambda each: each[1])
    left, done = sum(days for _, days in lagging), 0
    try:
        for habit_id, days in lagging:
            if done and done + days > most:
                break
            _settle(user_id, habit_id, today, rollover)
            done, left = done + days, left - days
    except OperationalError:
        db.session.rollback()
        current_app.logger.warning("running states are left for later: the database is busy")
    return left


def _settle(user_id: int, habit_id: int, today: date, rollover: int) -> None:
    lock_user(user_id)
    habit = db.session.get(models.Habit, habit_id)
    if habit is not None:
        rebuild_snapshots(habit, date.max, today, rollover)
    db.session.commit()


def _lagging(user_id: int, today: date) -> Iterator[tuple[int, int]]:
    """Yield (habit id, days behind) for each habit with outdated snapshots.

    Days under a plan with a long window count twice.
    """
    closed = today - timedelta(days=OPEN_DAYS)
    habit, state, plan = HABIT.c, SNAPSHOT.c, PLAN.c
    newest = select(func.max(state.through)).where(state.habit_id == habit.id).scalar_subquery()
    period = select(func.max(plan.days)).where(plan.habit_id == habit.id).scalar_subquery()
    rows = db.session.execute(
        select(habit.id, habit.start, newest, FIRST, period).where(habit.user_id == user_id)
    )
    for habit_id, start, through, said, longest in rows.all():
        days = (closed - (through or min(start, said or start))).days
        if days > 0:
            yield habit_id, days * (2 if longest > LONG else 1)
