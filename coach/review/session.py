"""Which concepts come up today, in which order, and by which of their questions."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from coach.content.model import Asked, Catalogue
from coach.review.scheduling import Memory, retrievability

CAP = 20  # cards a day, so that a backlog stays bearable
LEAST_VARIANTS = 3  # one fixed question becomes recognised, not known
SECONDS = 30  # a card takes about so long


@dataclass(frozen=True)
class DueConcept:
    """A concept that is due, and the chance (0-1) that it would still be recalled."""

    concept: str
    chance: float


@dataclass(frozen=True)
class SessionCard:
    """A concept to be asked about, by one of its questions."""

    concept: str
    variants: tuple[Asked, ...]

    @property
    def principle(self) -> str:
        """The slug of the principle it belongs to."""
        return self.variants[0].lesson.principle


@dataclass(frozen=True)
class Session:
    """Today's cards: ``done`` of them are answered, ``cards`` come, ``later`` must wait."""

    done: int
    cards: tuple[SessionCard, ...]
    later: int

    @property
    def total(self) -> int:
        """How many cards today has."""
        return self.done + len(self.cards)


class Load(NamedTuple):
    """How many cards of today are answered, how many come, and how many must wait."""

    done: int
    cards: int
    later: int

    @property
    def minutes(self) -> int:
        """About how long the cards to come take."""
        return ceil(self.cards * SECONDS / 60)


NOTHING = Load(0, 0, 0)


@lru_cache(maxsize=2)
def concepts(catalogue: Catalogue) -> dict[str, tuple[Asked, ...]]:
    """The concepts that can be reviewed, each with its questions in the order of the course."""
    found: dict[str, list[Asked]] = {}
    for asked in catalogue.questions.values():
        if asked.question.concept and asked.question.is_card:
            found.setdefault(asked.question.concept, []).append(asked)
    return {name: tuple(each) for name, each in found.items() if len(each) >= LEAST_VARIANTS}


def due(
    memories: Mapping[str, Memory], today: date, variants: Container[str] | None = None
) -> list[DueConcept]:
    """The concepts due today, the one most likely to be lost first.

    Only those in ``variants``, where given: a concept that left the course is not asked.
    """
    found = (
        DueConcept(concept, retrievability(memory, today))
        for concept, memory in memories.items()
        if memory.due <= today and (variants is None or concept in variants)
    )
    return sorted(found, key=lambda each: (each.chance, each.concept))


def load(waiting: int, done: int) -> Load:
    """How today's review stands when so many concepts wait and so many were answered."""
    cards = min(waiting, max(0, CAP - done))
    return Load(done, cards, waiting - cards)


def session(
    waiting: Sequence[DueConcept],
    variants: Mapping[str, tuple[Asked, ...]],
    done: int = 0,
    last: str = "",
) -> Session:
    """Today's cards from all that wait, most likely lost first.

    ``variants`` are those of ``concepts``; ``done`` cards were answered today, the last of them
    about the concept ``last``.
    """
    cards = [SessionCard(each.concept, variants[each.concept]) for each in waiting]
    before = variants[last][0].lesson.principle if last in variants else ""
    room = max(0, CAP - done)
    return Session(done, tuple(interleaved(cards[:room], before)), len(cards[room:]))


def interleaved(cards: Sequence[SessionCard], last: str = "") -> list[SessionCard]:
    """The cards so that no two of a principle follow each other, as far as that can be.

    Moves of one principle are easily confused, and side by side one gives the other away.
    Otherwise the order is kept. What follows a card depends on the cards left and on its
    principle alone, so that a session taken up again goes on as it would have.
    """
    left, order = list(cards), []
    while left:
        card = _next(left, last)
        left.remove(card)
        order.append(card)
        last = card.principle
    return order


def _next(left: Sequence[SessionCard], last: str) -> SessionCard:
    counts = Counter(card.principle for card in left)
    most, count = max(counts.items(), key=lambda found: found[1])
    if 2 * count > len(left) and most != last:  # or else its cards would stand together at the end
        return next(card for card in left if card.principle == most)
    return next((card for card in left if card.principle != last), left[0])


def is_new(asked: Sequence[Asked], seen: Mapping[str, datetime]) -> bool:
    """Return whether the question to ask next is one that was never seen."""
    return variant(asked, seen).question.id not in seen


def variant(asked: Sequence[Asked], seen: Mapping[str, datetime]) -> Asked:
    """The question to ask: one never seen, in the order of the course, or else the one seen
    longest ago. ``seen`` tells when by question id.

    Questions of lessons not reached yet wait for them, unless too few would be left.
    """
    reached = {each.lesson.id for each in asked if each.question.id in seen}
    near = [each for each in asked if each.lesson.id in reached]
    choice = near if len(near) >= LEAST_VARIANTS else asked
    new = next((each for each in choice if each.question.id not in seen), None)
    return new or min(choice, key=lambda each: seen[each.question.id])
