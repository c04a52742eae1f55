"""The state of every day, and what months and years of them add up to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from coach.habits.history import History, State
from coach.habits.running import Running, read, walk
from coach.habits.streak import PeriodResult

DAY = timedelta(days=1)
PASSED_OVER = frozenset({State.REST, State.AWAY, State.TRAVEL, State.FREE})


@dataclass(frozen=True)
class Cell:
    """One day: its state, the rule that decided, and the numbers after it.

    ``closed`` are the weeks or months that ended with it. ``strength`` runs from 0 to 1.
    """

    day: date
    state: State
    rule: str
    late: bool
    length: int
    strength: float
    closed: tuple[PeriodResult, ...] = ()


@dataclass(frozen=True)
class Month:
    """How many days of a month were what, and the strength after its last day (0 to 1)."""

    first: date
    done: int
    spare: int
    missed: int
    strength: float


def calendar(history: History, state: Running, today: date) -> tuple[Cell, ...]:
    """Return the days after the state up to today, in order. None before the first day."""
    cells: list[Cell] = []
    for running, mark, closed in walk(history, state, today - DAY):
        if mark.rule == "ended":
            _unspare(cells)
        strength = running.strength.value or 0.0
        cells.append(Cell(*mark, running.run.length, strength, closed))
    if today >= history.first_day:
        now = read(history, state, today)
        day = history.day(today)
        standing = now.standing
        rule = "today" if standing.today == State.OPEN else "as it stands"
        cells.append(Cell(today, standing.today, rule, day.late, standing.current, now.strength))
    return tuple(cells)


def _unspare(cells: list[Cell]) -> None:
    """Show a slip as missed when the next due day ended the streak: it bridged nothing."""
    for place in range(len(cells) - 1, -1, -1):
        if cells[place].state not in PASSED_OVER:
            if cells[place].state == State.SPARE:
                cells[place] = replace(cells[place], state=State.MISSED, rule="bridged in vain")
            return


def months(cells: Iterable[Cell]) -> tuple[Month, ...]:
    """Return the months the cells lie in, in order."""
    found: dict[date, Month] = {}
    for cell in cells:
        first = cell.day.replace(day=1)
        month = found.get(first, Month(first, 0, 0, 0, 0.0))
        found[first] = Month(
            first,
            month.done + (cell.state == State.DONE),
            month.spare + (cell.state == State.SPARE),
            month.missed + (cell.state == State.MISSED),
            cell.strength,
        )
    return tuple(found.values())


def days_of(cells: Sequence[Cell], first: date, last: date) -> tuple[Cell, ...]:
    """Return the cells from first to last, both included."""
    return tuple(cell for cell in cells if first <= cell.day <= last)
