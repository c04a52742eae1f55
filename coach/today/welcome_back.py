"""What is said to somebody who comes back after days without a check-in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.habits.habit_log import HabitStatus
from coach.habits.presenters.milestone import ABSENCE
from coach.habits.presenters.phrases import counted
from coach.habits.presenters.row import NEWS
from coach.habits.rules.strength import percent, percent_of
from coach.text import agree, in_words, isolated

DAY = timedelta(days=1)
LONGEST_AWAY = 40  # after longer ones the numbers say little
NAMED = 3  # ended streaks that are told by name
EXCUSED = frozenset("atr")  # letters of days that can neither help nor harm: nothing to mark


@dataclass(frozen=True)
class Return:
    """A return: what to say, and the first and last of the days without a check-in."""

    sentence: str
    first: date
    last: date


def after_days_away(
    habits: Sequence[HabitStatus], today: date, begun_again: date | None = None
) -> Return | None:
    """Return what to say after days without any check-in, or None.

    Days marked as away are no news, nor are those up to ``begun_again``, the day on which the
    person chose to go on without marking any. The strength is that of the habit that was
    strongest on the last day recorded; every habit whose streak ended is named.
    """
    recorded = max((seen.whole.recorded() or date.min for seen in habits), default=date.min)
    if not 0 < (today - recorded).days - 1 <= LONGEST_AWAY:
        return None
    told = max(_excused(habits, recorded, today), begun_again or date.min)
    away = (today - told).days - 1
    if away < ABSENCE:
        return None
    first, last = told + DAY, today - DAY
    said = f"You have been away for {in_words(away)} days."
    words = (said, _eased(habits, recorded), _ended(habits, recorded))
    return Return(" ".join(filter(None, words)), first, last)


def _excused(habits: Sequence[HabitStatus], recorded: date, today: date) -> date:
    """Return the last day before today that was recorded or marked as away for every habit."""
    days = [today - DAY * ago for ago in range(1, (today - recorded).days)]
    marked = (day for day in days if all(_letter(seen, day) in EXCUSED for seen in habits))
    return next(marked, recorded)


def _letter(seen: HabitStatus, day: date) -> str:
    return seen.whole.between(day, day).letters.lower()


def _eased(habits: Sequence[HabitStatus], recorded: date) -> str:
    """Return how the strongest habit's strength (0 to 100) moved, if it went down."""
    before, now, name = max(_strengths(seen, recorded) for seen in habits)
    if now >= before:
        return ""
    return f"The strength of “{isolated(name)}” eased from {before} to {now}."


def _strengths(seen: HabitStatus, recorded: date) -> tuple[int, int, str]:
    """Return a habit's strength on the last day recorded and today, and its name."""
    then, now = seen.whole.strength_on(recorded), seen.reading.strength
    return percent_of(then), percent(now), seen.track.name


def _ended(habits: Sequence[HabitStatus], recorded: date) -> str:
    """Return which streaks ended meanwhile, longest first, each with its length."""
    runs = [
        (ended.length, f"“{isolated(seen.track.name)}” ({counted(ended.length, standing.unit)})")
        for seen in habits
        for standing in [seen.reading.standing]
        if (ended := standing.ended) is not None and ended.day > recorded and ended.length >= NEWS
    ]
    if not runs:
        return ""
    names = [name for _, name in sorted(runs, key=lambda run: -run[0])]
    shown, more = names[:NAMED], len(names) - NAMED
    if more > 0:
        shown.append(f"{in_words(more)} more")
    listed = " and ".join([", ".join(shown[:-1]), shown[-1]] if shown[1:] else shown)
    return f"{agree(len(names), 'This streak', 'These streaks')} ended: {listed}."
