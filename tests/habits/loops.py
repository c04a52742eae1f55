"""Exports of other trackers, made the way those write them, and one of our own."""

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterable
from datetime import UTC, date, datetime
from math import sqrt

HEADER = (
    "Position,Name,Type,Question,Description,FrequencyNumerator,FrequencyDenominator,Color,"
    "Unit,Target Type,Target Value,Archived?"
)
WALK = "001,Walk,YES_NO,Did you walk today?,,1,1,#FF8F00,,,,false"
CALL = "002,Call a friend,YES_NO,,,3,10,#00897B,,,,false"
READ = "003,Read,NUMERICAL,How many pages?,,1,1,#00897B,pages,AT_LEAST,20.0,false"
COFFEE = "004,Coffee,NUMERICAL,,,1,7,#00897B,cups,AT_MOST,10.0,true"
TABLES = """
CREATE TABLE Habits (
    id integer PRIMARY KEY AUTOINCREMENT, archived integer, color integer, description text,
    freq_den integer, freq_num integer, highlight integer, name text, position integer,
    reminder_days integer NOT NULL DEFAULT 127, reminder_hour integer, reminder_min integer,
    type integer NOT NULL DEFAULT 0, target_type integer NOT NULL DEFAULT 0,
    target_value real NOT NULL DEFAULT 0, unit text NOT NULL DEFAULT "", question text, uuid text);
CREATE TABLE Repetitions (
    id integer PRIMARY KEY AUTOINCREMENT, habit integer NOT NULL REFERENCES habits(id),
    timestamp integer NOT NULL, value integer NOT NULL, notes text);
CREATE UNIQUE INDEX idx_repetitions_habit_timestamp ON Repetitions(habit, timestamp);
"""


def zipped(members: dict[str, str | bytes], how: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip with these members."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def days(*lines: str) -> str:
    """Return a Checkmarks.csv, newest first as Loop writes it."""
    return "\n".join(["Date,Value,Notes", *sorted(lines, reverse=True)]) + "\n"


def export(*habits: str, **folders: str) -> bytes:
    """Return Loop's zip: lines of Habits.csv, and Checkmarks.csv by habit (``h002="..."``)."""
    names = {line[:3]: line.split(",")[1] for line in habits}
    members: dict[str, str | bytes] = {"Habits.csv": "\n".join([HEADER, *habits]) + "\n"}
    for key, text in folders.items():
        members[f"{key[1:]} {names[key[1:]]}/Checkmarks.csv"] = text
        members[f"{key[1:]} {names[key[1:]]}/Scores.csv"] = "Date,Score\n"
    return zipped(members)


def backup(
    habits: Iterable[dict[str, object]],
    entries: Iterable[tuple[int, date, int, str]],
    wal: bool = False,
) -> bytes:
    """Return Loop's database; ``wal`` marks it as one with a write-ahead log, as phones do."""
    base = sqlite3.connect(":memory:")
    base.executescript(TABLES)
    for place, told in enumerate(habits):
        row = {"archived": 0, "freq_num": 1, "freq_den": 1, "position": place, **told}
        marks = ", ".join("?" * len(row))
        base.execute(f"INSERT INTO Habits ({', '.join(row)}) VALUES ({marks})", list(row.values()))
    for habit, day, value, note in entries:
        midnight = datetime(day.year, day.month, day.day, tzinfo=UTC)
        base.execute(
            "INSERT INTO Repetitions (habit, timestamp, value, notes) VALUES (?, ?, ?, ?)",
            (habit, int(midnight.timestamp()) * 1000, value, note),
        )
    base.commit()
    data = base.serialize()
    base.close()
    return data[:18] + b"\x02\x02" + data[20:] if wal else data


def score(values: dict[date, int], first: date, last: date, times: int, span: int) -> float:
    """Return Loop's score of a yes/no habit on the last day, told apart from our engine.

    ``values`` are Loop's: 2 done, 0 no, 3 skip. One window a day, summed anew each day.
    """
    if times == span:
        times = span = 1  # Loop's Frequency: n in n days is every day
    window, wanted = (2 * span, 2 * times) if times < span else (span, times)
    keep = 0.5 ** (sqrt(times / span) / 13)
    score = 0.0
    for number in range(first.toordinal(), last.toordinal() + 1):
        if values.get(date.fromordinal(number)) == 3:
            continue
        begin = max(first.toordinal(), number - window + 1)
        seen = (values.get(date.fromordinal(n)) for n in range(begin, number + 1))
        score = score * keep + min(1.0, sum(v == 2 for v in seen) / wanted) * (1 - keep)
    return score


def one(**more: object) -> bytes:
    """Return our own JSON with one habit, changed by hand."""
    told = {"name": "Walk", "cue": "", "act": "walk", "smallest": "", "archived": False,
            "plans": [{"start": "2026-11-01", "kind": "daily"}],
            "away": [], "days": []}  # fmt: skip
    whole = {"format": "good-terms-habits", "version": 1, "habits": [{**told, **more}]}
    return json.dumps(whole).encode()
