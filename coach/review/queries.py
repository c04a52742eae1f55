"""Read the rows of the review. Nothing here commits or reads a clock."""

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from fsrs import Rating
from sqlalchemy import ColumnElement, bindparam, func, select

from coach.accounts.models import User
from coach.content.model import Catalogue
from coach.db import db, written_out
from coach.review import scheduling, session
from coach.review.mastery import Mastery, mastery
from coach.review.models import ReviewCard, ReviewLog
from coach.review.scheduling import Confidence, Memory

# when the user did something here: Today asks how long they were away
USES = (ReviewLog.answered_at,)

_MEMORY = (  # columns, because creating ORM objects would take longer than the rest of the page
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
    """A card answered in today's review.

    ``right``: the answer was right; ``easy``: the learner found it too easy.
    """

    concept: str
    right: bool
    easy: bool
    confidence: Confidence | None


def waits(user_id: int, today: date, concepts: Iterable[str]) -> bool:
    """Return whether any of these concepts is due. The statement reads one row."""
    due = select(ReviewCard.id).where(
        ReviewCard.user_id == user_id,
        ReviewCard.due <= today,
        ReviewCard.concept.in_(concepts),
    )
    return bool(db.session.scalar(select(due.exists())))


WAITING = written_out(
    select(
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
)


def load(user_id: int, variants: Container[str], today: date) -> session.Load:
    """Return how many cards of today's review are answered and how many are due, by one
    statement."""
    params = {"user": user_id, "noon": scheduling.fsrs_time(today), "today": today}
    rows = db.rows(WAITING, params)
    waiting = sum(concept in variants for concept, _ in rows)
    return session.load(waiting, rows[0].done if rows else 0)


def memories(user_id: int) -> dict[str, Memory]:
    """Return the user's memory of each concept."""
    rows = db.rows(MEMORIES, {"user": user_id})
    return {
        concept: Memory(state, stability, difficulty, due, last.date(), reps, lapses)
        for concept, state, stability, difficulty, due, last, reps, lapses in rows
    }


def mastery_by_principle(user_id: int, catalogue: Catalogue, today: date) -> Mapping[str, Mastery]:
    """Return the mastery of each principle today, by its slug."""
    return mastery(memories(user_id), session.concepts(catalogue), today)


def done(user_id: int, today: date) -> dict[str, Done]:
    """Return the cards answered in today's review by question id, in order."""
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
    """Return today's answer to this question if its concept is scheduled by it, otherwise None."""
    return db.session.scalar(
        select(ReviewLog).where(
            ReviewLog.user_id == user_id,
            ReviewLog.given_at == scheduling.fsrs_time(today),
            ReviewLog.role == "counted",
            ReviewLog.question_id == question_id,
        )
    )


def was_right(answer: ReviewLog) -> bool:
    """Return whether a logged answer was right, without a hint and without guessing."""
    return scheduling.right(answer.score, Rating(answer.rating))


def people_with_answers(email: str | None = None) -> Sequence[User]:
    """Return all users who have logged answers, or only the one with this e-mail address."""
    query = select(User).where(User.id.in_(select(ReviewLog.user_id))).order_by(User.id)
    return db.session.scalars(query.where(User.email == email) if email else query).all()


def memory(card: ReviewCard) -> Memory:
    """Return the memory that a card stores."""
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
        ReviewLog.given_at == scheduling.fsrs_time(today),
        ReviewLog.context == "review",
    )
