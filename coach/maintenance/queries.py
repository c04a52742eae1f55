"""What a check asks of the database, on a connection of its own."""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta

from sqlalchemy import Connection, MetaData, func, select, text

# what only this program dates; rows that an import can bring along may say anything
NEWEST = (("user", "created_at"), ("sign_in", "moment"), ("reminder", "claimed_at"),
          ("used_link", "used_at"))  # fmt: skip
A_DAY = timedelta(days=1)


def newest(connection: Connection, models: MetaData) -> datetime | None:
    """Return the moment of the newest thing anybody did, or None before there is any."""
    columns = [models.tables[table].c[name] for table, name in NEWEST]
    found = [connection.scalar(select(func.max(column))) for column in columns]
    seen_on = connection.scalar(select(func.max(models.tables["user"].c.seen_on)))
    if seen_on:  # a date in some zone: on the safe side by a day
        found.append(datetime.combine(seen_on - A_DAY, time(), UTC))
    return max((moment for moment in found if moment), default=None)


def faults(connection: Connection) -> Sequence[str]:
    """Return what is broken in the database's file; a server looks after its own."""
    if connection.dialect.name != "sqlite":
        connection.execute(text("SELECT 1"))
        return []
    told = [str(row[0]) for row in connection.execute(text("PRAGMA quick_check(5)"))]
    orphans = connection.execute(text("PRAGMA foreign_key_check")).fetchmany(5)
    return [said for said in told if said != "ok"] + [
        f"row {row[1]} of {row[0]} belongs to nobody" for row in orphans
    ]
