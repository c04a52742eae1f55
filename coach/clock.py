"""The only reader of the system clock, and the two calendar rules everybody shares.

Everything else is handed ``now`` or ``today`` as an argument.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

VARIABLE = "GOOD_TERMS_TEST_CLOCK_AHEAD"
"""The environment variable that only tests set: whole seconds, the same for every process of a run.

The clock can be ahead and never behind, so that nothing that has expired is valid again."""

AHEAD = timedelta(seconds=int(os.environ.get(VARIABLE) or 0))
if AHEAD.days < 0:
    raise ValueError(f"{VARIABLE} must not be below 0.")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC) + AHEAD


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
