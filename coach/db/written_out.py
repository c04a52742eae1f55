"""Write the constants of a statement into its text.

SQLAlchemy binds each constant of a statement, such as an empty column of a union, as a parameter,
and works it out anew each time the statement is run. For a statement with fifty of them that takes
longer than the database does.
"""

from typing import Any, TypeVar, cast

from sqlalchemy import BindParameter, ClauseElement, literal_column
from sqlalchemy.sql.visitors import replacement_traverse

S = TypeVar("S", bound=ClauseElement)


def written_out(statement: S) -> S:
    """Return the statement with its words and whole numbers in its text.

    Parameters that are given when it is run stay parameters, and so do constants of other types.
    Use it only for statements that are built once, when their module is loaded: nothing that a user
    typed may stand in the text of a statement.
    """
    return cast(S, replacement_traverse(statement, {}, _written))


def _written(element: Any, **_: Any) -> ClauseElement | None:
    if not isinstance(element, BindParameter) or element.required or element.callable:
        return None
    value: Any = element.value
    if element.expanding:
        text = f"({', '.join(map(_literal, value))})" if all(map(_is_plain, value)) else ""
    else:
        text = _literal(value) if _is_plain(value) else ""
    return literal_column(text, element.type) if text else None


def _is_plain(value: object) -> bool:
    return type(value) in (str, int)


def _literal(value: object) -> str:
    """Return a word or a whole number as SQL writes it."""
    return str(value) if isinstance(value, int) else "'{}'".format(str(value).replace("'", "''"))
