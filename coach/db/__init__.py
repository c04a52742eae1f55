"""Access the database: base class of the tables, column types, locks, raw reads and upserts."""

from coach.db.base import Base, db, options
from coach.db.reading import bare_rows, holds, plain_rows, row_type
from coach.db.types import Amount, UtcDateTime
from coach.db.upsert import driver_rows, insert_driver_rows, insert_for_dialect, insert_if_absent

__all__ = [
    "Amount",
    "Base",
    "UtcDateTime",
    "bare_rows",
    "db",
    "driver_rows",
    "holds",
    "insert_driver_rows",
    "insert_for_dialect",
    "insert_if_absent",
    "options",
    "plain_rows",
    "row_type",
]
