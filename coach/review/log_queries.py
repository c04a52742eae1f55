"""Answers logged, and cards kept by them. Nothing here commits, nothing reads a clock."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from fsrs import Rating
from sqlalchemy import delete, insert, select

from coach.accounts.models import User
from coach.db import db, insert_if_absent
from coach.questions.base import Question
from coach.review import scheduling
from coach.review.models import ReviewCard, ReviewLog
from coach.review.queries import memory
from coach.review.scheduling import Confidence, Memory, Recall, SchedulingParams


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
    rating = scheduling.rate(score, confidence, hinted)
    row = {
        "user_id": user.id,
        "concept": question.concept,
        "question_id": question.id,
        "digest": question.digest,
        "context": context,
        "answered_at": now,
        "given_at": scheduling.fsrs_time(today),
        "rating": int(rating),
        "score": score,
        "confidence": confidence,
        "hinted": hinted,
        "fsrs_version": scheduling.VERSION,
    }
    later = card is None or card.last_review.date() < today
    if not later or not _first_of_the_day({**row, "role": "counted"}):
        db.session.execute(insert(ReviewLog).values(**row, role="practice"))
        return
    recall = Recall(today, rating, scheduling.right(score, rating))
    keeper = scheduling_params_of(user, question.concept)
    _keep(user.id, card, scheduling.after(memory(card) if card else None, recall, keeper), keeper)


def too_easy(user: User, answer: ReviewLog, now: datetime) -> None:
    """Let today's right answer count as Easy. Saying so twice changes nothing."""
    kept = {column.name: getattr(answer, column.name) for column in ReviewLog.__table__.columns}
    del kept["id"]
    kept.update(role="easier", rating=int(Rating.Easy), answered_at=now)
    if _first_of_the_day(kept):
        rebuild(user, answer.concept)


def rebuild(user: User, concept: str | None = None) -> int:
    """Make the person's cards anew from the log: all of them, or that of one concept.

    Return how many days of answers they were made from.
    """
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
        keeper = scheduling_params_of(user, name)
        made = scheduling.replay(history, keeper)
        assert made is not None  # noqa: S101  a concept is there because of its first recall
        _keep(user.id, cards.pop(name, None), made, keeper)
    gone = [card.id for card in cards.values()]
    if gone:
        db.session.execute(delete(ReviewCard).where(ReviewCard.id.in_(gone)))
    return sum(map(len, found.values()))


def recalls(rows: Iterable[Any]) -> dict[str, list[Recall]]:
    """Return the recalls by concept, oldest first, from rows of the log in that order.

    What the learner found too easy counts as Easy, in the place of the day's first answer.
    """
    days: dict[str, dict[date, Recall]] = {}
    for concept, given_at, _role, rating, score in rows:
        rated = Rating(rating)
        recall = Recall(given_at.date(), rated, scheduling.right(score, rated))
        days.setdefault(concept, {})[recall.day] = recall
    return {concept: list(found.values()) for concept, found in days.items()}


def scheduling_params_of(user: User, concept: str) -> SchedulingParams:
    """Return whose memory of what is scheduled."""
    return SchedulingParams(user.id, concept, user.retention / 100)


def _card(user_id: int, concept: str) -> ReviewCard | None:
    return db.session.scalar(
        select(ReviewCard).where(ReviewCard.user_id == user_id, ReviewCard.concept == concept)
    )


def _keep(user_id: int, card: ReviewCard | None, made: Memory, keeper: SchedulingParams) -> None:
    if card is None:
        card = ReviewCard(user_id=user_id, concept=keeper.concept)
        db.session.add(card)
    card.state, card.stability, card.difficulty = made.state, made.stability, made.difficulty
    card.due, card.last_review = made.due, scheduling.fsrs_time(made.last)
    card.reps, card.lapses = made.reps, made.lapses


def _first_of_the_day(row: Mapping[str, Any]) -> bool:
    """Log what may stand once a day and concept; False when another request was faster."""
    return insert_if_absent(ReviewLog, **row)
