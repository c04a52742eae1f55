"""Add bookmarks, notes in the margin, and ratings of lessons."""

from dataclasses import replace
from typing import Any

from flask import Blueprint, abort, g, redirect, render_template, request, url_for

from coach.content.model import Lesson
from coach.db import db
from coach.lessons import annotation_queries
from coach.lessons.forms import MarginNoteForm, RatingForm, note_versions, rating_versions
from coach.principles import by_slug
from coach.web import request_context
from coach.web.course import course, lesson_or_404, step_or_404
from coach.web.partials import back_or_part, page_or_part
from coach.web.text_versions import Versions

bp = Blueprint("margin", __name__)


@bp.app_template_global()
def step_link(key: str) -> str | None:
    """Return the address of the step that a journal entry belongs to, or None."""
    found = course().steps.get(key.removeprefix(annotation_queries.NOTE))
    if found is None:
        return None
    return url_for("lessons.step", lesson_id=found.lesson.id, number=found.number)


@bp.get("/learn/bookmarks")
def bookmarks() -> str:
    """Show the steps with a bookmark, the newest first."""
    steps = course().steps
    ids = annotation_queries.bookmarks(g.user.id) if g.user else ()
    found = [steps[step_id] for step_id in ids if step_id in steps]
    return render_template("lessons/bookmarks.html", marked=found, by_slug=by_slug)


@bp.post("/lessons/<lesson_id>/<int:number>/bookmark")
def bookmark(lesson_id: str, number: int) -> Any:
    """Add a bookmark, or delete it if ``away`` is sent."""
    _, step = step_or_404(lesson_id, number)
    user = request_context.ensure_user()
    away = "away" in request.form
    if away:
        annotation_queries.unmark(user.id, step.id)
    else:
        annotation_queries.mark(user.id, step.id, g.now)
    db.session.commit()
    return shown(lesson_id, number, "Bookmark taken away" if away else "Bookmarked")


@bp.post("/lessons/<lesson_id>/<int:number>/note")
def note(lesson_id: str, number: int) -> Any:
    """Save a note beside this step in the journal. An empty text deletes it."""
    lesson, step = step_or_404(lesson_id, number)
    form = MarginNoteForm()
    if not form.validate():
        abort(413)  # the field's maxlength stops a user long before
    beside = annotation_queries.beside(g.user.id if g.user else None, step.id)
    both = note_versions(beside.note, form.text.data)
    if both.differences:
        return refused(lesson, number, replace(beside, note=form.text.data), both)
    user = request_context.ensure_user()
    prompt = f"{lesson.title}: {step.name}"
    annotation_queries.keep_note(user.id, step.id, prompt, form.text.data, g.now)
    db.session.commit()
    return shown(lesson_id, number, "Note kept" if form.text.data else "Note taken away")


@bp.post("/lessons/<lesson_id>/rating")
def rate(lesson_id: str) -> Any:
    """Save a rating of the lesson, with its comment."""
    lesson = lesson_or_404(lesson_id)
    form = RatingForm()
    found = annotation_queries.rating(g.user.id, lesson.id) if g.user else None
    both = rating_versions(found, form)
    if not form.validate() or both.differences:
        context = {"lesson": lesson, "form": form, "rating": None, "versions": both}
        page = render_template(
            "lessons/rating.html", principle=by_slug(lesson.principle), **context
        )
        return page, both.status(form.errors)
    user = request_context.ensure_user()
    annotation_queries.rate(user.id, lesson.id, form.liked.data == "up", form.word.data, g.now)
    db.session.commit()
    return redirect(url_for("lesson_finish.finish", lesson_id=lesson.id, _anchor="rating"), 303)


def refused(lesson: Lesson, number: int, typed: annotation_queries.Beside, both: Versions) -> Any:
    """Return the note that was stored in the meantime, above the typed one, with status 409."""
    context = {"lesson": lesson, "number": number, "step": lesson.steps[number - 1]}
    context |= {"beside": typed, "note_versions": both, "principle": by_slug(lesson.principle)}
    return page_or_part("lessons/note.html", "lessons/_margin.html", 409, **context)


def shown(lesson_id: str, number: int, says: str) -> Any:
    """Return the step's margin as it is now: as a partial, or by a redirect to the page."""
    lesson, step = step_or_404(lesson_id, number)
    place = url_for("lessons.step", lesson_id=lesson_id, number=number, _anchor="margin")
    context = {"lesson": lesson, "number": number, "step": step, "says": says}
    part = "lessons/_margin.html"
    beside = annotation_queries.beside(g.user.id, step.id)
    both = note_versions(beside.note)
    return back_or_part(place, part, beside=beside, note_versions=both, **context)
