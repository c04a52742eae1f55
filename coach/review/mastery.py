"""Measure how much of a principle a user remembers, weighted by the chance of recall."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from coach.content.model import Asked
from coach.review.scheduling import Memory, retrievability


@dataclass(frozen=True)
class Mastery:
    """How much of a principle is remembered.

    ``known`` of its ``moves`` (concepts) are known; ``share``, 0 to 1, is the mean chance of
    recalling a concept today, where an unknown concept counts 0. It can fall as well as rise.
    """

    known: int
    moves: int
    share: float

    @property
    def percent(self) -> int:
        """The share in whole per cent. Only a share of exactly 0 or 1 is shown as 0 or 100."""
        if not 0 < self.share < 1:
            return round(100 * self.share)
        return min(99, max(1, round(100 * self.share)))


def mastery(
    memories: Mapping[str, Memory], variants: Mapping[str, tuple[Asked, ...]], today: date
) -> dict[str, Mastery]:
    """Return the mastery of each principle that has concepts, by the principle's slug.

    ``variants`` is the result of ``session.concepts``.
    """
    chances: dict[str, list[float]] = {}
    for concept, questions in variants.items():
        memory = memories.get(concept)
        is_known = memory is not None and memory.state == "known"
        chance = retrievability(memory, today) if memory and is_known else 0.0
        chances.setdefault(questions[0].lesson.principle, []).append(chance)
    return {
        slug: Mastery(sum(c > 0 for c in values), len(values), sum(values) / len(values))
        for slug, values in chances.items()
    }
