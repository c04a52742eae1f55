"""Count runs of times in a row: once every n days, counted from the last time."""

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import cast

from coach.habits.rules.log import HabitHistory, PlannedDay, State
from coach.habits.rules.plan import EveryNDays, Unit
from coach.habits.rules.streak import (
    Ended,
    PeriodResult,
    Run,
    Step,
    StreakStatus,
    mark,
    remember,
    said_today,
    tally,
)

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
