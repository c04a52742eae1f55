"""Take answers: mark and log them, and schedule cards by them.

Nothing here commits or reads a clock.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any, Literal

from fsrs import Rating
from sqlalchemy import delete, insert, select

from coach.accounts.models import User
from coach.db import db, insert_if_absent
from coach.lessons import queries as lessons
from coach.questions.answer_form import AnswerSheet
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
    """Log an answer. Schedule its concept if it is the first answer of the day to that concept.

    ``score`` is 0 to 1; ``hinted`` is True if a revealing hint was open; ``context`` is where the
    question was asked (see ``Context``). A question without a concept is not
    logged.
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
    params = scheduling_params_of(user, question.concept)
    _store_card(
        user.id, card, scheduling.after(memory(card) if card else None, recall, params), params
    )


def too_easy(user: User, answer: ReviewLog, now: datetime) -> None:
    """Count today's right answer as Easy. Doing it twice changes nothing."""
    row = {column.name: getattr(answer, column.name) for column in ReviewLog.__table__.columns}
    del row["id"]
    row.update(role="easier", rating=int(Rating.Easy), answered_at=now)
    if _first_of_the_day(row):
        rebuild(user, answer.concept)


def rebuild(user: User, concept: str | None = None) -> int:
    """Rebuild the user's cards from the log: all of them, or that of one concept.

    Return the number of recalls they were built from.
    """
    logged = select(
        ReviewLog.concept, ReviewLog.given_at, ReviewLog.role, ReviewLog.rating, ReviewLog.score
    ).where(ReviewLog.user_id == user.id, ReviewLog.role != "practice")
    old = select(ReviewCard).where(ReviewCard.user_id == user.id)
    if concept is not None:
        logged = logged.where(ReviewLog.concept == concept)
        old = old.where(ReviewCard.concept == concept)
    cards = {row.concept: row for row in db.session.scalars(old)}
    histories = recalls(db.session.execute(logged.order_by(ReviewLog.given_at, ReviewLog.id)))
    for name, history in histories.items():
        params = scheduling_params_of(user, name)
        memory_now = scheduling.replay(history, params)
        assert memory_now is not None  # noqa: S101  every history has at least one recall
        _store_card(user.id, cards.pop(name, None), memory_now, params)
    unlogged = [card.id for card in cards.values()]
    if unlogged:
        db.session.execute(delete(ReviewCard).where(ReviewCard.id.in_(unlogged)))
    return sum(map(len, histories.values()))


def recalls(rows: Iterable[Any]) -> dict[str, list[Recall]]:
    """Return the recalls by concept, oldest first, from rows of the log in that order.

    A row with the role ``easier`` replaces the first answer of its day by an Easy one.
    """
    days: dict[str, dict[date, Recall]] = {}
    for concept, given_at, _role, rating, score in rows:
        rated = Rating(rating)
        recall = Recall(given_at.date(), rated, scheduling.right(score, rated))
        days.setdefault(concept, {})[recall.day] = recall
    return {concept: list(by_day.values()) for concept, by_day in days.items()}


def scheduling_params_of(user: User, concept: str) -> SchedulingParams:
    """Return the scheduling parameters of a user and concept."""
    return SchedulingParams(user.id, concept, user.retention / 100)


def _card(user_id: int, concept: str) -> ReviewCard | None:
    return db.session.scalar(
        select(ReviewCard).where(ReviewCard.user_id == user_id, ReviewCard.concept == concept)
    )


def _store_card(
    user_id: int, card: ReviewCard | None, memory_now: Memory, params: SchedulingParams
) -> None:
    if card is None:
        card = ReviewCard(user_id=user_id, concept=params.concept)
        db.session.add(card)
    card.state, card.reps, card.lapses = memory_now.state, memory_now.reps, memory_now.lapses
    card.stability, card.difficulty = memory_now.stability, memory_now.difficulty
    card.due, card.last_review = memory_now.due, scheduling.fsrs_time(memory_now.last)


def _first_of_the_day(row: Mapping[str, Any]) -> bool:
    """Log a row that exists once per day and concept.

    Return False if another request was faster.
    """
    return insert_if_absent(ReviewLog, **row)


Context = Literal["lesson", "warm-up", "review", "practice"]


def answer(user: User, sheet: AnswerSheet, context: Context, today: date, now: datetime) -> None:
    """Store the response of a valid sheet, and schedule its concept by its score.

    ``context`` is where the question was asked. An answer that is sent twice is stored once, and a
    response that cannot be marked yet is not scheduled. This does not commit.
    """
    question = sheet.question
    score = question.score(sheet.response)
    if lessons.record(user.id, sheet, score, now) and score is not None:
        circumstances = (sheet.confidence, sheet.hinted)
        record(user, question, score, *circumstances, now, today, context)
