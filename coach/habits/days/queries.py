"""Check-ins written down. Nothing here commits, nothing reads a clock."""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import NamedTuple

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coach.db import db
from coach.habits import models
from coach.habits.rules.history import State
from coach.habits.running_queries import settle


class Made(NamedTuple):
    """When and where a check-in is recorded."""

    now: datetime
    zone: str
    today: date
    rollover: int


def record(
    habit: models.Habit,
    day: date,
    state: State | None,
    note: str | None,
    made: Made,
    number: Decimal | None = None,
) -> None:
    """Let the day say ``state``, or nothing about the act with None. Saying it twice is once.

    ``note`` None leaves the note as it is; a note alone keeps its day's row. ``number``: how
    much of a numeric habit.
    """
    _write(habit, day, state, note, made, number)
    settle(habit, day, made.today, made.rollover)


def record_days(habit: models.Habit, days: Iterable[date], state: State | None, made: Made) -> None:
    """Let many days say the same at once; notes stay as they are."""
    days = sorted(days)
    for day in days:
        _write(habit, day, state, None, made)
    if days:
        settle(habit, days[0], made.today, made.rollover)


def _write(
    habit: models.Habit,
    day: date,
    state: State | None,
    note: str | None,
    made: Made,
    number: Decimal | None = None,
) -> None:
    row = _check_in(habit, day)
    written = note if note is not None else (row.note if row else "")
    wanted = state or State.OPEN
    if wanted == State.OPEN and not written:
        if row:
            db.session.delete(row)
    else:
        row = row or _inserted(habit, day, wanted, written, made, number)
        changed = row.state != wanted or row.number != number
        if changed or row.note != written:
            row.import_id = None  # the person's own word now: undoing an import leaves it
        if changed:
            row.state, row.number = wanted, number
            row.moment, row.zone, row.late = made.now, made.zone, _late(day, made)
        row.note = written


def _check_in(habit: models.Habit, day: date) -> models.CheckIn | None:
    return db.session.scalar(
        select(models.CheckIn).where(models.CheckIn.habit_id == habit.id, models.CheckIn.day == day)
    )


def _inserted(
    habit: models.Habit, day: date, state: State, note: str, made: Made, number: Decimal | None
) -> models.CheckIn:
    """Return the day's row, ours or that of the press that was faster."""
    row = models.CheckIn(
        user_id=habit.user_id,
        habit_id=habit.id,
        day=day,
        state=state,
        number=number,
        note=note,
        moment=made.now,
        zone=made.zone,
        late=_late(day, made),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.scalars(
            select(models.CheckIn).where(
                models.CheckIn.habit_id == habit.id, models.CheckIn.day == day
            )
        ).one()
    return row


def _late(day: date, made: Made) -> bool:
    return (made.today - day).days > 1
