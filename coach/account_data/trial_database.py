"""Rows tried in a database of their own, in memory, with all that the schema demands of them.

So the constraints are written once, in the models, and trying rows locks nobody out.
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
    """A row that the schema refuses; the message names its table."""


def check(tables: dict[str, list[Row]]) -> None:
    """Raise Unfit for rows that could not stand beside each other in an empty account.

    Whether a row's parent is there is not looked at.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("BEGIN")
    try:
        for table, _ in merge.carried():
            if rows := tables.get(table.name):
                _try(connection, table, rows)
    finally:
        connection.close()


def _try(connection: sqlite3.Connection, table: Table, rows: list[Row]) -> None:
    parts: list[ExecutableDDLElement] = [CreateTable(table)]
    parts += (CreateIndex(index) for index in table.indexes if index.unique)
    for made in parts:
        connection.execute(str(made.compile(dialect=sqlite.dialect())))
    columns = [column for column in table.columns if column.name in rows[0]]
    names = [column.name for column in columns]
    marks = ", ".join("?" * (len(names) + 1))
    put = f"INSERT INTO {table.name} ({', '.join(names)}, user_id) VALUES ({marks})"  # noqa: S608
    try:
        connection.executemany(put, _plain(rows, names, _changed(columns)))
    except sqlite3.Error as error:
        raise Unfit(f"a row of {table.name.replace('_', ' ')}") from error


def _changed(columns: list[Column[Any]]) -> list[tuple[int, Callable[[Any], Any]]]:
    """Return the places of what SQLite takes in another form only, and how to make it."""
    found: list[tuple[int, Callable[[Any], Any]]] = []
    for place, column in enumerate(columns):
        if isinstance(column.type, JSON):  # constraints ask only whether it is there
            found.append((place, lambda value: ""))
        elif column.type.python_type in (date, time, datetime):
            found.append((place, str))
        elif column.type.python_type is Decimal:
            found.append((place, float))
    return found


def _plain(
    rows: list[Row], names: list[str], changed: list[tuple[int, Callable[[Any], Any]]]
) -> Iterator[tuple[Any, ...]]:
    """Return the values of each row as constraints look at them, and whose they are."""
    for row in rows:
        found: list[Any] = [row[name] for name in names]
        for place, change in changed:
            if found[place] is not None:
                found[place] = change(found[place])
        yield *found, 1
