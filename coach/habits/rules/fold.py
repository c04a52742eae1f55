"""Fold the past of a habit, day by day, into its running state: streak, bests and strength.

Folding from a stored state gives the same result as folding from the first day. ``stored`` and
``restored`` convert a state to plain JSON and back without loss. A habit whose numbers were strong
for long enough may graduate.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from types import MappingProxyType
from typing import Any, NamedTuple

from coach.habits.rules.log import ZERO, HabitHistory, PlannedDay, State
from coach.habits.rules.plan import Goal, Unit
from coach.habits.rules.streak import (
    DayMark,
    Ended,
    NoRun,
    PeriodResult,
    Run,
    RunOfDays,
    RunOfTimes,
    StreakStatus,
)
from coach.habits.rules.streak_of_periods import Period, RunOfPeriods
from coach.habits.rules.strength import Strength

STRONG = 0.75  # from this strength on, the word is "strong"


class Running(NamedTuple):
    """A habit after the day ``through`` is over. ``bests``: the longest run in each unit.

    ``strong_since``: the first day of an unbroken time with strength of at least STRONG, or None.
    """

    through: date
    run: Run = NoRun()
    bests: Mapping[Unit, int] = MappingProxyType({})
    strength: Strength = Strength()
    strong_since: date | None = None


class Walked(NamedTuple):
    """One day of the walk: the state after it, its mark, and the periods that ended with it."""

    running: Running
    mark: DayMark
    closed: tuple[PeriodResult, ...]


class HabitNumbers(NamedTuple):
    """The numbers that the pages show today. ``strength`` is from 0 to 1.

    ``total`` is the sum of the amounts in the plan's window, today included.
    """

    standing: StreakStatus
    strength: float
    bests: Mapping[Unit, int]
    strong_since: date | None = None
    total: Decimal = ZERO


def beginning(history: HabitHistory) -> Running:
    """Return the state before the habit's first day."""
    return Running(history.first_day - timedelta(days=1))


def walk(history: HabitHistory, state: Running, last: date) -> Iterator[Walked]:
    """Yield each day after the state, up to and including ``last``. All of them must be over."""
    for day in history.days(state.through + timedelta(days=1), last):
        step = _after(state, day, history.window)
        state = step.running
        yield step


def advance(history: HabitHistory, state: Running, last: date) -> Running:
    """Return the state after ``last``, or ``state`` itself if it is already that far."""
    for step in walk(history, state, last):
        state = step.running
    return state


def read(history: HabitHistory, state: Running, today: date) -> HabitNumbers:
    """Return the habit's numbers on ``today``, which is not over yet.

    An open today does not end a streak. For strength it counts as recorded so far, as in Loop: 0
    until the habit is done.
    """
    return stand(history, advance(history, state, today - timedelta(days=1)), today)


def stand(history: HabitHistory, state: Running, today: date) -> HabitNumbers:
    """Return the habit's numbers on ``today``, given the state after yesterday."""
    day = history.day(today)
    run, bests, _ = _turned(state, day.plan.schedule.unit)
    if today < history.first_day:
        unbegun = run.standing(history, day, 0)
        return HabitNumbers(replace(unbegun, today=State.FREE, running=None), 0.0, {})
    standing = run.standing(history, day, bests.get(run.unit, 0))
    strength = state.strength.after(day, history.window)
    bests = {**bests, standing.unit: standing.best}
    total = strength.total(day)
    return HabitNumbers(standing, strength.value or 0.0, bests, state.strong_since, total)


def _after(state: Running, day: PlannedDay, reach: int) -> Walked:
    run, bests, ended = _turned(state, day.plan.schedule.unit)
    step = run.after(day)
    bests = _better(bests, step.run)
    strength = state.strength.after(day, reach)
    strong = strength.value is not None and strength.value >= STRONG
    since = (state.strong_since or day.day) if strong else None
    running = Running(day.day, step.run, bests, strength, since)
    return Walked(running, step.mark, (*ended, *step.closed))


def _turned(state: Running, unit: Unit) -> tuple[Run, Mapping[Unit, int], tuple[PeriodResult, ...]]:
    """Return the run to continue, its bests and closed periods. A new unit begins a new run."""
    if state.run.unit == unit:
        return state.run, state.bests, ()
    over, closed = state.run.close()
    return _new_run(unit), _better(state.bests, over), closed


def _new_run(unit: Unit) -> Run:
    if unit == "days":
        return RunOfDays()
    if unit == "times":
        return RunOfTimes()
    return RunOfPeriods(unit) if unit else NoRun()


def _better(bests: Mapping[Unit, int], run: Run) -> Mapping[Unit, int]:
    return {**bests, run.unit: run.length} if run.length > bests.get(run.unit, 0) else bests


def stored(state: Running) -> dict[str, Any]:
    """Return the state as plain JSON: days as ordinals, amounts as text, the rest unchanged.

    It contains no text written by the user.
    """
    run: dict[str, Any] = {
        name: value
        for name, value in vars(state.run).items()
        if name not in ("unit", "period", "slips", "counted", "ended")
    }
    match state.run:
        case RunOfDays(slips=slips):
            run["slips"] = [day.toordinal() for day in slips]
        case RunOfTimes(counted=counted):
            run["counted"] = counted and counted.toordinal()
        case RunOfPeriods(period=period):
            run["period"] = period and _stored_period(period)
    ended: Ended | None = getattr(state.run, "ended", None)
    if ended:
        run["ended"] = [ended.length, ended.day.toordinal()]
    return {
        "unit": state.run.unit,
        "run": run,
        "bests": dict(state.bests),
        "strength": state.strength.value,
        "seen": [[day.toordinal(), str(amount)] for day, amount in state.strength.seen],
        "strong_since": state.strong_since and state.strong_since.toordinal(),
    }


def restored(through: date, data: Mapping[str, Any]) -> Running:
    """Return the state that ``stored`` encoded, as it was after the day ``through``."""
    run = dict(data["run"])
    for name in ("outcomes", "lately"):
        if name in run:
            run[name] = tuple(run[name])
    if "slips" in run:
        run["slips"] = tuple(map(date.fromordinal, run["slips"]))
    if run.get("counted"):
        run["counted"] = date.fromordinal(run["counted"])
    if run.get("period"):
        run["period"] = _restored_period(run["period"])
    if "ended" in run:
        length, day = run["ended"]
        run["ended"] = Ended(length, date.fromordinal(day))
    seen = tuple((date.fromordinal(day), Decimal(amount)) for day, amount in data["seen"])
    begun = replace(_new_run(data["unit"]), **run)  # type: ignore[type-var]
    strong_since = data["strong_since"] and date.fromordinal(data["strong_since"])
    return Running(through, begun, data["bests"], Strength(data["strength"], seen), strong_since)


def _stored_period(period: Period) -> dict[str, Any]:
    goal = period.goal
    return {
        **vars(period),
        "first": period.first.toordinal(),
        "last": period.last.toordinal(),
        "done": str(period.done),
        "asked": str(period.asked),
        "goal": goal and [str(goal.target), goal.at_most],
    }


def _restored_period(data: dict[str, Any]) -> Period:
    days = {name: date.fromordinal(data[name]) for name in ("first", "last")}
    sums = {name: Decimal(data[name]) for name in ("done", "asked")}
    goal = data["goal"] and Goal(Decimal(data["goal"][0]), data["goal"][1])
    return Period(**{**data, **days, **sums, "goal": goal})


STRONG_FOR = 60  # days of unbroken strong strength before a habit may graduate
BETWEEN_CHECKS = timedelta(days=30)  # from one check of a graduated habit to the next


def may_graduate(numbers: HabitNumbers, today: date) -> bool:
    """Return whether strength has been strong for at least STRONG_FOR days without a break."""
    since = numbers.strong_since
    return since is not None and (today - since).days >= STRONG_FOR


def next_check(graduated: date, looked: date | None) -> date:
    """Return the day of the next monthly check of a graduated habit."""
    return (looked or graduated) + BETWEEN_CHECKS
