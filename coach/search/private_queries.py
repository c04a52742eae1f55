"""Search one user's own rows. Every statement names the user; nothing commits.

What a user wrote is in no index. Each search reads the newest rows only, so that its cost is
bounded. ``db/text_match.py`` compares texts regardless of case and script.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    Integer,
    bindparam,
    case,
    literal,
    select,
    union_all,
)

from coach.db import db, holds
from coach.habits import queries as habits
from coach.habits.check_ins import queries as days
from coach.intentions import queries as intentions
from coach.journal import queries as journal
from coach.listening import practice_log_queries as talks
from coach.search.row_queries import FoundRow, Rows
from coach.writing import queries as writing

MOST = 12  # the most rows of one kind
KINDS: tuple[Rows, ...] = (
    journal.SEARCHED,
    habits.SEARCHED,
    days.SEARCHED,
    talks.SEARCHED,
    writing.SEARCHED,
    intentions.SEARCHED,
)


class Word(NamedTuple):
    """A word to search for, and its weight: rows with heavier words come first."""

    root: str
    weight: int


def rows(user_id: int, words: Sequence[Word]) -> list[FoundRow]:
    """Return the user's own rows with any of the words, those with the heaviest words first."""
    if not words:
        return []
    params: dict[str, Any] = {"user": user_id}
    for number, word in enumerate(words):
        params |= {f"word{number}": word.root, f"weight{number}": word.weight}
    best = union_all(*(_best(kind, len(words)) for kind in KINDS))
    weighed = db.session.execute(best, params)
    return [FoundRow(*row[:5]) for row in sorted(weighed, key=lambda row: row[5], reverse=True)]


def sheets(user_id: int) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the user's filled-in tools as (id, title, parts), one per tool."""
    entries = journal.sheets(user_id)
    return [(entry.key, entry.prompt, entry.parts or []) for entry in entries.values()]


def _best(kind: Rows, words: int) -> Rows:
    """Return up to MOST rows of a kind with the heaviest words, the newest first."""
    there = kind.subquery()
    weight: ColumnElement[int] = literal(0, Integer)
    for number in range(words):
        word = bindparam(f"weight{number}", type_=Integer)
        weight += case((holds(there.c.said, f"word{number}"), word), else_=0)
    columns = [column for column in there.c if column.name != "said"]
    weighed = select(*columns, weight.label("weight")).subquery()
    best = select(weighed).where(weighed.c.weight > 0)
    best = best.order_by(weighed.c.weight.desc(), weighed.c.day.desc()).limit(MOST)
    return select(best.subquery())
