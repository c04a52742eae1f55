"""Build a habit's row: its name, the last days, strength before streak, and today's state."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from coach.amounts import written
from coach.bounds import LAST_DAY
from coach.habits.habit_log import NO_CUE, HabitLog, HabitStatus
from coach.habits.presenters.phrases import KEPT, PERIODS, amount, counted, of_number
from coach.habits.rules.day_states import Cell
from coach.habits.rules.fold import HabitNumbers
from coach.habits.rules.log import AwayRange, HabitHistory, State
from coach.habits.rules.plan import TimesAMonth, TimesAWeek, next_due, plan_on
from coach.habits.rules.strength import percent, word
from coach.text import day_of_month, isolated, long_day, weekday

DAY = timedelta(days=1)
YOUNG = 28  # days from the start during which a row shows strength as a word alone
NEWS = 3  # length in days, weeks, months or times from which the end of a streak is reported
STRIP = 5  # days shown as glyphs in a row, for daily schedules
GLYPHS = {
    State.DONE: "done",
    State.PARTIAL: "partial",
    State.REST: "rest",
    State.FREE: "rest",
    State.AWAY: "away",
    State.TRAVEL: "travel",
    State.MISSED: "miss",
    State.SPARE: "spare",
    State.OPEN: "due",
}


@dataclass(frozen=True)
class HabitRow:
    """A habit's row. ``strength`` is 0 to 100. ``rests``: why the habit is not due today, or "".

    ``asked``: the row offers a check-in; it is false on a rest day or if the week's goal is met.
    ``cue`` is empty for an imported habit without one. ``streak_unit`` and ``kept_unit``: the words
    after the numbers of ``streak`` and ``kept``. ``goal``, ``unit`` and ``number`` (today's) belong
    to a numeric habit. ``smallest`` is set if the last time was missed. ``young``: it began less
    than four weeks ago.
    """

    id: int
    name: str
    cue: str
    principle: int
    today: State
    day: date
    strip: tuple[str, ...]
    strength: int
    word: str
    streak: str
    kept: str
    ended: str
    done_at: datetime | None
    rests: str
    progress: str
    asked: bool
    goal: str = ""
    unit: str = ""
    number: Decimal | None = None
    smallest: str = ""
    streak_unit: str = ""
    kept_unit: str = ""
    young: bool = False

    @property
    def strength_words(self) -> str:
        """The strength in words. A young habit has no number, because it would mean little yet."""
        number = ":" if self.young else f" {self.strength},"
        return f"Strength{number} {self.word}"


def glyph(cell: Cell) -> str:
    """Return the name of the glyph for a day."""
    return "late" if cell.late and cell.state == State.DONE else GLYPHS[cell.state]


def strip(seen: HabitStatus) -> tuple[str, ...]:
    """Return the glyphs of the last five days, or of this week's days for a weekly habit.

    They are the days that ``progress`` counts. A month is too long for a row, so it has none.
    """
    schedule = plan_on(seen.track.plans, seen.today).schedule
    match schedule:
        case TimesAWeek():
            shown = (seen.today.isoweekday() - schedule.week_start) % 7 + 1
        case TimesAMonth():
            return ()
        case _:
            shown = STRIP
    return tuple(glyph(cell) for cell in seen.cells[-shown:])


def card(seen: HabitStatus) -> HabitRow:
    """Return the row of a habit."""
    habit, said, today = seen.track, seen.reading, seen.today
    done = said.standing.today == State.DONE
    rests = resting(habit.history, said, today)
    return HabitRow(
        habit.id,
        habit.name,
        "" if habit.cue == NO_CUE else habit.cue,
        habit.principle,
        said.standing.today,
        today,
        strip(seen),
        percent(said.strength),
        word(said.strength),
        streak(said),
        kept(said),
        farewell(said),
        habit.moments.get(today) if done else None,
        rests,
        progress(said),
        done or not (rests or met(said)),
        *_number(habit, today),
        habit.smallest if said.standing.missed_last and not done else "",
        of_number(said.standing.current, said.standing.unit),
        of_number(said.standing.kept[1], KEPT[said.standing.unit]),
        young(seen),
    )


def young(seen: HabitStatus) -> bool:
    """Return whether a habit is so new that its strength is shown as a word alone."""
    return (seen.today - seen.track.history.start).days < YOUNG


def _number(habit: HabitLog, today: date) -> tuple[str, str, Decimal | None]:
    goal = plan_on(habit.plans, today).goal
    made = habit.history.check_ins.get(today)
    if goal is None:
        return "", "", None
    return amount(goal), goal.unit or "times", made.number if made else None


def streak(said: HabitNumbers) -> str:
    """Return ``12 days``, or an empty string if there is no streak."""
    standing = said.standing
    return counted(standing.current, standing.unit) if standing.current else ""


def kept(said: HabitNumbers) -> str:
    """Return ``kept 17 of the last 20 due days``, or an empty string before the first one."""
    number, of = said.standing.kept
    last = "1" if of == 1 else f"the last {of}"
    return f"kept {number} of {last} {of_number(of, KEPT[said.standing.unit])}" if of else ""


def farewell(said: HabitNumbers, name: str = "") -> str:
    """Return how the last streak of the habit ``name`` ended and what strength remains.

    Return an empty string if the habit is done today or the streak was shorter than NEWS.
    """
    standing = said.standing
    if standing.ended is None or standing.today == State.DONE:
        return ""
    length, day = standing.ended
    if length < NEWS:
        return ""
    left, whose = percent(said.strength), f" of “{isolated(name)}”" if name else ""
    return (
        f"The streak{whose} ended at {counted(length, standing.unit)} "
        f"on {long_day(day)}. "
        f"Strength is {left}, so {_remains(left)}"
    )


def _remains(left: int) -> str:
    if left >= 50:
        return "most of it is still there."
    return "part of it is still there." if left >= 25 else "there is something to build on."


def progress(said: HabitNumbers) -> str:
    """Return the progress of the week or month: ``2 of 3 this week``."""
    running = said.standing.running
    if running is None or running.state == "neutral":
        return ""
    period = PERIODS[said.standing.unit]
    if running.done > running.asked:
        return f"{written(running.done)} this {period}, {written(running.asked)} planned: met"
    done = f"{written(running.done)} of {written(running.asked)} this {period}"
    return f"{done}: met" if running.state == "met" else done


def met(said: HabitNumbers) -> bool:
    """Return whether the week or month has met its goal, so that nothing is due today."""
    return said.standing.running is not None and said.standing.running.state == "met"


def resting(history: HabitHistory, said: HabitNumbers, today: date) -> str:
    """Return why the habit is not due today, in words that follow its name, or an empty string."""
    state = said.standing.today
    if state == State.AWAY:
        return paused(history.aways, today)
    if state == State.TRAVEL:
        return "rests today, because you were travelling for most of it."
    if state == State.REST:
        return "rests today." + _next(history, today)
    if state == State.FREE and said.standing.due_by:
        return f"is not due yet. Next by {_named(said.standing.due_by, today)}."
    if state == State.FREE and today < history.first_day:
        return f"begins on {_named(history.first_day, today)}."
    if state == State.FREE and said.standing.unit == "days":
        return "rests today." + _next(history, today)
    return ""


def paused(aways: Iterable[AwayRange], today: date) -> str:
    """Return until when a habit is away: ``is paused until 4 January.``"""
    now = [away for away in aways if away.covers(today)]
    last = max(away.last or LAST_DAY for away in now)
    if last >= LAST_DAY:
        return "is paused. Its numbers stay as they are."
    back = last + DAY
    return f"is paused until {day_of_month(back)}. Its numbers stay as they are."


def _next(history: HabitHistory, today: date) -> str:
    due = next_due(plan_on(history.plans, today + DAY), today)
    return f" Next on {_named(due, today)}." if due else ""


def _named(day: date, today: date) -> str:
    return weekday(day) if (day - today).days < 7 else long_day(day)
