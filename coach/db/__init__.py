"""Access the database: base class of the tables, column types, locks, texts and upserts."""

from coach.db.base import Base, db, options
from coach.db.text_match import holds
from coach.db.types import Amount, UtcDateTime
from coach.db.upsert import (
    driver_rows,
    insert_driver_rows,
    insert_for_dialect,
    insert_if_absent,
    upsert,
)
from coach.db.written_out import written_out

__all__ = [
    "Amount",
    "Base",
    "UtcDateTime",
    "db",
    "driver_rows",
    "holds",
    "insert_driver_rows",
    "insert_for_dialect",
    "insert_if_absent",
    "options",
    "upsert",
    "written_out",
]
