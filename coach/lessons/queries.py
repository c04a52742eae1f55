"""Rows of the lessons. Nothing here commits."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coach.db import db
from coach.lessons.activity import Question
from coach.lessons.course import Lesson
from coach.lessons.models import LessonAnswer, LessonPlace
from coach.lessons.path import Place
from coach.lessons.question import Response


def places(user_id: int) -> tuple[Place, ...]:
    """Return the person's place in every lesson begun."""
    rows = db.session.scalars(select(LessonPlace).where(LessonPlace.user_id == user_id))
    return tuple(_place(row) for row in rows)


def place(user_id: int, lesson_id: str) -> Place | None:
    """Return the person's place in a lesson, or None before it is begun."""
    row = _row(user_id, lesson_id)
    return _place(row) if row else None


def move(user_id: int, lesson: Lesson, number: int, now: datetime) -> None:
    """Put the person's place at step ``number``; one past the last step finishes the lesson."""
    row = _row(user_id, lesson.id) or _begun(user_id, lesson, now)
    row.touched_at = now
    if number > len(lesson.steps):
        row.step_id, row.furthest_id = None, lesson.steps[-1].id
        row.finished_at = row.finished_at or now
        return
    row.step_id = lesson.steps[number - 1].id
    if number > lesson.number_of(row.furthest_id):
        row.furthest_id = row.step_id


def answer(user_id: int, question_id: str) -> LessonAnswer | None:
    """Return what the person answered, or None."""
    return db.session.scalar(
        select(LessonAnswer).where(
            LessonAnswer.user_id == user_id, LessonAnswer.question_id == question_id
        )
    )


def seen(user_id: int, question_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when each of these questions was last answered; those never answered are missing."""
    rows = db.session.execute(
        select(LessonAnswer.question_id, LessonAnswer.last_at).where(
            LessonAnswer.user_id == user_id, LessonAnswer.question_id.in_(question_ids)
        )
    )
    return {row.question_id: row.last_at for row in rows}


def record(
    user_id: int, question: Question, response: Response, score: float, now: datetime
) -> None:
    """Keep a response. The first stays; the same response again is not another try."""
    row = answer(user_id, question.id)
    if row is None:
        row = _first(user_id, question, response, score, now)
    if tuple(row.last_response) == response and row.last_digest == question.digest:
        return
    row.last_response, row.last_digest, row.last_at = list(response), question.digest, now
    row.tries += 1


def _place(row: LessonPlace) -> Place:
    return Place(row.lesson_id, row.step_id, row.furthest_id, row.touched_at, row.finished_at)


def _row(user_id: int, lesson_id: str) -> LessonPlace | None:
    return db.session.scalar(
        select(LessonPlace).where(
            LessonPlace.user_id == user_id, LessonPlace.lesson_id == lesson_id
        )
    )


def _begun(user_id: int, lesson: Lesson, now: datetime) -> LessonPlace:
    first = lesson.steps[0].id
    row = LessonPlace(
        user_id=user_id,
        lesson_id=lesson.id,
        step_id=first,
        furthest_id=first,
        started_at=now,
        touched_at=now,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # Continue was pressed twice at once: the other one was first
        found = _row(user_id, lesson.id)
        assert found is not None  # noqa: S101  the constraint just said that it is there
        return found
    return row


def _first(
    user_id: int, question: Question, response: Response, score: float, now: datetime
) -> LessonAnswer:
    row = LessonAnswer(
        user_id=user_id,
        question_id=question.id,
        first_response=list(response),
        first_score=score,
        first_digest=question.digest,
        first_at=now,
        last_response=list(response),
        last_digest=question.digest,
        last_at=now,
        tries=1,
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:  # the same form sent twice at once: the other one was first
        found = answer(user_id, question.id)
        assert found is not None  # noqa: S101  the constraint just said that it is there
        return found
    return row
