"""Compute when a look-back can be answered: weeks, their windows, the baseline, and cycles.

Everything follows from the moment, the user's time zone and the week of their baseline. A cycle has
four weeks. The edges of a window are wall-clock times, converted with the zone's rules (PEP 495,
fold 0): an edge that a clock change skips becomes the instant of the change.
"""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coach import bounds

CYCLE_WEEKS = 4
FIRST_DAY = 5  # ISO 8601: Friday
FIRST_DAYS = range(2, 8)  # not Monday, because its morning belongs to the window of the week before
CLOSING_HOUR = time(12)


@dataclass(frozen=True, order=True)
class Week:
    """An ISO 8601 week, written ``2026-W48``. It begins on Monday."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> "Week":
        """Return the week of a day. Around New Year its year may differ from the day's."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @classmethod
    def parse(cls, text: str) -> "Week":
        """Return the week written as ``2026-W48``. Raise ValueError for anything else."""
        year, _, number = bounds.week(text).partition("-W")
        return cls(int(year), int(number))

    @property
    def monday(self) -> date:
        """The first day."""
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        """The last day."""
        return date.fromisocalendar(self.year, self.number, 7)

    def __add__(self, weeks: int) -> "Week":
        return Week.of(self.monday + timedelta(weeks=weeks))

    def __sub__(self, other: "Week") -> int:
        """Return how many weeks this is later than ``other``; negative if it is earlier."""
        return (self.monday - other.monday).days // 7

    def __str__(self) -> str:
        return f"{self.year:04}-W{self.number:02}"


@dataclass(frozen=True)
class Window:
    """The time in which a week's look-back can be answered: ``opens <= now < closes``, in UTC."""

    week: Week
    opens: datetime
    closes: datetime

    def holds(self, now: datetime) -> bool:
        """Return whether answers are accepted at this moment."""
        return self.opens <= now < self.closes


@dataclass(frozen=True)
class CyclePlace:
    """The place of a week for a user: ``cycle`` from 1, and ``week`` of the cycle, 1 to 4."""

    cycle: int
    week: int


def instant(day: date, hour: time, zone: str) -> datetime:
    """Return the UTC instant of a wall-clock time in a zone (IANA name)."""
    return datetime.combine(day, hour, ZoneInfo(zone)).astimezone(UTC)


def regular(week: Week, zone: str, first_day: int = FIRST_DAY) -> Window:
    """Return a week's window: from 00:00 on ``first_day`` (2 to 7) to 12:00 on the next Monday."""
    opens = week.monday + timedelta(days=first_day - 1)
    return Window(
        week,
        instant(opens, time(0), zone),
        instant(week.monday + timedelta(days=7), CLOSING_HOUR, zone),
    )


def current_week(now: datetime, zone: str) -> Week:
    """Return the ISO week of the wall-clock date."""
    return Week.of(now.astimezone(ZoneInfo(zone)).date())


def whole(week: Week, zone: str) -> Window:
    """Return the window of a user's first look-back: from Monday 00:00 to 12:00 a week later."""
    return Window(week, instant(week.monday, time(0), zone), regular(week, zone).closes)


def open_now(
    now: datetime, zone: str, baseline: Week | None, first_day: int = FIRST_DAY
) -> Window | None:
    """Return the window that accepts answers at this moment, or None.

    ``baseline`` is the week of the first look-back, or None before its first answer. The first
    look-back can begin on any day. It counts for that week and closes with it.
    """
    week = current_week(now, zone)
    if baseline is None:
        return whole(week, zone)
    for candidate in (week + -1, week):
        first = candidate == baseline
        window = whole(candidate, zone) if first else regular(candidate, zone, first_day)
        if candidate >= baseline and window.holds(now):
            return window
    return None


def next_after(now: datetime, zone: str, baseline: Week, first_day: int = FIRST_DAY) -> Window:
    """Return the first window that opens later than this moment."""
    week = max(current_week(now, zone), baseline + 1)
    window = regular(week, zone, first_day)
    return window if window.opens > now else regular(week + 1, zone, first_day)


def place(baseline: Week, week: Week) -> CyclePlace:
    """Return the cycle of a week and the week's place in it. Weeks without answers count too."""
    cycle, index = divmod(week - baseline, CYCLE_WEEKS)
    return CyclePlace(cycle + 1, index + 1)


def weeks_of(baseline: Week, cycle: int) -> tuple[Week, ...]:
    """Return the four weeks of a cycle, in order."""
    first = (cycle - 1) * CYCLE_WEEKS
    return tuple(baseline + (first + index) for index in range(CYCLE_WEEKS))


def cycle_closes(baseline: Week, cycle: int, zone: str) -> datetime:
    """Return the instant at which a cycle is judged: when the window of its fourth week closes."""
    return regular(weeks_of(baseline, cycle)[-1], zone).closes


def closed_cycles(now: datetime, zone: str, baseline: Week) -> int:
    """Return the number of cycles that have closed by this moment."""
    ended = max(0, (current_week(now, zone) - baseline) // CYCLE_WEEKS)
    still_open = ended > 0 and now < cycle_closes(baseline, ended, zone)
    return ended - still_open
