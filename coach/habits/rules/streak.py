"""Streaks: a run of days, weeks, months or times, in the unit its schedule asks in.

Each kind of run is a value. ``after(day)`` gives the run after one more past day, what that
day was, and which rule said so; ``standing`` reads the run on a day that is not over yet.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from coach.habits.rules.log import HabitHistory, PlannedDay, State
from coach.habits.rules.plan import Unit

OUTCOMES = {"days": 20, "weeks": 12, "months": 12, "times": 10, "": 0}


class DayMark(NamedTuple):
    """What one day was, and the name of the rule that decided (words: ``words.RULES``).

    ``late``: recorded more than a day after. ``said``: something was recorded about the act.
    """

    day: date
    state: State
    rule: str
    late: bool
    said: bool


def mark(day: PlannedDay, state: State, rule: str) -> DayMark:
    """Return what a day was."""
    return DayMark(day.day, state, rule, day.late, day.said)


class Ended(NamedTuple):
    """The last run, over since ``day``, until something counts again."""

    length: int
    day: date


class PeriodResult(NamedTuple):
    """A week or month: its first day, what was done of what was asked, and how it stands.

    ``state`` is met, missed, open, or neutral (no free day in it).
    """

    first: date
    done: Decimal
    asked: Decimal
    state: str


@dataclass(frozen=True)
class StreakStatus:
    """A streak as it stands today. ``best`` and ``current`` count ``unit``.

    ``slips`` are the forgiven days inside the current run. ``kept``: (kept, of how many) of
    the last due days, weeks, months or times. ``due_by``: the day the next time is due, where
    times are counted. ``running`` is the week or month we are in. ``missed_last``: the last
    due day, week, month or time was not kept.
    """

    unit: Unit
    current: int
    best: int
    today: State
    slips: tuple[date, ...] = ()
    kept: tuple[int, int] = (0, 0)
    ended: Ended | None = None
    due_by: date | None = None
    running: PeriodResult | None = None
    missed_last: bool = False


class Step(NamedTuple):
    """A run after a day, the day's mark, and the weeks or months the day brought to an end."""

    run: "Run"
    mark: DayMark
    closed: tuple[PeriodResult, ...] = ()


class Run(Protocol):
    """What all kinds of run can do."""

    @property
    def unit(self) -> Unit: ...
    @property
    def length(self) -> int: ...

    def after(self, day: PlannedDay) -> Step: ...
    def close(self) -> tuple["Run", tuple[PeriodResult, ...]]: ...
    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus: ...


def remember(outcomes: tuple[bool, ...], kept: bool, unit: Unit) -> tuple[bool, ...]:
    """Return the outcomes with one more, as many as are shown for the unit."""
    return (*outcomes, kept)[-OUTCOMES[unit] :]


def tally(outcomes: tuple[bool, ...]) -> tuple[int, int]:
    """Return (kept, of how many)."""
    return sum(outcomes), len(outcomes)


def said_today(day: PlannedDay) -> State | None:
    """Return what was already said about a day that is not over, or None.

    An explicit no, or a number past an at-most goal, is an answer too.
    """
    if day.said and day.kept:
        return State.DONE
    if day.neutral:
        return day.neutral
    if day.short:
        return State.PARTIAL
    return State.MISSED if day.said else None


@dataclass(frozen=True)
class NoRun:
    """A raw frequency has no streak: its days are only done or not."""

    length: int = 0
    unit: Unit = field(default="", init=False)

    def after(self, day: PlannedDay) -> Step:
        """Return what the day was."""
        state = State.DONE if day.amount > 0 else day.neutral or State.FREE
        return Step(self, mark(day, state, "strength only"))

    def close(self) -> tuple[Run, tuple[PeriodResult, ...]]:
        """Return the run unchanged."""
        return self, ()

    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus:
        """Return a standing without a streak."""
        silent = today.neutral or (State.MISSED if today.said else State.OPEN)
        state = State.DONE if today.amount > 0 else silent
        return StreakStatus(self.unit, 0, best, state)
