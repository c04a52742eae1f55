"""How long a practice day was for somebody who moved between zones, and when a reminder rings."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

NEUTRAL_BELOW = 12  # hours lived of a practice day
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ZoneLog = Sequence[tuple[datetime, str]]
Moves = tuple[tuple[datetime, str], ...]  # such a log, to be looked up


def ring(day: date, wall: time, zone: str) -> datetime:
    """Return the instant (UTC) at which a reminder for a wall-clock time rings, once.

    A time that does not exist rings after the gap, as much later as it was asked for; one that
    exists twice rings at the first (PEP 495, ``fold=0``).
    """
    return datetime.combine(day, wall, ZoneInfo(zone)).replace(fold=0).astimezone(UTC)


def hours_lived(day: date, zones: ZoneLog, rollover: int) -> float:
    """Return how many hours of a practice day were lived, given the log of (moment, zone).

    The first zone reaches back before its moment. ``zones`` is in order and not empty.
    """
    lived = timedelta()
    for place, (moment, zone) in enumerate(zones):
        opens = ring(day, time(rollover), zone)
        closes = ring(day + DAY, time(rollover), zone)
        if place > 0:
            opens = max(opens, moment)
        if place + 1 < len(zones):
            closes = min(closes, zones[place + 1][0])
        lived += max(closes - opens, timedelta())
    return lived / HOUR


@lru_cache(maxsize=1024)
def travel_days(first: date, last: date, zones: Moves, rollover: int) -> frozenset[date]:
    """Return the days from first to last of which less than twelve hours were lived.

    They come from a move between zones, or from a zone that crossed the date line itself
    (Samoa had no 30 December 2011). Without a log of zones there are none.
    """
    if not zones:
        return frozenset()
    days = (first + DAY * ahead for ahead in range((last - first).days + 1))
    return frozenset(
        day for day in days if hours_lived(day, _near(day, zones), rollover) < NEUTRAL_BELOW
    )


def _near(day: date, zones: ZoneLog) -> ZoneLog:
    """Return the part of the log that can matter for a day, with the zone in force before it."""
    noon = datetime.combine(day, time(12), UTC)
    begin = 0
    while begin + 1 < len(zones) and zones[begin + 1][0] < noon - 3 * DAY:
        begin += 1
    end = begin + 1
    while end < len(zones) and zones[end][0] <= noon + 3 * DAY:
        end += 1
    return zones[begin:end]
