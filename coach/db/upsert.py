"""Insert with ON CONFLICT, and insert many rows at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import column as column_clause
from sqlalchemy import inspect
from sqlalchemy import table as table_clause
from sqlalchemy.dialects import postgresql, sqlite

from coach.db.base import Base, db


def insert_for_dialect(model: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """Return an INSERT for the model that supports ON CONFLICT in this database's dialect."""
    dialect = db.session.get_bind().dialect.name
    return postgresql.insert(model) if dialect == "postgresql" else sqlite.insert(model)


def upsert(
    model: type[Base], values: Mapping[str, Any], key: Sequence[str], changes: Sequence[str]
) -> None:
    """Insert a row, or write the columns ``changes`` of the row that has the same ``key``."""
    row = insert_for_dialect(model).values(values)
    new = {name: row.excluded[name] for name in changes}
    db.session.execute(row.on_conflict_do_update(index_elements=key, set_=new))


def insert_if_absent(model: type[Base], **values: Any) -> bool:
    """Insert a row. Return False if a row with one of its unique keys exists."""
    row = insert_for_dialect(model).values(**values).on_conflict_do_nothing()
    key = inspect(model).primary_key
    # not every driver reports the row count; every one supports RETURNING
    return db.session.execute(row.returning(*key)).first() is not None


def driver_rows(model: type[Base], rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return rows with their values encoded for the driver. All rows must have the same columns.

    Encoding before the first write of a transaction halves the time that other writers wait.
    """
    dialect = db.session.get_bind().dialect
    names = list(rows[0]) if rows else []
    columns = {name: model.__table__.c[name].type.dialect_impl(dialect) for name in names}
    makers = [(name, kind.bind_processor(dialect)) for name, kind in columns.items()]
    return [{n: make(row[n]) if make else row[n] for n, make in makers} for row in rows]


def insert_driver_rows(model: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Insert rows returned by ``driver_rows``, up to tens of thousands at once."""
    if rows:
        plain = table_clause(model.__tablename__, *(column_clause(name) for name in rows[0]))
        db.session.connection().execute(plain.insert(), rows)
