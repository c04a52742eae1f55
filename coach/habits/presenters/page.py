"""Build all that a habit's own page shows, from its log."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from coach.habits.habit_log import HabitLog, HabitStatus
from coach.habits.presenters.explanation import Moving, moving
from coach.habits.presenters.phrases import STATES, counted, rhythm
from coach.habits.presenters.row import DAY, GLYPHS, HabitRow, card, glyph
from coach.habits.presenters.year_chart import drawn_from
from coach.habits.rules.day_states import (
    LATE,
    SHOWN,
    Cell,
    CodedDays,
    joined,
    settled,
)
from coach.habits.rules.fold import HabitNumbers, may_graduate
from coach.habits.rules.log import State
from coach.habits.rules.plan import Daily, Plan, plan_on
from coach.habits.rules.strength import multiplier, percent, percent_of

FILL_IN = 7  # days back that the page offers to fill in


@dataclass(frozen=True)
class LogLine:
    """A day in the log: its state in words, and its note."""

    day: date
    glyph: str
    state: State
    words: str
    note: str
    late: bool
    number: Decimal | None = None


@dataclass(frozen=True)
class HabitPage:
    """A habit's page. ``drawn``: the days of the year's chart.

    ``change``: the change of strength in points since ``since`` (None: too new).

    ``cost``: the points that one missed day costs, for daily habits, otherwise 0. ``ready``: the
    habit may graduate. ``common``: today is away for all habits.
    """

    card: HabitRow
    reading: HabitNumbers
    plan: Plan
    rhythm: str
    drawn: CodedDays
    lines: tuple[LogLine, ...]
    older: tuple[LogLine, ...]
    bests: tuple[str, ...]
    change: int
    since: date | None
    cost: int
    ready: bool
    common: bool
    moving: Moving


def sheet(seen: HabitStatus, earlier: Iterable[CodedDays], older: Mapping[date, str]) -> HabitPage:
    """Return the page of a habit.

    ``earlier``: stored days for the year's chart. ``older``: the notes from before the last week.
    """
    track, today, said = seen.track, seen.today, seen.reading
    plan = plan_on(track.plans, today)
    whole = joined([*earlier, seen.whole]) or seen.whole
    drawn = whole.between(drawn_from(today), today)
    return HabitPage(
        card(seen),
        said,
        plan,
        rhythm(plan),
        drawn,
        _lines(seen),
        tuple(_older(whole, day, note) for day, note in older.items()),
        _bests(said),
        *_change(drawn, said, today),
        _cost(plan, said.strength),
        may_graduate(said, today) and not track.graduated,
        any(away.common and away.covers(today) for away in track.history.aways),
        moving(seen, plan, whole),
    )


def _lines(seen: HabitStatus) -> tuple[LogLine, ...]:
    """Return today and the seven days before it, newest first, back to the start at most."""
    cells = seen.cells[: -FILL_IN - 2 : -1]
    return tuple(_line(seen.track, cell.day, cell) for cell in cells)


def _line(track: HabitLog, day: date, cell: Cell) -> LogLine:
    note = track.notes.get(day, "")
    words = STATES[cell.state] + (", filled in late" if cell.late else "")
    made = track.history.check_ins.get(day)
    number = made.number if made else None
    return LogLine(day, glyph(cell), cell.state, words, note, cell.late, number)


def _older(whole: CodedDays, day: date, note: str) -> LogLine:
    """Return a day that is known by its note and letter only, or by its note alone."""
    told = whole.between(day, day).letters
    state = SHOWN.get(settled(told))
    if state is None:
        return LogLine(day, "", State.FREE, "", note, False)
    late = told == LATE
    words = STATES[state] + (", filled in late" if late else "")
    return LogLine(day, "late" if late else GLYPHS[state], state, words, note, late)


def _change(drawn: CodedDays, said: HabitNumbers, today: date) -> tuple[int, date | None]:
    """Return the change in points since the end of last month, and that month's last day."""
    last = today.replace(day=1) - DAY
    if last < drawn.first:
        return 0, None
    return percent(said.strength) - percent_of(drawn.strength_on(last)), last


def _bests(said: HabitNumbers) -> tuple[str, ...]:
    """Return the longest streaks, with the current unit first."""
    units = sorted(said.bests, key=lambda unit: unit != said.standing.unit)
    return tuple(counted(said.bests[unit], unit) for unit in units if said.bests[unit])


def _cost(plan: Plan, strength: float) -> int:
    """Return the points that one missed day costs now. Only daily habits have an exact cost."""
    if not isinstance(plan.schedule, Daily):
        return 0
    return percent(strength * (1 - multiplier(*plan.schedule.frequency)))
