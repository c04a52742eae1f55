"""Rows tried in a database of their own, in memory, with all that the schema demands of them.

So the constraints are written once, in the models, and trying rows locks nobody out.
"""

import sqlite3
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.schema import CreateIndex, CreateTable, ExecutableDDLElement

from coach.portable import merge
from coach.portable.rules import Row


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
    names = [column.name for column in table.columns if column.name in rows[0]]
    marks = ", ".join("?" * (len(names) + 1))
    put = f"INSERT INTO {table.name} ({', '.join(names)}, user_id) VALUES ({marks})"  # noqa: S608
    try:
        connection.executemany(put, _plain(rows, names))
    except sqlite3.Error as error:
        raise Unfit(f"a row of {table.name.replace('_', ' ')}") from error


def _plain(rows: list[Row], names: list[str]) -> Iterator[list[Any]]:
    """Return the values as constraints look at them: of JSON only that it is there."""
    for row in rows:
        found: list[Any] = [row[name] for name in names]
        for place, value in enumerate(found):
            if isinstance(value, date | time):
                found[place] = value.isoformat()
            elif isinstance(value, Decimal):
                found[place] = float(value)
            elif isinstance(value, list | dict):
                found[place] = ""
        found.append(1)
        yield found
