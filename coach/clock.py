"""The only reader of the system clock, and the two calendar rules everybody shares.

Everything else is handed ``now`` or ``today`` as an argument.
"""

from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


@cache
def zones() -> frozenset[str]:
    """The IANA names of all zones this machine knows; looking them up takes a while."""
    return frozenset(available_timezones())


def practice_day(now: datetime, zone: str, rollover: int) -> date:
    """The date an act at this moment belongs to.

    It is the wall-clock date in ``zone`` (an IANA name), minus one day before the
    ``rollover`` hour (whole hours, 0 to 11). ``now`` must be aware. Raises
    ``zoneinfo.ZoneInfoNotFoundError`` for a zone that does not exist.
    """
    wall = now.astimezone(ZoneInfo(zone))
    return wall.date() - timedelta(days=wall.hour < rollover)


def week_of(day: date) -> str:
    """The ISO 8601 week a day lies in, such as ``2026-W48`` (Monday first)."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
