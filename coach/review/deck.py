"""Which concepts come up today, in which order, and by which of their questions."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil

from coach.lessons.activity import Choice, Cloze, Match, Order, Scale
from coach.lessons.course import Asked, Catalogue
from coach.review.schedule import Memory, retrievability

CAP = 20  # cards a day, so that a backlog stays bearable
LEAST_VARIANTS = 3  # one fixed question becomes recognised, not known
SECONDS = 30  # a card takes about so long
SHORT = (Choice, Order, Match, Cloze, Scale)  # dialogues and free texts take too long for a card


@dataclass(frozen=True)
class Due:
    """A concept that is due. ``principle`` is a slug; ``chance`` (0-1) that it is still there."""

    concept: str
    principle: str
    chance: float


@dataclass(frozen=True)
class Session:
    """Today's cards: ``done`` of them are answered, ``cards`` come, ``later`` must wait."""

    done: int
    cards: tuple[Due, ...]
    later: int

    @property
    def total(self) -> int:
        """How many cards today has."""
        return self.done + len(self.cards)

    @property
    def minutes(self) -> int:
        """About how long the cards to come take."""
        return ceil(len(self.cards) * SECONDS / 60)


def concepts(catalogue: Catalogue) -> dict[str, tuple[Asked, ...]]:
    """The concepts that can be reviewed, each with its questions in the order of the course."""
    found: dict[str, list[Asked]] = {}
    for asked in catalogue.questions.values():
        if asked.question.concept and isinstance(asked.question, SHORT):
            found.setdefault(asked.question.concept, []).append(asked)
    return {name: tuple(each) for name, each in found.items() if len(each) >= LEAST_VARIANTS}


def due(
    memories: Mapping[str, Memory], variants: Mapping[str, Sequence[Asked]], today: date
) -> list[Due]:
    """The concepts due today, the one most likely to be lost first."""
    cards = [
        Due(concept, variants[concept][0].lesson.principle, retrievability(memory, today))
        for concept, memory in memories.items()
        if memory.due <= today and concept in variants
    ]
    return sorted(cards, key=lambda card: (card.chance, card.concept))


def session(waiting: Sequence[Due], done: int, last: str = "") -> Session:
    """Today's cards from all that wait, most likely lost first.

    ``done`` were answered today, the last of them of the principle ``last``.
    """
    room = max(0, CAP - done)
    return Session(done, tuple(interleaved(waiting[:room], last)), len(waiting[room:]))


def interleaved(cards: Sequence[Due], last: str = "") -> list[Due]:
    """The cards so that no two of a principle follow each other, as far as that can be.

    Moves of one principle are easily confused; telling them apart is learnt when they are mixed
    (Rohrer 2012, doi 10.1007/s10648-012-9201-3). Otherwise the order is kept. What follows a
    card depends on the cards left and on its principle alone.
    """
    left, order = list(cards), []
    while left:
        card = _next(left, last)
        left.remove(card)
        order.append(card)
        last = card.principle
    return order


def _next(left: Sequence[Due], last: str) -> Due:
    counts = Counter(card.principle for card in left)
    most, count = max(counts.items(), key=lambda found: found[1])
    if 2 * count > len(left) and most != last:  # or else its cards would stand together at the end
        return next(card for card in left if card.principle == most)
    return next((card for card in left if card.principle != last), left[0])


def variant(asked: Sequence[Asked], seen: Mapping[str, datetime]) -> Asked:
    """The question to ask: one never seen, in the order of the course, or else the one seen
    longest ago. ``seen`` tells when by question id."""
    new = next((each for each in asked if each.question.id not in seen), None)
    return new or min(asked, key=lambda each: seen[each.question.id])
