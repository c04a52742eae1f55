"""Build the calendar of reminders: iCalendar (RFC 5545) in the user's time zone.

Each reminder is an event that recurs at a wall-clock time. The VTIMEZONE is built here from the
zone's offset changes. An onset is written in the offset that was in force before it, as section
3.6.5 requires. Calendar programs are told how to open the feed, and from where it can be reached.
On which days a reminder is silent stands in ``calendar_reminders.py``.
"""

import ipaddress
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from coach import bounds
from coach.habits.reminders.recurrence import Ringing, rung_on
from coach.habits.rules.time_zones import DAY

AHEAD = 6  # years for which clock changes are written
REFRESH = timedelta(hours=6)
LASTS = timedelta(minutes=5)
DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
SECOND, WEEK = timedelta(seconds=1), timedelta(weeks=1)
SECONDS = range(1, 7 * 86_400 + 1)  # of a week, in which a zone changes once at most


@dataclass(frozen=True)
class CalendarReminder:
    """One recurring reminder, from the practice day ``first`` on.

    ``uid`` is made from the row's id and the installation's random id, so that it does not depend
    on the address. ``silent``: practice days on which the rule has a reminder but none is needed,
    because the habit is done, met, resting or away.
    """

    uid: str
    title: str
    text: str
    url: str
    at: time
    ringing: Ringing
    first: date
    silent: tuple[date, ...] = ()


@dataclass(frozen=True)
class CalendarDay:
    """One note for a whole day. ``uid`` is as in ``CalendarReminder``.

    ``rule`` is a recurrence rule (RFC 5545), or empty. ``alarm`` is when it rings, from the
    beginning of the day, or None.
    """

    uid: str
    title: str
    text: str
    url: str
    day: date
    rule: str = ""
    alarm: timedelta | None = None


def calendar(
    bells: Iterable[CalendarReminder],
    zone: str,
    rollover: int,
    now: datetime,
    days: Iterable[CalendarDay] = (),
) -> bytes:
    """Return the calendar in a zone (IANA name). Times before the rollover are after midnight.

    A program that subscribes replaces its whole calendar with each response, so an event with a new
    UID does not appear twice (RFC 7986 has no way to delete events).
    """
    made = Calendar()
    made.add("prodid", "-//Good Terms//Reminders//EN")
    made.add("version", "2.0")
    made.add("name", "Good Terms")
    made.add("x-wr-calname", "Good Terms")
    made.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT6H")
    made.add_component(timezone(zone, now.year))
    for bell in bells:
        made.add_component(_event(bell, ZoneInfo(zone), rollover, now))
    for each in days:
        made.add_component(_whole_day(each, now))
    return bytes(made.to_ical())


def _whole_day(each: CalendarDay, now: datetime) -> Event:
    event = Event()
    event.add("uid", each.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", each.day)
    if each.rule:
        event.add("rrule", vRecur.from_ical(each.rule))
    _describe(event, each)
    if each.alarm is not None:
        event.add_component(_alarm(each.title, each.alarm))
    return event


def _alarm(title: str, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", bounds.one_line(title))
    alarm.add("trigger", trigger)
    return alarm


def _describe(event: Event, said: "CalendarReminder | CalendarDay") -> None:
    event.add("summary", bounds.one_line(said.title))
    event.add("description", bounds.lines(said.text))
    event.add("url", said.url)
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")


def _event(bell: CalendarReminder, zone: ZoneInfo, rollover: int, now: datetime) -> Event:
    def wall(day: date) -> datetime:
        return datetime.combine(rung_on(day, bell.at, rollover), bell.at, zone)

    event = Event()
    event.add("uid", bell.uid)
    event.add("dtstamp", now.astimezone(UTC))
    event.add("dtstart", wall(bell.first))
    event.add("duration", LASTS)
    event.add("rrule", rule(bell.ringing, bell.at.hour < rollover))
    if bell.silent:
        event.add("exdate", [wall(day) for day in bell.silent])
    _describe(event, bell)
    event.add_component(_alarm(bell.title, timedelta()))
    return event


def rule(ringing: Ringing, next_morning: bool) -> dict[str, object]:
    """Return the recurrence rule. For times after midnight all days are one calendar day later."""
    shift = int(next_morning)
    if ringing.often == "daily":
        return {"freq": "daily", "interval": ringing.step}
    if ringing.often == "monthly":
        days = [day + shift for day in ringing.on]
        return {"freq": "monthly", "interval": ringing.step, "bymonthday": days}
    return {
        "freq": "weekly",
        "interval": ringing.step,
        "byday": [DAYS[(day - 1 + shift) % 7] for day in ringing.on],
        "wkst": DAYS[shift],
    }


def timezone(zone: str, year: int) -> Timezone:
    """Return the VTIMEZONE of a zone, valid from a year before ``year`` to six years after."""
    made = Timezone()
    made.add("tzid", zone)
    begin = datetime(year - 1, 1, 1, tzinfo=UTC)
    onsets: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}  # wall-clock times
    for moment in (begin, *changes(zone, begin, datetime(year + AHEAD, 1, 1, tzinfo=UTC))):
        here = moment.astimezone(ZoneInfo(zone))
        after = here.utcoffset() or timedelta()
        before = after if moment == begin else _offset(zone, moment - SECOND)
        key = (before, after, here.tzname() or zone, bool(here.dst()))
        onsets.setdefault(key, []).append((moment + before).replace(tzinfo=None))
    for key, walls in onsets.items():
        yearly = _yearly(walls, year)
        for wall in walls[:1] if yearly else walls:
            made.add_component(_observance(*key, wall, yearly))
    return made


def _observance(
    before: timedelta,
    after: timedelta,
    name: str,
    summer: bool,
    wall: datetime,
    yearly: dict[str, object] | None,
) -> TimezoneDaylight | TimezoneStandard:
    part = TimezoneDaylight() if summer else TimezoneStandard()
    part.add("dtstart", wall)
    if yearly:
        part.add("rrule", yearly)
    part.add("tzname", name)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    return part


def _yearly(walls: list[datetime], year: int) -> dict[str, object] | None:
    """Return the rule for onsets that repeat yearly, such as on the last Sunday of March, or None.

    Without a rule each onset is written separately, because some programs ignore RDATE here.
    """
    last = all((wall + 7 * DAY).month != wall.month for wall in walls)
    alike = {
        (wall.month, wall.weekday(), -1 if last else (wall.day + 6) // 7, wall.time())
        for wall in walls
    }
    if [wall.year for wall in walls] != list(range(year - 1, year + AHEAD)) or len(alike) > 1:
        return None
    month, weekday, place, _ = alike.pop()
    return {"freq": "yearly", "bymonth": month, "byday": f"{place}{DAYS[weekday]}"}


def changes(zone: str, begin: datetime, end: datetime) -> list[datetime]:
    """Return the instants (UTC) between two others at which a zone's offset changes."""
    instants, moment, before = [], begin, _offset(zone, begin)
    while moment < end:
        after = _offset(zone, moment + WEEK)
        if after != before:
            first = bisect(SECONDS, False, key=partial(_differs, zone, moment, before))
            instants.append(moment + SECOND * SECONDS[first])
        moment, before = moment + WEEK, after
    return [instant for instant in instants if instant < end]


def _differs(zone: str, moment: datetime, offset: timedelta, second: int) -> bool:
    return _offset(zone, moment + SECOND * second) != offset


def _offset(zone: str, moment: datetime) -> timedelta:
    return moment.astimezone(ZoneInfo(zone)).utcoffset() or timedelta()


Reach = Literal["anywhere", "home", "here"]
HOME_NAMES = ("local", "lan", "home", "internal", "intranet", "home.arpa", "localdomain")


def webcal(address: str) -> str:
    """Return the address with the scheme that opens a calendar program instead of a browser."""
    return f"webcal:{address.partition(':')[2]}"


def reach(address: str) -> Reach:
    """Return from where an address can be reached, judged by its text without any request.

    ``here``: from the server's own machine. ``home``: from its local network (RFC 1918, RFC 4193,
    RFC 6762, RFC 8375, or a name without a dot). ``anywhere``: all other addresses.
    """
    host = (urlsplit(address).hostname or "").rstrip(".")
    try:
        number = ipaddress.ip_address(host)
    except ValueError:
        return _by_name(host)
    if number.is_loopback or number.is_unspecified:
        return "here"
    return "anywhere" if number.is_global else "home"


def _by_name(host: str) -> Reach:
    if host == "localhost" or host.endswith(".localhost"):
        return "here"
    at_home = "." not in host or host.endswith(tuple(f".{name}" for name in HOME_NAMES))
    return "home" if at_home else "anywhere"
