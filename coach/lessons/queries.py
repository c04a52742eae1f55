"""Read and write the rows of the lessons. Nothing here commits."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, case, delete, func, select

from coach.content.model import Lesson
from coach.db import db, insert_for_dialect, insert_if_absent
from coach.lessons.calibration import Rated
from coach.lessons.models import LessonAnswer, LessonPlace
from coach.lessons.outcome import First
from coach.lessons.progress import PlaceInLesson
from coach.questions import marking
from coach.questions.answer_form import AnswerSheet

# when the user did something here: Today asks how long they were away
USES = (LessonPlace.touched_at, LessonAnswer.last_at)

SENT_TWICE = timedelta(minutes=10)  # within this time the same response counts once


PLACE = LessonPlace.__table__.c  # the table's columns, because a row of the ORM costs more
PLACES = select(
    PLACE.lesson_id, PLACE.step_id, PLACE.furthest_id, PLACE.touched_at, PLACE.finished_at
).where(PLACE.user_id == bindparam("user"))


def places(user_id: int) -> tuple[PlaceInLesson, ...]:
    """Return the user's place in every lesson they began."""
    rows = db.rows(PLACES, {"user": user_id})
    return tuple(PlaceInLesson(*row) for row in rows)


def place(user_id: int, lesson_id: str) -> PlaceInLesson | None:
    """Return the user's place in a lesson, or None if it is not begun."""
    row = db.session.scalar(
        select(LessonPlace).where(
            LessonPlace.user_id == user_id, LessonPlace.lesson_id == lesson_id
        )
    )
    return _place(row) if row else None


def move(user_id: int, lesson: Lesson, number: int, now: datetime) -> None:
    """Move the user's place to step ``number``. One past the last step finishes the lesson.

    It is one statement, so that two requests at once do no harm.
    """
    ended = number > len(lesson.steps)
    at = lesson.steps[min(number, len(lesson.steps)) - 1].id
    ahead = [step.id for step in lesson.steps[number:]]
    row = insert_for_dialect(LessonPlace).values(
        user_id=user_id,
        lesson_id=lesson.id,
        step_id=None if ended else at,
        furthest_id=at,
        started_at=now,
        touched_at=now,
        finished_at=now if ended else None,
    )
    new = row.excluded
    row = row.on_conflict_do_update(
        index_elements=["user_id", "lesson_id"],
        set_={
            "step_id": new.step_id,
            "touched_at": new.touched_at,
            "furthest_id": case(
                (LessonPlace.furthest_id.in_(ahead), LessonPlace.furthest_id),
                else_=new.furthest_id,
            ),
            "finished_at": func.coalesce(LessonPlace.finished_at, new.finished_at),
        },
    )
    db.session.execute(row)


def answer(user_id: int, question_id: str) -> LessonAnswer | None:
    """Return the user's answer, or None."""
    return db.session.scalar(
        select(LessonAnswer).where(
            LessonAnswer.user_id == user_id, LessonAnswer.question_id == question_id
        )
    )


def forget(user_id: int, question_id: str) -> None:
    """Delete the user's answer."""
    db.session.execute(
        delete(LessonAnswer).where(
            LessonAnswer.user_id == user_id, LessonAnswer.question_id == question_id
        )
    )


def record(user_id: int, sheet: AnswerSheet, score: float | None, now: datetime) -> bool:
    """Save a valid sheet's response. Return whether it differs from the response before.

    The first scored response stays. The same response sent twice counts once, and so do a free text
    and the ticks that it gets in the comparison.
    """
    question, response = sheet.question, sheet.response
    if _first(user_id, sheet, score, now):
        return True
    row = answer(user_id, question.id)
    assert row is not None  # noqa: S101  the constraint guarantees a row
    same_words = row.last_digest == question.digest
    before = tuple(row.last_response)
    if same_words and before == response and now - row.last_at < SENT_TWICE:
        return False
    if row.first_score is None and score is not None:
        row.first_response, row.first_digest = list(response), question.digest
        row.first_score = score
    if not (same_words and question.continues(before, response)):
        row.tries += 1
    row.last_response, row.last_digest, row.last_at = list(response), question.digest, now
    return True


def seen(user_id: int, question_ids: Iterable[str]) -> dict[str, datetime]:
    """Return when each question was last answered, without those that were never answered."""
    rows = db.session.execute(
        select(LessonAnswer.question_id, LessonAnswer.last_at).where(
            LessonAnswer.user_id == user_id, LessonAnswer.question_id.in_(question_ids)
        )
    )
    return {row.question_id: row.last_at for row in rows}


def first_answers(user_id: int, lesson: Lesson) -> list[First]:
    """Return the user's first answers to a lesson's questions, without unmarked ones."""
    rows = db.session.execute(
        select(LessonAnswer.question_id, LessonAnswer.first_score, LessonAnswer.first_hinted).where(
            LessonAnswer.user_id == user_id,
            LessonAnswer.question_id.in_([question.id for question in lesson.questions]),
        )
    )
    return [First(each, score, hint) for each, score, hint in rows if score is not None]


def marked_and_right(user_id: int) -> tuple[int, int]:
    """Return how many of the user's first answers were marked, and how many were right."""
    right = case((LessonAnswer.first_score >= marking.FULL, 1))
    query = select(func.count(LessonAnswer.first_score), func.count(right))
    found = db.session.execute(query.where(LessonAnswer.user_id == user_id)).one()
    return found[0], found[1]


def rated(user_id: int) -> Sequence[Rated]:
    """Return how many first answers have each confidence, and how many of them were right.

    Answers with a hint are left out.
    """
    rows = db.session.execute(
        select(
            LessonAnswer.first_confidence,
            func.count(),
            func.count(case((LessonAnswer.first_score >= marking.FULL, 1))),
        )
        .where(
            LessonAnswer.user_id == user_id,
            LessonAnswer.first_confidence.is_not(None),
            LessonAnswer.first_score.is_not(None),
            ~LessonAnswer.first_hinted,
        )
        .group_by(LessonAnswer.first_confidence)
    )
    return [Rated(str(confidence), count, right) for confidence, count, right in rows]


def _first(user_id: int, sheet: AnswerSheet, score: float | None, now: datetime) -> bool:
    """Insert the first response. Return False if there is one already."""
    response, digest = list(sheet.response), sheet.question.digest
    return insert_if_absent(
        LessonAnswer,
        user_id=user_id,
        question_id=sheet.question.id,
        first_response=response,
        first_score=score,
        first_confidence=sheet.confidence,
        first_hinted=sheet.hinted,
        first_digest=digest,
        first_at=now,
        last_response=response,
        last_digest=digest,
        last_at=now,
        tries=1,
    )


def _place(row: LessonPlace) -> PlaceInLesson:
    return PlaceInLesson(
        row.lesson_id, row.step_id, row.furthest_id, row.touched_at, row.finished_at
    )
