"""Read the system clock, and define the calendar rules that all features share.

This is the only module that reads the system clock. All other code takes ``now`` or ``today`` as an
argument.
"""

import os
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from zoneinfo import ZoneInfo, available_timezones

DEFAULT_ROLLOVER = 4  # the hour at which a new day begins, unless a user chooses another

VARIABLE = "GOOD_TERMS_TEST_CLOCK_AHEAD"
"""Environment variable for tests: whole seconds, the same for all processes of a run.

It can only set the clock ahead, so that nothing expired becomes valid again."""

AHEAD = timedelta(seconds=int(os.environ.get(VARIABLE) or 0))
if AHEAD.days < 0:
    raise ValueError(f"{VARIABLE} must be 0 or more.")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC) + AHEAD


@cache
def zones() -> frozenset[str]:
    """Return the IANA names of all zones that this machine knows.

    Cached, because looking them up is slow.
    """
    return frozenset(available_timezones())


@cache
def _links() -> dict[str, str]:
    """Return the canonical zone of each alias.

    The source is the lines ``L zone name`` of ``tzdata.zi`` in the package tzdata: old spellings,
    and places whose clocks have agreed since 1970 (see "Theory and pragmatics of the tz code and
    data", IANA).
    """
    text = files("tzdata.zoneinfo").joinpath("tzdata.zi").read_text(encoding="utf-8")
    lines = (line.split() for line in text.splitlines() if line.startswith("L "))
    return {name: zone for _, zone, name in lines}


def same_zone(one: str, other: str) -> bool:
    """Return whether two IANA names are one zone, as ``Asia/Calcutta`` and ``Asia/Kolkata`` are."""
    links = _links()
    return links.get(one, one) == links.get(other, other)


def practice_day(now: datetime, zone: str, rollover: int) -> date:
    """Return the date an event at this moment belongs to.

    It is the wall-clock date in ``zone`` (an IANA name), minus one day before the ``rollover`` hour
    (whole hours, 0 to 11). ``now`` must be aware. Raise ``zoneinfo.ZoneInfoNotFoundError`` for a
    zone that does not exist.
    """
    wall = now.astimezone(ZoneInfo(zone))
    return wall.date() - timedelta(days=wall.hour < rollover)


def week_of(day: date) -> str:
    """Return the ISO 8601 week of a day, such as ``2026-W48`` (Monday first)."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"
