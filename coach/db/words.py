"""Find the rows of a user in which certain words stand, and put others in their place."""

from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from sqlalchemy import or_, select

from coach.db.base import Base, db

MOST_FOUND = 50  # rows of one table


class RowWithWords(NamedTuple):
    """A row in which words stand, and the first of its texts that has them."""

    id: int
    text: str


def rows_with(
    model: type[Base], columns: Sequence[str], user_id: int, words: str
) -> list[RowWithWords]:
    """Return up to 50 of the user's rows of a table that have the words, the newest first.

    ``columns`` are the table's columns of text. Upper and lower case differ.
    """
    table = model.__table__.c
    holds = or_(*(table[name].contains(words, autoescape=True) for name in columns))
    query = select(table.id, *(table[name] for name in columns))
    query = query.where(table.user_id == user_id, holds)
    rows = db.session.execute(query.order_by(table.id.desc()).limit(MOST_FOUND))
    found = ((row[0], next((text for text in row[1:] if words in text), "")) for row in rows)
    return [RowWithWords(id_, text) for id_, text in found if text]


def replace_in(
    model: type[Base],
    columns: Sequence[str],
    user_id: int,
    ids: Collection[int],
    words: tuple[str, str],
) -> Sequence[Any]:
    """Put other words in the place of some in these rows of the user's, and return the rows.

    ``words``: those that go, and those that come.
    """
    table = model.__table__.c
    query = select(model).where(table.user_id == user_id, table.id.in_(ids))
    rows = db.session.scalars(query).all() if ids else []
    for row in rows:
        for name in columns:
            setattr(row, name, getattr(row, name).replace(*words))
    return rows
