"""Rows read without the ORM, and texts searched in either case."""

from collections import namedtuple
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Executable, Row, Select, String, bindparam, func
from sqlalchemy.orm import InstrumentedAttribute

from coach.db.base import db


def plain_rows(statement: Executable, asked: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return plain rows of columns, read without the ORM's loading: it costs more than SQLite.

    The statement is one built once, with ``bindparam`` for what is asked.
    """
    db.session.flush()  # what this request wrote is to be seen by it
    return db.session.connection().execute(statement, asked).all()


def row_type(statement: Select[*tuple[Any, ...]]) -> Any:
    """Return a named tuple for a statement's columns, for rows of which much is read by name.

    A name of SQLAlchemy's own row costs ten times as much.
    """
    return namedtuple("Row", statement.selected_columns.keys())


def bare_rows(statement: Executable, asked: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return rows as the driver has them: for texts and numbers only, where there are many.

    SQLite's booleans are 0 and 1. As plain tuples they make a quick key for a cache.
    """
    db.session.flush()
    result = db.session.connection().execute(statement, asked)
    rows = tuple(result.cursor.fetchall())
    result.close()
    return rows


def holds(
    column: ColumnElement[str] | InstrumentedAttribute[str], name: str
) -> ColumnElement[bool]:
    """Return whether a column's text has in it, in either case of any script, what is asked for.

    ``name`` is that of the parameter that says what: the words themselves stay out of the
    statement, which SQLAlchemy keeps. SQLite itself knows the case of ASCII alone.
    """
    words = bindparam(name, type_=String)
    if db.session.get_bind().dialect.name == "sqlite":
        return func.instr(func.folded(column), func.folded(words)) > 0
    lower, normal = func.lower, func.normalize
    return func.strpos(lower(normal(column)), lower(normal(words))) > 0
