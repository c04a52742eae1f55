"""Read the first answers of all learners, added up or without a name. No user's id leaves here."""

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime

from sqlalchemy import String, and_, case, cast, func, select

from coach.content.model import Catalogue
from coach.db import db
from coach.lessons.models import LessonAnswer, LessonPlace
from coach.lessons.pace import LessonSitting
from coach.questions.base import Response
from coach.questions.item_analysis import Moments

Words = tuple[str, str]  # a question's id and the digest of its text
SITTINGS = 2_000  # lessons that were finished last; older ones are no longer read


def moments() -> dict[Words, Moments]:
    """Return the sums of first scores and rest scores by question."""
    scored = LessonAnswer.first_score.is_not(None)
    people = (
        select(
            LessonAnswer.user_id,
            func.sum(LessonAnswer.first_score).label("total"),
            func.count().label("answers"),
        )
        .where(scored)
        .group_by(LessonAnswer.user_id)
        .subquery()
    )
    score = LessonAnswer.first_score
    rest = (people.c.total - score) / func.nullif(people.c.answers - 1, 0)
    paired = case((people.c.answers > 1, score))
    sums = (func.sum(each) for each in (paired, rest, paired * paired, rest * rest, paired * rest))
    rows = db.session.execute(
        select(
            LessonAnswer.question_id,
            LessonAnswer.first_digest,
            func.count(),
            func.avg(score),
            func.count(rest),
            *(func.coalesce(each, 0.0) for each in sums),
        )
        .join(people, people.c.user_id == LessonAnswer.user_id)
        .where(scored)
        .group_by(LessonAnswer.question_id, LessonAnswer.first_digest)
    )
    return {(question, digest): Moments(*sums) for question, digest, *sums in rows}


def responses() -> dict[Words, Counter[Response]]:
    """Return how often each first response was given, by question."""
    given = cast(LessonAnswer.first_response, String)
    rows = db.session.execute(
        select(LessonAnswer.question_id, LessonAnswer.first_digest, given, func.count())
        .where(LessonAnswer.first_score.is_not(None))
        .group_by(LessonAnswer.question_id, LessonAnswer.first_digest, given)
    )
    found: dict[Words, Counter[Response]] = {}
    for question, digest, response, count in rows:
        found.setdefault((question, digest), Counter())[tuple(json.loads(response))] += count
    return found


def sittings(course: Catalogue) -> list[LessonSitting]:
    """Return when the lessons finished last were begun, answered and finished, in no order."""
    place, answer = LessonPlace, LessonAnswer
    last = (
        select(place.id, place.user_id, place.lesson_id, place.started_at, place.finished_at)
        .where(place.finished_at.is_not(None))
        .order_by(place.finished_at.desc(), place.id)
        .limit(SITTINGS)
        .subquery()
    )
    between = answer.first_at.between(last.c.started_at, last.c.finished_at)
    rows = db.session.execute(
        select(
            last.c.id,
            last.c.lesson_id,
            last.c.started_at,
            last.c.finished_at,
            answer.question_id,
            answer.first_at,
        ).join_from(last, answer, and_(answer.user_id == last.c.user_id, between), isouter=True)
    )
    found: dict[int, LessonSitting] = {}
    moments: dict[int, list[datetime]] = {}
    for key, lesson_id, started_at, finished_at, question_id, first_at in rows:
        found.setdefault(key, LessonSitting(lesson_id, started_at, finished_at))
        asked = course.questions.get(question_id or "")
        if asked and asked.lesson.id == lesson_id:
            moments.setdefault(key, []).append(first_at)
    return [replace(one, answered_at=tuple(moments.get(key, ()))) for key, one in found.items()]
