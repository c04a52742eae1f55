"""Read rows without the ORM, and match text regardless of case."""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, SelectBase, String, bindparam, func
from sqlalchemy.orm import InstrumentedAttribute

from coach.db.base import db


def plain_rows(statement: Executable, params: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return rows of columns, read without the ORM, whose loading costs more than the query.

    Build the statement once, with a ``bindparam`` for each value of ``params``.
    """
    db.session.flush()  # the statement must see what this request wrote
    return db.session.connection().execute(statement, params).all()


def row_type(statement: SelectBase) -> Any:
    """Return a named tuple type for the columns of a statement.

    Use it for rows of which many columns are read by name: SQLAlchemy's rows take ten times as
    long to find a name.
    """
    return namedtuple("Row", statement.selected_columns.keys())


def bare_rows(statement: Executable, params: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return raw DBAPI tuples without type decoding: a boolean is 0 or 1 on SQLite.

    Use it for many rows of texts and numbers, and as hashable keys of a cache.
    """
    db.session.flush()
    result = db.session.connection().execute(statement, params)
    rows = tuple(result.cursor.fetchall())
    result.close()
    return rows


def holds(
    column: ColumnElement[str] | InstrumentedAttribute[str], name: str
) -> ColumnElement[bool]:
    """Return whether a column's text contains a text, regardless of case in any script.

    ``name`` is the parameter with the text; so the text is no part of the statement, which
    SQLAlchemy caches. SQLite's own functions know the case of ASCII only.
    """
    words = bindparam(name, type_=String)
    if db.session.get_bind().dialect.name == "sqlite":
        return func.instr(func.folded(column), func.folded(words)) > 0
    lower, normal = func.lower, func.normalize
    return func.strpos(lower(normal(column)), lower(normal(words))) > 0
