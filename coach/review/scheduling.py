"""When a concept comes back, by FSRS 6 (open-spaced-repetition, package ``fsrs``).

A *memory* is what is known of one concept and learner. It changes by at most one *recall* a
practice day: the first answer of that day. FSRS counts whole spans of 24 hours, so each recall
is given to it as 12:00 UTC of its practice day, and days are what it sees.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from importlib.metadata import version
from typing import Literal

from fsrs import Card, Rating, Scheduler
from fsrs import State as FsrsState

Confidence = Literal["guess", "fairly", "sure"]
State = Literal["met", "known", "lapsed"]

VERSION = version("fsrs")
LONGEST = 180  # days
PASS, RIGHT = 0.5, 0.8  # scores from which an answer is partly right, and right


@dataclass(frozen=True)
class Recall:
    """One answer that counts: the practice day, how well it went, and whether it was right."""

    day: date
    rating: Rating
    right: bool


@dataclass(frozen=True)
class Memory:
    """How well a concept is remembered.

    ``stability`` is the number of days after which it is recalled with 90%, ``difficulty`` runs
    from 1 to 10. ``state``: *met* until there was a right answer on a later day, then *known*;
    *lapsed* once it was known and then missed. ``reps`` counts recalls, ``lapses`` misses after
    the first recall.
    """

    state: State
    stability: float
    difficulty: float
    due: date
    last: date
    reps: int
    lapses: int


@dataclass(frozen=True)
class SchedulingParams:
    """Whose memory of what, and which share of what is due should still be there (0.80-0.95)."""

    user_id: int
    concept: str
    retention: float


def rate(score: float, confidence: Confidence | None, hinted: bool) -> Rating:
    """How an answer counts for scheduling. ``score`` runs from 0 to 1.

    A miss, a revealing hint or a guess is Again, whatever the score. Less than right, or less
    than sure, is Hard. Right and sure is Good. Easy is for the learner alone to say.
    """
    if score < PASS or hinted or confidence == "guess":
        return Rating.Again
    if score < RIGHT or confidence != "sure":
        return Rating.Hard
    return Rating.Good


def right(score: float, rating: Rating) -> bool:
    """Whether an answer shows that the concept was there, unaided."""
    return score >= RIGHT and rating != Rating.Again


def fsrs_time(day: date) -> datetime:
    """The moment FSRS is given for a practice day."""
    return datetime.combine(day, time(12), UTC)


def after(memory: Memory | None, recall: Recall, keeper: SchedulingParams) -> Memory:
    """The memory after a recall; ``memory`` is None before the first.

    Raises ValueError when the recall is not of a later day than the last one.
    """
    if memory is not None and recall.day <= memory.last:
        raise ValueError("only the first answer of a day counts")
    card, _ = scheduler(keeper.retention).review_card(
        _card(memory, keeper), recall.rating, fsrs_time(recall.day)
    )
    assert card.stability is not None  # noqa: S101  FSRS sets both at every review
    assert card.difficulty is not None  # noqa: S101
    interval = spread((card.due - fsrs_time(recall.day)).days, keeper)
    return Memory(
        state=_state(memory, recall),
        stability=card.stability,
        difficulty=card.difficulty,
        due=recall.day + timedelta(days=interval),
        last=recall.day,
        reps=memory.reps + 1 if memory else 1,
        lapses=memory.lapses + (recall.rating == Rating.Again) if memory else 0,
    )


def replay(recalls: Iterable[Recall], keeper: SchedulingParams) -> Memory | None:
    """The memory after all these recalls, oldest first; None when there are none."""
    memory = None
    for recall in recalls:
        memory = after(memory, recall, keeper)
    return memory


def retrievability(memory: Memory, today: date) -> float:
    """The chance, from 0 to 1, that the concept is recalled today (FSRS 6 forgetting curve)."""
    card = Card(card_id=0, stability=memory.stability, last_review=fsrs_time(memory.last))
    return scheduler().get_card_retrievability(card, fsrs_time(today))


def spread(interval: int, keeper: SchedulingParams) -> int:
    """The interval in days, moved a little so that what was learnt together comes back apart.

    FSRS would draw from its fuzz range by chance. Here the place in that range follows from
    learner and concept, so that a schedule can be computed again, and is the same place for every
    interval: a longer interval never comes back sooner, and a better grade no sooner than a worse.
    """
    if interval < 3:
        return interval
    bands = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float(LONGEST), 0.05))
    reach = 1 + sum(f * max(min(interval, end) - start, 0) for start, end, f in bands)
    digest = sha256(f"{keeper.user_id}:{keeper.concept}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") / 2**63 - 1  # from -1 to 1
    return min(max(round(interval + place * reach), 2), LONGEST)


@lru_cache(maxsize=32)
def scheduler(retention: float = 0.9) -> Scheduler:
    """FSRS as we use it: whole days, nothing by chance, no steps within a day."""
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


def _card(memory: Memory | None, keeper: SchedulingParams) -> Card:
    """The card FSRS asks for. It is given an id, since it would sleep to make up its own."""
    if memory is None:
        return Card(card_id=keeper.user_id)
    return Card(
        card_id=keeper.user_id,
        state=FsrsState.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=fsrs_time(memory.due),
        last_review=fsrs_time(memory.last),
    )


def _state(memory: Memory | None, recall: Recall) -> State:
    if memory is None:
        return "met"
    if recall.right:
        return "known"
    if recall.rating == Rating.Again and memory.state == "known":
        return "lapsed"
    return memory.state
