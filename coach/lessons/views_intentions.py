"""Keep what a learner wants to say in their own case, once per step of a lesson."""

from typing import Any

from flask import Blueprint, abort, g, redirect, request

from coach.content.model import Lesson
from coach.content.steps import IntentionStep
from coach.db import db
from coach.drafts import queries as drafts
from coach.intentions import phrases
from coach.intentions import queries as intentions
from coach.lessons import queries
from coach.lessons.step_pages import LONGEST_DRAFT, draft_place, here, intention_page
from coach.lessons.views import left
from coach.web import request_context, text_versions
from coach.web.course import step_or_404
from coach.web.forms import on_one_line, trimmed
from coach.web.intention_form import IntentionForm

bp = Blueprint("lesson_intention", __name__)


@bp.post("/lessons/<lesson_id>/<int:number>/intention")
def keep(lesson_id: str, number: int) -> Any:
    """Keep the intention. With three open already, the page asks which one to let go."""
    lesson, step = step_or_404(lesson_id, number)
    if not isinstance(step, IntentionStep):
        abort(404)
    if "leave" in request.form:
        return leave(lesson, number, step)
    kept = intentions.of_step(g.user.id, step.id) if g.user else None
    form = IntentionForm(obj=kept)
    form.contact_id.offer(kept.contact_id if kept else None)
    form.make_room(intentions.open_ones(g.user.id, step.id) if g.user else (), g.today)
    stored = IntentionForm(None, obj=kept)
    stored.contact_id.choices = form.contact_id.choices
    both = text_versions.of_forms(stored, form, without=("let_go",))
    if not form.validate() or both.differences:
        return intention_page(lesson, number, step, form)
    user = request_context.ensure_user()
    if form.let_go.data:
        intentions.let_go(user.id, form.let_go.data, g.today, g.now)
    day, words = form.day.data, form.words.data
    intentions.save(user.id, step.id, day=day, words=words, now=g.now, **form.whom)
    drafts.delete_text_draft(user.id, draft_place(step))
    queries.move(user.id, lesson, number, g.now)
    db.session.commit()
    return redirect(here(lesson, number), 303)


def leave(lesson: Lesson, number: int, step: IntentionStep) -> Any:
    """Save what was typed as a draft, and redirect to where the button says."""
    who, words = on_one_line(request.form.get("who")), trimmed(request.form.get("words"))
    day = on_one_line(request.form.get("day"))[:10]
    text = phrases.draft(who[:200], day, words)[:LONGEST_DRAFT]
    if text or g.user:
        drafts.save_text_draft(request_context.ensure_user().id, draft_place(step), text, g.now)
    return left(lesson, number)
