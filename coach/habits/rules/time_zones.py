"""Compute the length of a practice day when the time zone changes, and the time of a reminder."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

NEUTRAL_BELOW = 12  # hours of a practice day; a shorter one is neutral
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

ZoneLog = Sequence[tuple[datetime, str]]
Moves = tuple[tuple[datetime, str], ...]


def ring(day: date, wall: time, zone: str) -> datetime:
    """Return the instant (UTC) of a reminder for a wall-clock time.

    A time that a clock change skips is moved by the length of the gap. Of a time that occurs twice
    the first is used (PEP 495, ``fold=0``).
    """
    return datetime.combine(day, wall, ZoneInfo(zone)).replace(fold=0).astimezone(UTC)


def hours_lived(day: date, zones: ZoneLog, rollover: int) -> float:
    """Return the number of hours of a practice day, given the log of (moment, zone).

    ``zones`` is sorted and not empty. Its first zone also covers the time before it.
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


def travel_days(first: date, last: date, zones: Moves, rollover: int) -> frozenset[date]:
    """Return the days from ``first`` to ``last`` that had less than twelve hours.

    The cause is a move between zones, or a zone that crossed the date line itself (Samoa had no 30
    December 2011). Without a log of zones the set is empty.
    """
    if not zones or (len(zones) == 1 and _is_steady(first, last, zones[0][1])):
        return frozenset()
    days = (first + DAY * ahead for ahead in range((last - first).days + 1))
    return frozenset(
        day for day in days if hours_lived(day, _near(day, zones), rollover) < NEUTRAL_BELOW
    )


def _is_steady(first: date, last: date, zone: str) -> bool:
    """Return whether no day from ``first`` to ``last`` can be short in a zone.

    That is certain if its offset changes by less than twelve hours. No zone has crossed the date
    line twice since 1900.
    """
    begin, end = ring(first, time(), zone), ring(last + 2 * DAY, time(), zone)
    passed = (last + 2 * DAY - first).days * DAY
    return abs(end - begin - passed) < NEUTRAL_BELOW * HOUR


def _near(day: date, zones: ZoneLog) -> ZoneLog:
    """Return the part of the log around a day, including the zone in force before it."""
    noon = datetime.combine(day, time(12), UTC)
    begin = 0
    while begin + 1 < len(zones) and zones[begin + 1][0] < noon - 3 * DAY:
        begin += 1
    end = begin + 1
    while end < len(zones) and zones[end][0] <= noon + 3 * DAY:
        end += 1
    return zones[begin:end]
