"""How much of a principle is remembered: what is known, weighed by the chance of recall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.content.model import Asked
from coach.review.scheduling import Memory, retrievability


@dataclass(frozen=True)
class Mastery:
    """``known`` of a principle's ``moves`` (its concepts); ``share``, from 0 to 1, counts each
    known one by the chance that it is recalled today. It rises and falls."""

    known: int
    moves: int
    share: float

    @property
    def percent(self) -> int:
        """The share in whole per cent; 0 and 100 are said of nothing and of everything alone."""
        if not 0 < self.share < 1:
            return round(100 * self.share)
        return min(99, max(1, round(100 * self.share)))


def mastery(
    memories: Mapping[str, Memory], variants: Mapping[str, tuple[Asked, ...]], today: date
) -> dict[str, Mastery]:
    """The mastery of each principle that has concepts, by its slug.

    ``variants`` are those of ``deck.concepts``.
    """
    chances: dict[str, list[float]] = {}
    for concept, asked in variants.items():
        memory = memories.get(concept)
        known = memory is not None and memory.state == "known"
        chance = retrievability(memory, today) if memory and known else 0.0
        chances.setdefault(asked[0].lesson.principle, []).append(chance)
    return {
        slug: Mastery(sum(c > 0 for c in found), len(found), sum(found) / len(found))
        for slug, found in chances.items()
    }
