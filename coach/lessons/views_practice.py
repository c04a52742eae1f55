"""Ask the questions of a principle that are too long for a review card: talks and texts."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.db import db
from coach.lessons import queries
from coach.principles import by_slug
from coach.questions import dialogue, marking, result
from coach.questions.answer_form import AnswerSheet
from coach.questions.base import Question
from coach.questions.dialogue import Dialogue
from coach.review import card_queries
from coach.web import request_context
from coach.web.course import course, sent_sheet

bp = Blueprint("practice", __name__)


@bp.get("/learn/<slug>/practice/<question_id>")
def ask(slug: str, question_id: str) -> Any:
    """Show the question, or the result of the last answer to this same text."""
    question = question_or_404(slug, question_id)
    given = queries.answer(g.user.id, question.id) if g.user else None
    asked = {"again", "said"} & request.args.keys()
    if given is None or given.last_digest != question.digest or asked:
        return page(slug, question, AnswerSheet(question))
    found = result.of(question, tuple(given.last_response), seed())
    return render_template(
        "lessons/practised.html", **context(slug, question), result=found, given=given
    )


@bp.post("/learn/<slug>/practice/<question_id>")
def answer(slug: str, question_id: str) -> Any:
    """Mark and store an answer. Only the first one is scored."""
    question = question_or_404(slug, question_id)
    sheet = sent_sheet(question)
    if sheet.wants_hint or not sheet.validate():
        return page(slug, question, sheet)
    card_queries.answer(request_context.ensure_user(), sheet, "practice", g.today, g.now)
    db.session.commit()
    place = url_for(".ask", slug=slug, question_id=question.id, _anchor="verdict")
    return redirect(place, 303)


def page(slug: str, question: Question, sheet: AnswerSheet) -> Any:
    """Return the question's page, with status 422 and the response if the answer was refused."""
    more: dict[str, Any] = {"form": sheet}
    if isinstance(question, Dialogue):
        way = question.walk(sheet.all("said") or request.args.getlist("said"))
        more |= {"talk": way, "shown": dialogue.offered(way, seed())}
    else:
        more["shown"] = marking.arranged(question, seed())
    shown = render_template("lessons/practice.html", **context(slug, question), **more)
    return shown, 422 if sheet.errors else 200


def context(slug: str, question: Question) -> dict[str, Any]:
    """Return what both pages need."""
    back = url_for("lessons.principle", slug=slug)
    place = url_for(".ask", slug=slug, question_id=question.id)
    return {"question": question, "principle": by_slug(slug), "back": back, "action": place}


def question_or_404(slug: str, question_id: str) -> Question:
    """Return a principle's long question, or answer 404."""
    found = (each for each in course().longer_practice(slug) if each.id == question_id)
    return next(found, None) or abort(404)


def seed() -> str:
    """Return the seed for the order of replies: per user, and the same for all visitors."""
    return str(g.user.id) if g.user else "visitor"
