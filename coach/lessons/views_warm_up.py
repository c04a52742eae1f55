"""Ask up to three questions on due concepts before a new lesson."""

from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.content.model import Asked, Lesson
from coach.db import db
from coach.lessons import queries, warm_up
from coach.principles import by_slug
from coach.questions import marking, result
from coach.questions.answer_form import AnswerSheet
from coach.review import card_queries, session
from coach.review import queries as review
from coach.web import request_context
from coach.web.course import course, lesson_or_404, sent_sheet

bp = Blueprint("warm_up", __name__)


@bp.get("/lessons/<lesson_id>/warm-up/<int:number>")
def ask(lesson_id: str, number: int) -> Any:
    """Show the question that is due, a result with ``?answered``, or redirect to the lesson."""
    lesson = numbered(lesson_id, number)
    variants = warm_up.variants(lesson, session.concepts(course()))
    waiting = session.due(review.memories(g.user.id), g.today, variants) if g.user else []
    if "answered" in request.args:
        return answered(lesson, number, len(waiting))
    if not waiting:
        return redirect(first_step(lesson), 303)
    asked = variants[waiting[0].concept]
    seen = queries.seen(g.user.id, [each.question.id for each in asked])
    question = session.variant(asked, seen)
    return page(lesson, number, len(waiting), question, AnswerSheet(question.question))


@bp.post("/lessons/<lesson_id>/warm-up/<int:number>")
@request_context.person_required
def answer(lesson_id: str, number: int) -> Any:
    """Mark an answer, schedule its concept, and redirect to the result."""
    lesson = numbered(lesson_id, number)
    asked = known(lesson, request.form.get("question", ""))
    question = asked.question
    sheet = sent_sheet(question)
    if sheet.wants_hint or not sheet.validate():
        return page(lesson, number, 1, asked, sheet)
    card_queries.answer(g.user, sheet, "warm-up", g.today, g.now)
    db.session.commit()
    here = url_for(".ask", lesson_id=lesson.id, number=number)
    return redirect(f"{here}?answered={question.id}#verdict", 303)


def answered(lesson: Lesson, number: int, waiting: int) -> Any:
    """Return the page with the result of the answer named in the URL."""
    asked = known(lesson, request.args["answered"])
    given = queries.answer(g.user.id, asked.question.id) if g.user else None
    if given is None or given.last_digest != asked.question.digest:
        return redirect(first_step(lesson), 303)
    on = waiting and number < warm_up.MOST
    place = url_for(".ask", lesson_id=lesson.id, number=number + 1)
    return render_template(
        "lessons/warmed_up.html",
        lesson=lesson,
        number=number,
        total=min(warm_up.MOST, number + waiting),
        asked=asked,
        principle=by_slug(asked.lesson.principle),
        result=result.of(asked.question, tuple(given.last_response), str(g.user.id)),
        on=place if on else first_step(lesson),
        last=not on,
    )


def page(lesson: Lesson, number: int, waiting: int, asked: Asked, sheet: AnswerSheet) -> Any:
    """Return a question's page, with status 422 and the response if the answer was refused."""
    shown = render_template(
        "lessons/warm_up.html",
        lesson=lesson,
        number=number,
        total=min(warm_up.MOST, number + waiting - 1),
        question=asked.question,
        form=sheet,
        shown=marking.arranged(asked.question, str(g.user.id)),
        principle=by_slug(asked.lesson.principle),
        action=url_for(".answer", lesson_id=lesson.id, number=number),
        skip=first_step(lesson),
    )
    return shown, 422 if sheet.errors else 200


def numbered(lesson_id: str, number: int) -> Lesson:
    """Return the lesson, or answer 404 if it or the number does not exist."""
    return lesson_or_404(lesson_id) if 1 <= number <= warm_up.MOST else abort(404)


def known(lesson: Lesson, question_id: str) -> Asked:
    """Return a question that can be asked before this lesson, or answer 404."""
    found = course().questions.get(question_id) or abort(404)
    variants = warm_up.variants(lesson, session.concepts(course()))
    return found if found in variants.get(found.question.concept, ()) else abort(404)


def first_step(lesson: Lesson) -> str:
    """Return the address of the lesson's first step."""
    return url_for("lessons.step", lesson_id=lesson.id, number=1)
