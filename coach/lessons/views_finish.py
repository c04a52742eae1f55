"""Show the page at the end of a lesson."""

from typing import Any

from flask import Blueprint, g, redirect, render_template, url_for

from coach.content.model import Lesson
from coach.content.steps import IntentionStep
from coach.habits import queries as habits
from coach.intentions import phrases as intention_phrases
from coach.intentions import queries as intentions
from coach.lessons import annotation_queries as margin
from coach.lessons import outcome, queries
from coach.lessons.forms import rating_versions
from coach.lessons.views import coming
from coach.principles import by_slug
from coach.review import phrases, session
from coach.review import queries as review
from coach.web.course import course, lesson_or_404

bp = Blueprint("lesson_finish", __name__)


@bp.get("/lessons/<lesson_id>/finish")
def finish(lesson_id: str) -> Any:
    """Show the hardest part, when it comes back, the learner's new skills, and links onward."""
    lesson = lesson_or_404(lesson_id)
    where = coming().where
    if where.standings[lesson.id].state != "done":
        return redirect(url_for("lessons.resume", lesson_id=lesson.id), 303)
    found = outcome.of(lesson, queries.first_answers(g.user.id, lesson))
    when, is_new = returns(lesson, found.concept)
    rating = margin.rating(g.user.id, lesson.id)
    return render_template(
        "lessons/finish.html",
        lesson=lesson,
        principle=by_slug(lesson.principle),
        where=where,
        course=course(),
        outcome=found,
        told=outcome.sentence(found, when, is_new),
        kept=habits.from_offers(g.user.id),
        rating=rating,
        versions=rating_versions(rating),
        related=outcome.related(lesson, course().lessons.values()),
        **own_case(lesson),
    )


def own_case(lesson: Lesson) -> dict[str, Any]:
    """Return the number of the step that asks for an intention, or 0, and the intention."""
    for number, step in enumerate(lesson.steps, start=1):
        if isinstance(step, IntentionStep):
            kept = intentions.of_step(g.user.id, step.id)
            answers = intention_phrases.ANSWERS
            return {"own_case": number, "intention": kept, "answers": answers}
    return {"own_case": 0}


def returns(lesson: Lesson, concept: str) -> tuple[str, bool]:
    """Return when a concept comes back in the review, and whether as a new question.

    Without a concept, the first of the lesson's concepts counts. The text is empty if none is
    scheduled for today or later.
    """
    wanted = {concept} if concept else lesson.concepts
    known, variants = review.memories(g.user.id), session.concepts(course())
    due = [(known[each].due, each) for each in wanted if each in known and each in variants]
    if not due:
        return "", False
    day, first = min(due)
    seen = queries.seen(g.user.id, [asked.question.id for asked in variants[first]])
    if day < g.today:  # it is overdue, and its lesson may be long ago
        return "", False
    when = phrases.returns(day, g.today) if day > g.today else "today"
    return when, session.is_new(variants[first], seen)
