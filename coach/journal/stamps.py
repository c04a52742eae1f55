"""Rows of a sheet that are done with a stamp, and those that are due.

A stamped row leaves its part for another one behind it, which has the same columns and the day:

    {"id": "promises-kept", "label": "Kept", "columns": {"what": "What", "kept": "Kept"},
     "rows": [{"what": "...", "kept": "2026-11-30"}]}
"""

import hashlib
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from coach.journal.worksheet_template import Rows, Tool
from coach.text import plural, weekday

Kept = Mapping[str, Any]
Row = Mapping[str, str]
STAMPED = "kept"  # the column with the day, and the end of the part's id
MOST = 200  # stamped rows on a sheet
FULL = (
    f"This sheet holds {MOST} rows that are done. Print it, or note what matters, "
    "before you stamp another one"
)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SOON = timedelta(days=2)


@dataclass(frozen=True)
class DueRow:
    """A row with a day that is near or past: where it stands, what it says, and the day."""

    tool: str
    part: str
    row: str
    stamp: str
    what: str
    whom: str
    day: date


def part_id(part: Rows) -> str:
    """The id of the part that takes the stamped rows of this one."""
    return f"{part.id}-{STAMPED}"


def stamped_parts(tool: Tool | None) -> dict[str, Rows]:
    """The rows with a stamp, by the id of the part that takes them."""
    rows = (part for part in tool.parts if isinstance(part, Rows)) if tool else ()
    return {part_id(part): part for part in rows if part.stamp}


def row_key(row: Row) -> str:
    """What names a row among those of its part: a digest of its cells."""
    said = json.dumps(dict(row), sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def with_stamped(part: Rows, old: Kept | None, rows: Iterable[Row], today: date) -> Kept | None:
    """The part of the stamped rows with these added; None while there are none.

    A row stamped twice on a day, as a form sent twice does, is there once.
    """
    there = list(old["rows"]) if old else []
    for row in rows:
        done = {**row, STAMPED: today.isoformat()}
        if done not in there:
            there.append(done)
    columns = {column.id: column.label for column in part.columns}
    head = {"id": part_id(part), "label": part.stamp}
    return {**head, "columns": {**columns, STAMPED: part.stamp}, "rows": there} if there else None


def moved(
    parts: Sequence[Kept], part: Rows, key: str, today: date, back: bool = False
) -> list[dict[str, Any]]:
    """The parts with one row stamped, or with ``back`` opened again; as they were without it."""
    by_id = {each["id"]: each for each in parts}
    opened, stamped = by_id.get(part.id), by_id.get(part_id(part))
    source = stamped if back else opened
    row = next((row for row in source["rows"] if row_key(row) == key), None) if source else None
    if source is None or row is None:
        return [dict(each) for each in parts]
    left = {**source, "rows": [each for each in source["rows"] if each is not row]}
    if back:
        plain = {name: cell for name, cell in row.items() if name != STAMPED}
        rows = [*(opened["rows"] if opened else []), plain]
        columns = {column.id: column.label for column in part.columns}
        head = {"id": part.id, "label": part.label, "columns": columns}
        new: Iterable[Kept | None] = ({**(opened or head), "rows": rows}, left)
    else:
        new = (left, with_stamped(part, stamped, [row], today))
    changed = {each["id"]: each for each in new if each}
    kept = [changed.pop(each["id"], each) for each in parts]
    return [dict(each) for each in (*kept, *changed.values()) if each.get("rows") != []]


def due(tool: Tool, parts: Sequence[Kept], today: date) -> list[DueRow]:
    """The rows whose day is past, today, or within two days, the earliest first."""
    shapes = {part.id: part for part in tool.dated}
    found = []
    for part in parts:
        shape = shapes.get(part["id"])
        if shape is None or "earlier" in part:
            continue
        what, whom = [column.id for column in shape.columns if not column.date][:2]
        for row in part.get("rows", ()):
            day = day_of(row.get(shape.due, ""))
            if day is not None and day <= today + SOON:
                told = (row.get(what, ""), row.get(whom, ""))
                found.append(DueRow(tool.id, shape.id, row_key(row), shape.stamp, *told, day))
    return sorted(found, key=lambda each: each.day)


def day_of(cell: str) -> date | None:
    """The day that a cell names as ``2026-11-30``, or None for words."""
    try:
        return date.fromisoformat(cell) if DAY.fullmatch(cell) else None
    except ValueError:
        return None


def when(day: date, today: date) -> str:
    """By when something is due, in words: ``DueRow tomorrow``."""
    days = (day - today).days
    if days < 0:
        return f"Was due {plural(-days, 'day')} ago"
    return ("Due today", "Due tomorrow", f"Due on {weekday(day)}")[min(days, 2)]
