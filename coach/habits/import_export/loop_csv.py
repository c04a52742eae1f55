"""Read the CSV export of Loop Habit Tracker: a zip with ``Habits.csv`` and a folder per habit.

The folder ``002 Wake up early`` belongs to the habit at position 2. Its ``Checkmarks.csv`` has the
columns ``Date,Value,Notes`` (``Date,Value`` in older versions, without a header in the oldest).
Source: iSoron/uhabits, ``HabitsCSVExporter`` and ``HabitList.writeCSV``.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from zipfile import ZipInfo

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
from coach.habits.import_export.json_reader import decoded
from coach.habits.rules.plan import Goal
from coach.zipped import Damaged, Zipped

LIST, DAYS = "Habits.csv", "Checkmarks.csv"
MOST_MEMBERS = 2_000
MOST_UNPACKED = 64 * 1024 * 1024  # bytes
MOST_RATIO = 100  # lists of dates compress to about a tenth
VALUES = {"YES_MANUAL": 2, "YES_AUTO": 1, "NO": 0, "SKIP": 3, "UNKNOWN": -1}
FOLDER = re.compile(rf"(\d{{1,9}})(?:[ _-].*)?/{DAYS}", re.ASCII | re.DOTALL)
Row = tuple[int, list[str]]  # the line on which the row begins, and its fields


def read(data: bytes, today: date, week_start: int, notes: Notes) -> tuple[Brought, ...]:
    """Return the habits of an export. Raise BadFile, also for a zip bomb."""
    try:
        archive = Zipped(data)
        return _habits(archive, _members(archive), today, week_start, notes)
    except Damaged as error:
        raise BadFile("This zip file is damaged or locked.") from error


def _members(archive: Zipped) -> dict[str, ZipInfo]:
    """Return the members by their names relative to the folder that contains ``Habits.csv``.

    Some programs write backslashes between folders when they zip an export again.
    """
    found = archive.members
    unpacked = sum(member.file_size for member in found)
    packed = sum(member.compress_size for member in found)
    if len(found) > MOST_MEMBERS or unpacked > MOST_UNPACKED:
        raise BadFile("This zip file is far larger than an export of habits.")
    if unpacked > MOST_RATIO * max(packed, 1024):
        raise BadFile("This zip file unpacks to far more than an export of habits.")
    names = [(member.filename.replace("\\", "/"), member) for member in found]
    lists = [name for name, _ in names if name.rpartition("/")[2] == LIST]
    if not lists:
        raise BadFile(f"There is no {LIST} in this zip, so it is not Loop's export.")
    root = min(lists, key=len).removesuffix(LIST)
    below = [(name.removeprefix(root), member) for name, member in names if name.startswith(root)]
    if len(dict(below)) < len(below):
        raise BadFile("This zip file has the same file in it twice.")
    return dict(below)


def _habits(
    archive: Zipped, members: Mapping[str, ZipInfo], today: date, week_start: int, notes: Notes
) -> tuple[Brought, ...]:
    folders = _folders(members)
    rows = _lines(archive, members, LIST)
    _, header = next(rows, (1, []))
    if "Name" not in header:
        raise BadFile("this is not the list of habits that Loop writes.", 1, LIST)
    made, left = [], MOST_RECORDS
    for place, (line, fields) in enumerate(rows, 1):
        if place > MOST_HABITS:
            raise BadFile(f"This file has more than {MOST_HABITS} habits.")
        told = dict(zip(header, fields, strict=False))
        try:
            goal = _goal(told, notes)
            folder = folders.pop(int(told.get("Position") or place), "")
            days = (
                _rows(archive.read(members[folder], MOST_UNPACKED), folder) if folder else iter(())
            )
            records, left = _records(days, folder, goal, left)
            _say_what_stays_behind(told, folder, notes)
            made.append(_habit(told, records, goal, today, week_start))
        except Unkept as error:
            notes.unkept(told["Name"].strip(), str(error), f"Line {line} of {LIST}")
        except (KeyError, ValueError) as error:
            raise BadFile(_said(error), line, LIST) from error
    for folder in folders.values():
        notes.add("Left out, because it belongs to no habit of the list", folder)
    return tuple(made)


def _folders(members: Mapping[str, ZipInfo]) -> dict[int, str]:
    """Return the check-in files by habit position. Raise BadFile if two share one position."""
    found: dict[int, str] = {}
    for name in members:
        if match := FOLDER.fullmatch(name):
            if int(match[1]) in found:
                raise BadFile(f"Two folders belong to habit {int(match[1])}.")
            found[int(match[1])] = name
    return found


def _say_what_stays_behind(told: Mapping[str, str], folder: str, notes: Notes) -> None:
    name = told["Name"].strip()
    if not folder:
        notes.add(loop.NO_DAYS, name)
    if told.get("Question") or told.get("Description"):
        notes.add(loop.QUESTIONS, name)


def _habit(
    told: Mapping[str, str],
    records: tuple[Record, ...],
    goal: Goal | None,
    today: date,
    week_start: int,
) -> Brought:
    name = told["Name"].strip()
    if not name:
        raise ValueError("the habit has no name.")
    times = int(told.get("FrequencyNumerator") or told["NumRepetitions"])
    days = int(told.get("FrequencyDenominator") or told["Interval"])
    start = records[0].day if records else today
    plan = loop.plan(start, times, days, goal, week_start)
    return Brought(name, (plan,), records, told.get("Archived?") == "true")


def _goal(told: Mapping[str, str], notes: Notes) -> Goal | None:
    if told.get("Type", "YES_NO") != "NUMERICAL":
        return None
    if not told.get("Target Value"):
        raise Unkept("this old export leaves out the goal; send Loop's full backup (.db).")
    try:
        target = amounts.from_json(told["Target Value"])
    except amounts.NotAnAmount:
        raise Unkept(f"{told['Target Value']} cannot be used as a goal.") from None
    at_most = told.get("Target Type") == "AT_MOST"
    return Goal(target, at_most, loop.unit(told.get("Unit", ""), told["Name"], notes))


def _records(
    rows: Iterator[Row], name: str, goal: Goal | None, most: int
) -> tuple[tuple[Record, ...], int]:
    """Return the records of a file, and how many more rows are allowed. Raise BadFile."""
    found: dict[date, Record | None] = {}
    for line, fields in rows:
        if line == 1 and fields[0] == "Date":
            continue
        if len(found) >= most:
            raise BadFile(f"This file has more than {MOST_RECORDS:,} days.")
        try:
            day = date.fromisoformat(fields[0])
            note = fields[2].strip() if len(fields) > 2 else ""
            word = fields[1]
            record = loop.record(day, VALUES[word] if word in VALUES else int(word), note, goal)
        except (IndexError, ValueError) as error:
            said = f"“{','.join(fields)[:60]}” is not a day with a value."
            raise BadFile(said, line, name) from error
        if day in found:
            raise BadFile(f"{day} is there twice.", line, name)
        if record and len(record.note) > LONGEST_NOTE:
            raise BadFile("the note is too long.", line, name)
        found[day] = record
    records = (found[day] for day in sorted(found))
    return tuple(record for record in records if record), most - len(found)


def _lines(archive: Zipped, members: Mapping[str, ZipInfo], name: str) -> Iterator[Row]:
    return _rows(archive.read(members[name], MOST_UNPACKED), name)


def _rows(data: bytes, name: str) -> Iterator[Row]:
    """Yield the lines that are not empty, each with the number of the line on which it begins."""
    reader = csv.reader(io.StringIO(decoded(data, name), newline=""), strict=True)
    line = 1
    while True:
        try:
            fields = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise BadFile("this is not a line of a table.", line, name) from error
        if fields:
            yield line, fields
        line = reader.line_num + 1


def _said(error: Exception) -> str:
    if isinstance(error, KeyError):
        return f"the column {error} is missing."
    words = str(error)
    return words if words.endswith(".") else "a number is missing or wrong."
