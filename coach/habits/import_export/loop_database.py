"""Read the full backup of Loop Habit Tracker: a SQLite database with Habits and Repetitions.

``Repetitions.timestamp`` is midnight UTC in milliseconds. Columns that older versions did not have
get the values that Loop's own migrations fill in. Source: iSoron/uhabits, ``HabitRecord``,
``EntryRecord`` and ``migrations/*.sql``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time, timedelta
from typing import Any

from coach import amounts
from coach.habits.import_export import loop
from coach.habits.import_export.imported import (
    LONGEST_NOTE,
    MOST_HABITS,
    MOST_RECORDS,
    BadFile,
    Brought,
    Notes,
    Record,
    Unkept,
)
from coach.habits.rules.plan import Goal

MAGIC = b"SQLite format 3\x00"
JOURNAL = slice(18, 20)  # header bytes: 2 is a write-ahead log, 1 a rollback journal
MOST_STEPS = 50_000_000  # steps of SQLite's virtual machine, about one or two seconds
EPOCH, DAY = date(1970, 1, 1), 86_400_000  # DAY is in milliseconds
EVERY_DAY = 127  # one bit for each day of the week
HABIT = ("id", "name", "freq_num", "freq_den")
HABIT_LATER = {
    "type": 0,
    "target_type": 0,
    "target_value": 0.0,
    "unit": "",
    "archived": 0,
    "position": 0,
    "reminder_hour": None,
    "reminder_min": None,
    "reminder_days": EVERY_DAY,
    "question": "",
    "description": "",
}
ENTRY = ("habit", "timestamp")
ENTRY_LATER = {"value": loop.YES_MANUAL, "notes": ""}
READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_PRAGMA,
}


def read(data: bytes, today: date, week_start: int, notes: Notes) -> tuple[Brought, ...]:
    """Return the habits of a backup. Raise BadFile with the table and row of the error.

    The file is only read, in memory, and SQLite may do only what reading a plain table needs.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            # Mark the copy as having no write-ahead log, because a database in memory cannot have
            # one.
            base.deserialize(data[: JOURNAL.start] + b"\x01\x01" + data[JOURNAL.stop :])
            _guard(base)
            return _habits(base, today, week_start, notes)
    except (sqlite3.Error, OverflowError, UnicodeDecodeError) as error:  # the last: in its schema
        raise BadFile("This database is damaged, or it is not Loop's.") from error


def _habits(
    base: sqlite3.Connection, today: date, week_start: int, notes: Notes
) -> tuple[Brought, ...]:
    entries, found = _records(base), []
    table = _table(base, "Habits", HABIT, HABIT_LATER, "position")
    for place, (row, told) in enumerate(table, 1):
        if place > MOST_HABITS:
            raise BadFile(f"This file has more than {MOST_HABITS} habits.")
        try:
            found.append(_habit(told, entries.pop(int(told["id"]), []), today, week_start, notes))
        except Unkept as error:
            notes.unkept(_name(told), str(error), f"Row {row} of the table Habits")
        except (KeyError, ValueError, TypeError) as error:
            words = str(error) if str(error).endswith(".") else "a column is missing or wrong."
            raise _bad(row, "Habits", words) from error
    if entries:
        days = sum(map(len, entries.values()))
        notes.add("Left out, because their habits are not in the file", f"{days} days")
    return tuple(found)


def _guard(base: sqlite3.Connection) -> None:
    left = [MOST_STEPS // 10_000]

    def tick() -> bool:
        left[0] -= 1
        return left[0] < 0

    def allow(action: int, first: Any, second: Any, *rest: Any) -> int:
        return sqlite3.SQLITE_OK if action in READS else sqlite3.SQLITE_DENY

    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA cell_size_check = ON")
    base.set_progress_handler(tick, 10_000)
    base.set_authorizer(allow)


def _table(
    base: sqlite3.Connection,
    table: str,
    needed: tuple[str, ...],
    later: dict[str, Any],
    order: str,
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield (rowid, columns by name) for each row of a table. Raise BadFile if it is not Loop's."""
    found = base.execute(
        "SELECT sql FROM sqlite_master WHERE type = 'table' AND name = ? COLLATE NOCASE", (table,)
    ).fetchone()
    if found is None or not found[0].upper().startswith("CREATE TABLE"):
        raise BadFile(f"This database has no table {table}, so it is not Loop's.")
    there = {row[1].lower() for row in base.execute(f"PRAGMA table_info({table})")}
    missing = [name for name in needed if name not in there]
    if missing:
        raise BadFile(f"The table {table} has no column {missing[0]}, so it is not Loop's.")
    names = [*needed, *(name for name in later if name in there)]
    sort = order if order in there else "rowid"
    query = f"SELECT rowid, {', '.join(names)} FROM {table} ORDER BY {sort}, rowid"  # noqa: S608
    for number, *values in base.execute(query):
        told = dict(zip(names, values, strict=True))
        yield number, {**later, **{k: v for k, v in told.items() if v is not None}}


def _records(base: sqlite3.Connection) -> dict[int, list[tuple[int, date, int, str]]]:
    """Return (rowid, day, value, note) for each habit, sorted by day, with each day once.

    If an old version stored a day twice, keep the first row, as Loop's own migration 22 does.
    """
    found: dict[int, dict[date, tuple[int, date, int, str]]] = {}
    table = _table(base, "Repetitions", ENTRY, ENTRY_LATER, "rowid")
    for count, (row, told) in enumerate(table):
        if count >= MOST_RECORDS:
            raise BadFile(f"The table Repetitions has more than {MOST_RECORDS:,} rows.")
        try:
            day = EPOCH + timedelta(days=int(told["timestamp"]) // DAY)
            note = str(told["notes"]).strip()
            if len(note) > LONGEST_NOTE:
                raise _bad(row, "Repetitions", "the note is too long.")
            entry = (row, day, int(told["value"]), note)
            found.setdefault(int(told["habit"]), {}).setdefault(day, entry)
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            raise _bad(row, "Repetitions", "this is not a day with a value.") from error
    return {habit: [days[day] for day in sorted(days)] for habit, days in found.items()}


def _habit(
    told: dict[str, Any],
    entries: list[tuple[int, date, int, str]],
    today: date,
    week_start: int,
    notes: Notes,
) -> Brought:
    name = _name(told)
    if not name:
        raise ValueError("the habit has no name.")
    goal = _goal(told, notes)
    records = tuple(record for entry in entries if (record := _record(entry, goal)))
    start = records[0].day if records else today
    plan = loop.plan(start, int(told["freq_num"]), int(told["freq_den"]), goal, week_start)
    if str(told["question"]).strip() or str(told["description"]).strip():
        notes.add(loop.QUESTIONS, name)
    at = _time(told, notes)
    return Brought(name, (plan,), records, bool(told["archived"]), cue_time=at)


def _name(told: dict[str, Any]) -> str:
    return str(told["name"]).strip()


def _goal(told: dict[str, Any], notes: Notes) -> Goal | None:
    if int(told["type"]) == 0:
        return None
    try:
        target = amounts.from_json(told["target_value"])
    except amounts.NotAnAmount:
        raise Unkept(f"{told['target_value']} cannot be used as a goal.") from None
    unit = loop.unit(str(told["unit"]), _name(told), notes)
    return Goal(target, int(told["target_type"]) == 1, unit)


def _record(entry: tuple[int, date, int, str], goal: Goal | None) -> Record | None:
    row, day, value, note = entry
    try:
        return loop.record(day, value, note, goal)
    except ValueError as error:
        raise _bad(row, "Repetitions", f"{value} is not a value of Loop's.") from error


def _time(told: dict[str, Any], notes: Notes) -> time | None:
    """Return the time of its reminder, or None if there is none or it is invalid."""
    if told["reminder_hour"] is None or told["reminder_min"] is None:
        return None
    try:
        at = time(int(told["reminder_hour"]), int(told["reminder_min"]))
    except (ValueError, OverflowError):
        notes.add("Left out, because it is no time of a day: the reminder of", _name(told))
        return None
    if told["reminder_days"] != EVERY_DAY:
        notes.add("Reminders here ring on the days of the habit, not on chosen ones", _name(told))
    return at


def _bad(row: int, table: str, words: str) -> BadFile:
    return BadFile(f"Row {row} of the table {table}: {words}")
