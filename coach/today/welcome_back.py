"""Welcome a user who comes back after days without a check-in. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coach.habits.habit_log import HabitStatus
from coach.habits.presenters.changes import ABSENCE
from coach.habits.presenters.phrases import counted
from coach.habits.presenters.row import NEWS, young
from coach.habits.rules.strength import percent, percent_of
from coach.text import agree, in_words, isolated, listed

DAY = timedelta(days=1)
LONGEST_AWAY = 40  # after longer absences the numbers say little
NAMED = 3  # the most ended streaks that are named
# codes of days without effect on the streak, which need not be marked as away
EXCUSED = frozenset("atr")


@dataclass(frozen=True)
class Return:
    """A return after an absence: the sentences, and the first and last day without a check-in."""

    sentence: str
    first: date
    last: date


def after_days_away(
    habits: Sequence[HabitStatus], today: date, explained: date | None = None
) -> Return | None:
    """Return what to say after days without any check-in, or None.

    Days marked as away do not count, nor do those up to ``explained``: the last day on which the
    user did anything else, or chose not to mark any. The sentences tell how the strength changed of
    the habit that was strongest on the last recorded day, and name every habit whose streak ended.
    """
    recorded = max((status.whole.recorded() or date.min for status in habits), default=date.min)
    if not 0 < (today - recorded).days - 1 <= LONGEST_AWAY:
        return None
    last_explained = max(_last_excused_day(habits, recorded, today), explained or date.min)
    away = (today - last_explained).days - 1
    if away < ABSENCE:
        return None
    first, last = last_explained + DAY, today - DAY
    sentence = f"You have been away for {in_words(away)} days."
    words = (
        sentence,
        _strength_sentence(habits, recorded),
        _ended_streaks_sentence(habits, recorded),
    )
    return Return(" ".join(filter(None, words)), first, last)


def _last_excused_day(habits: Sequence[HabitStatus], recorded: date, today: date) -> date:
    """Return the last day before today that was recorded, or marked as away for every habit."""
    days = [today - DAY * ago for ago in range(1, (today - recorded).days)]
    days_away = (day for day in days if all(_day_code(status, day) in EXCUSED for status in habits))
    return next(days_away, recorded)


def _day_code(status: HabitStatus, day: date) -> str:
    return status.whole.between(day, day).letters.lower()


def _strength_sentence(habits: Sequence[HabitStatus], recorded: date) -> str:
    """Return how the strength (0 to 100) of the strongest habit fell, or an empty string.

    Young habits are left out: their rows tell the strength in a word.
    """
    told = [_strengths(status, recorded) for status in habits if not young(status)]
    before, now, name = max(told, default=(0, 0, ""))
    if now >= before:
        return ""
    return f"The strength of “{isolated(name)}” went down from {before} to {now}."


def _strengths(status: HabitStatus, recorded: date) -> tuple[int, int, str]:
    """Return a habit's strength on the last recorded day and today, and its name."""
    then, now = status.whole.strength_on(recorded), status.reading.strength
    return percent_of(then), percent(now), status.track.name


def _ended_streaks_sentence(habits: Sequence[HabitStatus], recorded: date) -> str:
    """Return which streaks ended since, the longest first with its length, or an empty string."""
    runs = [
        (ended.length, f"“{isolated(status.track.name)}” ({counted(ended.length, standing.unit)})")
        for status in habits
        for standing in [status.reading.standing]
        if (ended := standing.ended) is not None and ended.day > recorded and ended.length >= NEWS
    ]
    if not runs:
        return ""
    names = [name for _, name in sorted(runs, key=lambda run: -run[0])]
    more = len(names) - NAMED
    told = [*names[:NAMED], f"{in_words(more)} more"] if more > 0 else names
    return f"{agree(len(names), 'This streak', 'These streaks')} ended: {listed(told)}."
