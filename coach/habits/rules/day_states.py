"""Compute the state of each day in one walk, and encode past days for charts and tables.

A code is one letter and one strength (in thousandths) a day. The letters are stored in the
snapshots, so that a year's chart needs a dozen rows and no walk through the days. A capital letter
means that something was recorded on the day.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from coach.habits.rules.fold import HabitNumbers, Running, stand, walk
from coach.habits.rules.log import HabitHistory, State
from coach.habits.rules.streak import DayMark, PeriodResult
from coach.habits.rules.strength import percent_of, thousandths

RECENT = 40  # days covered by the letters of each snapshot
LETTERS = {
    State.DONE: "d",
    State.PARTIAL: "p",
    State.REST: "r",
    State.AWAY: "a",
    State.TRAVEL: "t",
    State.MISSED: "m",
    State.SPARE: "s",
    State.FREE: "f",
    State.OPEN: "o",
}
LATE = "L"  # done, but recorded more than one day later
ENDED = {State.MISSED: "e", State.PARTIAL: "q"}  # as above, and the streak ended on this day
BESIDES = "h"  # partly done on a day that was not due

SHOWN = {told: state for state, told in LETTERS.items()} | {
    LATE: State.DONE,
    "e": State.MISSED,
    "q": State.PARTIAL,
    BESIDES: State.PARTIAL,
}

# A forgiven day has no effect if the next due day ended the streak: it is shown as missed.
IN_VAIN = re.compile("s(?=[ratfh]*[eq])", re.IGNORECASE)


def letter(state: State, rule: str, late: bool, said: bool) -> str:
    """Return the letter of a day, from its state and the rule that decided it."""
    if late and state == State.DONE:
        return LATE
    if rule == "ended":
        found = ENDED[state]
    elif rule == "free" and state == State.PARTIAL:
        found = BESIDES
    else:
        found = LETTERS[state]
    return found.upper() if said else found


@dataclass(frozen=True)
class CodedDays:
    """Consecutive days up to ``last``: one letter per day, and the strength after it in 1/1000."""

    last: date
    letters: str = ""
    strengths: tuple[int, ...] = ()

    @property
    def first(self) -> date:
        """The first of the days, or the day after ``last`` if there are none."""
        return self.last - timedelta(days=len(self.letters) - 1)

    def followed_by(self, later: "CodedDays") -> "CodedDays":
        """Return both as one. The later one replaces the earlier one where they overlap."""
        fresh = (later.last - self.last).days
        if fresh <= 0 or not later.letters:
            return self
        fresh = min(fresh, len(later.letters))
        return CodedDays(
            later.last,
            self.letters + later.letters[-fresh:],
            self.strengths + later.strengths[-fresh:],
        )

    def between(self, first: date, last: date) -> "CodedDays":
        """Return the known days from ``first`` to ``last``, both included."""
        begin = max(0, (first - self.first).days)
        end = len(self.letters) - max(0, (self.last - last).days)
        end = max(begin, end)
        return CodedDays(min(self.last, last), self.letters[begin:end], self.strengths[begin:end])

    def recorded(self) -> date | None:
        """Return the last day with a record, or None."""
        for back, each in enumerate(reversed(self.letters)):
            if each.isupper():
                return self.last - timedelta(days=back)
        return None

    def strength_on(self, day: date) -> int:
        """Return the strength after a day, in thousandths.

        It is 0 before the first known day, and the last known value after the last one.
        """
        if not self.strengths or day < self.first:
            return 0
        return self.strengths[min((day - self.first).days, len(self.strengths) - 1)]


def joined(parts: Iterable[CodedDays]) -> CodedDays | None:
    """Join parts that are sorted by day. Return None if there are none."""
    whole: CodedDays | None = None
    for part in parts:
        whole = whole.followed_by(part) if whole else part
    return whole


def settled(letters: str) -> str:
    """Return letters as shown: lower case except LATE, and useless forgiven days as missed."""
    return IN_VAIN.sub("m", letters).replace(LATE, "\0").lower().replace("\0", LATE)


def told_of(mark: DayMark, running: Running) -> CodedDays:
    """Encode one past day as its letter and its strength."""
    told = letter(mark.state, mark.rule, mark.late, mark.said)
    return CodedDays(mark.day, told, (thousandths(running.strength.value or 0.0),))


@dataclass(frozen=True)
class MonthSummary:
    """The days of a month by state, and the strength after its last day in 1/1000."""

    first: date
    done: int
    partly: int
    spare: int
    missed: int
    strength: int

    @property
    def percent(self) -> int:
        """The strength as a percentage, 0 to 100."""
        return percent_of(self.strength)


def months(past: CodedDays) -> tuple[MonthSummary, ...]:
    """Return one summary for each month that has days, in order."""
    letters, found = settled(past.letters), []
    first, begin = past.first, 0
    while begin < len(letters):
        following = (first.replace(day=1) + timedelta(days=31)).replace(day=1)
        end = min(len(letters), begin + (following - first).days)
        found.append(_month(first.replace(day=1), letters[begin:end], past.strengths[end - 1]))
        first, begin = following, end
    return tuple(found)


def _month(first: date, letters: str, strength: int) -> MonthSummary:
    count = letters.count
    done, missed = count("d") + count(LATE), count("m") + count("e")
    return MonthSummary(
        first, done, count("p") + count("q") + count(BESIDES), count("s"), missed, strength
    )


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
