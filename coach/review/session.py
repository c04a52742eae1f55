"""Choose the concepts for today, their order, and the question for each."""

from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from math import ceil
from typing import NamedTuple

from coach.content.model import Asked, Catalogue
from coach.review.scheduling import Memory, retrievability

CAP = 20  # cards per day, so that a backlog stays manageable
LEAST_VARIANTS = 3  # with one question only, learners recognise it instead of knowing the concept
SECONDS = 30  # average time for a card


@dataclass(frozen=True)
class DueConcept:
    """A concept that is due, and the chance (0 to 1) that it is still recalled."""

    concept: str
    chance: float


@dataclass(frozen=True)
class SessionCard:
    """A concept to review, with its questions."""

    concept: str
    variants: tuple[Asked, ...]

    @property
    def principle(self) -> str:
        """The slug of the concept's principle."""
        return self.variants[0].lesson.principle


@dataclass(frozen=True)
class Session:
    """Today's cards.

    ``done`` are answered, ``cards`` follow today, ``later`` wait until tomorrow.
    """

    done: int
    cards: tuple[SessionCard, ...]
    later: int

    @property
    def total(self) -> int:
        """The number of today's cards."""
        return self.done + len(self.cards)


class Load(NamedTuple):
    """The numbers of cards that are answered today, that follow today, and that must wait."""

    done: int
    cards: int
    later: int

    @property
    def minutes(self) -> int:
        """The time for the cards that follow today, in minutes."""
        return ceil(self.cards * SECONDS / 60)


NOTHING = Load(0, 0, 0)


@lru_cache(maxsize=2)
def concepts(catalogue: Catalogue) -> dict[str, tuple[Asked, ...]]:
    """Return the concepts that can be reviewed, each with its questions in the order of the
    course."""
    questions: dict[str, list[Asked]] = {}
    for variant in catalogue.questions.values():
        if variant.question.concept and variant.question.is_card:
            questions.setdefault(variant.question.concept, []).append(variant)
    return {name: tuple(each) for name, each in questions.items() if len(each) >= LEAST_VARIANTS}


def due(
    memories: Mapping[str, Memory], today: date, variants: Container[str] | None = None
) -> list[DueConcept]:
    """Return the concepts due today, the one with the lowest chance of recall first.

    If ``variants`` is given, concepts that are not in it are omitted, because they have left the
    course.
    """
    concepts_due = (
        DueConcept(concept, retrievability(memory, today))
        for concept, memory in memories.items()
        if memory.due <= today and (variants is None or concept in variants)
    )
    return sorted(concepts_due, key=lambda each: (each.chance, each.concept))


def load(waiting: int, done: int) -> Load:
    """Return the load of today's review, if ``waiting`` concepts are due and ``done`` are
    answered."""
    cards = min(waiting, max(0, CAP - done))
    return Load(done, cards, waiting - cards)


def session(
    waiting: Sequence[DueConcept],
    variants: Mapping[str, tuple[Asked, ...]],
    done: int = 0,
    last: str = "",
) -> Session:
    """Return today's cards from all due concepts, the lowest chance of recall first.

    ``variants`` is the result of ``concepts``; ``done`` cards were answered today, the last of them
    about the concept ``last``.
    """
    cards = [SessionCard(each.concept, variants[each.concept]) for each in waiting]
    before = variants[last][0].lesson.principle if last in variants else ""
    room = max(0, CAP - done)
    return Session(done, tuple(interleaved(cards[:room], before)), len(cards[room:]))


def interleaved(cards: Sequence[SessionCard], last: str = "") -> list[SessionCard]:
    """Return the cards so that two of one principle do not follow each other, as far as possible.

    Concepts of one principle are easily confused, and one would give away the next. Otherwise the
    order is kept. The next card depends only on the remaining cards and on the last principle, so
    that an interrupted session continues in the same order.
    """
    remaining, order = list(cards), []
    while remaining:
        card = _next(remaining, last)
        remaining.remove(card)
        order.append(card)
        last = card.principle
    return order


def _next(remaining: Sequence[SessionCard], last: str) -> SessionCard:
    counts = Counter(card.principle for card in remaining)
    most, count = max(counts.items(), key=lambda pair: pair[1])
    # otherwise its cards would follow each other at the end
    if 2 * count > len(remaining) and most != last:
        return next(card for card in remaining if card.principle == most)
    return next((card for card in remaining if card.principle != last), remaining[0])


def is_new(variants: Sequence[Asked], seen_at: Mapping[str, datetime]) -> bool:
    """Return whether the next question of a concept is one that the user has never seen."""
    return variant(variants, seen_at).question.id not in seen_at


def variant(variants: Sequence[Asked], seen_at: Mapping[str, datetime]) -> Asked:
    """Return the next question of a concept.

    It is the first one never seen, in the order of the course, or else the one seen longest ago.
    ``seen_at`` maps question ids to when they were last seen. Questions of lessons not reached yet
    are left out, unless too few questions would remain.
    """
    reached = {each.lesson.id for each in variants if each.question.id in seen_at}
    near = [each for each in variants if each.lesson.id in reached]
    choice = near if len(near) >= LEAST_VARIANTS else variants
    new = next((each for each in choice if each.question.id not in seen_at), None)
    return new or min(choice, key=lambda each: seen_at[each.question.id])
