"""The database: base class, column type for instants, and SQLite set up to lose nothing."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import (
    Date,
    DateTime,
    Dialect,
    Executable,
    MetaData,
    Row,
    TypeDecorator,
    event,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.orm import DeclarativeBase, registry


class UtcDateTime(TypeDecorator[datetime]):
    """An instant: aware and in UTC on the Python side, naive UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the value as stored. Raises ValueError for a naive one."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs its zone: naive datetimes are refused")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return the stored instant, aware again."""
        return None if value is None else value.replace(tzinfo=UTC)


class Base(DeclarativeBase):
    """All tables. Constraint names follow one convention, so that migrations can name them."""

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


db = SQLAlchemy(model_class=Base)


def plain_rows(statement: Executable, asked: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return plain rows of columns, read without the ORM's loading: it costs more than SQLite.

    The statement is one built once, with ``bindparam`` for what is asked.
    """
    db.session.flush()  # what this request wrote is to be seen by it
    return db.session.connection().execute(statement, asked).all()


def inserting(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT into the model's table that knows ON CONFLICT, as this database says it."""
    dialect = db.session.get_bind().dialect.name
    return postgresql.insert(model) if dialect == "postgresql" else sqlite.insert(model)


PRAGMAS = {
    "foreign_keys": "ON",
    "journal_mode": "WAL",  # readers do not wait for a writer
    "synchronous": "FULL",  # what the page said was saved survives a power cut
    "busy_timeout": "5000",  # milliseconds to wait for another process's write
}


@event.listens_for(Engine, "connect")
def _set_pragmas(connection: Any, record: Any) -> None:
    if type(connection).__module__.startswith("sqlite3"):
        for name, value in PRAGMAS.items():
            connection.execute(f"PRAGMA {name} = {value}")
