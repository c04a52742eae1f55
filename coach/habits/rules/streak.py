"""Count streaks: runs of due days and of times, and what they share with weeks and months.

Each kind of run is an immutable value. ``after(day)`` returns the run after one more past day, with
the day's state and the rule that decided it. ``standing`` evaluates the run on a day that is not
over. Of due days, one missed day a week is forgiven; times are counted from the last one.
``streak_of_periods`` has the runs of weeks and months.
"""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple, Protocol, cast

from coach.habits.rules.log import HabitHistory, PlannedDay, State
from coach.habits.rules.plan import EveryNDays, Unit

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


DUE_DAYS_BETWEEN_SLIPS = 6


@dataclass(frozen=True)
class RunOfDays:
    """Due days kept in a row. A missed one is forgiven if the six due days before it were kept.

    ``lately``: whether each of the last six due days was kept.
    """

    length: int = 0
    slips: tuple[date, ...] = ()
    lately: tuple[bool, ...] = ()
    outcomes: tuple[bool, ...] = ()
    ended: Ended | None = None
    unit: Unit = field(default="days", init=False)

    def after(self, day: PlannedDay) -> Step:
        """Return the run after a day that is over."""
        if day.kept and (day.said or day.due):
            rule = "counted" if day.said else "empty, at most"
            return Step(self._counted(day), mark(day, State.DONE, rule))
        if day.due:
            return self._missed(day)
        state = day.neutral or (State.PARTIAL if day.short else State.FREE)
        return Step(self, mark(day, state, "neutral" if day.neutral else "free"))

    def close(self) -> tuple[Run, tuple[PeriodResult, ...]]:
        """Return the run unchanged: days have no open period."""
        return self, ()

    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus:
        """Return the status on a day that is not over. An open day does not end the run."""
        state = said_today(today) or (State.OPEN if today.due else State.FREE)
        run = self._counted(today) if state == State.DONE else self
        return StreakStatus(
            self.unit,
            run.length,
            max(best, run.length),
            state,
            slips=run.slips,
            kept=tally(run.outcomes),
            ended=run.ended,
            missed_last=bool(self.lately) and not self.lately[-1],
        )

    def _counted(self, day: PlannedDay) -> "RunOfDays":
        run = self._seen(kept=True) if day.due else self
        return RunOfDays(self.length + 1, self.slips, run.lately, run.outcomes)

    def _missed(self, day: PlannedDay) -> Step:
        state = State.PARTIAL if day.short else State.MISSED
        run = self._seen(kept=False)
        if self.length == 0:
            return Step(run, mark(day, state, "nothing to bridge"))
        if all(self.lately):
            spare = replace(run, slips=(*self.slips, day.day))
            shown = State.PARTIAL if day.short else State.SPARE
            return Step(spare, mark(day, shown, "bridged"))
        over = replace(run, length=0, slips=(), ended=Ended(self.length, day.day))
        return Step(over, mark(day, state, "ended"))

    def _seen(self, kept: bool) -> "RunOfDays":
        lately = (*self.lately, kept)[-DUE_DAYS_BETWEEN_SLIPS:]
        outcomes = remember(self.outcomes, kept, self.unit)
        return RunOfDays(self.length, self.slips, lately, outcomes, self.ended)


FAR = 4000  # days; a due day further away is not computed


@dataclass(frozen=True)
class RunOfTimes:
    """Times in a row, each at most n days after the one before.

    A time less than n/2 days after the last counted one does not count again, and the due day stays
    n days after the counted one. If that day passes, the early time replaces the counted one, so
    that nobody loses a run by doing more. ``gone``: the days since the counted time, without
    neutral ones; ``quiet``: the days since the last time of either kind. They are compared with the
    n of each day's plan, so that a change of n moves the next due day.
    """

    length: int = 0
    counted: date | None = None
    gone: int = 0
    quiet: int = 0
    outcomes: tuple[bool, ...] = ()
    ended: Ended | None = None
    unit: Unit = field(default="times", init=False)

    def after(self, day: PlannedDay) -> Step:
        """Return the run after a day that is over."""
        run = self._dawn(day)
        if day.said and day.kept:
            run, rule = run._done(day)
            return Step(run, mark(day, State.DONE, rule))
        if day.neutral:
            return Step(run, mark(day, day.neutral, "neutral, moves the date"))
        state = State.PARTIAL if day.short else State.FREE
        if run.counted is None:
            return Step(run, mark(day, state, "no run yet"))
        if run.quiet < _interval(day):
            return Step(run, mark(day, state, "not due yet"))
        lapsed = replace(
            run,
            length=0,
            counted=None,
            outcomes=remember(run.outcomes, False, self.unit),
            ended=Ended(run.length, day.day),
        )
        shown = State.PARTIAL if day.short else State.MISSED
        return Step(lapsed, mark(day, shown, "date passed"))

    def close(self) -> tuple[Run, tuple[PeriodResult, ...]]:
        """Return the run unchanged: times have no open period."""
        return self, ()

    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus:
        """Return the status on a day that is not over."""
        run, state = self._dawn(today), said_today(today)
        if state == State.DONE:
            run, _ = run._done(today)
        due_by = run._due_by(history, today.day)
        if state is None:
            waits = due_by is not None and due_by > today.day
            state = State.FREE if waits else State.OPEN
        return StreakStatus(
            self.unit,
            run.length,
            max(best, run.length),
            state,
            kept=tally(run.outcomes),
            ended=run.ended,
            due_by=due_by,
            missed_last=bool(self.outcomes) and not self.outcomes[-1],
        )

    def _dawn(self, day: PlannedDay) -> "RunOfTimes":
        if self.counted is None or day.neutral:
            return self
        return replace(self, gone=self.gone + 1, quiet=self.quiet + 1)

    def _done(self, day: PlannedDay) -> tuple["RunOfTimes", str]:
        if self.counted is not None and 2 * (day.day - self.counted).days < _interval(day):
            return replace(self, quiet=0), "too soon to count again"
        run = replace(
            self,
            length=self.length + 1,
            counted=day.day,
            gone=0,
            quiet=0,
            outcomes=remember(self.outcomes, True, self.unit),
            ended=None,
        )
        return run, "counted"

    def _due_by(self, history: HabitHistory, today: date) -> date | None:
        """Return the next due day; the day of the end if the run has ended; or None."""
        if self.counted is None:
            return self.ended.day if self.ended else None
        n = _interval(history.day(today))
        passed = self.gone if self.gone <= n else self.quiet
        for ahead in range(FAR):
            day = history.day(today + timedelta(days=ahead))
            if ahead and day.neutral is None:
                passed += 1
            if isinstance(day.plan.schedule, EveryNDays) and passed >= day.plan.schedule.days:
                return day.day
        return None  # paused without an end


def _interval(day: PlannedDay) -> int:
    """Return n, the days from one time to the next under the day's plan."""
    return cast(EveryNDays, day.plan.schedule).days
