"""Running states brought up to date in short transactions, one habit each.

Stored states are worked out from the days; a habit without them is shown all the same, only more
slowly. So a change that touches every day of every habit is committed together with the deletion
of the states it made stale (``running_queries.outdate``), and they are made anew afterwards, with
the database free for others after each habit.
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
from coach.habits.log_queries import FIRST
from coach.habits.snapshots import LONG, OPEN_DAYS, rebuild_snapshots

AT_ONCE = bounds.LIVED  # days: what one request works out, less than 2 s of one processor


def catch_up(user_id: int, today: date, rollover: int, most: int = AT_ONCE) -> int:
    """Bring the states of the person's habits up to date; return how many days are still left.

    Commits after each habit. At least one is done; no further one is begun that would make it
    more than ``most`` days. Where the database has trouble the rest stays for the next time.
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
    """Return each habit whose newest state is older than it should be, and by how many days.

    Days under a plan that looks back far count twice.
    """
    closed = today - timedelta(days=OPEN_DAYS)
    habit, state, plan = models.Habit, models.RunningState, models.HabitPlan
    newest = select(func.max(state.through)).where(state.habit_id == habit.id).scalar_subquery()
    period = select(func.max(plan.days)).where(plan.habit_id == habit.id).scalar_subquery()
    rows = db.session.execute(
        select(habit.id, habit.start, newest, FIRST, period).where(habit.user_id == user_id)
    )
    for habit_id, start, through, said, longest in rows.all():
        days = (closed - (through or min(start, said or start))).days
        if days > 0:
            yield habit_id, days * (2 if longest > LONG else 1)
