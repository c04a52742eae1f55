"""Rows that Today alone reads together. Nothing here commits."""

from collections.abc import Collection
from typing import Any, NamedTuple

from sqlalchemy import JSON, cast, null, union_all

from coach.db import plain_rows
from coach.journal import queries as journal
from coach.lessons import queries as lessons
from coach.lessons.progress import PlaceInLesson

# two kinds of rows by one statement: Today asks a small, fixed number of questions
PLACES = lessons.PLACES.add_columns(cast(null(), JSON).label("parts"))
BEGUN = union_all(PLACES, journal.SHEETS)


class Begun(NamedTuple):
    """Where a person is in every lesson begun, and the parts of some sheets by the tool's id."""

    places: tuple[PlaceInLesson, ...]
    sheets: dict[str, list[dict[str, Any]]]


def begun(user_id: int, tool_ids: Collection[str]) -> Begun:
    """Return the person's places in lessons and their sheets of these tools."""
    rows = plain_rows(BEGUN, {"user": user_id, "tools": list(tool_ids)})
    places = tuple(PlaceInLesson(*place) for *place, parts in rows if parts is None)
    return Begun(places, {tool: parts for tool, *_, parts in rows if parts is not None})
