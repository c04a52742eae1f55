"""Habits on their way in or out, as plain data, and what makes a file unusable."""

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
MOST_RECORDS = 100_000  # 27 habits for ten years
MOST_PLANS, MOST_AWAYS = 200, 500  # of one habit
NAMED = 10  # habits named in one note
LONGEST_NOTE = 10_000
LONGEST_PERIOD = 366  # days
OLDEST = FIRST_DAY


class Unkept(Exception):
    """A habit that was understood and cannot be kept here. The message is the reason.

    It does not stop the others of its file.
    """


class BadFile(Exception):
    """A file that cannot be imported. The message is for the person and names the place.

    ``line`` counts from 1; ``file`` is the part of an archive the line belongs to.
    """

    def __init__(self, message: str, line: int | None = None, file: str = ""):
        place = " of ".join(part for part in (f"line {line}" if line else "", file) if part)
        super().__init__(f"{place[0].upper()}{place[1:]}: {message}" if place else message)
        self.line = line


@dataclass(frozen=True)
class Record:
    """What another place knew about one day. ``moment`` is None where it did not say when."""

    day: date
    state: State
    number: Decimal | None = None
    note: str = ""
    moment: datetime | None = None
    zone: str = ""
    late: bool = False


@dataclass(frozen=True)
class Absence(AwayRange):
    """Days away with what was written about them."""

    reason: str = ""


@dataclass(frozen=True)
class Brought:
    """A habit with its days. ``plans`` and ``records`` are in order of their days, plans not empty.

    ``principle`` is 1 to 8, or None where the file does not know principles. ``began`` is the
    first day asked for, where the file knows it; ``travel`` holds the days of travel. The other
    moments and days are those of ``models.Habit``.
    """

    name: str
    plans: tuple[Plan, ...]
    records: tuple[Record, ...] = ()
    archived: bool = False
    principle: int | None = None
    cue: str = ""
    act: str = ""
    smallest: str = ""
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
        """The day its numbers begin: its first record, or the first day asked for."""
        if self.began:
            return self.began
        return min([self.plans[0].start, *(record.day for record in self.records[:1])])

    @property
    def first_day(self) -> date:
        """The first day that has to be read: the start, or a day recorded before it."""
        return min([self.start, *(record.day for record in self.records[:1])])

    def history(self) -> HabitHistory:
        """Return its days as the rules read them."""
        made = {r.day: DayEntry(r.state, r.number, r.late) for r in self.records}
        return HabitHistory(self.start, self.plans, made, self.aways, self.travel)

    def strength(self, today: date) -> float:
        """Return its strength today, from 0 to 1."""
        history = self.history()
        return read(history, beginning(history), today).strength

    def strength_words(self, today: date) -> str:
        """Return its strength today as it is shown: ``57, steady``."""
        value = self.strength(today)
        return f"{strength.percent(value)}, {strength.word(value)}"


class Notes:
    """Collects what of a file cannot be kept, to be told in a sentence for each kind."""

    def __init__(self) -> None:
        self._about: dict[str, list[str]] = {}

    def add(self, what: str, name: str) -> None:
        """Note what is left out of the habit of this name."""
        names = self._about.setdefault(what, [])
        if name not in names:
            names.append(name)

    def unkept(self, name: str, reason: str, place: str = "") -> None:
        """Note that a habit is left out, with the place where it stands in the file."""
        where = f"{place}: " if place else ""
        self._about.setdefault(f"{where}“{shortened(name, 80)}” is left out: {reason}", [])

    def sentences(self) -> tuple[str, ...]:
        """Return the sentences, in the order in which their kinds were met."""
        return tuple(
            f"{what}: {_listed(names)}." if names else what for what, names in self._about.items()
        )


def _listed(names: list[str]) -> str:
    shown = ", ".join(f"“{shortened(name, 40)}”" for name in names[:NAMED])
    more = len(names) - NAMED
    return f"{shown} and {more} more" if more > 0 else shown


def shortened(text: str, longest: int) -> str:
    """Return a text of at most so many characters; an ellipsis stands for what was cut off."""
    return text if len(text) <= longest else text[: longest - 1] + "…"


@dataclass(frozen=True)
class Bundle:
    """All habits of one file. ``source`` names the program it came from.

    ``left_out`` counts days before 1990 or after today, which no clock of ours can have seen.
    ``notes`` are sentences about what else of the file could not be kept.
    """

    source: str
    habits: tuple[Brought, ...]
    left_out: int = 0
    notes: tuple[str, ...] = ()

    @property
    def days(self) -> int:
        """How many days are recorded in it."""
        return sum(len(habit.records) for habit in self.habits)


def measured(number: Decimal, goal: Goal) -> State:
    """Return what a number makes of its day: at most keeps a day up to its target, 0 included."""
    if goal.at_most:
        return State.DONE if number <= goal.target else State.MISSED
    if number >= goal.target:
        return State.DONE
    return State.PARTIAL if number > 0 else State.MISSED


def schedule(times: int, days: int, week_start: int) -> Schedule:
    """Return our schedule for n times in d days; what has no name of ours keeps its numbers."""
    if (times, days) == (1, 1):
        return Daily()
    if days == WEEK and times <= WEEK:
        return TimesAWeek(times, week_start)
    if days == MONTH and times <= 31:
        return TimesAMonth(times)
    return EveryNDays(days) if times == 1 else Frequency(times, days)
