"""Explain a habit's numbers: what moves its strength, and the days behind each number."""

from dataclasses import dataclass
from datetime import date, timedelta

from coach.amounts import written
from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.presenters.phrases import STATES, STREAK, rule_sentence
from coach.habits.presenters.row import GLYPHS, HabitRow, card, glyph
from coach.habits.rules.day_states import LATE, SHOWN, Cell, CodedDays, settled
from coach.habits.rules.fold import HabitNumbers
from coach.habits.rules.log import NEUTRAL
from coach.habits.rules.plan import Goal, Plan, plan_on
from coach.habits.rules.strength import asked, multiplier, percent, planned_times, word
from coach.text import agree, plural

SHOWN_UP_TO = 28  # days; a longer window is not drawn
DAILY = (
    "Strength rises with every day on which you do it and slips a little on a day when you don’t."
)
IDLE = (
    "Nothing was recorded, and strength still rose, because each check-in counts for {days} days."
)
ROSE = (
    "Strength also rose on days without a check-in, because each check-in counts for {days} days."
)
EXCUSED = "Days of rest or away ask for nothing."
TOWARDS = "Each day it moves a little towards that share, even when nothing is recorded."
NONE_YET = "nothing was planned"


@dataclass(frozen=True)
class Moving:
    """What moves the strength of a habit now.

    ``days``: (glyph name, words) for each day of the window, oldest first, or empty if the window
    is one day or too long to show. ``idle``: why strength has risen since the last check-in, or "".
    """

    sentence: str
    days: tuple[tuple[str, str], ...] = ()
    idle: str = ""


def moving(seen: HabitStatus, plan: Plan, whole: CodedDays) -> Moving:
    """Return what moves the strength. ``whole``: all known days of the habit."""
    if plan.window == 1:
        return Moving(DAILY)
    sentence = f"Strength looks at the last {plan.window} days: {_so_far(seen, plan)}"
    shown = _days(whole, seen, plan.window) if plan.window <= SHOWN_UP_TO else ()
    return Moving(sentence, shown, rise_since(plan, seen.cells))


def _so_far(seen: HabitStatus, plan: Plan) -> str:
    """Return what was done in the window, and where strength moves from there."""
    if plan.goal is not None:
        return f"{_sum(seen, plan, plan.goal)}. {TOWARDS}"
    total, whole = seen.reading.total, int(asked(plan))
    history = seen.track.history
    begin = max(history.first_day, seen.today - timedelta(days=plan.window - 1))
    lived = list(history.days(begin, seen.today))
    planned = planned_times(plan, lived)
    if planned == whole:
        times = "the one planned time" if whole == 1 else f"the {whole} planned times"
        return f"you did it {written(total)} of {times}. {TOWARDS}"
    excused = f" {EXCUSED}" if any(day.neutral for day in lived) else ""
    return (
        f"{_of_planned(int(total), planned)} so far.{excused} A full {plan.window} "
        f"days would have {plural(whole, 'time')}. Each day strength moves a little towards your "
        "share of them, even when nothing is recorded."
    )


def _of_planned(total: int, planned: int) -> str:
    if total > planned:
        were = agree(planned, "was", "were")
        return f"you did it {plural(total, 'time')}, and {planned or 'none'} {were} planned"
    return f"you did it {total} of {plural(planned, 'planned time')}" if planned else NONE_YET


def _sum(seen: HabitStatus, plan: Plan, goal: Goal) -> str:
    total, wanted = seen.reading.total, written(asked(plan))
    unit = f" {goal.unit}" if goal.unit else ""
    if goal.at_most:
        return f"they add up to {written(total)}{unit}, and the limit is {wanted}"
    return f"they add up to {written(total)} of {wanted}{unit}"


def _days(whole: CodedDays, seen: HabitStatus, window: int) -> tuple[tuple[str, str], ...]:
    past = whole.between(seen.today - timedelta(days=window - 1), seen.today)
    return tuple(_dot(letter) for letter in settled(past.letters))


def _dot(letter: str) -> tuple[str, str]:
    state = SHOWN[letter]
    return ("late" if letter == LATE else GLYPHS[state]), STATES[state]


def idle_rise(plan: Plan, cells: tuple[Cell, ...]) -> str:
    """Return why strength rose on the last of the days without a record, or an empty string."""
    if plan.window == 1 or len(cells) < 2 or cells[-1].said:
        return ""
    if cells[-1].strength <= cells[-2].strength:
        return ""
    return IDLE.format(days=plan.window)


def rise_since(plan: Plan, cells: tuple[Cell, ...]) -> str:
    """Return why strength is higher than after the last check-in, or an empty string.

    A rise right after days of rest or away is not explained, because those days do not count.
    """
    spoken = (cell for cell in reversed(cells) if cell.said or cell.state in NEUTRAL)
    last = next(spoken, None)
    if plan.window == 1 or last is None or (cells[-1].day - last.day).days < 2:
        return ""
    risen = percent(cells[-1].strength) > percent(last.strength)
    return ROSE.format(days=plan.window) if risen else ""


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
    words = STATES[cell.state], f"{rule_sentence(cell)} {idle}".strip()
    return DayReason(cell.day, glyph(cell), *words, cell.length, *moved, word(cell.strength))


def why_from(today: date) -> date:
    """Return the first day that "Why this number?" needs."""
    return today - timedelta(days=WHY + 1)
