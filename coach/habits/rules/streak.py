"""Define what all streaks share: a run of days, weeks, months or times, by the plan's unit.

Each kind of run is an immutable value. ``after(day)`` returns the run after one more past day, with
the day's state and the rule that decided it. ``standing`` evaluates the run on a day that is not
over.
"""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple, Protocol

from coach.habits.rules.log import HabitHistory, PlannedDay, State
from coach.habits.rules.plan import Unit

OUTCOMES = {"days": 20, "weeks": 12, "months": 12, "times": 10, "": 0}


class DayMark(NamedTuple):
    """The state of one day, and the name of the rule that decided it.

    The rules are explained in ``presenters.phrases.RULES``. ``late``: recorded more than one day
    later. ``said``: the user recorded something about the act.
    """

    day: date
    state: State
    rule: str
    late: bool
    said: bool


def mark(day: PlannedDay, state: State, rule: str) -> DayMark:
    """Return the mark of a day."""
    return DayMark(day.day, state, rule, day.late, day.said)


class Ended(NamedTuple):
    """The length of the last run, and the day it ended. It is dropped when a new run begins."""

    length: int
    day: date


class PeriodResult(NamedTuple):
    """A week or month: its first day, the amount done, the amount required, and its state.

    ``state`` is "met", "missed", "open", or "neutral" (every day was neutral).
    """

    first: date
    done: Decimal
    asked: Decimal
    state: str


@dataclass(frozen=True)
class StreakStatus:
    """A streak on a given day. ``best`` and ``current`` count ``unit``.

    ``slips``: the forgiven days in the current run. ``kept``: (kept, out of) for the last due days,
    weeks, months or times. ``due_by``: the next due day of a habit that counts times. ``running``:
    the current week or month. ``missed_last``: the last due day, week, month or time was missed.
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
    """A run after a day, the day's mark, and the weeks or months that ended with the day."""

    run: "Run"
    mark: DayMark
    closed: tuple[PeriodResult, ...] = ()


class Run(Protocol):
    """The interface of all kinds of run."""

    @property
    def unit(self) -> Unit: ...
    @property
    def length(self) -> int: ...

    def after(self, day: PlannedDay) -> Step: ...
    def close(self) -> tuple["Run", tuple[PeriodResult, ...]]: ...
    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus: ...


def remember(outcomes: tuple[bool, ...], kept: bool, unit: Unit) -> tuple[bool, ...]:
    """Append an outcome, and return as many of the last ones as are shown for the unit."""
    return (*outcomes, kept)[-OUTCOMES[unit] :]


def tally(outcomes: tuple[bool, ...]) -> tuple[int, int]:
    """Return (kept, out of)."""
    return sum(outcomes), len(outcomes)


def said_today(day: PlannedDay) -> State | None:
    """Return the state already recorded for a day that is not over, or None.

    An explicit no, or a number above an at-most goal, is a record too.
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
    """The run of a plain frequency, which has no streak: its days are only done or not."""

    length: int = 0
    unit: Unit = field(default="", init=False)

    def after(self, day: PlannedDay) -> Step:
        """Return the unchanged run with the state of the day."""
        state = State.DONE if day.amount > 0 else day.neutral or State.FREE
        return Step(self, mark(day, state, "strength only"))

    def close(self) -> tuple[Run, tuple[PeriodResult, ...]]:
        """Return the run unchanged."""
        return self, ()

    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus:
        """Return a status without a streak."""
        silent = today.neutral or (State.MISSED if today.said else State.OPEN)
        state = State.DONE if today.amount > 0 else silent
        return StreakStatus(self.unit, 0, best, state)
