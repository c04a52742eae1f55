"""The tables' base class, the session, and SQLite set up to lose nothing."""

import logging
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    Connection,
    Date,
    MetaData,
    event,
)
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, SessionTransaction, registry

from coach.config import Settings
from coach.db.types import UtcDateTime
from coach.text import folded

logger = logging.getLogger("coach.db")


class Base(DeclarativeBase):
    """All tables. Constraint names follow one convention, so that migrations can name them.

    An id is never given twice: what outlives a row, such as a page left open, must not come to
    mean another row. PostgreSQL's sequences see to it, SQLite is told by AUTOINCREMENT.
    """

    registry = registry(type_annotation_map={datetime: UtcDateTime(), date: Date()})
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )

    def __init_subclass__(cls, **options: Any) -> None:
        """Map the class, and let its ids be given once."""
        super().__init_subclass__(**options)
        table = getattr(cls, "__table__", None)
        if table is not None and table.autoincrement_column is not None:
            table.dialect_options["sqlite"]["autoincrement"] = True


class WritingSession(Session):
    """Flask-SQLAlchemy's session, whose savepoints lie inside a transaction on SQLite as well."""

    def begin_nested(self) -> SessionTransaction:
        """Begin a transaction first: released without one, SQLite's savepoint would be a commit.

        It is one for writing, because a reader that turns writer is refused without waiting.
        """
        connection = self.connection()
        if connection.dialect.name == "sqlite" and not _in_transaction(connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
        return super().begin_nested()


def _in_transaction(connection: Connection) -> bool:
    return bool(getattr(connection.connection.dbapi_connection, "in_transaction", False))


class Database(SQLAlchemy):
    """Flask-SQLAlchemy whose session can be left whatever state its connection is in."""

    def close_session(self) -> None:
        """Leave the transaction and the session. A connection that fails at it is thrown away."""
        session = self.session()
        try:
            session.close()
        except SQLAlchemyError as error:
            logger.warning("- a transaction could not be left: %s", type(error).__name__)
            with suppress(SQLAlchemyError):
                session.invalidate()
        finally:
            self.session.registry.clear()

    def _teardown_session(self, exc: BaseException | None) -> None:
        """Never raise: the answer is ready; the next request must not meet a broken transaction."""
        if self.session.registry.has():
            self.close_session()


# what was read stays as it was read: an answer asks nothing more after its commit
db = Database(
    model_class=Base,
    session_options={"class_": WritingSession, "expire_on_commit": False},
)


def _folded_or_null(text: str | None) -> str | None:
    return None if text is None else folded(text)


def options(settings: Settings) -> dict[str, Any]:
    """Return how the engine is to be made for this database."""
    wait = settings.database_wait
    if not settings.database().startswith("postgresql"):
        return {"connect_args": {"timeout": wait}, "hide_parameters": True}
    return {
        "hide_parameters": True,  # what people write stays out of the log
        "connect_args": {
            "connect_timeout": wait,
            "options": f"-c lock_timeout={wait}s -c timezone=UTC",
        },
        "pool_pre_ping": True,  # a server that was started anew is no fault
        "pool_size": settings.threads + 1,  # the thread that tidies
        "max_overflow": settings.threads,  # a limit is counted beside the request's transaction
        "pool_timeout": wait,
    }


PRAGMAS = {
    "foreign_keys": "ON",
    "journal_mode": "WAL",  # readers do not wait for a writer
    "synchronous": "FULL",  # what the page said was saved survives a power cut
}


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
        connection.create_function("folded", 1, _folded_or_null, deterministic=True)
