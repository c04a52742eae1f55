"""Rows that Today alone reads together. Nothing here commits."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import JSON, bindparam, cast, literal_column, null, select, union_all

from coach.db import plain_rows
from coach.journal.models import Entry
from coach.lessons.models import LessonPlace
from coach.lessons.path import Place

# two kinds of rows by one statement: Today asks a small, fixed number of questions
PLACES = select(
    LessonPlace.lesson_id.label("name"),
    LessonPlace.step_id,
    LessonPlace.furthest_id,
    LessonPlace.touched_at,
    LessonPlace.finished_at,
    cast(null(), JSON).label("parts"),
).where(LessonPlace.user_id == bindparam("user"))
SHEETS = select(
    Entry.key,
    literal_column("''"),
    literal_column("''"),
    Entry.changed_at,
    Entry.changed_at,
    Entry.parts,
).where(
    Entry.user_id == bindparam("user"),
    Entry.kind == "tool",
    Entry.key.in_(bindparam("tools", expanding=True)),
    Entry.parts.is_not(None),
)
BEGUN = union_all(PLACES, SHEETS)


class Begun(NamedTuple):
    """Where a person is in every lesson begun, and the parts of some sheets by the tool's id."""

    places: tuple[Place, ...]
    sheets: dict[str, list[dict[str, Any]]]


def begun(user_id: int, tool_ids: Collection[str]) -> Begun:
    """Return the person's places in lessons and their sheets of these tools."""
    rows = plain_rows(BEGUN, {"user": user_id, "tools": list(tool_ids)})
    places = tuple(Place(*row[:5]) for row in rows if row.parts is None)
    return Begun(places, {row.name: row.parts for row in rows if row.parts is not None})
