"""Rows of one person that have words in them. Every statement names the person; nothing commits.

What a person wrote is in no index: it is read anew for each search, and the newest rows alone, so
that a search costs the same however much there is.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    bindparam,
    case,
    literal,
    select,
    union_all,
)

from coach.db import bare_rows, db, holds
from coach.habits import queries as habits
from coach.habits.check_ins import note_queries as days
from coach.journal import queries as journal
from coach.listening.practice_log import queries as talks
from coach.search.row_queries import FoundRow, Rows
from coach.writing import queries as writing

MOST = 12  # rows of a kind
KINDS: tuple[Rows, ...] = (
    journal.SEARCHED,
    habits.SEARCHED,
    days.SEARCHED,
    talks.SEARCHED,
    writing.SEARCHED,
)


class Word(NamedTuple):
    """A word to look for, and its weight: rows with heavier words come first."""

    root: str
    weight: int


def rows(user_id: int, words: Sequence[Word]) -> list[FoundRow]:
    """Return the person's own rows with any of the words, those with the heaviest first."""
    if not words:
        return []
    asked: dict[str, Any] = {"user": user_id}
    for number, word in enumerate(words):
        asked |= {f"word{number}": word.root, f"weight{number}": word.weight}
    found = bare_rows(_statement(db.session.get_bind().dialect.name, len(words)), asked)
    return [FoundRow(*row[:5]) for row in sorted(found, key=lambda row: row[5], reverse=True)]


def sheets(user_id: int) -> list[tuple[str, str, list[dict[str, Any]]]]:
    """Return the person's filled-in tools, as (id, title, parts): one of each tool."""
    kept = journal.sheets(user_id)
    return [(entry.key, entry.prompt, entry.parts or []) for entry in kept.values()]


@lru_cache
def _statement(dialect: str, words: int) -> CompoundSelect[*tuple[Any, ...]]:
    """Return the one statement that looks for so many words, as this database says it."""
    return union_all(*(_best(kind, words) for kind in KINDS))


def _best(kind: Rows, words: int) -> Rows:
    """Return the rows of a kind that have the most of the words, the newest of them first."""
    there = kind.subquery()
    weight: ColumnElement[int] = literal(0, Integer)
    for number in range(words):
        word = bindparam(f"weight{number}", type_=Integer)
        weight += case((holds(there.c.said, f"word{number}"), word), else_=0)
    shown = [column for column in there.c if column.name != "said"]
    weighed = select(*shown, weight.label("weight")).subquery()
    best = select(weighed).where(weighed.c.weight > 0)
    best = best.order_by(weighed.c.weight.desc(), weighed.c.day.desc()).limit(MOST)
    return select(best.subquery())
