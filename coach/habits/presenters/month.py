"""Build one month of a habit: the state of each day and the rule that decided it."""

from dataclasses import dataclass
from datetime import date, timedelta

from coach import bounds
from coach.habits.habit_log import HabitLog
from coach.habits.presenters.phrases import STATES, rule_sentence
from coach.habits.presenters.row import glyph
from coach.habits.rules.day_states import Cell, over
from coach.habits.rules.day_states import days as walked
from coach.habits.rules.log import State
from coach.habits.rules.strength import percent, word

DAY = timedelta(days=1)
BEYOND = timedelta(days=40)  # the next due day decides whether a forgiven day had an effect


@dataclass(frozen=True)
class MonthDay:
    """One day. ``glyph`` is empty for future days and for days before the start.

    ``strength`` (0 to 100) and ``streak`` (in the habit's unit) are the numbers after the day.
    ``come``: the day is not in the future.
    """

    day: date
    state: State
    glyph: str
    words: str
    rule: str
    note: str
    streak: int
    strength: int
    word: str
    come: bool


@dataclass(frozen=True)
class MonthSheet:
    """A month with its days. ``before`` and ``after``: the neighbouring months, or None."""

    habit: HabitLog
    first: date
    before: date | None
    after: date | None
    lines: tuple[MonthDay, ...]


def last_day(first: date) -> date:
    """Return the last day of the month that begins on ``first``."""
    return (first + timedelta(days=31)).replace(day=1) - DAY


def seen_until(first: date) -> date:
    """Return the last day that can affect what a month shows."""
    return last_day(first) + BEYOND


def days(first: date) -> tuple[date, ...]:
    """Return the days of the month that begins on ``first``."""
    return tuple(first + DAY * ahead for ahead in range(last_day(first).day))


def sheet(track: HabitLog, first: date, today: date) -> MonthSheet:
    """Return a month of a habit. The log's snapshot must be from before the month."""
    until = min(today, seen_until(first))
    if until == today:
        cells = walked(track.history, track.running, today).cells
    else:
        cells = over(track.history, track.running, until)
    known = {cell.day: cell for cell in cells}
    lines = tuple(_line(track, day, known.get(day), today) for day in days(first))
    after = last_day(first) + DAY
    earlier = (first - DAY).replace(day=1) if first > bounds.FIRST_DAY else None
    return MonthSheet(track, first, earlier, after if after <= today else None, lines)


def _line(track: HabitLog, day: date, cell: Cell | None, today: date) -> MonthDay:
    note = track.notes.get(day, "")
    if cell is None:
        words = "To come" if day > today else "Before the start"
        return MonthDay(day, State.FREE, "", words, "", note, 0, 0, "", day <= today)
    words = STATES[cell.state] + (", filled in late" if cell.late else "")
    told = percent(cell.strength), word(cell.strength)
    return MonthDay(
        day, cell.state, glyph(cell), words, rule_sentence(cell), note, cell.length, *told, True
    )
