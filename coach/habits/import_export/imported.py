"""Define habits in transit, in or out, as plain data, and the errors of import files."""

from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from coach import bounds
from coach.bounds import FIRST_DAY
from coach.habits.rules import strength
from coach.habits.rules.fold import beginning, read
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    MONTH,
    WEEK,
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
)

MOST_HABITS = bounds.MOST_HABITS
MOST_RECORDS = 100_000  # 27 habits over ten years
MOST_PLANS, MOST_AWAYS = 200, 500  # per habit
NAMED = 10  # habits named in one note
LONGEST_NOTE = 10_000
LONGEST_PERIOD = 366  # days
OLDEST = FIRST_DAY


class Unkept(Exception):
    """Raised for a habit that was read but cannot be kept. The message is the reason.

    The other habits of the file are imported all the same.
    """


class BadFile(Exception):
    """Raised for a file that cannot be imported. The message is for the user and names the place.

    ``line`` counts from 1. ``file`` is the member of an archive that contains the line.
    """

    def __init__(self, message: str, line: int | None = None, file: str = ""):
        place = " of ".join(part for part in (f"line {line}" if line else "", file) if part)
        super().__init__(f"{place[0].upper()}{place[1:]}: {message}" if place else message)
        self.line = line


@dataclass(frozen=True)
class Record:
    """One day of an imported or exported habit. ``moment`` is None if the file has no time."""

    day: date
    state: State
    number: Decimal | None = None
    note: str = ""
    moment: datetime | None = None
    zone: str = ""
    late: bool = False


@dataclass(frozen=True)
class Absence(AwayRange):
    """An away range with the reason that the user wrote."""

    reason: str = ""


@dataclass(frozen=True)
class Brought:
    """A habit with its days. ``plans`` (not empty) and ``records`` are sorted by day.

    ``principle`` is 1 to 8, or None if the file has no principles. ``began``: the habit's start, if
    the file has it. ``travel``: the travel days. The other moments and days are those of
    ``models.Habit``.
    """

    name: str
    plans: tuple[Plan, ...]
    records: tuple[Record, ...] = ()
    archived: bool = False
    principle: int | None = None
    cue: str = ""
    act: str = ""
    smallest: str = ""
    message_kind: str = ""
    cue_time: time | None = None
    aways: tuple[Absence, ...] = ()
    began: date | None = None
    travel: frozenset[date] = frozenset()
    offer: str = ""
    rehearsed_at: datetime | None = None
    archived_at: datetime | None = None
    graduated_on: date | None = None
    looked_on: date | None = None

    @property
    def start(self) -> date:
        """The start of its numbers: ``began``, or the first plan or record."""
        if self.began:
            return self.began
        return min([self.plans[0].start, *(record.day for record in self.records[:1])])

    @property
    def first_day(self) -> date:
        """The first day to compute: the start, or the first record if it is earlier."""
        return min([self.start, *(record.day for record in self.records[:1])])

    def history(self) -> HabitHistory:
        """Return the days as the rules read them."""
        made = {r.day: DayEntry(r.state, r.number, r.late) for r in self.records}
        return HabitHistory(self.start, self.plans, made, self.aways, self.travel)

    def strength(self, today: date) -> float:
        """Return the strength today, from 0 to 1."""
        history = self.history()
        return read(history, beginning(history), today).strength

    def strength_words(self, today: date) -> str:
        """Return the strength today as shown: ``57, steady``."""
        value = self.strength(today)
        return f"{strength.percent(value)}, {strength.word(value)}"


class Notes:
    """A collection of what cannot be kept of a file, as one sentence for each kind."""

    def __init__(self) -> None:
        self._about: dict[str, list[str]] = {}

    def add(self, what: str, name: str) -> None:
        """Note that something of the named habit is left out."""
        names = self._about.setdefault(what, [])
        if name not in names:
            names.append(name)

    def unkept(self, name: str, reason: str, place: str = "") -> None:
        """Note that a habit is left out, with its place in the file."""
        where = f"{place}: " if place else ""
        self._about.setdefault(f"{where}“{shortened(name, 80)}” is left out: {reason}", [])

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences, in the order in which they were first noted."""
        return tuple(
            f"{what}: {_listed(names)}." if names else what for what, names in self._about.items()
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{shortened(name, 40)}”" for name in names[:NAMED])
    more = len(names) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def shortened(text: str, longest: int) -> str:
    """Return the text cut to a number of characters, with an ellipsis if it was longer."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


@dataclass(frozen=True)
class Bundle:
    """All habits of one file. ``source`` is the name of the program that wrote it.

    ``left_out``: the number of days before 1990 or after today. ``notes``: sentences about other
    content that could not be kept.
    """

    source: str
    habits: tuple[Brought, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """The number of recorded days."""
        return sum(len(habit.records) for habit in self.habits)


def measured(number: Decimal, goal: Goal) -> State:
    """Return the state that a number gives its day. At-most goals are kept up to the target."""
    if goal.at_most:
        return State.DONE if number <= goal.target else State.MISSED
    if number >= goal.target:
        return State.DONE
    return State.PARTIAL if number > 0 else State.MISSED


def schedule(times: int, days: int, week_start: int) -> Schedule:
    """Return our schedule for n times in d days, or a Frequency if no other kind fits."""
    if (times, days) == (1, 1):
        return Daily()
    if days == WEEK and times <= WEEK:
        return TimesAWeek(times, week_start)
    if days == MONTH and times <= 31:
        return TimesAMonth(times)
    return EveryNDays(days) if times == 1 else Frequency(times, days)
