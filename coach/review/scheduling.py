"""Schedule when a concept comes back, by FSRS 6 (open-spaced-repetition, package ``fsrs``).

A *memory* is the state of one concept for one user. It changes by at most one *recall* per practice
day: the first answer of that day. FSRS counts whole spans of 24 hours. Each recall is passed to it
as 12:00 UTC of its practice day, so that it counts days.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from importlib.metadata import version
from typing import Literal

from fsrs import Card, Rating, Scheduler
from fsrs import State as FsrsState

Confidence = Literal["guess", "fairly", "sure"]
State = Literal["met", "known", "lapsed"]

VERSION = version("fsrs")
LONGEST = 180  # days
PASS, RIGHT = 0.5, 0.8  # minimum scores of a partly right and of a right answer


@dataclass(frozen=True)
class Recall:
    """One answer that counts: the practice day, its rating, and whether it was right."""

    day: date
    rating: Rating
    right: bool


@dataclass(frozen=True)
class Memory:
    """How well a concept is remembered.

    ``stability`` is the number of days after which the recall probability is 90%; ``difficulty``
    runs from 1 to 10. ``state`` is *met* until there is a right answer on a later day, then
    *known*; it is *lapsed* after a miss of a known concept. ``reps`` counts recalls, ``lapses``
    misses after the first recall.
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
    """FSRS parameters of one user and concept.

    ``retention`` is the desired recall probability when the concept is due, 0.80 to 0.95.
    """

    user_id: int
    concept: str
    retention: float


def rate(score: float, confidence: Confidence | None, hinted: bool) -> Rating:
    """Return the FSRS rating of an answer. ``score`` is 0 to 1.

    A miss, a revealing hint or a guess is Again, whatever the score. Less than right, or less than
    sure, is Hard. Right and sure is Good. Only the learner can choose Easy.
    """
    if score < PASS or hinted or confidence == "guess":
        return Rating.Again
    if score < RIGHT or confidence != "sure":
        return Rating.Hard
    return Rating.Good


def right(score: float, rating: Rating) -> bool:
    """Return whether an answer shows that the concept was remembered without help."""
    return score >= RIGHT and rating != Rating.Again


def fsrs_time(day: date) -> datetime:
    """Return the moment that FSRS is given for a practice day: 12:00 UTC."""
    return datetime.combine(day, time(12), UTC)


def after(memory: Memory | None, recall: Recall, params: SchedulingParams) -> Memory:
    """Return the memory after a recall; ``memory`` is None before the first one.

    Raise ValueError if the recall is not on a later day than the last one.
    """
    if memory is not None and recall.day <= memory.last:
        raise ValueError("only the first answer of a day counts")
    card, _ = scheduler(params.retention).review_card(
        _card(memory, params), recall.rating, fsrs_time(recall.day)
    )
    assert card.stability is not None  # noqa: S101  FSRS sets both at every review
    assert card.difficulty is not None  # noqa: S101
    interval = spread((card.due - fsrs_time(recall.day)).days, params)
    return Memory(
        state=_state(memory, recall),
        stability=card.stability,
        difficulty=card.difficulty,
        due=recall.day + timedelta(days=interval),
        last=recall.day,
        reps=memory.reps + 1 if memory else 1,
        lapses=memory.lapses + (recall.rating == Rating.Again) if memory else 0,
    )


def replay(recalls: Iterable[Recall], params: SchedulingParams) -> Memory | None:
    """Return the memory after all these recalls, oldest first, or None if there are none."""
    memory = None
    for recall in recalls:
        memory = after(memory, recall, params)
    return memory


def retrievability(memory: Memory, today: date) -> float:
    """Return the chance, 0 to 1, that the concept is recalled today (FSRS 6 forgetting curve)."""
    card = Card(card_id=0, stability=memory.stability, last_review=fsrs_time(memory.last))
    return FORGETTING.get_card_retrievability(card, fsrs_time(today))


def spread(interval: int, params: SchedulingParams) -> int:
    """Return the interval in days, slightly moved. Concepts learnt together then come back apart.

    FSRS would choose at random within its fuzz range. Here the position in the range follows from
    the user and the concept. The schedule can therefore be computed again, and the position is the
    same for every interval: a longer interval or a better rating never comes back sooner.
    """
    if interval < 3:
        return interval
    bands = ((2.5, 7.0, 0.15), (7.0, 20.0, 0.1), (20.0, float(LONGEST), 0.05))
    reach = 1 + sum(f * max(min(interval, end) - start, 0) for start, end, f in bands)
    digest = sha256(f"{params.user_id}:{params.concept}".encode()).digest()
    place = int.from_bytes(digest[:8], "big") / 2**63 - 1  # from -1 to 1
    return min(max(round(interval + place * reach), 2), LONGEST)


def scheduler(retention: float = 0.9) -> Scheduler:
    """Return FSRS with our settings: whole days, no randomness, no steps within a day."""
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST,
        enable_fuzzing=False,
    )


FORGETTING = scheduler()  # the forgetting curve is the same for every desired retention


def _card(memory: Memory | None, params: SchedulingParams) -> Card:
    """Return the card that FSRS requires. It gets an id, because FSRS would sleep to create one."""
    if memory is None:
        return Card(card_id=params.user_id)
    return Card(
        card_id=params.user_id,
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
