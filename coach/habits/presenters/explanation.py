"""Explain a habit's numbers: the days behind streak and strength, with the rule for each."""

from dataclasses import dataclass
from datetime import date, timedelta

from coach.amounts import written
from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.presenters.phrases import STATES, STREAK, sentence
from coach.habits.presenters.reordering import idle_rise
from coach.habits.presenters.row import HabitRow, card, glyph
from coach.habits.rules.day_states import Cell
from coach.habits.rules.fold import HabitNumbers
from coach.habits.rules.plan import Plan, plan_on
from coach.habits.rules.strength import asked, multiplier, percent, word
from coach.text import plural

WHY = 35  # number of days listed


@dataclass(frozen=True)
class DayReason:
    """One day under "Why this number?": the rule that was used, and the numbers after it.

    ``strength`` is 0 to 100, ``moved`` its change in points, ``streak`` in the habit's unit.
    """

    day: date
    glyph: str
    words: str
    rule: str
    streak: int
    strength: int
    moved: int
    word: str


@dataclass(frozen=True)
class Explanation:
    """The explanation of a habit's numbers. ``reasons`` are newest first and go back to ``begin``.

    ``fade``: the percentage of the strength that one day takes away. ``wanted``: the total over the
    last ``window`` days that gives all of it back, in words. ``once``: the most points that one
    check-in adds on its day, or 0 if numbers are recorded.
    """

    card: HabitRow
    reading: HabitNumbers
    rule: str
    fade: float
    window: int
    wanted: str
    once: float
    reasons: tuple[DayReason, ...]
    begin: date | None


def why(track: HabitLog, today: date) -> Explanation:
    """Return the days behind the numbers, for the last five weeks at most."""
    seen = status_on(track, today)
    reasons = _reasons(seen)
    said, plan = seen.reading, plan_on(track.plans, today)
    times, days = plan.schedule.frequency
    fade = 1 - multiplier(times, days)
    return Explanation(
        card(seen),
        said,
        STREAK[said.standing.unit],
        round(fade * 100, 1),
        plan.window,
        _wanted(plan),
        round(100 * fade / float(asked(plan)), 1) if plan.goal is None else 0.0,
        tuple(reversed(reasons)),
        reasons[0].day if reasons else None,
    )


def _wanted(plan: Plan) -> str:
    """Return what gives all of the strength back, in words that follow "if"."""
    number = written(asked(plan))
    if plan.goal is None:
        times = plural(int(asked(plan)), "time")
        return f"you did it {times} in the last {plan.window} days"
    unit = f" {plan.goal.unit}" if plan.goal.unit else ""
    bound = "or less" if plan.goal.at_most else "or more"
    return f"the last {plan.window} days add up to {number}{unit} {bound}"


def _reasons(seen: HabitStatus) -> list[DayReason]:
    """Return the days of the last five weeks, in order."""
    shown, before = seen.cells[-WHY:], seen.cells[-WHY - 1 : -WHY]
    last = before[0].strength if before else seen.track.running.strength.value or 0.0
    reasons = []
    for place, cell in enumerate(shown):
        plan = plan_on(seen.track.plans, cell.day)
        idle = idle_rise(plan, (*before, *shown[: place + 1])[-2:])
        reasons.append(_reason(cell, last, idle))
        last = cell.strength
    return reasons


def _reason(cell: Cell, last: float, idle: str) -> DayReason:
    """Return a day with its effect on the strength, which was ``last`` (0 to 1) before it."""
    strength = percent(cell.strength)
    moved = strength, strength - percent(last)
    words = STATES[cell.state], f"{sentence(cell)} {idle}".strip()
    return DayReason(cell.day, glyph(cell), *words, cell.length, *moved, word(cell.strength))


def why_from(today: date) -> date:
    """Return the first day that "Why this number?" needs."""
    return today - timedelta(days=WHY + 1)
