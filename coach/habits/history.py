"""What happened to a habit, day by day, as plain data: the ground all numbers stand on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property

from coach.habits.schedule import Plan, plan_on


class State(StrEnum):
    """What a day was. ``SPARE`` is a missed due day that was forgiven."""

    DONE = "done"
    PARTIAL = "partial"
    REST = "rest"
    AWAY = "away"
    TRAVEL = "travel"
    MISSED = "missed"
    SPARE = "spare"
    OPEN = "open"
    FREE = "free"


NEUTRAL = frozenset({State.REST, State.AWAY, State.TRAVEL})


@dataclass(frozen=True)
class CheckIn:
    """What was recorded for one day: done, partial, rest, or missed (an explicit no).

    ``OPEN`` stands for a note without a word about the act. ``late``: recorded more than a
    day after the day it is for.
    """

    state: State
    number: float | None = None
    late: bool = False


@dataclass(frozen=True)
class Away:
    """Days declared away, both ends included. Without an end the habit is paused."""

    first: date
    last: date | None = None

    def covers(self, day: date) -> bool:
        """True when the day lies within."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True)
class Day:
    """One day seen under the plan it was lived under.

    ``amount`` is what counts: the number of a numeric habit, else 1 for done and 0.
    ``kept`` is whether the day met what is asked of a day. ``neutral`` is why a day can
    neither help nor harm, or None. ``due``: the calendar asked for the act, nothing excused it.
    """

    day: date
    plan: Plan
    check_in: CheckIn | None
    neutral: State | None

    @cached_property
    def amount(self) -> float:
        if self.check_in is None:
            return 0.0
        done = self.check_in.state == State.DONE
        if self.plan.goal is None:
            return float(done)
        if self.check_in.number is not None:
            return self.check_in.number
        return self.plan.goal.target if done and not self.plan.goal.at_most else 0.0

    @cached_property
    def said(self) -> bool:
        """True when something was said about the act itself."""
        return self.check_in is not None and self.check_in.state != State.OPEN

    @cached_property
    def kept(self) -> bool:
        goal = self.plan.goal
        refused = self.check_in is not None and self.check_in.state in (State.MISSED, State.REST)
        if goal is None:
            return self.amount > 0
        if refused:
            return False
        return self.amount <= goal.target if goal.at_most else self._reached(goal.target)

    def _reached(self, target: float) -> bool:
        return self.said and self.amount >= target

    @cached_property
    def due(self) -> bool:
        return self.neutral is None and self.plan.schedule.asks(self.day)

    @property
    def short(self) -> bool:
        """True when a number was recorded that falls short of an at-least goal."""
        goal = self.plan.goal
        return goal is not None and not goal.at_most and 0 < self.amount < goal.target

    @property
    def late(self) -> bool:
        """True when it was recorded more than a day after."""
        return self.check_in is not None and self.check_in.late


@dataclass(frozen=True)
class History:
    """A habit's plans and everything recorded, in no particular order.

    ``check_ins`` may leave out days at its beginning when a stored running state stands for
    them. ``travel``: practice days of which less than twelve hours were lived.
    """

    start: date
    plans: tuple[Plan, ...]
    check_ins: Mapping[date, CheckIn] = field(default_factory=dict)
    aways: tuple[Away, ...] = ()
    travel: frozenset[date] = frozenset()

    @cached_property
    def first_day(self) -> date:
        """The start, or the day filled in before it."""
        said = (day for day, made in self.check_ins.items() if made.state not in _SAYS_NOTHING)
        return min(self.start, min(said, default=self.start))

    @cached_property
    def window(self) -> int:
        """The longest look back of any plan, in days."""
        return max(plan.window for plan in self.plans)

    def day(self, day: date) -> Day:
        """Return one day's facts."""
        check_in = self.check_ins.get(day)
        return Day(day, plan_on(self.plans, day), check_in, self._neutral(day, check_in))

    def days(self, first: date, last: date) -> Iterator[Day]:
        """Return the facts of all days from first to last, both included."""
        for ahead in range((last - first).days + 1):
            yield self.day(first + timedelta(days=ahead))

    def _neutral(self, day: date, check_in: CheckIn | None) -> State | None:
        if check_in is not None and check_in.state == State.REST:
            return State.REST
        if any(away.covers(day) for away in self.aways):
            return State.AWAY
        return State.TRAVEL if day in self.travel else None


_SAYS_NOTHING = frozenset({State.OPEN, State.REST})
