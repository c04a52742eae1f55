"""Delete a learner's text in answer to a lesson's question."""

from typing import Any

from flask import Blueprint, abort, g, redirect, url_for

from coach.db import db
from coach.lessons import queries
from coach.questions.free_text import FreeText
from coach.web import request_context
from coach.web.course import step_or_404

bp = Blueprint("own_words", __name__)


@bp.post("/lessons/<lesson_id>/<int:number>/delete")
@request_context.person_required
def delete(lesson_id: str, number: int) -> Any:
    """Delete one text for good, with its marks. Doing it twice changes nothing."""
    lesson, question = step_or_404(lesson_id, number)
    if not isinstance(question, FreeText):
        abort(404)
    queries.forget(g.user.id, question.id)
    db.session.commit()
    return redirect(url_for("lessons.step", lesson_id=lesson.id, number=number), 303)
