"""Read the facts for ``coach check``, on a connection of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection, MetaData, func, select, text

# columns that only this program sets; imported rows may have any date
NEWEST = (("user", "created_at"), ("sign_in", "moment"), ("reminder", "claimed_at"),
          ("used_link", "used_at"))  # fmt: skip
A_DAY = timedelta(days=1)


def newest(connection: Connection, models: MetaData) -> datetime | None:
    """Return the moment of the newest event, or None if there is none."""
    columns = [models.tables[table].c[name] for table, name in NEWEST]
    moments = [connection.scalar(select(func.max(column))) for column in columns]
    seen_on = connection.scalar(select(func.max(models.tables["user"].c.seen_on)))
    if seen_on:  # a date in an unknown zone, so one day earlier to be safe
        moments.append(datetime.combine(seen_on - A_DAY, time(), UTC))
    return max((moment for moment in moments if moment), default=None)


def faults(connection: Connection) -> Sequence[str]:
    """Return the faults of an SQLite file, an empty list for a database server."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT 1"))
        return []
    results = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(5)"))]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(5)
    return [line for line in results if line != "ok"] + [
        f"row {row[1]} of {row[0]} has no parent row" for row in orphans
    ]
