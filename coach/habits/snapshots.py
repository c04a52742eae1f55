"""Update the snapshots of habits after each write. Nothing here commits or reads a clock.

There is one a month, with the letters of its days, and one about a week old. One a year without
letters would be simpler, but each page would compute the days since then: up to 4 ms a habit.
"""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, delete, insert, select

from coach import clock
from coach.accounts.models import User
from coach.db import db
from coach.habits import models
from coach.habits.habit_log import HabitLog
from coach.habits.log_queries import SNAPSHOT, habit_logs
from coach.habits.rules.day_states import RECENT, CodedDays, told_of
from coach.habits.rules.fold import stored, walk

DAY = timedelta(days=1)
OPEN_DAYS = 8  # the last days, which no snapshot covers, so that filling them in is cheap
LONG = 60  # days in a plan's period from which each day takes about twice as long

STORED = (
    select(SNAPSHOT.c.through, SNAPSHOT.c.letters, SNAPSHOT.c.strengths)
    .where(
        SNAPSHOT.c.habit_id == bindparam("habit"),
        SNAPSHOT.c.through.between(bindparam("first"), bindparam("last")),
    )
    .order_by(SNAPSHOT.c.through)
)


def stored_past(habit_id: int, first: date, last: date) -> list[CodedDays]:
    """Return the encoded days of a habit's snapshots from ``first`` to ``last``, one per month."""
    rows = db.rows(STORED, {"habit": habit_id, "first": first, "last": last})
    return [CodedDays(day, letters, tuple(strengths)) for day, letters, strengths in rows]


def rebuild_snapshots(habit: models.Habit, since: date, today: date, rollover: int) -> None:
    """Update the habit's snapshots after a change on the day ``since``."""
    store(habit_logs(habit.user_id, rollover, today, habit.id, since)[0], since, today)


def store(track: HabitLog, since: date, today: date) -> None:
    """Replace the snapshots from ``since`` on by those computed from the days.

    ``track`` must be read with ``before=since``, so that it continues from the newest valid
    snapshot.
    """
    state, newest = models.RunningState, track.running.through
    closed, rows = today - OPEN_DAYS * DAY, []
    gone = state.through >= since
    if newest < closed:
        rows = list(_states(track, closed))
        if not _ends_month(newest):
            gone = gone | (state.through == newest)
    db.session.execute(delete(state).where(state.habit_id == track.id, gone))
    if rows:
        db.session.execute(insert(state), rows)


def _states(track: HabitLog, closed: date) -> Iterator[dict[str, Any]]:
    """Yield the rows of snapshots from the log's own snapshot on, up to the day ``closed``."""
    past = track.past
    for running, mark, _ in walk(track.history, track.running, closed):
        past = past.followed_by(told_of(mark, running))
        if mark.day == closed or _ends_month(mark.day):
            past = past.between(mark.day - (RECENT - 1) * DAY, mark.day)
            yield {
                "user_id": track.user_id,
                "habit_id": track.id,
                "through": running.through,
                "state": stored(running),
                "letters": past.letters,
                "strengths": list(past.strengths),
            }


def _ends_month(day: date) -> bool:
    return (day + DAY).day == 1


def outdate(user_id: int, since: date, habit_id: int | None = None) -> None:
    """Delete the snapshots of ``since`` or later, of one habit or of all."""
    state = models.RunningState
    stale = delete(state).where(state.user_id == user_id, state.through >= since)
    if habit_id is not None:
        stale = stale.where(state.habit_id == habit_id)
    db.session.execute(stale)


def settle_missing(now: datetime) -> Iterator[int]:
    """Store snapshots for each habit that has none and is old enough. Yield each habit's id.

    The caller commits after each one.
    """
    state = models.RunningState
    bare = (
        select(models.Habit, User)
        .join(User, User.id == models.Habit.user_id)
        .where(~select(state.id).where(state.habit_id == models.Habit.id).exists())
        .order_by(models.Habit.user_id, models.Habit.id)
    )
    for habit, user in db.session.execute(bare).all():
        today = clock.practice_day(now, user.zone, user.rollover)
        rebuild_snapshots(habit, date.min, today, user.rollover)
        yield habit.id
