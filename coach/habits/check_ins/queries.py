"""Check-ins written down. Nothing here commits, nothing reads a clock."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, update
from sqlalchemy.dialects import postgresql, sqlite

from coach.db import db, insert_for_dialect
from coach.habits import models
from coach.habits.habit_log import HabitLog
from coach.habits.log_queries import habit_logs
from coach.habits.rules.log import DayEntry, NumberStands, State, pressed
from coach.habits.rules.plan import plan_on
from coach.habits.snapshots import store

CHANGED = ("state", "number", "note", "moment", "zone", "late")  # where a day says something new
NOTE = (
    update(models.CheckIn)
    .where(
        models.CheckIn.habit_id == bindparam("of_habit"),
        models.CheckIn.day == bindparam("on_day"),
    )
    .values(note=bindparam("written"), import_id=None)
)


class Made(NamedTuple):
    """When and where a check-in is recorded."""

    now: datetime
    zone: str
    today: date
    rollover: int


def read(user_id: int, habit_id: int, since: date, made: Made) -> HabitLog | None:
    """Return the person's own habit, to record days from ``since`` on, or None.

    The caller holds the person's turn to write (``locking.hold``), as every form does: what is
    read then stays so until it was written.
    """
    found = habit_logs(user_id, made.rollover, made.today, habit_id, since)
    return found[0] if found else None


def press(
    track: HabitLog, day: date, asked: State | None, note: str | None, made: Made
) -> HabitLog:
    """Press done, a rest, not done, or undo for one day (``keep``). Raises NumberStands."""
    wanted = pressed(plan_on(track.plans, day), track.history.check_ins.get(day), asked)
    return keep(track, day, wanted, note, made)


def keep(
    track: HabitLog, day: date, wanted: DayEntry | None, note: str | None, made: Made
) -> HabitLog:
    """Let the day say ``wanted``, or nothing about the act with None. Saying it twice is once.

    ``note`` None leaves the note as it is; a note alone keeps its day's row. ``track`` was read
    before the day. Returns the habit as it is afterwards.
    """
    after = _write(track, day, wanted, note, made)
    if after is not track:
        store(after, day, made.today)
    return after


def press_days(track: HabitLog, days: Iterable[date], asked: State | None, made: Made) -> int:
    """Press the same for many days at once; notes and numbers stay as they are.

    Returns how many days say it now. A day with a number that says otherwise is left alone.
    ``track`` was read before the first of the days.
    """
    after, pressed_days = track, 0
    days = sorted(days)
    for day in days:
        there = after.history.check_ins.get(day)
        try:
            wanted = pressed(plan_on(after.plans, day), there, asked)
        except NumberStands:
            continue
        after, pressed_days = _write(after, day, wanted, None, made), pressed_days + 1
    if after is not track:
        store(after, days[0], made.today)
    return pressed_days


def _write(
    track: HabitLog, day: date, wanted: DayEntry | None, note: str | None, made: Made
) -> HabitLog:
    """Write the row of a day where it says something new; return the habit after it."""
    there, noted = track.history.check_ins.get(day), track.notes.get(day, "")
    written = noted if note is None else note
    if wanted is None and written:
        wanted = DayEntry(State.OPEN)
    row = (models.CheckIn.habit_id == track.id) & (models.CheckIn.day == day)
    if wanted is None:
        if there is None:
            return track
        db.session.execute(delete(models.CheckIn).where(row))
        return track.saying(day, None, made.now, "")
    same = there is not None and (there.state, there.number) == (wanted.state, wanted.number)
    if same and there is not None:
        if written == noted:
            return track
        # the person's own word now: undoing an import leaves it
        connection = db.session.connection()
        connection.execute(NOTE, {"of_habit": track.id, "on_day": day, "written": written})
        return track.saying(day, there, track.moments[day], written)
    wanted = DayEntry(wanted.state, wanted.number, (made.today - day).days > 1)
    db.session.execute(_upsert(), _row(track, day, wanted, written, made))
    return track.saying(day, wanted, made.now, written)


def _row(track: HabitLog, day: date, said: DayEntry, note: str, made: Made) -> dict[str, Any]:
    """Return the columns of a day's row."""
    return {
        "user_id": track.user_id,
        "habit_id": track.id,
        "day": day,
        "state": said.state.value,
        "number": said.number,
        "note": note,
        "moment": made.now,
        "zone": made.zone,
        "late": said.late,
    }


def _upsert() -> sqlite.Insert | postgresql.Insert:
    """Return the statement that makes a day's row, or changes the one that is there.

    What is written is given beside it: SQLAlchemy keeps statements in memory, with their values.
    """
    insert = insert_for_dialect(models.CheckIn)
    changed = {name: insert.excluded[name] for name in CHANGED}
    keys = [models.CheckIn.habit_id, models.CheckIn.day]
    return insert.on_conflict_do_update(index_elements=keys, set_={**changed, "import_id": None})
