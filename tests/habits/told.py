"""Histories told in few words: the tests' way to write down a habit."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from coach.habits.rules.fold import HabitNumbers, beginning, read, walk
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.streak import PeriodResult

DAY = timedelta(days=1)
MARKS = {"x": State.DONE, "r": State.REST, "n": State.MISSED}


def amount(number: float | str) -> Decimal:
    return Decimal(str(number))


def day(text: str) -> date:
    return date.fromisoformat(text)


def days(first: date, last: date) -> list[date]:
    return [first + DAY * ahead for ahead in range((last - first).days + 1)]


def schedule_of(told: dict[str, Any]) -> Schedule:
    """Return the schedule a vector describes."""
    match told["kind"]:
        case "daily":
            return Daily()
        case "weekdays":
            return Weekdays(frozenset(told["weekdays"]))
        case "times_per_week":
            return TimesAWeek(told["times"], told.get("week_start", 1))
        case "times_per_month":
            return TimesAMonth(told["times"])
        case "every_n_days":
            return EveryNDays(told["days"])
    raise ValueError(told["kind"])


def history(
    schedule: Schedule | tuple[Plan, ...],
    start: date,
    marks: dict[date, DayEntry] | None = None,
    away: Iterable[AwayRange] = (),
    goal: Goal | None = None,
    travel: Iterable[date] = (),
) -> HabitHistory:
    """Return a habit with one plan, or with those given."""
    plans = schedule if isinstance(schedule, tuple) else (Plan(start, schedule, goal),)
    return HabitHistory(start, plans, marks or {}, tuple(away), frozenset(travel))


def spell(start: date, text: str) -> dict[date, DayEntry]:
    """Return check-ins spelt day by day: x done, r rest, n an explicit no, . nothing."""
    return {
        start + DAY * place: DayEntry(MARKS[letter])
        for place, letter in enumerate(text.replace(" ", ""))
        if letter in MARKS
    }


def daily(text: str, start: str = "2026-06-01", **more: Any) -> tuple[HabitHistory, date]:
    """Return a daily habit spelt day by day, and today: the last day spelt."""
    first = day(start)
    length = len(text.replace(" ", ""))
    return history(Daily(), first, spell(first, text), **more), first + DAY * (length - 1)


def reading(told: HabitHistory, today: date) -> HabitNumbers:
    return read(told, beginning(told), today)


def strengths(told: HabitHistory, last: date) -> dict[date, float]:
    """Return the strength after each day."""
    steps = walk(told, beginning(told), last)
    return {step.mark.day: step.running.strength.value or 0.0 for step in steps}


def periods(told: HabitHistory, today: date) -> list[PeriodResult]:
    """Return all weeks or months, the running one included."""
    steps = walk(told, beginning(told), today - DAY)
    over = [result for step in steps for result in step.closed]
    now = reading(told, today).standing.running
    return [*over, now] if now else over


def raw(kind: str, times: int, span: int, target: float | None, at_most: bool) -> Plan:
    """Return the plan of a strength vector."""
    goal = Goal(amount(target or 0), at_most) if kind == "numeric" else None
    return Plan(date.min, Frequency(times, span), goal)
