"""Take an answer: mark it, store it and schedule its concept, wherever the question was asked."""

from datetime import date, datetime
from typing import Literal

from coach.accounts.models import User
from coach.lessons import queries as lessons
from coach.questions.answer_form import AnswerSheet
from coach.review import log_queries

Context = Literal["lesson", "warm-up", "review"]


def answer(user: User, sheet: AnswerSheet, context: Context, today: date, now: datetime) -> None:
    """Store the response of a valid sheet, and schedule its concept by its score.

    ``context`` is where the question was asked. An answer that is sent twice is stored once, and a
    response that cannot be marked yet is not scheduled. This does not commit.
    """
    question = sheet.question
    score = question.score(sheet.response)
    if lessons.record(user.id, sheet, score, now) and score is not None:
        circumstances = (sheet.confidence, sheet.hinted)
        log_queries.record(user, question, score, *circumstances, now, today, context)
