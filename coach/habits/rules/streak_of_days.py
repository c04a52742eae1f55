"""Count runs of due days: kept days count, and one missed day a week is forgiven."""

from dataclasses import dataclass, field, replace
from datetime import date

from coach.habits.rules.log import HabitHistory, PlannedDay, State
from coach.habits.rules.plan import Unit
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
