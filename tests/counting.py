"""What a request asks of the database: how many statements, and how many rows come back."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from sqlalchemy import event
from sqlalchemy.engine import Engine

from coach.db import db


class Counter:
    """Counts statements and the rows fetched by them, on engines that connect from now on."""

    def __init__(self) -> None:
        self.queries = self.rows = 0
        event.listen(Engine, "connect", self._connected)
        event.listen(Engine, "after_cursor_execute", self._executed)

    def __enter__(self) -> "Counter":
        return self

    def __exit__(self, *_: object) -> None:
        event.remove(Engine, "connect", self._connected)
        event.remove(Engine, "after_cursor_execute", self._executed)

    def reset(self) -> None:
        """Begin to count anew."""
        self.queries = self.rows = 0

    def _connected(self, connection: Any, record: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.row_factory = self._row

    def _row(self, cursor: sqlite3.Cursor, row: tuple[object, ...]) -> tuple[object, ...]:
        self.rows += 1
        return row

    def _executed(self, connection: Any, cursor: Any, statement: str, *_: object) -> None:
        self.queries += 1
        # PostgreSQL's client fetches all that a SELECT gives; SQLite's rows are counted one by one
        if connection.dialect.name == "postgresql" and statement.lstrip()[:6] in ("SELECT", "WITH"):
            self.rows += cursor.rowcount


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Yield a list to which every statement sent to the app's database meanwhile is added."""
    sent: list[str] = []
    with app.app_context():
        engine = db.engine

    def note(connection: object, cursor: object, statement: str, *rest: object) -> None:
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)
