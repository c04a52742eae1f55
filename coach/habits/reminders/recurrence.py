"""When a habit's reminder rings, and how reminders thin out as the habit takes hold.

Event cues build automaticity and reminders alone hinder it (Stawarz, Cox & Blandford 2015), so a
reminder makes room for its cue: below a strength of 50 it rings every time, below 75 in every
second of the habit's weeks (or months, or times), below 90 in every fourth, and from 90 on, second
nature, no more. When strength falls, it comes back. A rule of ours; the steps are those of the
words for strength.
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

FADES = ((0.50, 1), (0.75, 2), (0.90, 4))  # below this strength, every so many weeks
MONTH_DAYS = 27  # days over which a month's reminders are spread: every month has them
EVERY_DAY = tuple(range(1, WEEK + 1))  # of the week
HORIZON = 400  # days: further ahead than any reminder lies that rings at all


def every(strength: float) -> int:
    """Return in every which week a reminder rings: 1, 2, 4, or 0 for not any more."""
    return next((step for below, step in FADES if strength < below), 0)


def fades(strength: float) -> str:
    """Return how often a reminder comes at this strength (0 to 100), in words."""
    return {
        1: "It comes every time.",
        2: "It now comes every second week.",
        4: "It now comes every fourth week.",
        0: "It no longer comes, because the habit is strong enough.",
    }[every(strength)]


@dataclass(frozen=True)
class Ringing:
    """The days on which a reminder rings, in the terms of RFC 5545's recurrence rules.

    ``weekly``: ``on`` holds days of the week (ISO 8601) of every ``step``-th week from Monday;
    ``monthly``: days of every ``step``-th month; ``daily``: every ``step`` days from ``anchor``.
    """

    often: Literal["weekly", "monthly", "daily"]
    step: int
    on: tuple[int, ...] = ()
    anchor: date = date(2001, 1, 1)

    def rings(self, day: date) -> bool:
        """True when it rings on this practice day."""
        if self.often == "daily":
            return day >= self.anchor and (day - self.anchor).days % self.step == 0
        if self.often == "monthly":
            return day.day in self.on and (day.year * 12 + day.month) % self.step == 0
        week = (day.toordinal() - 1) // WEEK
        return day.isoweekday() in self.on and week % self.step == 0

    def first(self, day: date) -> date | None:
        """Return the first day from ``day`` on that it rings, or None if that is far away."""
        days = (day + DAY * ahead for ahead in range(HORIZON))
        return next((day for day in days if self.rings(day)), None)


def ringing(schedule: Schedule, strength: float, due: date | None, today: date) -> Ringing | None:
    """Return when the reminder of a habit rings, or None where it has faded out.

    ``strength`` runs from 0 to 1. ``due`` is the day the next time of an every-n-days habit is
    due; once that has passed it rings daily until the habit is done. Times a week or a month are
    spread evenly: the person may choose any day, the bell has to choose one.
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
    """Return the calendar date on which a wall-clock time of a practice day lies."""
    return day + DAY if wall.hour < rollover else day


def moment(day: date, wall: time, zone: str, rollover: int) -> datetime:
    """Return the instant (UTC) at which a practice day's reminder rings, once.

    A time the clocks skip rings after the gap, one they repeat at the first (``zones.ring``).
    """
    return ring(rung_on(day, wall, rollover), wall, zone)
