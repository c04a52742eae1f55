"""Hold what was recorded for a habit, day by day, as plain data. All numbers follow from it."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from coach.habits.rules.plan import Goal, Plan, plan_on


class State(StrEnum):
    """The state of a day. ``SPARE`` is a due day that was missed and forgiven."""

    DONE = "done"
    PARTIAL = "partial"
    REST = "rest"
    AWAY = "away"
    TRAVEL = "travel"
    MISSED = "missed"
    SPARE = "spare"
    OPEN = "open"
    FREE = "free"


ZERO, ONE = Decimal(0), Decimal(1)
NEUTRAL = frozenset({State.REST, State.AWAY, State.TRAVEL})


@dataclass(frozen=True)
class DayEntry:
    """A day's record: done, partial, rest, or missed (the user said no).

    ``OPEN`` is a note that says nothing about the act. ``late``: recorded more than one day later.
    """

    state: State
    number: Decimal | None = None
    late: bool = False


@dataclass(frozen=True)
class AwayRange:
    """A range of days away, both ends included. Without ``last`` the habit is paused.

    ``common``: the range applies to all habits.
    """

    first: date
    last: date | None = None
    common: bool = False

    def covers(self, day: date) -> bool:
        """Return whether the day is in the range."""
        return self.first <= day and (self.last is None or day <= self.last)


class PlannedDay(NamedTuple):
    """One day under the plan that was in force on it.

    ``neutral``: why the day can neither help nor harm, or None. ``amount``: the number of a numeric
    habit, otherwise 1 for done and 0. ``said``: the user recorded something about the act.
    ``kept``: the day met the plan. ``due``: the schedule asked for the act, and the day is not
    neutral.
    """

    day: date
    plan: Plan
    check_in: DayEntry | None
    neutral: State | None
    amount: Decimal
    said: bool
    kept: bool
    due: bool

    @property
    def short(self) -> bool:
        """Whether a number above 0 was recorded that is below an at-least goal."""
        goal = self.plan.goal
        return goal is not None and not goal.at_most and 0 < self.amount < goal.target

    @property
    def late(self) -> bool:
        """Whether it was recorded more than one day later."""
        return self.check_in is not None and self.check_in.late


def seen(day: date, plan: Plan, check_in: DayEntry | None, neutral: State | None) -> PlannedDay:
    """Return a day under its plan."""
    due = neutral is None and plan.schedule.asks(day)
    goal = plan.goal
    if check_in is None:
        silent = goal is not None and goal.at_most  # an at-most goal is kept if nothing is recorded
        return PlannedDay(day, plan, None, neutral, ZERO, False, silent, due)
    said = check_in.state != State.OPEN
    amount = _amount(check_in, goal)
    if goal is None:
        kept = amount > 0
    elif check_in.state in (State.MISSED, State.REST):
        kept = False
    else:
        kept = amount <= goal.target if goal.at_most else said and amount >= goal.target
    return PlannedDay(day, plan, check_in, neutral, amount, said, kept, due)


def says(plan: Plan, number: Decimal) -> State:
    """Return the state that a number (0 or more) gives its day: done, partial or missed."""
    goal = plan.goal
    each_day = plan.schedule.unit in ("days", "times")
    if goal is None:
        return State.DONE if number > 0 else State.MISSED
    if goal.at_most:
        return State.MISSED if each_day and number > goal.target else State.DONE
    if number == 0 and goal.target > 0:
        return State.MISSED
    return State.PARTIAL if each_day and number < goal.target else State.DONE


class NumberStands(Exception):
    """Raised when a day cannot be marked done, because its recorded number misses the goal."""

    def __init__(self, number: Decimal, goal: Goal):
        super().__init__(number, goal)
        self.number, self.goal = number, goal


def pressed(plan: Plan, check_in: DayEntry | None, asked: State | None) -> DayEntry | None:
    """Return the day's entry after a button press, or None if it then says nothing about the act.

    "Done" and "rest" keep a number that was recorded before, and the number decides whether the day
    is done. Raise NumberStands if it is not.
    """
    if asked is None:
        return None
    number = check_in.number if check_in else None
    if asked == State.DONE and number is not None and plan.goal is not None:
        if says(plan, number) != State.DONE:
            raise NumberStands(number, plan.goal)
        return DayEntry(State.DONE, number)
    return DayEntry(asked, number if asked in (State.DONE, State.REST) else None)


def _amount(check_in: DayEntry, goal: Goal | None) -> Decimal:
    done = check_in.state == State.DONE
    if goal is None:
        return ONE if done else ZERO
    if check_in.number is not None:
        return check_in.number
    return goal.target if done and not goal.at_most else ZERO


@dataclass(frozen=True)
class HabitHistory:
    """A habit's plans and records, in no particular order except that ``plans`` is sorted by start.

    ``check_ins`` may leave out the earliest days if a snapshot covers them. ``travel``: practice
    days of which the user lived less than twelve hours, because of a change of time zone.
    """

    start: date
    plans: tuple[Plan, ...]
    check_ins: Mapping[date, DayEntry] = field(default_factory=dict)
    aways: tuple[AwayRange, ...] = ()
    travel: frozenset[date] = frozenset()

    @cached_property
    def first_day(self) -> date:
        """The start, or the first recorded day if it is earlier."""
        said = (day for day, made in self.check_ins.items() if made.state not in _SAYS_NOTHING)
        return min(self.start, min(said, default=self.start))

    @cached_property
    def window(self) -> int:
        """The longest window of any plan, in days."""
        return max(plan.window for plan in self.plans)

    @cached_property
    def _leaving(self) -> list[date]:
        """The first days of all away ranges, in order."""
        return sorted(away.first for away in self.aways)

    @cached_property
    def _returning(self) -> list[date]:
        """For each day of ``_leaving``, the last day of all ranges that began by then."""
        in_order = sorted(self.aways, key=lambda away: away.first)
        return list(accumulate((away.last or date.max for away in in_order), max))

    def day(self, day: date) -> PlannedDay:
        """Return one day under its plan."""
        check_in = self.check_ins.get(day)
        return seen(day, plan_on(self.plans, day), check_in, self.neutral(day))

    def days(self, first: date, last: date) -> Iterator[PlannedDay]:
        """Yield all days from ``first`` to ``last``, both included, under their plans."""
        for number in range(first.toordinal(), last.toordinal() + 1):
            yield self.day(date.fromordinal(number))

    def neutral(self, day: date) -> State | None:
        """Return why a day neither helps nor harms (rest, away or travel), or None."""
        check_in = self.check_ins.get(day)
        if check_in is not None and check_in.state == State.REST:
            return State.REST
        place = bisect_right(self._leaving, day) - 1
        if place >= 0 and day <= self._returning[place]:
            return State.AWAY
        return State.TRAVEL if day in self.travel else None


_SAYS_NOTHING = frozenset({State.OPEN, State.REST})
