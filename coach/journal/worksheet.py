"""A filled-in tool: what was typed, what is wrong with it, and what is kept.

A sheet is kept as a list of parts, each with the label and the columns it was filled in under:

    {"id": "who", "label": "For whom", "text": "R. M."}
    {"id": "open", "label": "Open promises", "columns": {"what": "What"}, "rows": [{"what": "..."}]}

so that it can be read without the tool. A part that the tool no longer has, or has in another
shape, is ``earlier``: shown below the others and carried along whenever the sheet is saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from coach.journal.specific import fits_anyone
from coach.journal.stamps import STAMPED, part_id, stamped_parts, with_stamped
from coach.journal.worksheet_template import Box, Column, Rows, Tool

Kept = Mapping[str, Any]
Values = Mapping[str, str]

STAMP = Column(STAMPED, "")  # the box that marks a row as done
NO_ROOM = "The open rows are full. Empty one first."
EMPTY = "Fill in a line first; one is enough for today"
ANYONE = (
    "This would fit anyone. Add what happened this one time: an act, a day, a result. "
    "If it says what you mean, keep it as it is"
)


def name(part: Box | Rows, row: int = 0, column: Column | None = None) -> str:
    """The name of a control: of a box, or of one cell of a row counted from 0."""
    return f"s-{part.id}" if column is None else f"s-{part.id}.{row}.{column.id}"


def names(tool: Tool) -> Iterable[tuple[str, int]]:
    """Every control a tool may have, with the longest text it takes."""
    for part in tool.parts:
        if isinstance(part, Box):
            yield name(part), part.longest
        else:
            for row in range(part.most):
                for column in part.columns:
                    yield name(part, row, column), part.longest
                if part.stamp:
                    yield name(part, row, STAMP), 1


def labels(tool: Tool) -> dict[str, str]:
    """The words beside every control a tool may have, by the control's name."""
    told: dict[str, str] = {}
    for part in tool.parts:
        if isinstance(part, Box):
            told[name(part)] = part.label
            continue
        for row in range(part.most):
            for column in part.columns:
                told[name(part, row, column)] = f"{part.label}, row {row + 1}, {column.label}"
    return told


def problems(tool: Tool, values: Values, before: Values, anyway: bool = False) -> dict[str, str]:
    """What keeps the sheet from being saved: the control's name, and words.

    ``before`` is what was kept until now: words that were let through once are not questioned
    again. ``anyway`` lets words through that would fit anyone.
    """
    found = {
        control: f"Keep this to {longest:,} characters"
        for control, longest in names(tool)
        if len(values.get(control, "")) > longest
    }
    if not any(values.values()):
        found[_first(tool)] = EMPTY
    for part in tool.parts:
        if isinstance(part, Box) and part.specific and not anyway:
            text = values.get(name(part), "")
            if fits_anyone(text) and text != before.get(name(part)):
                found.setdefault(name(part), ANYONE)
    return found


def _first(tool: Tool) -> str:
    return next(control for control, _ in names(tool))


def kept(tool: Tool, values: Values, today: date, old: Iterable[Kept] = ()) -> list[dict[str, Any]]:
    """What to keep of the typed values: filled parts alone, then earlier parts of ``old``.

    Rows with a stamp go to the stamped ones of ``old``, with ``today`` as the day.
    """
    before = {part["id"]: part for part in current(tool, old)}
    parts: list[dict[str, Any]] = []
    for part in tool.parts:
        head = {"id": part.id, "label": part.label}
        if isinstance(part, Rows):
            columns = {column.id: column.label for column in part.columns}
            if opened := _rows(part, values, done=False):
                parts.append({**head, "columns": columns, "rows": opened})
            done = _rows(part, values, done=True)
            if stamped := with_stamped(part, before.get(part_id(part)), done, today):
                parts.append(dict(stamped))
        elif text := values.get(name(part), ""):
            parts.append({**head, "text": text})
    return parts + [{**part, "earlier": True} for part in earlier(tool, old)]


def _rows(part: Rows, values: Values, done: bool) -> list[dict[str, str]]:
    """The rows with something in them that have been marked as done, or have not."""
    rows = (
        {column.id: values.get(name(part, row, column), "") for column in part.columns}
        for row in range(part.most)
        if bool(part.stamp and values.get(name(part, row, STAMP))) is done
    )
    return [row for row in rows if any(row.values())]


def earlier(tool: Tool | None, parts: Iterable[Kept]) -> list[Kept]:
    """The kept parts that the tool, as it is now, has no place for; all of them without a tool."""
    shapes = {part.id: part for part in tool.parts} if tool else {}
    stamped = stamped_parts(tool)
    return [p for p in parts if p["id"] not in stamped and not _fits(shapes.get(p["id"]), p)]


def current(tool: Tool | None, parts: Iterable[Kept]) -> list[Kept]:
    """The kept parts that the tool, as it is now, can show in its fields."""
    shapes = {part.id: part for part in tool.parts} if tool else {}
    stamped = stamped_parts(tool)
    return [p for p in parts if p["id"] in stamped or _fits(shapes.get(p["id"]), p)]


def _fits(shape: Box | Rows | None, part: Kept) -> bool:
    if shape is None or "earlier" in part:
        return False
    if isinstance(shape, Box):
        return "text" in part
    known = {column.id for column in shape.columns}
    return "rows" in part and known.issuperset(part["columns"]) and len(part["rows"]) <= shape.most


def refill(tool: Tool, parts: Sequence[Kept]) -> dict[str, str]:
    """The values of the controls for a kept sheet."""
    shapes = {part.id: part for part in tool.parts}
    values: dict[str, str] = {}
    for part in current(tool, parts):
        shape = shapes.get(part["id"])
        if shape is None:  # rows with a stamp, which have left the form
            continue
        if isinstance(shape, Box):
            values[name(shape)] = part["text"]
            continue
        for number, row in enumerate(part["rows"]):
            for column in shape.columns:
                values[name(shape, number, column)] = row.get(column.id, "")
    return values


def rows_shown(part: Rows, values: Values, more: int) -> int:
    """How many rows to offer: those that ``values`` has and ``more``, but never fewer than one
    or than make the sheet whole, nor more than the tool has."""
    numbers = [_row_of(part, control) for control in values]
    there = max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1
    return min(part.most, max(there + more, 1, part.least))


def _row_of(part: Rows, control: str) -> str:
    head, _, rest = control.partition(".")
    return rest.partition(".")[0] if head == name(part) else ""


def open_parts(tool: Tool, parts: Sequence[Kept]) -> list[str]:
    """The labels of what a whole sheet still needs. A row that is done counts as filled in."""
    filled = {part["id"]: len(part.get("rows", (1,))) for part in current(tool, parts)}

    def lacks(part: Box | Rows) -> bool:
        done = filled.get(part_id(part), 0) if isinstance(part, Rows) else 0
        return filled.get(part.id, 0) + done < part.least

    return [part.label for part in tool.parts if lacks(part)]


def note(tool: Tool | None, parts: Sequence[Kept]) -> str:
    """The letter that some boxes make when they are read one after the other, or nothing."""
    texts = {part["id"]: part["text"] for part in current(tool, parts) if "text" in part}
    return " ".join(texts[box] for box in tool.note if box in texts) if tool else ""


def excerpt(parts: Sequence[Kept], longest: int = 180) -> str:
    """The first words of a sheet, for a list."""
    said = " · ".join(words for part in parts for words in lines(part))
    return said if len(said) <= longest else said[:longest].rsplit(" ", 1)[0].rstrip(",· ") + "…"


def texts(parts: Iterable[Kept]) -> Iterable[str]:
    """Everything a sheet says: what was typed, and the labels it was typed under."""
    for part in parts:
        yield part["label"]
        yield from lines(part)


def lines(part: Kept) -> Iterable[str]:
    """What was typed in a part: a text as one line, or a line for each row, where what stands in
    two columns is said once."""
    if "text" in part:
        return [" ".join(part["text"].split())]
    return [", ".join(dict.fromkeys(filter(None, row.values()))) for row in part["rows"]]
