"""Read, check and store a filled-in tool.

A sheet is stored as a list of parts, each with the label and columns that it was filled in with:

    {"id": "who", "label": "For whom", "text": "R. M."}
    {"id": "open", "label": "Open promises", "columns": {"what": "What"}, "rows": [{"what": "..."}]}

so that it can be shown without the tool. A part that the tool no longer has in this shape is
``earlier``: it is shown below the others and stored again whenever the sheet is saved.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from coach.journal.specific import fits_anyone
from coach.journal.stamps import STAMPED, part_id, stamped_parts, with_stamped
from coach.journal.worksheet_template import Box, Column, Rows, Tool

Kept = Mapping[str, Any]
Values = Mapping[str, str]

STAMP = Column(STAMPED, "")  # the checkbox that marks a row as done
NO_ROOM = "The open rows are full. Empty one first."
EMPTY = "Fill in a line first; one is enough for today"
ANYONE = (
    "This would fit anyone. Add what happened this one time: an act, a day, a result. "
    "If it says what you mean, keep it as it is"
)


def name(part: Box | Rows, row: int = 0, column: Column | None = None) -> str:
    """Return the name of a control: of a box, or of one cell of a row counted from 0."""
    return f"s-{part.id}" if column is None else f"s-{part.id}.{row}.{column.id}"


def names(tool: Tool) -> Iterable[tuple[str, int]]:
    """Yield the name of every control a tool may have, with the length of its longest text."""
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
    """Return the label of every control a tool may have, by the control's name."""
    words: dict[str, str] = {}
    for part in tool.parts:
        if isinstance(part, Box):
            words[name(part)] = part.label
            continue
        for row in range(part.most):
            for column in part.columns:
                words[name(part, row, column)] = f"{part.label}, row {row + 1}, {column.label}"
    return words


def problems(tool: Tool, values: Values, before: Values, anyway: bool = False) -> dict[str, str]:
    """Return why the sheet cannot be saved: messages by the control's name.

    ``before`` are the stored values: texts that were accepted once are not questioned again.
    ``anyway`` accepts texts that would fit anyone.
    """
    messages = {
        control: f"Keep this to {longest:,} characters"
        for control, longest in names(tool)
        if len(values.get(control, "")) > longest
    }
    if not any(values.values()):
        messages[_first(tool)] = EMPTY
    for part in tool.parts:
        if isinstance(part, Box) and part.specific and not anyway:
            text = values.get(name(part), "")
            if fits_anyone(text) and text != before.get(name(part)):
                messages.setdefault(name(part), ANYONE)
    return messages


def _first(tool: Tool) -> str:
    return next(control for control, _ in names(tool))


def kept(tool: Tool, values: Values, today: date, old: Iterable[Kept] = ()) -> list[dict[str, Any]]:
    """Return the parts to store: the filled-in ones, then the earlier parts of ``old``.

    Rows with a stamp are added to the stamped rows of ``old``, with ``today`` as their day.
    """
    before = {part["id"]: part for part in current(tool, old)}
    parts: list[dict[str, Any]] = []
    for part in tool.parts:
        head = {"id": part.id, "label": part.label}
        if isinstance(part, Rows):
            columns = {column.id: column.label for column in part.columns}
            if open_rows := _rows(part, values, done=False):
                parts.append({**head, "columns": columns, "rows": open_rows})
            stamped_rows = _rows(part, values, done=True)
            if stamped := with_stamped(part, before.get(part_id(part)), stamped_rows, today):
                parts.append(dict(stamped))
        elif text := values.get(name(part), ""):
            parts.append({**head, "text": text})
    return parts + [{**part, "earlier": True} for part in earlier(tool, old)]


def _rows(part: Rows, values: Values, done: bool) -> list[dict[str, str]]:
    """Return the rows with text that are marked as done (``done``) or that are not."""
    rows = (
        {column.id: values.get(name(part, row, column), "") for column in part.columns}
        for row in range(part.most)
        if bool(part.stamp and values.get(name(part, row, STAMP))) is done
    )
    return [row for row in rows if any(row.values())]


def earlier(tool: Tool | None, parts: Iterable[Kept]) -> list[Kept]:
    """Return the stored parts that the tool no longer has in this shape; all, if there is no
    tool."""
    shapes = {part.id: part for part in tool.parts} if tool else {}
    stamped = stamped_parts(tool)
    return [p for p in parts if p["id"] not in stamped and not _fits(shapes.get(p["id"]), p)]


def current(tool: Tool | None, parts: Iterable[Kept]) -> list[Kept]:
    """Return the stored parts that the tool can show in its fields."""
    shapes = {part.id: part for part in tool.parts} if tool else {}
    stamped = stamped_parts(tool)
    return [p for p in parts if p["id"] in stamped or _fits(shapes.get(p["id"]), p)]


def _fits(shape: Box | Rows | None, part: Kept) -> bool:
    if shape is None or "earlier" in part:
        return False
    if isinstance(shape, Box):
        return "text" in part
    columns = {column.id for column in shape.columns}
    return (
        "rows" in part and columns.issuperset(part["columns"]) and len(part["rows"]) <= shape.most
    )


def refill(tool: Tool, parts: Sequence[Kept]) -> dict[str, str]:
    """Return the values of the controls for a stored sheet."""
    shapes = {part.id: part for part in tool.parts}
    values: dict[str, str] = {}
    for part in current(tool, parts):
        shape = shapes.get(part["id"])
        if shape is None:  # stamped rows, which the form does not show
            continue
        if isinstance(shape, Box):
            values[name(shape)] = part["text"]
            continue
        for number, row in enumerate(part["rows"]):
            for column in shape.columns:
                values[name(shape, number, column)] = row.get(column.id, "")
    return values


def rows_shown(part: Rows, values: Values, more: int) -> int:
    """Return how many rows to show: the filled-in ones and ``more``.

    At least one row and the number that completes the sheet, at most ``part.most``.
    """
    numbers = [_row_of(part, control) for control in values]
    there = max((int(number) for number in numbers if number.isdecimal()), default=-1) + 1
    return min(part.most, max(there + more, 1, part.least))


def _row_of(part: Rows, control: str) -> str:
    head, _, rest = control.partition(".")
    return rest.partition(".")[0] if head == name(part) else ""


def open_parts(tool: Tool, parts: Sequence[Kept]) -> list[str]:
    """Return the labels of the parts that a complete sheet still needs.

    Rows that are done count.
    """
    filled = {part["id"]: len(part.get("rows", (1,))) for part in current(tool, parts)}

    def lacks(part: Box | Rows) -> bool:
        stamped = filled.get(part_id(part), 0) if isinstance(part, Rows) else 0
        return filled.get(part.id, 0) + stamped < part.least

    return [part.label for part in tool.parts if lacks(part)]


def note(tool: Tool | None, parts: Sequence[Kept]) -> str:
    """Return the letter that the texts of some boxes make when they are joined, or an empty
    string."""
    texts = {part["id"]: part["text"] for part in current(tool, parts) if "text" in part}
    return " ".join(texts[box] for box in tool.note if box in texts) if tool else ""


def excerpt(parts: Sequence[Kept], longest: int = 180) -> str:
    """Return the first words of a sheet, for a list.

    A longer text is cut after a whole word within ``longest`` characters, and gets an ellipsis.
    """
    text = " · ".join(words for part in parts for words in lines(part))
    return text if len(text) <= longest else text[:longest].rsplit(" ", 1)[0].rstrip(",· ") + "…"


def texts(parts: Iterable[Kept]) -> Iterable[str]:
    """Yield all texts of a sheet: the labels and what was typed."""
    for part in parts:
        yield part["label"]
        yield from lines(part)


def lines(part: Kept) -> Iterable[str]:
    """Return the text of a part as one line, or one line per row.

    Words that are in two columns of a row appear once.
    """
    if "text" in part:
        return [" ".join(part["text"].split())]
    return [", ".join(dict.fromkeys(filter(None, row.values()))) for row in part["rows"]]
