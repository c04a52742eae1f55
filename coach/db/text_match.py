"""Match text regardless of case."""

from sqlalchemy import ColumnElement, String, bindparam, func
from sqlalchemy.orm import InstrumentedAttribute

from coach.db.base import db


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
