"""Why this number: the days behind streak and strength, with the rule used for each."""

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

WHY = 35  # days listed


@dataclass(frozen=True)
class DayReason:
    """One day under "Why this number?": the rule used, and the numbers after it."""

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
    """The numbers explained. ``reasons`` are newest first and go back to ``begin``.

    A day takes ``fade`` per cent of the strength away; what is ``wanted`` of the last ``window``
    days, in words, puts all of it back.
    ``once``: the most points that one check-in adds on its day; 0 where numbers are recorded.
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
    """Return the days behind the numbers, as far as the last five weeks go."""
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
    """Return what puts all of the strength back, in words, to follow "if"."""
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
    """Return a day with what it did to the strength, ``last`` before it (0 to 1)."""
    strength = percent(cell.strength)
    moved = strength, strength - percent(last)
    words = STATES[cell.state], f"{sentence(cell)} {idle}".strip()
    return DayReason(cell.day, glyph(cell), *words, cell.length, *moved, word(cell.strength))


def why_from(today: date) -> date:
    """Return the first day "Why this number?" needs to know."""
    return today - timedelta(days=WHY + 1)
