"""Read rows that only Today reads together. Nothing here commits."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import JSON, bindparam, cast, func, literal, null, select, union_all

from coach import clock
from coach.assessment import queries as look_backs
from coach.db import UtcDateTime, db, written_out
from coach.habits import queries as habits
from coach.intentions import queries as intentions
from coach.journal import queries as journal
from coach.lessons import queries as lessons
from coach.lessons.progress import PlaceInLesson
from coach.listening import queries as replies
from coach.listening import recall_queries as recalls
from coach.review import queries as reviews
from coach.writing import queries as messages

# six kinds of rows by one statement, because Today runs a small, fixed number of statements
NO_DAY = literal("").label("day")
PLACES = lessons.PLACES.add_columns(cast(null(), JSON).label("parts"), NO_DAY)
SHEETS = journal.SHEETS.add_columns(NO_DAY)
BEGUN = written_out(union_all(PLACES, SHEETS, messages.OWED, intentions.DUE, *recalls.DUE))


# the moments that tell of a use of the app, whatever was done
USES = (
    *habits.USES,
    *lessons.USES,
    *look_backs.USES,
    *replies.USES,
    *journal.USES,
    *reviews.USES,
    *messages.USES,
    *intentions.USES,
)
USED = union_all(
    *(
        select(func.max(moment).label("moment")).where(
            moment.class_.user_id == bindparam("user"),
            moment < bindparam("before", type_=UtcDateTime()),
        )
        for moment in USES
    )
)


class Begun(NamedTuple):
    """The user's places in lessons, the parts of some sheets by tool id, and what waits.

    ``to_say`` are intentions whose day is today or past, the earliest first; ``coming`` are the
    messages heard that may come back.
    """

    places: tuple[PlaceInLesson, ...]
    sheets: dict[str, list[dict[str, Any]]]
    message: messages.OwedMessage | None = None
    to_say: Sequence[intentions.DueIntention] = ()
    coming: recalls.ComingBack = recalls.ComingBack()


def begun(user_id: int, tool_ids: Collection[str], today: date, now: datetime) -> Begun:
    """Return the user's places in lessons, their sheets of these tools, and what waits."""
    params = {"user": user_id, "tools": list(tool_ids), "today": today}
    params |= messages.since(today, now) | recalls.since(today)
    places, sheets, owed, to_say, back = [], {}, None, [], []
    for row in db.rows(BEGUN, params):
        *place, parts, day = row
        if day.startswith(intentions.SAY):
            to_say.append(row)
        elif day.startswith((recalls.RECALL, recalls.AWAY)):
            back.append(row)
        elif day:
            owed = owed or messages.owed(row)
        elif parts is None:
            places.append(PlaceInLesson(*place))
        else:
            sheets[place[0]] = parts
    coming = recalls.coming(back)
    return Begun(tuple(places), sheets, owed, intentions.in_order(to_say), coming)


def last_used(user_id: int, zone: str, rollover: int, today: date) -> date | None:
    """Return the last practice day before today on which the user did anything, or None.

    ``zone`` is an IANA name; a day begins at the hour ``rollover`` (0 to 11).
    """
    before = datetime.combine(today, time(rollover), ZoneInfo(zone))
    rows = db.rows(USED, {"user": user_id, "before": before})
    moments = [row.moment for row in rows if row.moment is not None]
    return clock.practice_day(max(moments), zone, rollover) if moments else None
