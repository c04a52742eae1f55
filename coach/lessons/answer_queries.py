"""Sum up the first answers of all learners by question. No row of one user leaves this module."""

import json
from collections import Counter

from sqlalchemy import String, case, cast, func, select

from coach.db import db
from coach.lessons.models import LessonAnswer
from coach.questions.base import Response
from coach.questions.item_analysis import Moments

Words = tuple[str, str]  # a question's id and the digest of its text


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
