"""What moves strength, in words: the days that count, and why it rises on an idle one."""

from dataclasses import dataclass
from datetime import timedelta

from coach.amounts import written
from coach.habits.habit_log import HabitStatus
from coach.habits.presenters.phrases import STATES
from coach.habits.presenters.row import GLYPHS
from coach.habits.rules.day_codes import LATE, SHOWN, CodedDays, settled
from coach.habits.rules.day_states import Cell
from coach.habits.rules.plan import Plan
from coach.habits.rules.strength import asked

SHOWN_UP_TO = 28  # days; a longer window is told in numbers alone
DAILY = (
    "Strength rises with every day on which you do it and slips a little on a day when you don’t."
)
IDLE = (
    "Nothing was recorded, and strength still rose. In the last {days} days you did more of what "
    "you planned than the number shows so far."
)


@dataclass(frozen=True)
class Moving:
    """What moves the strength of a habit now.

    ``days`` are (glyph of the sprite, words) of the days that count, oldest first; none where
    every day stands for itself or they are too many to show. ``idle``: why it rose today
    without a check-in, or an empty string.
    """

    sentence: str
    days: tuple[tuple[str, str], ...] = ()
    idle: str = ""


def moving(seen: HabitStatus, plan: Plan, whole: CodedDays) -> Moving:
    """Return what moves the strength; ``whole`` are the days as far back as they are known."""
    if plan.window == 1:
        return Moving(DAILY)
    sentence = (
        f"Strength looks at the last {plan.window} days: {_so_far(seen, plan)}. "
        "Each day it moves a little towards that share, even when nothing is recorded."
    )
    shown = _days(whole, seen, plan.window) if plan.window <= SHOWN_UP_TO else ()
    return Moving(sentence, shown, idle_rise(plan, seen.cells))


def _so_far(seen: HabitStatus, plan: Plan) -> str:
    total, wanted = seen.reading.total, written(asked(plan))
    if plan.goal is None:
        times = "the one planned time" if wanted == "1" else f"the {wanted} planned times"
        return f"you did it {written(total)} of {times}"
    unit = f" {plan.goal.unit}" if plan.goal.unit else ""
    if plan.goal.at_most:
        return f"they add up to {written(total)}{unit}, and the limit is {wanted}"
    return f"they add up to {written(total)} of {wanted}{unit}"


def _days(whole: CodedDays, seen: HabitStatus, window: int) -> tuple[tuple[str, str], ...]:
    past = whole.between(seen.today - timedelta(days=window - 1), seen.today)
    return tuple(_dot(letter) for letter in settled(past.letters))


def _dot(letter: str) -> tuple[str, str]:
    state = SHOWN[letter]
    return ("late" if letter == LATE else GLYPHS[state]), STATES[state]


def idle_rise(plan: Plan, cells: tuple[Cell, ...]) -> str:
    """Return why strength rose on the last of the days although nothing was done on it."""
    if plan.window == 1 or len(cells) < 2 or cells[-1].said:
        return ""
    if cells[-1].strength <= cells[-2].strength:
        return ""
    return IDLE.format(days=plan.window)
