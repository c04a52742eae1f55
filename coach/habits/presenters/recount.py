"""Report which strengths changed when days away were added or removed."""

from collections.abc import Iterable

from coach.habits.habit_log import HabitStatus
from coach.habits.rules.strength import percent
from coach.text import in_words, isolated, listed

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
