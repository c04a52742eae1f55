"""Count runs of weeks or months that met their goal."""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from math import ceil
from typing import cast

from coach.habits.rules.log import ZERO, HabitHistory, PlannedDay, State
from coach.habits.rules.plan import Goal, Periodic, Unit
from coach.habits.rules.streak import (
    Ended,
    PeriodResult,
    Run,
    Step,
    StreakStatus,
    mark,
    remember,
    tally,
)

MILLIONTH = Decimal("0.000001")  # amounts have six decimal places


@dataclass(frozen=True)
class Period:
    """A week or month up to the last added day.

    ``asked`` sums, over the days that are not neutral, what each day's plan asks for a whole
    period. So after a change of plan in mid-week each day counts under its own plan.
    """

    first: date
    last: date
    goal: Goal | None = None
    done: Decimal = ZERO
    free: int = 0
    asked: Decimal = ZERO

    def with_day(self, day: PlannedDay) -> "Period":
        """Return the period with one more day."""
        goal = day.plan.goal
        whole = goal.target if goal else Decimal(_schedule(day).times)
        free = day.neutral is None
        return Period(
            self.first,
            self.last,
            goal,
            self.done + day.amount,
            self.free + free,
            self.asked + whole * free,
        )

    @property
    def share(self) -> Decimal:
        """The amount required: the whole, in proportion to the days that are not neutral.

        Times are rounded up to whole ones, amounts to six decimal places. An at-most limit is not
        reduced, because a rest day should not make it stricter.
        """
        if self.free == 0:
            return ZERO
        if self.goal is not None and self.goal.at_most:
            return self.goal.target
        part = self.asked / ((self.last - self.first).days + 1)
        if self.goal is None:
            return Decimal(min(self.free, ceil(part)))
        return part.quantize(MILLIONTH, ROUND_CEILING)

    @property
    def reached(self) -> bool:
        """Whether the amount done meets the amount required."""
        at_most = self.goal is not None and self.goal.at_most
        return self.done <= self.share if at_most else self.done >= self.share

    def result(self, over: bool) -> PeriodResult:
        """Return the period's result, whether it is over or still running."""
        early = self.goal is not None and self.goal.at_most and not over
        if self.free == 0:
            state = "neutral"
        elif self.reached and not early:
            state = "met"
        else:
            state = "missed" if over else "open"
        return PeriodResult(self.first, self.done, self.share, state)


@dataclass(frozen=True)
class RunOfPeriods:
    """Weeks or months in a row that met their goal. The current one is open until it ends."""

    unit: Unit
    length: int = 0
    period: Period | None = None
    outcomes: tuple[bool, ...] = ()
    ended: Ended | None = None

    def after(self, day: PlannedDay) -> Step:
        """Return the run after a day that is over."""
        run, period, closed = self._entered(day)
        if day.day == period.last:
            run, result = run._closed(period, day.day)
            closed = (*closed, result)
        return Step(run, mark(day, *_mark(day)), closed)

    def close(self) -> tuple[Run, tuple[PeriodResult, ...]]:
        """Return the run with its period ended early, as a change of unit does."""
        if self.period is None:
            return self, ()
        run, result = self._closed(self.period, self.period.last)
        return run, (result,)

    def standing(self, history: HabitHistory, today: PlannedDay, best: int) -> StreakStatus:
        """Return the status on a day that is not over. Future days away make it ask for less."""
        run, period, _ = self._entered(today)
        for day in history.days(today.day + timedelta(days=1), period.last):
            if day.plan.schedule.unit != self.unit:
                break
            period = replace(period.with_day(day), done=period.done)
        result = period.result(over=False)
        met = result.state == "met"
        length = run.length + met
        outcomes = remember(run.outcomes, True, self.unit) if met else run.outcomes
        state, _ = _mark(today)
        if state == State.FREE and result.state == "open":
            state = State.OPEN
        return StreakStatus(
            self.unit,
            length,
            max(best, length),
            state,
            kept=tally(outcomes),
            ended=None if met else run.ended,
            running=result,
            missed_last=bool(run.outcomes) and not run.outcomes[-1],
        )

    def _entered(self, day: PlannedDay) -> tuple["RunOfPeriods", Period, tuple[PeriodResult, ...]]:
        """Return the run and its period with the day added, and the periods that ended before."""
        first, last = _schedule(day).period(day.day)
        run, period = self, self.period
        closed: tuple[PeriodResult, ...] = ()
        if period and period.first != first:
            run, result = self._closed(period, day.day)
            period, closed = None, (result,)
        period = (period or Period(first, last)).with_day(day)
        entered = RunOfPeriods(run.unit, run.length, period, run.outcomes, run.ended)
        return entered, period, closed

    def _closed(self, period: Period, day: date) -> tuple["RunOfPeriods", PeriodResult]:
        result = period.result(over=True)
        run = replace(self, period=None)
        if result.state == "neutral":
            return run, result
        met = result.state == "met"
        run = replace(run, outcomes=remember(self.outcomes, met, self.unit))
        if met:
            return replace(run, length=self.length + 1, ended=None), result
        ended = Ended(self.length, day) if self.length else self.ended
        return replace(run, length=0, ended=ended), result


def _schedule(day: PlannedDay) -> Periodic:
    return cast(Periodic, day.plan.schedule)


def _mark(day: PlannedDay) -> tuple[State, str]:
    """Return the state of a single day and its rule, where only the period's total matters."""
    if day.amount > 0 or (day.plan.goal is not None and day.said and day.kept):
        return State.DONE, "towards the period"
    if day.neutral:
        return day.neutral, "neutral, asks less"
    if day.said:
        return State.MISSED, "any day will do"
    return State.FREE, "any day will do"
