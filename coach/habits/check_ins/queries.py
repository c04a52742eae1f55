"""Read and write check-ins and their notes. Nothing here commits or reads a clock.

The number of days in an account is limited, so that a request can recompute them all.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import bindparam, delete, literal, select, update
from sqlalchemy.dialects import postgresql, sqlite

from coach import bounds
from coach.db import db, holds, insert_for_dialect
from coach.habits import models
from coach.habits import queries as habits
from coach.habits.habit_log import HabitLog
from coach.habits.log_queries import habit_logs
from coach.habits.rules.log import DayEntry, NumberStands, State, pressed
from coach.habits.rules.plan import plan_on
from coach.habits.snapshots import store
from coach.people import touch_queries as touches
from coach.search import row_queries

KEPT = (State.DONE, State.PARTIAL)
CHANGED = ("state", "number", "note", "moment", "zone", "late")  # columns that an update sets
SET_NOTE = (
    update(models.CheckIn)
    .where(
        models.CheckIn.habit_id == bindparam("of_habit"),
        models.CheckIn.day == bindparam("on_day"),
    )
    .values(note=bindparam("written"), import_id=None)
)


class Made(NamedTuple):
    """The time and place at which a check-in is recorded."""

    now: datetime
    zone: str
    today: date
    rollover: int


def read(user_id: int, habit_id: int, since: date, made: Made) -> HabitLog | None:
    """Return the user's own habit, ready to record days from ``since`` on, or None.

    The caller holds the user's lock (``locking.lock_user``), as every form does, so that the data
    do not change before the write.
    """
    found = habit_logs(user_id, made.rollover, made.today, habit_id, since)
    return found[0] if found else None


def press(
    track: HabitLog,
    day: date,
    asked: State | None,
    note: str | None,
    made: Made,
    follow: bool = True,
) -> HabitLog:
    """Apply a press of done, rest, not done or undo to one day. Raise NumberStands."""
    wanted = pressed(plan_on(track.plans, day), track.history.check_ins.get(day), asked)
    tie = touches.tied(track.user_id, track.id) if follow else None
    return keep(track, day, wanted, note, made, tie)


def keep(
    track: HabitLog,
    day: date,
    wanted: DayEntry | None,
    note: str | None,
    made: Made,
    tie: touches.Tie | None,
) -> HabitLog:
    """Store ``wanted`` for the day, or no state if it is None. Repeating it changes nothing.

    If ``note`` is None, the note is unchanged. A note without a state keeps its row. ``track`` must
    be read with ``since`` at the day or earlier. Return the habit after the change. Somebody to
    whom the habit is tied gets a touch, or loses it again; the tie is read before the writes.
    """
    after = _write(track, day, wanted, note, made)
    if after is not track:
        store(after, day, made.today)
        _follow(after, tie, [day], made)
    return after


def press_days(track: HabitLog, days: Iterable[date], asked: State | None, made: Made) -> int:
    """Apply the same press to many days. Notes and numbers do not change.

    Return the number of days that have the state now. A day whose number contradicts it is skipped.
    ``track`` must be read with ``since`` at the first day or earlier.
    """
    after, pressed_days = track, 0
    tie = touches.tied(track.user_id, track.id)
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
        _follow(after, tie, days, made)
    return pressed_days


def _follow(after: HabitLog, tie: touches.Tie | None, days: Iterable[date], made: Made) -> None:
    """Note or remove the touches of somebody with whom the habit is done."""
    if tie is None or tie.contact is None:
        return
    there = after.history.check_ins
    done = {day: day in there and there[day].state in KEPT for day in days}
    moment = touches.moment(made.now, made.today, made.rollover, made.zone)
    touches.follow_check_ins(tie.contact, tie.channel, after.id, after.token, done, moment)


def _write(
    track: HabitLog, day: date, wanted: DayEntry | None, note: str | None, made: Made
) -> HabitLog:
    """Write a day's row if it changes. Return the habit after the change."""
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
        # without import_id it is the user's own record, and undoing the import keeps it
        connection = db.session.connection()
        connection.execute(SET_NOTE, {"of_habit": track.id, "on_day": day, "written": written})
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
    """Return the statement that inserts or updates a day's row.

    Values are passed separately, because SQLAlchemy caches statements together with their values.
    """
    insert = insert_for_dialect(models.CheckIn)
    changed = {name: insert.excluded[name] for name in CHANGED}
    keys = [models.CheckIn.habit_id, models.CheckIn.day]
    return insert.on_conflict_do_update(index_elements=keys, set_={**changed, "import_id": None})


PAGE = 50
OLDER = 10  # number of notes shown from before the last days


def notes(user_id: int, words: str, before: date) -> list[Any]:
    """Return up to PAGE + 1 notes from before a day that contain all the words, newest first.

    Each row has ``day``, ``note``, and the habit's ``id``, ``name`` and ``principle``.
    """
    query = (
        select(
            models.CheckIn.day,
            models.CheckIn.note,
            models.Habit.id,
            models.Habit.name,
            models.Habit.principle,
        )
        .join(models.Habit, models.Habit.id == models.CheckIn.habit_id)
        .where(
            models.CheckIn.user_id == user_id,
            models.CheckIn.note != "",
            models.CheckIn.day < before,
        )
        .order_by(models.CheckIn.day.desc(), models.Habit.position)
    )
    asked = {f"word_{place}": word for place, word in enumerate(words.split())}
    for name in asked:
        query = query.where(holds(models.CheckIn.note, name))
    return list(db.session.execute(query.limit(PAGE + 1), asked))


ROW = models.CheckIn.__table__.c
NOTES = (
    select(ROW.day, ROW.note)
    .where(ROW.habit_id == bindparam("habit"), ROW.day < bindparam("before"), ROW.note != "")
    .order_by(ROW.day.desc())
    .limit(OLDER)
)


def notes_before(habit_id: int, before: date) -> dict[date, str]:
    """Return the last ten notes from before a day, newest first."""
    rows = db.rows(NOTES, {"habit": habit_id, "before": before})
    return {row.day: row.note for row in rows}


LATELY = (
    select(models.CheckIn.id)
    .where(models.CheckIn.user_id == bindparam("user"))
    .order_by(models.CheckIn.day.desc())
    .limit(2 * row_queries.NEWEST)
    .subquery()
)
# the notes of the newest check-ins, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("day"),
            models.Habit.id,
            models.Habit.name,
            models.CheckIn.note,
            models.CheckIn.day,
            said=models.CheckIn.note,
        )
    )
    .join(LATELY, LATELY.c.id == models.CheckIn.id)
    .join(models.Habit, models.Habit.id == models.CheckIn.habit_id)
    .where(models.CheckIn.note != "")
)


class TooManyDays(Exception):
    """Raised when a check-in would give the account more days than one request can compute."""


def check_room(track: HabitLog, day: date, today: date) -> None:
    """Raise TooManyDays if the habit would begin earlier and the account has no room for the days.

    Days from the habit's first day on are always accepted.
    """
    earlier = (track.history.first_day - day).days
    if earlier <= 0:
        return
    lived = sum((today - first).days + 1 for first in habits.first_days(track.user_id).values())
    if lived + earlier > bounds.LIVED:
        raise TooManyDays
