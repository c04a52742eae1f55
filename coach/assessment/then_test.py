"""Run the then-test: ask about the first week again, to see whether the user's standards changed.

A user who learns what listening takes may rate the same week lower than before. This is a response
shift (Sprangers & Schwartz 1999, doi 10.1016/S0277-9536(99)00045-3). So every twelve weeks eight of
the week's questions are asked twice: about this week, and about the first week as it looks today.
The answers about the first week are kept apart and enter no score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from coach.assessment.calendar import CyclePlace, Week
from coach.assessment.item_bank import Item
from coach.assessment.item_selection import rank
from coach.assessment.scoring import Z95, Estimate, ItemAnswer, Noise, estimate, reverse_scored

EVERY = 3  # cycles of four weeks
ITEMS = 8


@dataclass(frozen=True)
class Shift:
    """Three estimates from the then-test.

    ``once``: the first week as it was rated then. ``today``: the first week as it is rated today.
    ``now``: this week, by the same eight questions.
    """

    once: Estimate
    today: Estimate
    now: Estimate | None

    @property
    def moved(self) -> bool:
        """Whether the two ratings of the first week differ by more than chance (95%)."""
        error = hypot(self.once.se, self.today.se)
        return abs(self.today.mean - self.once.mean) > Z95 * error


def due(place: CyclePlace, seen: Week | None, week: Week) -> bool:
    """Return whether a week has the then-test: in every third cycle, its first answered week.

    The first cycle has none. ``seen`` is the week of this cycle in which the test was begun, or
    None.
    """
    return place.cycle > 1 and place.cycle % EVERY == 1 and seen in (None, week)


def choose(asked: Sequence[Item], user: int, place: CyclePlace) -> tuple[Item, ...]:
    """Return eight of a week's questions, in order: one per principle, half of them reverse."""
    turn = (user, place.cycle, "first week")
    order = sorted({item.principle for item in asked}, key=lambda number: rank(*turn, number))
    reverse = set(order[: ITEMS // 2])
    return tuple(item for item in asked if item.reverse == (item.principle in reverse))


def shift(
    first: Iterable[ItemAnswer],
    now: Iterable[ItemAnswer],
    seen: Mapping[str, int | None],
    noise: Noise,
) -> Shift | None:
    """Return the result of the then-test, or None if there are too few answers.

    ``first``: the first week's own answers. ``now``: this week's answers. ``seen``: the
    reverse-scored answers about the first week, by item.
    """
    once = [x for answer in first if (x := reverse_scored(answer)) is not None]
    today = [x for x in seen.values() if x is not None]
    same = [x for a in now if a.item in seen and (x := reverse_scored(a)) is not None]
    if not once or len(today) < ITEMS // 2:
        return None
    return Shift(
        estimate(once, noise), estimate(today, noise), estimate(same, noise) if same else None
    )
