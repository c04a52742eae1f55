"""Take what was deleted out of the database's files, which keep old pages for a while."""

from sqlalchemy import text

from coach.db.base import db


def compact(whole: bool = False) -> None:
    """Write SQLite's log into the database and empty it. Call it after a commit.

    ``whole``: also write the whole database anew (VACUUM), which takes a second for each 100 MB or
    so, during which nobody can write. PostgreSQL does both by itself (autovacuum).
    """
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        if whole:
            connection.execute(text("VACUUM"))
        connection.execute(text("PRAGMA wal_checkpoint(TRUNCATE)"))
