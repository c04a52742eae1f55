"""Check rows against the schema's constraints in a database in memory.

This keeps the constraints in one place, the models, and checking rows locks nobody out.
"""

import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from coach.account_data import merge
from coach.account_data.merge_policies import Row


class Unfit(ValueError):
    """A row that the schema refuses. The message names its table."""


def check(tables: dict[str, list[Row]]) -> None:
    """Raise Unfit if the rows could not be inserted together into an empty account.

    Foreign keys are not checked.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    try:
        for table, _ in merge.carried():
            if rows := tables.get(table.name):
                _insert(connection, table, rows)
    finally:
        connection.close()


def _insert(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    parts: list[ExecutableDDLElement] = [CreateTable(table)]
    parts += (CreateIndex(index) for index in table.indexes if index.unique)
    for statement in parts:
        connection.execute(str(statement.compile(dialect=sqlite.dialect())))
    columns = [column for column in table.columns if column.name in rows[0]]
    names = [column.name for column in columns]
    marks = ", ".join("?" * (len(names) + 1))
    put = f"INSERT INTO {table.name} ({', '.join(names)}, user_id) VALUES ({marks})"  # noqa: S608
    try:
        connection.executemany(put, _values(rows, names, _conversions(columns)))
    except sqlite3.Error as error:
        raise Unfit(f"a row of {table.name.replace('_', ' ')}") from error


def _conversions(columns: list[Column[Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the positions of columns that SQLite stores in another form, with the conversion."""
    conversions: list[tuple[int, Callable[[Any], Any]]] = []
    for place, column in enumerate(columns):
        if isinstance(column.type, JSON):  # constraints only test whether it is null
            conversions.append((place, lambda value: ""))
        elif column.type.python_type in (date, time, datetime):
            conversions.append((place, str))
        elif column.type.python_type is Decimal:
            conversions.append((place, float))
    return conversions


def _values(
    rows: list[Row], names: list[str], changed: list[tuple[int, Callable[[Any], Any]]]
) -> Iterator[tuple[Any, ...]]:
    """Yield the values of each row in the form that the constraints test, and a user id."""
    for row in rows:
        values: list[Any] = [row[name] for name in names]
        for place, change in changed:
            if values[place] is not None:
                values[place] = change(values[place])
        yield *values, 1
