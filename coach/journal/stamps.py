"""Stamp rows of a sheet as done, and find the rows that are due.

A stamped row moves from its part to the next one, which has the same columns and the day:

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
from coach.text import short_day, weekday

Kept = Mapping[str, Any]
Row = Mapping[str, str]
STAMPED = "kept"  # the id of the column with the day, and the suffix of the part's id
MOST = 200  # stamped rows per sheet
FULL = (
    f"This sheet holds {MOST} rows that are done. Print it, or note what matters, "
    "before you stamp another one"
)
DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
SOON = timedelta(days=2)


@dataclass(frozen=True)
class DueRow:
    """A row whose day is near or past: its tool, part and key, its words, and the day."""

    tool: str
    part: str
    row: str
    stamp: str
    what: str
    whom: str
    day: date


def part_id(part: Rows) -> str:
    """Return the id of the part for the stamped rows of this part."""
    return f"{part.id}-{STAMPED}"


def stamped_parts(tool: Tool | None) -> dict[str, Rows]:
    """Return the parts whose rows can be stamped, by the id of the part for their stamped rows."""
    rows = (part for part in tool.parts if isinstance(part, Rows)) if tool else ()
    return {part_id(part): part for part in rows if part.stamp}


def row_key(row: Row) -> str:
    """Return the key of a row within its part: a digest of its cells."""
    text = json.dumps(dict(row), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def with_stamped(part: Rows, old: Kept | None, rows: Iterable[Row], today: date) -> Kept | None:
    """Return the part of stamped rows with these rows added, or None if it would be empty.

    A row that is stamped twice on one day, as by a form sent twice, is added once.
    """
    there = list(old["rows"]) if old else []
    for row in rows:
        stamped = {**row, STAMPED: today.isoformat()}
        if stamped not in there:
            there.append(stamped)
    columns = {column.id: column.label for column in part.columns}
    head = {"id": part_id(part), "label": part.stamp}
    return {**head, "columns": {**columns, STAMPED: part.stamp}, "rows": there} if there else None


def moved(
    parts: Sequence[Kept], part: Rows, key: str, today: date, back: bool = False
) -> list[dict[str, Any]]:
    """Return the parts with one row stamped, or opened again if ``back``.

    If there is no such row, the parts are unchanged.
    """
    by_id = {each["id"]: each for each in parts}
    open_part, stamped = by_id.get(part.id), by_id.get(part_id(part))
    source = stamped if back else open_part
    row = next((row for row in source["rows"] if row_key(row) == key), None) if source else None
    if source is None or row is None:
        return [dict(each) for each in parts]
    shortened = {**source, "rows": [each for each in source["rows"] if each is not row]}
    if back:
        plain = {name: cell for name, cell in row.items() if name != STAMPED}
        rows = [*(open_part["rows"] if open_part else []), plain]
        columns = {column.id: column.label for column in part.columns}
        head = {"id": part.id, "label": part.label, "columns": columns}
        new: Iterable[Kept | None] = ({**(open_part or head), "rows": rows}, shortened)
    else:
        new = (shortened, with_stamped(part, stamped, [row], today))
    changed = {each["id"]: each for each in new if each}
    in_order = [changed.pop(each["id"], each) for each in parts]
    return [dict(each) for each in (*in_order, *changed.values()) if each.get("rows") != []]


def due(tool: Tool, parts: Sequence[Kept], today: date) -> list[DueRow]:
    """Return the rows whose day is past, today or within two days, the earliest first."""
    shapes = {part.id: part for part in tool.dated}
    due_rows = []
    for part in parts:
        shape = shapes.get(part["id"])
        if shape is None or "earlier" in part:
            continue
        what, whom = [column.id for column in shape.columns if not column.date][:2]
        for row in part.get("rows", ()):
            day = day_of(row.get(shape.due, ""))
            if day is not None and day <= today + SOON:
                words = (row.get(what, ""), row.get(whom, ""))
                due_rows.append(DueRow(tool.id, shape.id, row_key(row), shape.stamp, *words, day))
    return sorted(due_rows, key=lambda each: each.day)


def day_of(cell: str) -> date | None:
    """Return the day in a cell such as ``2026-11-30``, or None for any other text."""
    try:
        return date.fromisoformat(cell) if DAY.fullmatch(cell) else None
    except ValueError:
        return None


def when(day: date, today: date) -> str:
    """Return when something is due, in words: ``Due tomorrow``, ``Was due on Thu 3 Dec``."""
    days = (day - today).days
    if days < 0:
        return "Was due yesterday" if days == -1 else f"Was due on {short_day(day)}"
    return ("Due today", "Due tomorrow", f"Due on {weekday(day)}")[min(days, 2)]
