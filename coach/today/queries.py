"""Read rows that only Today reads together. Nothing here commits."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import JSON, cast, literal, null, union_all

from coach.db import plain_rows
from coach.journal import queries as journal
from coach.lessons import queries as lessons
from coach.lessons.progress import PlaceInLesson
from coach.writing import queries as messages

# three kinds of rows by one statement, because Today runs a small, fixed number of statements
NO_DAY = literal("").label("day")
PLACES = lessons.PLACES.add_columns(cast(null(), JSON).label("parts"), NO_DAY)
BEGUN = union_all(PLACES, journal.SHEETS.add_columns(NO_DAY), messages.OWED)


class Begun(NamedTuple):
    """The user's places in lessons, the parts of some sheets by tool id, and a message to send."""

    places: tuple[PlaceInLesson, ...]
    sheets: dict[str, list[dict[str, Any]]]
    message: messages.OwedMessage | None = None


def begun(user_id: int, tool_ids: Collection[str], today: date, now: datetime) -> Begun:
    """Return the user's places in lessons, their sheets of these tools, and a message to send."""
    params = {"user": user_id, "tools": list(tool_ids)} | messages.since(today, now)
    places, sheets, owed = [], {}, None
    for row in plain_rows(BEGUN, params):
        *place, parts, day = row
        if day:
            owed = owed or messages.owed(row)
        elif parts is None:
            places.append(PlaceInLesson(*place))
        else:
            sheets[place[0]] = parts
    return Begun(tuple(places), sheets, owed)
