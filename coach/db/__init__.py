"""The database: tables' base class, column types, transactions, and statements SQLAlchemy lacks."""

from coach.db.base import Base, db, options
from coach.db.reading import bare_rows, holds, plain_rows
from coach.db.types import Amount, UtcDateTime
from coach.db.upsert import added, insert_ready, inserting, made_ready

__all__ = [
    "Amount",
    "Base",
    "UtcDateTime",
    "added",
    "bare_rows",
    "db",
    "holds",
    "insert_ready",
    "inserting",
    "made_ready",
    "options",
    "plain_rows",
]
