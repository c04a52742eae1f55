"""Phrase what a write changed: the praise at a check-in, and the strengths after days away."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from coach.habits.habit_log import HabitStatus
from coach.habits.presenters.phrases import counted
from coach.habits.rules.day_states import CodedDays
from coach.habits.rules.streak import StreakStatus
from coach.habits.rules.strength import percent
from coach.text import in_words, isolated, listed

ROUND = (7, 30, 100, 365)
ABSENCE = 3  # days without a record that count as an absence; a shorter gap is not mentioned


class Missed(NamedTuple):
    """Whether anything due was missed just before a check-in, and whether the user was absent."""

    any: bool = False
    absent: bool = False


NOTHING = Missed()


def missed(before: StreakStatus, after: StreakStatus, whole: CodedDays, day: date) -> Missed:
    """Return what was missed before the check-in on ``day``. ``whole``: the days of the habit.

    The user was absent if they had kept the habit before and then recorded nothing for ABSENCE
    days.
    """
    if not after.missed_last or not before.best:
        return NOTHING
    last = day - timedelta(days=1)
    recent = whole.between(last - timedelta(days=ABSENCE - 1), last)
    return Missed(True, len(recent.letters) == ABSENCE and recent.recorded() is None)


def praise(before: StreakStatus, after: StreakStatus, missed: Missed, late: bool) -> str:
    """Return the praise for a check-in, or an empty string.

    Late check-ins count for all numbers but get no praise. A return after days away comes first,
    because rewarding a return worked best of 54 programmes (Milkman et al. 2021, doi
    10.1038/s41586-021-04128-4).
    """
    if late or after.current <= before.current:
        return ""
    if missed.absent and after.current == 1:
        return "Welcome back. You have started again."
    if missed.any and after.current > 1:
        run = counted(after.current, after.unit)
        return f"The streak goes on: {run}. The missed day is not counted."
    if after.current not in ROUND:
        return _met_again(after)
    best = ", your longest streak so far" if after.current == after.best else ""
    return f"{counted(after.current, after.unit)} in a row{best}."


def _met_again(after: StreakStatus) -> str:
    """Return the number of weeks or months met in a row. Return "" for one, which the row shows."""
    if after.running is None or after.running.state != "met" or after.current < 2:
        return ""
    return f"{counted(after.current, after.unit)} in a row."


NAMED = 3  # habits that are named


def recounted(before: Iterable[HabitStatus], after: Iterable[HabitStatus]) -> str:
    """Return the strengths (0 to 100) that have changed: ``“Site diary” 8 (it was 17)``.

    ``before`` and ``after`` are the same habits. Return an empty string if nothing changed.
    """
    was = {seen.track.id: percent(seen.reading.strength) for seen in before}
    now = [(seen.track.id, seen.track.name, percent(seen.reading.strength)) for seen in after]
    told = [
        f"“{isolated(name)}” {strength} (it was {was[number]})"
        for number, name, strength in now
        if number in was and was[number] != strength
    ]
    more = len(told) - NAMED
    return listed([*told[:NAMED], f"{in_words(more)} more"] if more > 0 else told)
