"""Loop Habit Tracker's full backup: its SQLite database, tables ``Habits`` and ``Repetitions``.

``Repetitions.timestamp`` is midnight UTC in milliseconds. Columns that older versions lacked
are read as what Loop's own migrations fill in. Source: iSoron/uhabits, ``HabitRecord``,
``EntryRecord`` and ``migrations/*.sql``.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date, time, timedelta
from typing import Any

from coach import amounts
from coach.habits.exchange import loop
from coach.habits.exchange.brought import LONGEST_NOTE, MOST_RECORDS, BadFile, Brought, Record
from coach.habits.rules.schedule import Goal

MAGIC = b"SQLite format 3\x00"
JOURNAL = slice(18, 20)  # bytes of the header: 2 is a write-ahead log, 1 a rollback journal
MOST_STEPS = 50_000_000  # of SQLite's machine: a second or two
EPOCH, DAY = date(1970, 1, 1), 86_400_000  # milliseconds
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
}
ENTRY = ("habit", "timestamp")
ENTRY_LATER = {"value": loop.YES_MANUAL, "notes": ""}
READS = {
    sqlite3.SQLITE_SELECT,
    sqlite3.SQLITE_READ,
    sqlite3.SQLITE_PRAGMA,
}


def read(data: bytes, today: date, week_start: int) -> tuple[Brought, ...]:
    """Return the habits of a backup. Raises BadFile with the table and row that do not fit.

    The file is only read, in memory, with nothing allowed that a plain table does not need.
    """
    try:
        with closing(sqlite3.connect(":memory:")) as base:
            # a copy that says it has no write-ahead log: one in memory cannot have it
            base.deserialize(data[: JOURNAL.start] + b"\x01\x01" + data[JOURNAL.stop :])
            _guard(base)
            records = _records(base)
            habits = _table(base, "Habits", HABIT, HABIT_LATER, "position")
            return tuple(_habit(row, told, records, today, week_start) for row, told in habits)
    except (sqlite3.Error, OverflowError) as error:
        raise BadFile("This database is damaged, or it is not Loop's.") from error


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
    """Return the rows of a table with their numbers, and the columns asked for by name."""
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
    """Return (row, day, value, note) of each habit, its days in order, each day once.

    Where old versions kept a day twice the first stands, as in Loop's own migration 22.
    """
    found: dict[int, dict[date, tuple[int, date, int, str]]] = {}
    table = _table(base, "Repetitions", ENTRY, ENTRY_LATER, "rowid")
    for count, (row, told) in enumerate(table):
        if count >= MOST_RECORDS:
            raise BadFile(f"The table Repetitions has more than {MOST_RECORDS:,} rows.")
        try:
            day = EPOCH + timedelta(days=int(told["timestamp"]) // DAY)
            entry = (row, day, int(told["value"]), str(told["notes"]).strip()[:LONGEST_NOTE])
            found.setdefault(int(told["habit"]), {}).setdefault(day, entry)
        except (KeyError, ValueError, TypeError, OverflowError) as error:
            raise _bad(row, "Repetitions", "this is not a day with a value.") from error
    return {habit: [days[day] for day in sorted(days)] for habit, days in found.items()}


def _habit(
    row: int,
    told: dict[str, Any],
    entries: dict[int, list[tuple[int, date, int, str]]],
    today: date,
    week_start: int,
) -> Brought:
    try:
        goal = _goal(told)
        days = [_record(entry, goal) for entry in entries.get(int(told["id"]), [])]
        records = tuple(record for record in days if record)
        start = records[0].day if records else today
        times, length = int(told["freq_num"]), int(told["freq_den"])
        plan = loop.plan(start, times, length, goal, week_start)
        name = str(told["name"]).strip()
        if not name:
            raise ValueError("the habit has no name.")
        return Brought(name, (plan,), records, bool(told["archived"]), cue_time=_time(told))
    except (KeyError, ValueError, TypeError) as error:
        words = str(error) if str(error).endswith(".") else "a column is missing or wrong."
        raise _bad(row, "Habits", words) from error


def _goal(told: dict[str, Any]) -> Goal | None:
    if int(told["type"]) == 0:
        return None
    try:
        target = amounts.from_json(told["target_value"])
    except amounts.NotAnAmount:
        raise ValueError(f"{told['target_value']} is no goal.") from None
    return Goal(target, int(told["target_type"]) == 1, str(told["unit"])[:20])


def _record(entry: tuple[int, date, int, str], goal: Goal | None) -> Record | None:
    row, day, value, note = entry
    try:
        return loop.record(day, value, note, goal)
    except ValueError as error:
        raise _bad(row, "Repetitions", f"{value} is not a value of Loop's.") from error


def _time(told: dict[str, Any]) -> time | None:
    if told["reminder_hour"] is None or told["reminder_min"] is None:
        return None
    return time(int(told["reminder_hour"]), int(told["reminder_min"]))


def _bad(row: int, table: str, words: str) -> BadFile:
    return BadFile(f"Row {row} of the table {table}: {words}")
