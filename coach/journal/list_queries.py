"""List the journal: newest first, by month, searched by words. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, not_, or_, select

from coach.db import db, holds
from coach.journal.models import Entry
from coach.journal.worksheet import texts
from coach.text import folded

PAGE = 30  # entries per page
WELL, NEXT = "/well", "/next"  # endings of the keys of a look-back's two answers
ENTRY = Entry.__table__  # tables, because a row of the ORM costs more than the query
FIRST, SECOND = ENTRY.alias(), ENTRY.alias()


class SecondAnswer(NamedTuple):
    """The second answer of a look-back."""

    id: int
    prompt: str
    text: str


class ListedEntry(NamedTuple):
    """The columns of an entry that the list shows."""

    id: int
    kind: str
    key: str
    prompt: str
    text: str
    parts: list[dict[str, Any]] | None
    written_at: datetime
    changed_at: datetime


class Listed(NamedTuple):
    """An item of the list. A look-back is one item: ``second`` is its other answer."""

    entry: ListedEntry
    second: SecondAnswer | None


class JournalMonth(NamedTuple):
    """A month in the user's time zone, with the instants at its begin and end."""

    first: date
    begins: datetime
    ends: datetime


def month(first: date, zone: str) -> JournalMonth:
    """Return the month that begins on ``first``, in an IANA zone."""
    after = (first + timedelta(days=31)).replace(day=1)
    begins, ends = (
        datetime(day.year, day.month, 1, tzinfo=ZoneInfo(zone)) for day in (first, after)
    )
    return JournalMonth(first, begins, ends)


EARLIEST = select(func.min(ENTRY.c.written_at)).where(ENTRY.c.user_id == bindparam("user"))


def months(user_id: int, today: date) -> list[date]:
    """Return the first days of all months from the first entry's to this one, newest first."""
    first = db.session.scalar(EARLIEST, {"user": user_id})
    if first is None:
        return []
    earliest, days = min((first - timedelta(days=1)).date(), today), []
    day = today.replace(day=1)
    while day >= earliest.replace(day=1):
        days.append(day)
        day = (day - timedelta(days=1)).replace(day=1)
    return days


def _same_look_back(other: Any, end: str, other_end: str) -> ColumnElement[bool]:
    """Return the condition that an entry and ``other`` are the two answers of one look-back."""
    return and_(
        ENTRY.c.kind == "reflection",
        ENTRY.c.key.like(f"look-back/%{end}"),
        other.c.user_id == ENTRY.c.user_id,
        other.c.kind == "reflection",
        other.c.key == func.replace(ENTRY.c.key, end, other_end),
    )


SHOWN = ListedEntry._fields
# entries, with a look-back's second answer beside its first; built once, because building it is
# slow
PAIRS = (
    select(*(ENTRY.c[name] for name in SHOWN), *(SECOND.c[name] for name in SecondAnswer._fields))
    .outerjoin(SECOND, _same_look_back(SECOND, WELL, NEXT))
    .where(
        ENTRY.c.user_id == bindparam("user"),
        not_(select(FIRST.c.id).where(_same_look_back(FIRST, NEXT, WELL)).exists()),
    )
    .order_by(ENTRY.c.id.desc())
    .limit(PAGE + 1)
)


def listed(
    user_id: int,
    words: str = "",
    within: JournalMonth | None = None,
    before: int | None = None,
    ids: Select[int] | None = None,
) -> Sequence[Listed]:
    """Return up to PAGE + 1 entries that contain all the words, older than the entry ``before``.

    ``ids`` is a statement for the ids of the entries to choose from.
    """
    query = PAIRS
    params: dict[str, Any] = {f"word{number}": word for number, word in enumerate(words.split())}
    for name, word in params.items():
        query = query.where(_contains(user_id, name, word))
    if within is not None:
        query = query.where(ENTRY.c.written_at >= within.begins, ENTRY.c.written_at < within.ends)
    if ids is not None:
        query = query.where(ENTRY.c.id.in_(ids))
    if before is not None:
        query = query.where(ENTRY.c.id < before)
    rows = db.rows(query, {"user": user_id, **params})
    return [_listed(*row) for row in rows]


def _listed(*row: Any) -> Listed:
    first, second = ListedEntry._make(row[: len(SHOWN)]), SecondAnswer._make(row[len(SHOWN) :])
    return Listed(first, second if second.id else None)


def _contains(user_id: int, name: str, word: str) -> ColumnElement[bool]:
    """Return the condition that an entry, its second answer or its sheet contains the word.

    ``name`` is the statement's parameter for the word.
    """
    columns = (ENTRY.c.text, ENTRY.c.prompt, SECOND.c.text, SECOND.c.prompt)
    return or_(*(holds(column, name) for column in columns), ENTRY.c.id.in_(_sheets(user_id, word)))


def _sheets(user_id: int, word: str) -> list[int]:
    """Return the ids of the user's filled-in tools that contain the word. There is one per tool."""
    query = select(Entry).where(Entry.user_id == user_id, Entry.kind == "tool")
    return [
        entry.id
        for entry in db.session.scalars(query)
        if any(folded(word) in folded(text) for text in texts(entry.parts or []))
    ]
