"""The first week seen again: whether the person's own standards have moved since.

Whoever learns what listening takes may rate the same week lower than they once did: a response
shift (Sprangers & Schwartz 1999, doi 10.1016/S0277-9536(99)00045-3). So every twelve weeks eight
of the week's questions are asked twice, of this week and of the first week as it looks today. The
answers about the first week are a mark of their own and enter no score.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import hypot

from coach.assessment.calendar import CyclePlace, Week
from coach.assessment.item_bank import Item
from coach.assessment.item_selection import rank
from coach.assessment.scoring import Z95, Estimate, ItemAnswer, Noise, estimate, reverse_scored

EVERY = 3  # cycles, twelve weeks
ITEMS = 8


@dataclass(frozen=True)
class Shift:
    """Three estimates of eight or sixteen answers: the first week as it was rated ``once`` and as
    it is seen ``today``, and this week by the same eight questions, ``now``."""

    once: Estimate
    today: Estimate
    now: Estimate | None

    @property
    def moved(self) -> bool:
        """Whether the two views of the first week lie apart by more than chance (95%)."""
        error = hypot(self.once.se, self.today.se)
        return abs(self.today.mean - self.once.mean) > Z95 * error


def due(place: CyclePlace, seen: Week | None, week: Week) -> bool:
    """Whether a week asks for it: the first one sat of every third cycle after the first.

    ``seen`` is the week of this cycle in which it was begun, if it was.
    """
    return place.cycle > 1 and place.cycle % EVERY == 1 and seen in (None, week)


def choose(asked: Sequence[Item], user: int, place: CyclePlace) -> tuple[Item, ...]:
    """Eight of a week's sixteen questions, in their order: one of each principle, half reverse."""
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
    """The mark, or None where too little was answered.

    ``first`` are the first week's own answers, ``now`` this week's, ``seen`` the answers about
    the first week by item, turned.
    """
    once = [x for answer in first if (x := reverse_scored(answer)) is not None]
    today = [x for x in seen.values() if x is not None]
    same = [x for a in now if a.item in seen and (x := reverse_scored(a)) is not None]
    if not once or len(today) < ITEMS // 2:
        return None
    return Shift(
        estimate(once, noise), estimate(today, noise), estimate(same, noise) if same else None
    )
