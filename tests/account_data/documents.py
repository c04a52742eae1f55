"""Exports made up: every column at its limits and between, so that an import takes most of them."""

import re
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from hypothesis import strategies as st
from sqlalchemy import (
    JSON,
    CheckConstraint,
    Column,
    Index,
    Integer,
    PrimaryKeyConstraint,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from coach import bounds
from coach.account_data import export_reader, export_zip, json_codec, merge
from coach.account_data.json_codec import LONGEST
from coach.db import Amount, UtcDateTime
from coach.listening.engine.feedback import json_codec as records
from tests.conftest import FRIDAY
from tests.listening.shown import FEEDBACK, JUDGEMENT

SETTINGS = {
    "name": st.sampled_from(["", "N" * 80, "شيرين", "<b>&"]),
    "zone": st.sampled_from(["UTC", "Pacific/Kiritimati", "America/St_Johns", "Etc/GMT+12"]),
    "rollover": st.sampled_from([0, 4, 11]),
    "week_start": st.sampled_from([1, 7]),
    "look_back_day": st.sampled_from([2, 7]),
    "theme": st.sampled_from(bounds.THEMES),
    "keep_declined": st.booleans(),
}
LETTERS = [
    "a",
    "Z",
    "0",
    " ",
    "é",
    "漢",
    "🙂",
    "ש",
    "<",
    "&",
    '"',
    "'",
    "=",
    "\u200d",
    "\ufeff",
    "%",
]
INSTANTS = [
    datetime(1990, 1, 1, tzinfo=UTC),
    datetime(2100, 12, 31, 23, 59, 59, 999999, tzinfo=UTC),
    FRIDAY,
    FRIDAY - timedelta(days=40, hours=9),
]
DAYS = [
    *(date(1990, 1, 1), date(2100, 12, 31), date(2000, 2, 29)),
    *(FRIDAY.date() + timedelta(days=days) for days in (-400, -31, -8, -1, 0, 1, 30)),
]
WEEKS = ["1990-W01", "2100-W52", "2020-W53", "2026-W47", "2026-W48", "2026-W44", "2026-W01"]
PARTS = [
    {"id": "who", "label": "For whom", "text": "R. M."},
    {"id": "gone", "label": "", "text": "x" * LONGEST, "earlier": True},
    {"id": "open", "label": "Open", "columns": {"what": "What"}, "rows": [{"what": "a"}, {}]},
    {"id": "none", "label": "None", "columns": {}, "rows": []},
]
ROWS = {"habit": 3, "check_in": 8, "habit_plan": 3, "response": 20, "sitting": 5}
MOST_ANSWERS = export_reader.QUESTIONS  # of a principle in a week
# names of things of the course, so that pages look at the rows; anything else may be there too
KNOWN: dict[str, list[str]] = {
    "lesson_id": ["authenticity-1", "gone"],
    "kind": ["note", "reflection", "tool"],
}


def documents(names: dict[str, list[str]]) -> st.SearchStrategy[dict[str, Any]]:
    """Return whole exports. ``names``: values for columns that name things of the course."""

    @st.composite
    def document(draw: st.DrawFn) -> dict[str, Any]:
        tables: dict[str, list[dict[str, Any]]] = {}
        for table, _ in merge.carried():
            most = ROWS.get(table.name, 2)
            if any(not tables[of] for of in _needed(table)):
                continue
            number = draw(st.integers(0, most)) or draw(st.integers(0, most))
            rows = [draw(_row(table, tables, names)) for _ in range(number)]
            if table.name == "habit_plan":  # none without a plan
                rows = [
                    draw(_row(table, {"habit": [habit]}, names)) for habit in tables["habit"]
                ] + rows
            tables[table.name] = _distinct(table, rows)
        if draw(st.booleans()):
            tables["sitting"], tables["response"] = draw(look_backs(MOST_ANSWERS))
        weeks = {row["week"] for row in tables["sitting"]}
        for name in ("response", "hindsight"):  # none without its look-back
            tables[name] = [row for row in tables[name] if row["week"] in weeks]
        return {
            "format": export_zip.FORMAT,
            "version": export_zip.VERSION,
            "made_at": FRIDAY.isoformat(),
            "person": {name: draw(values) for name, values in SETTINGS.items()},
            "tables": tables,
        }

    return document()


@st.composite
def look_backs(draw: st.DrawFn, most: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return look-backs of weeks that lie near each other, and many answers in each.

    ``most``: answers of one principle in one week. The places they say they have, and what they
    say of cycles, are any.
    """
    numbers = draw(st.lists(st.integers(30, 48), min_size=1, max_size=8, unique=True))
    tables = merge.Base.metadata.tables
    sittings = [draw(_row(tables["sitting"], {}, {})) for _ in numbers]
    for number, row in zip(numbers, sittings, strict=True):
        row["week"] = f"2026-W{number}"
    told = draw(_row(tables["response"], {}, {}))
    values = st.sampled_from([0, 25, 50, 75, 100, None])
    answers = [
        {**told, "week": row["week"], "item": f"i{p}-{n}", "principle": p, "value": draw(values)}
        for row in sittings
        for p in draw(st.lists(st.integers(1, 8), max_size=3, unique=True))
        for n in range(draw(st.sampled_from([1, 2, most])))
    ]
    return sittings, answers


def _needed(table: Table) -> list[str]:
    return [of for name, of in merge.parents(table).items() if not table.c[name].nullable]


def _distinct(table: Table, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows without those that a unique key refuses, with ids of their own."""
    keys = [
        [column.name for column in made.columns if column.name != "user_id"]
        for made in (*table.constraints, *(index for index in table.indexes if index.unique))
        if isinstance(made, UniqueConstraint | PrimaryKeyConstraint | Index)
    ]
    keys = [key for key in keys if key != ["id"]]
    found: list[dict[str, Any]] = []
    for row in rows:
        taken = any(
            all(other[name] == row[name] for name in key) for key in keys for other in found
        )
        if not taken:
            found.append(row)
    if "id" in table.c:
        for number, row in enumerate(found, start=1):
            row["id"] = number
    return found


@st.composite
def _row(
    draw: st.DrawFn, table: Table, tables: dict[str, list[dict[str, Any]]], names: Any
) -> dict[str, Any]:
    points = merge.parents(table)
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.name in ("id", "user_id"):
            continue
        if column.name in points:
            ids = [parent["id"] for parent in tables[points[column.name]]]
            values = st.sampled_from(ids) if ids else st.none()
            row[column.name] = draw(st.none() | values if column.nullable else values)
            continue
        values = _values(table, column, names)
        row[column.name] = draw(st.none() | values if column.nullable else values)
    return _sensible(table.name, row)


def _sensible(name: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with what its constraints ask of several columns together."""
    if name == "habit_import":
        row["content"] = '{"habits": []}' if row["state"] == "draft" else None
    if name == "away" and row["last"] and row["last"] < row["first"]:
        row["first"], row["last"] = row["last"], row["first"]
    if name == "direction":
        row["first"], row["second"] = 1, 8
    if name == "check_in" and row["state"] == "open":
        row["note"] = row["note"] or "x"
    if name == "habit_plan":
        row["target"] = (row["target"] or 0) if row["goal"] else None
        row["weekdays"] = row["weekdays"] or 127
    if name == "listening_reply":
        row["points_found"] = min(row["points_found"], row["points"])
    if name == "listening_turn_taking":
        row["points_told"] = min(row["points_told"], row["points"])
        row["pauses_passed"] = min(row["pauses_passed"], row["pauses"])
    if name == "listening_recall_answer":
        row["kept"] = min(row["kept"], row["known"])
    if name == "intention":
        closed_on = row["closed_on"] or DAYS[0].isoformat()
        row["closed_on"] = None if row["state"] == "open" else closed_on
    if name == "habit":
        row["archived_at"] = row["archived_at"] if row["position"] else None
    return row


def _values(table: Table, column: Column[Any], names: Any) -> st.SearchStrategy[Any]:
    if isinstance(column.type, JSON):
        return _json(column.name)
    if isinstance(column.type, UtcDateTime):
        return st.sampled_from([moment.isoformat() for moment in INSTANTS])
    if isinstance(column.type, Amount):
        return st.sampled_from([0, 0.1, 0.000001, 1, 45.8, 123456.78, bounds.LARGEST_AMOUNT])
    kind = column.type.python_type
    if kind is date:
        return st.sampled_from([day.isoformat() for day in DAYS])
    if kind is time:
        return st.sampled_from([time(0).isoformat(), time(23, 59).isoformat()])
    if kind is bool:
        return st.booleans()
    if kind is str:
        return _texts(table, column, names)
    if kind is bytes:
        return st.just("")
    if one_of := _one_of(table, column):
        return st.sampled_from([int(value) for value in one_of])
    low, high = _between(table, column)
    whole = [low, high, min(high, low + 1)]
    return st.sampled_from([int(n) for n in whole] if isinstance(column.type, Integer) else whole)


def _between(table: Table, column: Column[Any]) -> tuple[float, float]:
    for check in _checks(table):
        if found := re.search(rf"\b{column.name} BETWEEN (\d+) AND (\d+)", check):
            return float(found[1]), float(found[2])
    return json_codec.between(column)


def _texts(table: Table, column: Column[Any], names: Any) -> st.SearchStrategy[str]:
    if column.name == "week":
        return st.sampled_from(WEEKS)
    if column.name == "zone":
        return SETTINGS["zone"]
    if one_of := _one_of(table, column):
        return st.sampled_from([value.strip("' ") for value in one_of])
    length = column.type.length if isinstance(column.type, String) else None
    longest = LONGEST if isinstance(column.type, Text) or length is None else length
    if str(column) in json_codec.TEXTS:
        return st.sampled_from(["01234000"] if column.name == "reach" else ["+-=.+-=.", "." * 8])
    letters = st.sampled_from(LETTERS)
    known = names.get(f"{table.name}.{column.name}", names.get(column.name, []))
    short = st.text(letters, min_size=1, max_size=min(longest, 12))
    full = letters.map(lambda letter: letter * longest)
    return st.sampled_from(known) | short | full if known else short | full


def _one_of(table: Table, column: Column[Any]) -> list[str]:
    for check in _checks(table):
        if found := re.fullmatch(rf"{column.name} IN \((.*)\)", check):
            return found[1].split(",")
    return []


def _checks(table: Table) -> list[str]:
    return [str(c.sqltext) for c in table.constraints if isinstance(c, CheckConstraint)]


def _json(name: str) -> st.SearchStrategy[Any]:
    if name == "judgement":
        return st.just(records.plain(JUDGEMENT))
    if name == "feedback":
        return st.just(records.plain(FEEDBACK))
    if name == "parts":
        return st.lists(st.sampled_from(PARTS), max_size=4, unique_by=lambda part: part["id"])
    return st.lists(st.sampled_from(["", "a", "0", "2026-11-27", "🙂" * 100]), max_size=4)
