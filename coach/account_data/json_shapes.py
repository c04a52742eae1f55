"""Check the JSON columns: lists and records in the shapes that the pages expect."""

from collections.abc import Callable
from functools import partial
from typing import Any

from coach import bounds
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.feedback import json_codec
from coach.listening.engine.feedback.parts import Feedback
from coach.writing.engine.judgement import DraftJudgement

LONGEST = 20_000  # characters of a text
ITEMS, NAMES, DEPTH = 200, 50, 4  # the most items of a list, names of an object, levels of nesting
RECORDS: dict[str, type[Any]] = {
    "judgement": Judgement, "feedback": Feedback, "verdicts": DraftJudgement,
}  # fmt: skip


def reader(name: str) -> Callable[[Any], Any]:
    """Return the function that reads the JSON of this column. It raises ValueError."""
    if name in RECORDS:
        return partial(json_codec.clean, RECORDS[name])
    return _parts if name == "parts" else _texts


def _texts(value: Any) -> list[str]:
    items = _checked(value)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("not a list of texts")
    return items


def _parts(value: Any) -> list[dict[str, Any]]:
    items = _checked(value)
    if not isinstance(items, list) or not all(_is_part(item) for item in items):
        raise ValueError("not the parts of a sheet")
    return items


def _is_part(part: Any) -> bool:
    """Return whether this is a part of a filled-in tool (coach/journal/worksheet.py)."""
    if not isinstance(part, dict) or not isinstance(part.get("earlier", True), bool):
        return False
    if not (isinstance(part.get("id"), str) and isinstance(part.get("label"), str)):
        return False
    if "text" in part:
        return isinstance(part["text"], str)
    columns, rows = part.get("columns"), part.get("rows")
    return (
        isinstance(columns, dict)
        and all(isinstance(label, str) for label in columns.values())
        and isinstance(rows, list)
        and all(isinstance(row, dict) and row.keys() <= columns.keys() for row in rows)
        and all(isinstance(cell, str) for row in rows for cell in row.values())
    )


def _checked(value: Any, depth: int = 0) -> Any:
    """Return a value of lists, objects, texts and booleans. Raise ValueError for anything else."""
    if depth > DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if len(value) > LONGEST or not bounds.is_unicode(value):
            raise ValueError("too long, or not a text")
        return bounds.lines(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, list) and len(value) <= ITEMS:
        return [_checked(item, depth + 1) for item in value]
    if isinstance(value, dict) and len(value) <= NAMES:
        return {_checked(name): _checked(item, depth + 1) for name, item in value.items()}
    raise ValueError("neither a text nor a list nor an object of texts")
