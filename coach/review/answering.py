"""An answer taken: marked, kept and put into the schedule, wherever the question was asked."""

from datetime import date, datetime
from typing import Literal

from coach.accounts.models import User
from coach.lessons import queries as lessons
from coach.questions.answer_form import AnswerSheet
from coach.review import log_queries

Context = Literal["lesson", "warm-up", "review"]


def answer(user: User, sheet: AnswerSheet, context: Context, today: date, now: datetime) -> None:
    """Keep the response of a valid sheet, and schedule its concept by what it is worth.

    ``context`` names where the question was asked. The same answer sent twice is kept once, and
    what cannot be marked yet is not scheduled. Nothing is committed.
    """
    question = sheet.question
    score = question.score(sheet.response)
    if lessons.record(user.id, sheet, score, now) and score is not None:
        rated = (sheet.confidence, sheet.hinted)
        log_queries.record(user, question, score, *rated, now, today, context)
