"""The only reader of the system clock, and the two calendar rules everybody shares.

Everything else is handed ``now`` or ``today`` as an argument.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
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


@cache
def _links() -> dict[str, str]:
    """The zone that each other name stands for.

    From the lines ``L zone name`` of ``tzdata.zi``, which the package tzdata carries: old
    spellings, and places whose clocks have agreed since 1970 (see "Theory and pragmatics of the tz
    code and data", IANA).
    """
    text = files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {name: zone for _, zone, name in lines}


def same_zone(one: str, other: str) -> bool:
    """Whether two IANA names are of one zone, as ``Asia/Calcutta`` and ``Asia/Kolkata`` are."""
    links = _links()
    return links.get(one, one) == links.get(other, other)


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
