"""Decide on which days a habit's reminder comes, and less often as the habit gets stronger.

Event cues build automaticity, and reminders alone hinder it (Stawarz, Cox & Blandford 2015). So
reminders make room for the cue: below a strength of 50 they come every time, below 75 in every
second week (or month, or time), below 90 in every fourth, and from 90 on ("second nature") not at
all. They come back when strength falls. This rule is our own; its steps are those of the words for
strength.
"""

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Literal

from coach.habits.rules.plan import (
    WEEK,
    Daily,
    EveryNDays,
    Frequency,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.time_zones import DAY, ring

FADES = ((0.50, 1), (0.75, 2), (0.90, 4))  # (strength below which the step applies, step in weeks)
MONTH_DAYS = 27  # days over which a month's reminders are spread, because every month has them
EVERY_DAY = tuple(range(1, WEEK + 1))  # of the week
HORIZON = 400  # days; every reminder that comes at all comes within them


def every(strength: float) -> int:
    """Return the step in weeks between reminders: 1, 2, 4, or 0 for none."""
    return next((step for below, step in FADES if strength < below), 0)


def fades(strength: float) -> str:
    """Return in words how often a reminder comes at this strength (0 to 1)."""
    return {
        1: "It comes every time.",
        2: "It now comes every second week.",
        4: "It now comes every fourth week.",
        0: "It no longer comes, because the habit is strong enough.",
    }[every(strength)]


@dataclass(frozen=True)
class Ringing:
    """The days of a reminder, in terms of the recurrence rules of RFC 5545.

    ``weekly``: ``on`` has days of the week (ISO 8601) in every ``step``-th week from Monday.
    ``monthly``: ``on`` has days of every ``step``-th month. ``daily``: every ``step`` days from
    ``anchor``.
    """

    often: Literal["weekly", "monthly", "daily"]
    step: int
    on: tuple[int, ...] = ()
    anchor: date = date(2001, 1, 1)

    def rings(self, day: date) -> bool:
        """Return whether the reminder comes on this practice day."""
        if self.often == "daily":
            return day >= self.anchor and (day - self.anchor).days % self.step == 0
        if self.often == "monthly":
            return day.day in self.on and (day.year * 12 + day.month) % self.step == 0
        week = (day.toordinal() - 1) // WEEK
        return day.isoweekday() in self.on and week % self.step == 0

    def first(self, day: date) -> date | None:
        """Return the first day of the reminder from ``day`` on, or None if it is too far away."""
        days = (day + DAY * ahead for ahead in range(HORIZON))
        return next((day for day in days if self.rings(day)), None)


def ringing(schedule: Schedule, strength: float, due: date | None, today: date) -> Ringing | None:
    """Return the days of a habit's reminder, or None if the habit is too strong for one.

    ``strength`` is from 0 to 1. ``due``: the due day of an every-n-days habit; after it the
    reminder comes daily until the habit is done. Times per week or month are spread evenly, because
    the user may choose any day but the reminder needs one.
    """
    step = every(strength)
    if step == 0:
        return None
    match schedule:
        case Daily():
            return Ringing("weekly", step, EVERY_DAY)
        case Weekdays(days=days):
            return Ringing("weekly", step, tuple(sorted(days)))
        case TimesAWeek(times=times, week_start=start):
            return Ringing("weekly", step, _in_week(times, start))
        case TimesAMonth(times=times):
            return _in_month(times, step)
        case EveryNDays(days=days):
            late = due is not None and due < today
            return Ringing("daily", 1 if late else days * step, anchor=due or today)
        case Frequency(times=times, days=days):
            return Ringing("daily", max(1, days // times) * step)


def _in_week(times: int, start: int) -> tuple[int, ...]:
    spread = (index * WEEK // times for index in range(times))
    return tuple(sorted((start - 1 + n) % WEEK + 1 for n in spread))


def _in_month(times: int, step: int) -> Ringing:
    if times > MONTH_DAYS:
        return Ringing("weekly", step, EVERY_DAY)
    spread = (index * MONTH_DAYS // times for index in range(times))
    return Ringing("monthly", step, tuple(1 + n for n in spread))


def rung_on(day: date, wall: time, rollover: int) -> date:
    """Return the calendar date of a wall-clock time on a practice day."""
    return day + DAY if wall.hour < rollover else day


def moment(day: date, wall: time, zone: str, rollover: int) -> datetime:
    """Return the instant (UTC) of the reminder on a practice day.

    For times that a clock change skips or repeats, see ``time_zones.ring``.
    """
    return ring(rung_on(day, wall, rollover), wall, zone)
