"""The state of every day, and what today amounts to: one walk, read by all that is shown."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from coach.habits.rules.day_codes import CodedDays, letter
from coach.habits.rules.fold import HabitNumbers, Running, stand, walk
from coach.habits.rules.log import HabitHistory, State
from coach.habits.rules.streak import PeriodResult
from coach.habits.rules.strength import thousandths

DAY = timedelta(days=1)
PASSED_OVER = frozenset({State.REST, State.AWAY, State.TRAVEL, State.FREE})


class Cell(NamedTuple):
    """One day: its state, the rule that decided, and the numbers after it.

    ``said``: something was recorded about the act. ``closed`` are the weeks or months that
    ended with it. ``strength`` runs from 0 to 1.
    """

    day: date
    state: State
    rule: str
    late: bool
    said: bool
    length: int
    strength: float
    closed: tuple[PeriodResult, ...] = ()


class Days(NamedTuple):
    """The days after a stored state up to today, and how the habit stands today."""

    cells: tuple[Cell, ...]
    past: CodedDays
    reading: HabitNumbers


def days(history: HabitHistory, state: Running, today: date) -> Days:
    """Return all that one walk from a stored state to today has to tell."""
    cells, state = _walked(history, state, today - DAY)
    reading = stand(history, state, today)
    if today >= history.first_day:
        cells.append(_today(history, reading, today))
    return Days(tuple(cells), told(cells, today), reading)


def over(history: HabitHistory, state: Running, last: date) -> tuple[Cell, ...]:
    """Return the days after the state up to ``last``, all of them over."""
    return tuple(_walked(history, state, last)[0])


def told(cells: Sequence[Cell], last: date) -> CodedDays:
    """Return the days up to ``last`` in a letter and a strength each."""
    letters = [letter(cell.state, cell.rule, cell.late, cell.said) for cell in cells]
    return CodedDays(last, "".join(letters), tuple(thousandths(cell.strength) for cell in cells))


def _walked(history: HabitHistory, state: Running, last: date) -> tuple[list[Cell], Running]:
    cells: list[Cell] = []
    for running, mark, closed in walk(history, state, last):
        if mark.rule == "ended":
            _unspare(cells)
        strength = running.strength.value or 0.0
        cells.append(Cell(*mark, running.run.length, strength, closed))
        state = running
    return cells, state


def _today(history: HabitHistory, reading: HabitNumbers, today: date) -> Cell:
    day = history.day(today)
    standing = reading.standing
    rule = "today" if standing.today == State.OPEN else "as it stands"
    length, strength = standing.current, reading.strength
    return Cell(today, standing.today, rule, day.late, day.said, length, strength)


def _unspare(cells: list[Cell]) -> None:
    """Show a slip as missed when the next due day ended the streak: it bridged nothing."""
    for place in range(len(cells) - 1, -1, -1):
        cell = cells[place]
        if cell.state in PASSED_OVER or (cell.state == State.PARTIAL and cell.rule == "free"):
            continue
        if cell.state == State.SPARE:
            cells[place] = cell._replace(state=State.MISSED, rule="bridged in vain")
        return
