"""Define a habit's plans: a schedule and a goal, in force from a day on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

Unit = Literal["days", "weeks", "months", "times", ""]

NAME, WORDS, NOTE, UNIT = 80, 200, 1000, 20  # characters: a name; a cue or act; a note; a unit
WEEK = 7
MONTH = 30  # days of a month when strength is computed, as in Loop Habit Tracker


class InTheFuture(Exception):
    """Raised for a check-in on a day that has not come yet."""


def _in_days(times: int, days: int) -> tuple[int, int]:
    """Return (n, d). n times in n days means every day and gives (1, 1), as in Loop."""
    return (1, 1) if times == days else (times, days)


@dataclass(frozen=True)
class Daily:
    """Every day."""

    unit: Unit = "days"

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return 1, 1

    def asks(self, day: date) -> bool:
        """Return whether the habit is due on this day: always."""
        return True


@dataclass(frozen=True)
class Weekdays:
    """Chosen days of the week as ISO 8601 numbers, Monday 1 to Sunday 7."""

    days: frozenset[int]
    unit: Unit = "days"

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return _in_days(len(self.days), WEEK)

    def asks(self, day: date) -> bool:
        """Return whether the habit is due on this day."""
        return day.isoweekday() in self.days


@dataclass(frozen=True)
class TimesAWeek:
    """n times per calendar week, on any days. Weeks begin on ``week_start`` (ISO 8601, 1 to 7)."""

    times: int
    week_start: int = 1
    unit: Unit = "weeks"

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return _in_days(self.times, WEEK)

    def asks(self, day: date) -> bool:
        """Return False: no single day is due, only a number of days per week."""
        return False

    def period(self, day: date) -> tuple[date, date]:
        """Return the first and the last day of the week that contains the day."""
        first = day - timedelta(days=(day.isoweekday() - self.week_start) % WEEK)
        return first, first + timedelta(days=WEEK - 1)


@dataclass(frozen=True)
class TimesAMonth:
    """n times per calendar month, on any days."""

    times: int
    unit: Unit = "months"

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return _in_days(self.times, MONTH)

    def asks(self, day: date) -> bool:
        """Return False: no single day is due, only a number of days per month."""
        return False

    def period(self, day: date) -> tuple[date, date]:
        """Return the first and the last day of the month that contains the day."""
        first = day.replace(day=1)
        return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


@dataclass(frozen=True)
class EveryNDays:
    """Once every n days, counted from the last time."""

    days: int
    unit: Unit = "times"

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return 1, self.days

    def asks(self, day: date) -> bool:
        """Return False: the due day depends on the last time, not on the calendar."""
        return False


@dataclass(frozen=True)
class Frequency:
    """n times in any d days, as other trackers count. It has a strength but no streak."""

    times: int
    days: int
    unit: Unit = ""

    @property
    def frequency(self) -> tuple[int, int]:
        """(n, d): n times in d days."""
        return _in_days(self.times, self.days)

    def asks(self, day: date) -> bool:
        """Return False: no single day is due."""
        return False


Periodic = TimesAWeek | TimesAMonth
Schedule = Daily | Weekdays | TimesAWeek | TimesAMonth | EveryNDays | Frequency


def columns_of(schedule: Schedule) -> dict[str, Any]:
    """Return a schedule as the columns of a plan that its kind uses.

    They are the same in the database, in our exports and in ``schedule_of``. ``weekdays`` is a list
    of ISO 8601 numbers.
    """
    match schedule:
        case Weekdays(days=days):
            return {"kind": "weekdays", "weekdays": sorted(days)}
        case TimesAWeek(times=times, week_start=start):
            return {"kind": "week", "times": times, "week_start": start}
        case TimesAMonth(times=times):
            return {"kind": "month", "times": times}
        case EveryNDays(days=length):
            return {"kind": "interval", "days": length}
        case Frequency(times=times, days=length):
            return {"kind": "frequency", "times": times, "days": length}
        case Daily():
            return {"kind": "daily"}


def schedule_of(columns: Mapping[str, Any]) -> Schedule:
    """Return the schedule of these columns. Those that its kind does not use are ignored."""
    match columns["kind"]:
        case "weekdays":
            return Weekdays(frozenset(columns["weekdays"]))
        case "week":
            return TimesAWeek(columns["times"], columns["week_start"])
        case "month":
            return TimesAMonth(columns["times"])
        case "interval":
            return EveryNDays(columns["days"])
        case "frequency":
            return Frequency(columns["times"], columns["days"])
    return Daily()


@dataclass(frozen=True)
class Goal:
    """A number to reach, or not to pass if ``at_most``: per due day, time, week or month."""

    target: Decimal
    at_most: bool = False
    unit: str = ""


@dataclass(frozen=True)
class Plan:
    """A schedule and its goal, in force from ``start`` until the next plan."""

    start: date
    schedule: Schedule
    goal: Goal | None = None

    @cached_property
    def window(self) -> int:
        """The number of days that count for strength.

        For yes/no habits that are not daily, n and d are doubled, so that one irregular week does
        little harm (Loop Habit Tracker, ScoreList). A number is summed over the days of its goal: a
        day, a week or a month.
        """
        times, days = self.schedule.frequency
        if self.goal:
            match self.schedule:
                case TimesAWeek():
                    return WEEK
                case TimesAMonth():
                    return MONTH
            return days
        return days if times >= days else 2 * days


def plan_on(plans: tuple[Plan, ...], day: date) -> Plan:
    """Return the plan in force on a day. The first plan also covers the days before its start.

    ``plans`` is sorted by start and not empty.
    """
    found = plans[0]
    for plan in plans[1:]:
        if plan.start > day:
            break
        found = plan
    return found


def admit(day: date, today: date) -> None:
    """Raise InTheFuture for a day after today. All other days are accepted."""
    if day > today:
        raise InTheFuture


def next_due(plan: Plan, after: date) -> date | None:
    """Return the first due day after ``after``, or None if the schedule names no days."""
    days = (after + timedelta(days=ahead) for ahead in range(1, WEEK + 1))
    return next((day for day in days if plan.schedule.asks(day)), None)
