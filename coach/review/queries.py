"""Rows of the review. Nothing here commits, nothing reads a clock."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date, datetime
from functools import lru_cache
from typing import Any, NamedTuple

from fsrs import Rating
from sqlalchemy import ColumnElement, Row, bindparam, delete, func, insert, select

from coach.account.models import User
from coach.db import added, db, plain_rows
from coach.lessons.activity import Question
from coach.lessons.course import Catalogue
from coach.review import deck, schedule
from coach.review.mastery import Mastery, mastery
from coach.review.models import ReviewCard, ReviewLog
from coach.review.schedule import Confidence, Keeper, Memory, Recall

_MEMORY = (  # columns, since objects would take longer to make than all the rest of a page
    ReviewCard.concept,
    ReviewCard.state,
    ReviewCard.stability,
    ReviewCard.difficulty,
    ReviewCard.due,
    ReviewCard.last_review,
    ReviewCard.reps,
    ReviewCard.lapses,
)
MEMORIES = select(*_MEMORY).where(ReviewCard.user_id == bindparam("user"))


class Done(NamedTuple):
    """A card answered in today's review: was it right, and did the learner say too easy?"""

    concept: str
    right: bool
    easy: bool
    confidence: Confidence | None


def record(
    user: User,
    question: Question,
    score: float,
    confidence: Confidence | None,
    hinted: bool,
    now: datetime,
    today: date,
    context: str,
) -> None:
    """Log an answer and schedule its concept by it, if it is the first one of the day.

    ``score`` runs from 0 to 1; ``hinted`` when a revealing hint was open; ``context`` names where
    it was asked (``lesson``, ``warm-up``, ``review``). Without a concept there is nothing to do.
    """
    if not question.concept:
        return
    card = _card(user.id, question.concept)
    rating = schedule.rate(score, confidence, hinted)
    row = {
        "user_id": user.id,
        "concept": question.concept,
        "question_id": question.id,
        "digest": question.digest,
        "context": context,
        "answered_at": now,
        "given_at": schedule.noon(today),
        "rating": int(rating),
        "score": score,
        "confidence": confidence,
        "hinted": hinted,
        "fsrs_version": schedule.VERSION,
    }
    later = card is None or card.last_review.date() < today
    if not later or not _first_of_the_day({**row, "role": "counted"}):
        db.session.execute(insert(ReviewLog).values(**row, role="practice"))
        return
    recall = Recall(today, rating, schedule.right(score, rating))
    keeper = keeper_of(user, question.concept)
    _keep(user.id, card, schedule.after(memory(card) if card else None, recall, keeper), keeper)


def due(user_id: int, today: date, limit: int | None = None) -> list[deck.Due]:
    """Return the concepts due today, the one most likely to be lost first."""
    rows = db.session.execute(
        select(*_MEMORY).where(ReviewCard.user_id == user_id, ReviewCard.due <= today)
    )
    return deck.due({row.concept: memory(row) for row in rows}, today)[:limit]


WAITING = select(
    ReviewCard.concept,
    select(func.count())
    .where(
        ReviewLog.user_id == bindparam("user"),
        ReviewLog.given_at == bindparam("noon"),
        ReviewLog.context == "review",
        ReviewLog.role == "counted",
    )
    .scalar_subquery()
    .label("done"),
).where(ReviewCard.user_id == bindparam("user"), ReviewCard.due <= bindparam("today"))


def load(user_id: int, variants: Container[str], today: date) -> deck.Load:
    """Return how much of today's review is done and waits, by one statement."""
    asked = {"user": user_id, "noon": schedule.noon(today), "today": today}
    rows = plain_rows(WAITING, asked)
    waiting = sum(row.concept in variants for row in rows)
    return deck.load(waiting, rows[0].done if rows else 0)


def memories(user_id: int) -> dict[str, Memory]:
    """Return what is known of the person's memory, by concept."""
    return {row.concept: memory(row) for row in plain_rows(MEMORIES, {"user": user_id})}


def sits(user_id: int, catalogue: Catalogue, today: date) -> Mapping[str, Mastery]:
    """Return how much of each principle sits today, by its slug."""
    rows = plain_rows(MEMORIES, {"user": user_id})
    return _sits(tuple((*row,) for row in rows), catalogue, today)


@lru_cache(maxsize=256)  # pages are read more often than cards are answered
def _sits(
    rows: tuple[tuple[Any, ...], ...], catalogue: Catalogue, today: date
) -> Mapping[str, Mastery]:
    memories = {
        concept: Memory(state, stability, difficulty, due, last.date(), reps, lapses)
        for concept, state, stability, difficulty, due, last, reps, lapses in rows
    }
    return mastery(memories, deck.concepts(catalogue), today)


def done(user_id: int, today: date) -> dict[str, Done]:
    """Return the cards answered in today's review by the question's id, in order."""
    rows = db.session.scalars(
        select(ReviewLog)
        .where(*_in_todays_review(user_id, today), ReviewLog.role != "practice")
        .order_by(ReviewLog.id)
    )
    return {
        row.question_id: Done(row.concept, was_right(row), row.role == "easier", row.confidence)
        for row in rows
    }


def counted(user_id: int, question_id: str, today: date) -> ReviewLog | None:
    """Return today's answer to this question, if it is the one its concept is scheduled by."""
    return db.session.scalar(
        select(ReviewLog).where(
            ReviewLog.user_id == user_id,
            ReviewLog.given_at == schedule.noon(today),
            ReviewLog.role == "counted",
            ReviewLog.question_id == question_id,
        )
    )


def was_right(answer: ReviewLog) -> bool:
    """Return whether a logged answer was right, unaided and no guess."""
    return schedule.right(answer.score, Rating(answer.rating))


def too_easy(user: User, answer: ReviewLog, now: datetime) -> None:
    """Let today's right answer count as Easy. Saying so twice changes nothing."""
    kept = {column.name: getattr(answer, column.name) for column in ReviewLog.__table__.columns}
    del kept["id"]
    kept.update(role="easier", rating=int(Rating.Easy), answered_at=now)
    if _first_of_the_day(kept):
        rebuild(user, answer.concept)


def rebuild(user: User, concept: str | None = None) -> None:
    """Make the person's cards anew from the log: all of them, or that of one concept."""
    logged = select(
        ReviewLog.concept, ReviewLog.given_at, ReviewLog.role, ReviewLog.rating, ReviewLog.score
    ).where(ReviewLog.user_id == user.id, ReviewLog.role != "practice")
    old = select(ReviewCard).where(ReviewCard.user_id == user.id)
    if concept is not None:
        logged = logged.where(ReviewLog.concept == concept)
        old = old.where(ReviewCard.concept == concept)
    cards = {row.concept: row for row in db.session.scalars(old)}
    found = recalls(db.session.execute(logged.order_by(ReviewLog.given_at, ReviewLog.id)))
    for name, history in found.items():
        keeper = keeper_of(user, name)
        made = schedule.replay(history, keeper)
        assert made is not None  # noqa: S101  a concept is there because of its first recall
        _keep(user.id, cards.pop(name, None), made, keeper)
    gone = [card.id for card in cards.values()]
    if gone:
        db.session.execute(delete(ReviewCard).where(ReviewCard.id.in_(gone)))


def recalls(rows: Iterable[Any]) -> dict[str, list[Recall]]:
    """Return the recalls by concept, oldest first, from rows of the log in that order.

    What the learner found too easy counts as Easy, in the place of the day's first answer.
    """
    days: dict[str, dict[date, Recall]] = {}
    for concept, given_at, _role, rating, score in rows:
        rated = Rating(rating)
        recall = Recall(given_at.date(), rated, schedule.right(score, rated))
        days.setdefault(concept, {})[recall.day] = recall
    return {concept: list(found.values()) for concept, found in days.items()}


def people_with_answers(email: str | None = None) -> Sequence[User]:
    """Return everybody whose log is not empty, or the one with this address."""
    query = select(User).where(User.id.in_(select(ReviewLog.user_id))).order_by(User.id)
    return db.session.scalars(query.where(User.email == email) if email else query).all()


def keeper_of(user: User, concept: str) -> Keeper:
    """Return whose memory of what is scheduled."""
    return Keeper(user.id, concept, user.retention / 100)


def memory(card: ReviewCard | Row[*tuple[Any, ...]]) -> Memory:
    """Return a card, or a row of its columns, as the schedule knows it."""
    return Memory(
        state=card.state,
        stability=card.stability,
        difficulty=card.difficulty,
        due=card.due,
        last=card.last_review.date(),
        reps=card.reps,
        lapses=card.lapses,
    )


def _in_todays_review(user_id: int, today: date) -> tuple[ColumnElement[bool], ...]:
    return (
        ReviewLog.user_id == user_id,
        ReviewLog.given_at == schedule.noon(today),
        ReviewLog.context == "review",
    )


def _card(user_id: int, concept: str) -> ReviewCard | None:
    return db.session.scalar(
        select(ReviewCard).where(ReviewCard.user_id == user_id, ReviewCard.concept == concept)
    )


def _keep(user_id: int, card: ReviewCard | None, made: Memory, keeper: Keeper) -> None:
    if card is None:
        card = ReviewCard(user_id=user_id, concept=keeper.concept)
        db.session.add(card)
    card.state, card.stability, card.difficulty = made.state, made.stability, made.difficulty
    card.due, card.last_review = made.due, schedule.noon(made.last)
    card.reps, card.lapses = made.reps, made.lapses


def _first_of_the_day(row: Mapping[str, Any]) -> bool:
    """Log what may stand once a day and concept; False when another request was faster."""
    return added(ReviewLog, **row)
