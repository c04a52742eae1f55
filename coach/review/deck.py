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
    """A concept that is due, and the chance (0-1) that it would still be recalled."""

    concept: str
    chance: float


@dataclass(frozen=True)
class Card:
    """A concept to be asked about, by one of its questions. ``principle`` is a slug."""

    concept: str
    principle: str
    variants: tuple[Asked, ...]


@dataclass(frozen=True)
class Session:
    """Today's cards: ``done`` of them are answered, ``cards`` come, ``later`` must wait."""

    done: int
    cards: tuple[Card, ...]
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


def due(memories: Mapping[str, Memory], today: date) -> list[Due]:
    """The concepts due today, the one most likely to be lost first."""
    found = (
        Due(concept, retrievability(memory, today))
        for concept, memory in memories.items()
        if memory.due <= today
    )
    return sorted(found, key=lambda each: (each.chance, each.concept))


def session(
    waiting: Sequence[Due], variants: Mapping[str, tuple[Asked, ...]], done: Sequence[str] = ()
) -> Session:
    """Today's cards from all that wait, most likely lost first.

    ``variants`` are those of ``concepts``; ``done`` the concepts answered today, in order.
    """
    cards = [
        Card(each.concept, variants[each.concept][0].lesson.principle, variants[each.concept])
        for each in waiting
        if each.concept in variants
    ]
    last = variants[done[-1]][0].lesson.principle if done and done[-1] in variants else ""
    room = max(0, CAP - len(done))
    return Session(len(done), tuple(interleaved(cards[:room], last)), len(cards[room:]))


def interleaved(cards: Sequence[Card], last: str = "") -> list[Card]:
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


def _next(left: Sequence[Card], last: str) -> Card:
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
