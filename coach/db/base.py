"""The database: base class, column type for instants, and SQLite set up to lose nothing."""

import logging
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session
from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Date,
    DateTime,
    Dialect,
    Executable,
    MetaData,
    Row,
    String,
    TypeDecorator,
    bindparam,
    event,
    func,
    inspect,
)
from sqlalchemy import column as column_clause
from sqlalchemy import table as table_clause
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import DeclarativeBase, InstrumentedAttribute, SessionTransaction, registry

from coach.bounds import AMOUNT_PLACES
from coach.config import Settings
from coach.text import folded

logger = logging.getLogger("coach.db")


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


class Amount(TypeDecorator[Decimal]):
    """A decimal number, exact to six places: whole millionths in the database.

    SQLite has no decimal type of its own, so a whole number is what both databases keep exactly.
    """

    impl = BigInteger
    cache_ok = True

    @property
    def python_type(self) -> type[Any]:
        """The type on the Python side."""
        return Decimal

    def process_bind_param(self, value: Decimal | int | None, dialect: Dialect) -> int | None:
        """Return the millionths. Raises ValueError for a number that has more places."""
        if value is None:
            return None
        millionths = Decimal(value).scaleb(AMOUNT_PLACES)
        if millionths != millionths.to_integral_value():
            raise ValueError("an amount has six places at most")
        return int(millionths)

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        """Return the stored number."""
        return None if value is None else Decimal(value).scaleb(-AMOUNT_PLACES).normalize()


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


def plain_rows(statement: Executable, asked: Mapping[str, Any]) -> Sequence[Row[*tuple[Any, ...]]]:
    """Return plain rows of columns, read without the ORM's loading: it costs more than SQLite.

    The statement is one built once, with ``bindparam`` for what is asked.
    """
    db.session.flush()  # what this request wrote is to be seen by it
    return db.session.connection().execute(statement, asked).all()


def bare_rows(statement: Executable, asked: Mapping[str, Any]) -> tuple[tuple[Any, ...], ...]:
    """Return rows as the driver has them: for texts and numbers only, where there are many.

    SQLite's booleans are 0 and 1. As plain tuples they make a quick key for a cache.
    """
    db.session.flush()
    result = db.session.connection().execute(statement, asked)
    rows = tuple(result.cursor.fetchall())
    result.close()
    return rows


def inserting(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT into the model's table that knows ON CONFLICT, as this database says it."""
    dialect = db.session.get_bind().dialect.name
    return postgresql.insert(model) if dialect == "postgresql" else sqlite.insert(model)


def added(model: type[Base], **values: Any) -> bool:
    """Insert a row; return False where one of its unique keys is taken already."""
    row = inserting(model).values(**values).on_conflict_do_nothing()
    key = inspect(model).primary_key
    # the number of rows is not told by every driver, what was inserted is
    return db.session.execute(row.returning(*key)).first() is not None


def _folded_or_null(text: str | None) -> str | None:
    return None if text is None else folded(text)


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


def made_ready(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows that name the same columns with their values as the driver takes them.

    Done before the first write of a transaction, it halves the time others wait for the lock.
    """
    dialect = db.session.get_bind().dialect
    names = list(rows[0]) if rows else []
    columns = {name: model.__table__.c[name].type.dialect_impl(dialect) for name in names}
    makers = [(name, kind.bind_processor(dialect)) for name, kind in columns.items()]
    return [{n: make(row[n]) if make else row[n] for n, make in makers} for row in rows]


def insert_ready(model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows that ``made_ready`` gave, tens of thousands of them at once."""
    if rows:
        plain = table_clause(model.__tablename__, *(column_clause(name) for name in rows[0]))
        db.session.connection().execute(plain.insert(), rows)


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
