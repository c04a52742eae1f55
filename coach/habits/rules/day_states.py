"""Compute the state of each day and today's numbers in one walk, for all pages."""

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
    """One day: its state, the rule that decided it, and the streak length and strength after it.

    ``said``: the user recorded something about the act. ``closed``: the weeks or months that ended
    with the day. ``strength`` is from 0 to 1.
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
    """The days from a snapshot to today, as cells and as codes, and today's numbers."""

    cells: tuple[Cell, ...]
    past: CodedDays
    reading: HabitNumbers


def days(history: HabitHistory, state: Running, today: date) -> Days:
    """Walk from a snapshot to today, and return its days and today's numbers."""
    cells, state = _walked(history, state, today - DAY)
    reading = stand(history, state, today)
    if today >= history.first_day:
        cells.append(_today(history, reading, today))
    return Days(tuple(cells), told(cells, today), reading)


def over(history: HabitHistory, state: Running, last: date) -> tuple[Cell, ...]:
    """Return the days after the snapshot up to ``last``. All of them must be over."""
    return tuple(_walked(history, state, last)[0])


def told(cells: Sequence[Cell], last: date) -> CodedDays:
    """Encode the days up to ``last`` as one letter and one strength each."""
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
    """Show the last forgiven day as missed, because the next due day ended the streak anyway."""
    for place in range(len(cells) - 1, -1, -1):
        cell = cells[place]
        if cell.state in PASSED_OVER or (cell.state == State.PARTIAL and cell.rule == "free"):
            continue
        if cell.state == State.SPARE:
            cells[place] = cell._replace(state=State.MISSED, rule="bridged in vain")
        return
