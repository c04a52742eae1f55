"""Build the week on Today: one friendly sentence, and the seven days it is about."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from coach.habits.habit_log import HabitLog, HabitStatus
from coach.habits.presenters.phrases import STATES, counted
from coach.habits.presenters.row import DAY, farewell, glyph
from coach.habits.rules.day_states import Cell
from coach.habits.rules.log import HabitHistory, State
from coach.habits.rules.plan import plan_on
from coach.text import isolated, weekday

MOST = 3  # habits that have a row
SIGNS = (
    ("done", "done"),
    ("late", "filled in late"),
    ("partial", "partly"),
    ("spare", "spare day"),
    ("rest", "rest or free day"),
    ("away", "away"),
    ("travel", "travel"),
    ("miss", "missed"),
    ("due", "open"),
)
RECENT = 7  # days during which a forgiven day or the end of a streak is reported


class Dot(NamedTuple):
    """One day of the week. ``letter`` is its weekday's; ``glyph`` is empty for a future day."""

    letter: str
    today: bool
    glyph: str
    words: str


class WeekRow(NamedTuple):
    """A habit's week: its name and its seven days, from the start of the week."""

    name: str
    dots: tuple[Dot, ...]


@dataclass(frozen=True)
class WeekOverview:
    """The heading and words about one habit's week, and the rows, with that habit first.

    ``principle`` is the habit's (1 to 8). ``more``: the number of habits without a row.
    """

    principle: int
    heading: str
    words: str
    rows: tuple[WeekRow, ...]
    more: int

    @property
    def dots(self) -> tuple[Dot, ...]:
        """The days of the habit that the words are about."""
        return self.rows[0].dots

    @property
    def signs(self) -> tuple[tuple[str, str], ...]:
        """Each glyph that occurs in the rows, with its words."""
        used = {dot.glyph for row in self.rows for dot in row.dots}
        return tuple((name, words) for name, words in SIGNS if name in used)


def week(habits: Sequence[HabitStatus], today: date, week_start: int) -> WeekOverview | None:
    """Return the week with the most important news, or None if there is none.

    A forgiven day comes first, then the end of a streak, then the number of days done. Among
    several habits the newest event wins, then the first habit in the user's order.
    """
    told = [(*saying, seen) for seen in habits if (saying := _covered(seen) or _over(seen))]
    if told:
        _, heading, words, seen = max(told, key=lambda each: each[0])
        return _told(seen, habits, heading, words, week_start)
    return _plain(habits, week_start)


def _covered(seen: HabitStatus) -> tuple[date, str, str] | None:
    standing = seen.reading.standing
    slips = standing.slips
    if not slips or (seen.today - slips[-1]).days >= RECENT:
        return None
    run = counted(standing.current, standing.unit)
    words = f"A spare day kept “{isolated(seen.track.name)}” going: {run} and counting."
    return slips[-1], f"{weekday(slips[-1])} is covered", words


def _over(seen: HabitStatus) -> tuple[date, str, str] | None:
    ended, words = seen.reading.standing.ended, farewell(seen.reading, seen.track.name)
    if ended is None or (seen.today - ended.day).days >= RECENT or not words:
        return None
    return ended.day, "A streak has ended", words


def _plain(habits: Sequence[HabitStatus], week_start: int) -> WeekOverview | None:
    for seen in habits:
        done = sum(dot.glyph in ("done", "late") for dot in _dots(seen, week_start))
        if done:
            words = f"“{isolated(seen.track.name)}” is done on {counted(done, 'days')} so far."
            return _told(seen, habits, "This week", words, week_start)
    return None


def _told(
    first: HabitStatus, habits: Sequence[HabitStatus], heading: str, words: str, week_start: int
) -> WeekOverview:
    """Return the week with ``first``, which the words are about, before the other habits."""
    ordered = [first, *(seen for seen in habits if seen is not first)]
    rows = tuple(WeekRow(seen.track.name, _dots(seen, week_start)) for seen in ordered[:MOST])
    return WeekOverview(first.track.principle, heading, words, rows, len(ordered) - len(rows))


def _dots(seen: HabitStatus, week_start: int) -> tuple[Dot, ...]:
    today = seen.today
    before = (today.isoweekday() - week_start) % 7
    cells = {cell.day: cell for cell in seen.cells[-RECENT:]}
    dots = []
    for ahead in range(-before, 7 - before):
        day = today + DAY * ahead
        name = weekday(day)
        sign, words = _sign(seen.track, day, cells.get(day), ahead)
        of_today = ", today" if ahead == 0 else ""
        dots.append(Dot(name[0], ahead == 0, sign, f"{name}{of_today}: {words}"))
    return tuple(dots)


def _sign(track: HabitLog, day: date, cell: Cell | None, ahead: int) -> tuple[str, str]:
    """Return the glyph and the words of a day that is ``ahead`` days after today."""
    if cell:
        return glyph(cell), _words(cell.state)
    return _to_come(track.history, day) if ahead > 0 else ("", "before the start")


def _words(state: State) -> str:
    return "covered by a spare day" if state == State.SPARE else STATES[state].lower()


def _to_come(history: HabitHistory, day: date) -> tuple[str, str]:
    schedule = plan_on(history.plans, day).schedule
    if history.neutral(day):
        return "away", "away"
    if schedule.unit == "days" and not schedule.asks(day):
        return "rest", "free"
    return "", "to come"
