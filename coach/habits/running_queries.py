"""Rows of running states, kept up to date by each write. Nothing here commits or reads a clock."""

from datetime import date, timedelta

from sqlalchemy import bindparam, delete, select

from coach.db import db, plain_rows
from coach.habits import models
from coach.habits.rules.past import RECENT, Past, told_of
from coach.habits.rules.running import Running, stored, walk
from coach.habits.track_queries import tracks

DAY = timedelta(days=1)
OPEN_DAYS = 8  # days back from today that no stored state covers: filling them in is cheap

STORED = (
    select(models.RunningState.through, models.RunningState.letters, models.RunningState.strengths)
    .where(
        models.RunningState.habit_id == bindparam("habit"),
        models.RunningState.through.between(bindparam("first"), bindparam("last")),
    )
    .order_by(models.RunningState.through)
)


def stored_past(habit_id: int, first: date, last: date) -> list[Past]:
    """Return the stored days of a habit that lie between first and last, a month each."""
    asked = {"habit": habit_id, "first": first, "last": last}
    found = plain_rows(STORED, asked)
    return [Past(row.through, row.letters, tuple(row.strengths)) for row in found]


def settle(habit: models.Habit, since: date, today: date, rollover: int) -> None:
    """Bring the stored states up to date after something changed on ``since``."""
    state = models.RunningState
    stale = (state.habit_id == habit.id) & (state.through >= since)
    db.session.execute(delete(state).where(stale))
    db.session.flush()
    track = tracks(habit.user_id, rollover, today, habit.id)[0]
    closed, past = today - OPEN_DAYS * DAY, track.past
    if track.running.through >= closed:
        return
    if not _ends_month(track.running.through):
        db.session.execute(
            delete(state).where(state.habit_id == habit.id, state.through == track.running.through)
        )
    for running, mark, _ in walk(track.history, track.running, closed):
        past = past.followed_by(told_of(mark, running))
        if mark.day == closed or _ends_month(mark.day):
            past = past.between(mark.day - (RECENT - 1) * DAY, mark.day)
            db.session.add(_state(habit, running, past))


def _ends_month(day: date) -> bool:
    return (day + DAY).day == 1


def _state(habit: models.Habit, running: Running, past: Past) -> models.RunningState:
    return models.RunningState(
        user_id=habit.user_id,
        habit_id=habit.id,
        through=running.through,
        state=stored(running),
        letters=past.letters,
        strengths=list(past.strengths),
    )


def outdate(user_id: int, since: date, habit_id: int | None = None) -> None:
    """Delete the stored states that tell of ``since`` or later, of one habit or of all."""
    state = models.RunningState
    stale = delete(state).where(state.user_id == user_id, state.through >= since)
    if habit_id is not None:
        stale = stale.where(state.habit_id == habit_id)
    db.session.execute(stale)
