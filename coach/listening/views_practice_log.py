"""Show and edit the practice log, which only the user can read."""

from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.listening import practice_log_queries
from coach.listening.forms import FieldForm
from coach.listening.models import FieldNote
from coach.listening.views import new_token
from coach.web import request_context, text_versions
from coach.web.deletions import to_delete
from coach.web.request_validation import row_id

bp = Blueprint("field", __name__, url_prefix="/listening/field")


@bp.get("")
def log() -> str:
    """Show the logged conversations, and a form for a new one."""
    return log_page(FieldForm(None, token=new_token()))


@bp.post("")
def add() -> Any:
    """Log a conversation."""
    form = FieldForm()
    if not form.validate():
        return log_page(form), 422
    values = {
        "user_id": request_context.ensure_user().id,
        "token": form.token.data or new_token(),
        "mattered": form.mattered.data,
        "asked": form.asked.data,
        "noticed": form.noticed.data,
        "practice_day": g.today,
        "written_at": g.now,
        "changed_at": g.now,
    }
    practice_log_queries.keep_field_note(values)
    db.session.commit()
    flash("Logged.")
    return redirect(url_for(".log"), 303)


@bp.route("/<int:note_id>", methods=["GET", "POST"])
@request_context.person_required
def change(note_id: int) -> Any:
    """Edit one logged conversation."""
    found = own(note_id)
    form = FieldForm(obj=found)
    both = text_versions.of_forms(FieldForm(None, obj=found), form)
    if request.method == "POST" and form.validate() and not both.differences:
        found.mattered, found.asked = form.mattered.data, form.asked.data
        found.noticed, found.changed_at = form.noticed.data, g.now
        db.session.commit()
        flash("Saved.")
        return redirect(url_for(".log"), 303)
    page = render_template("listening/field_edit.html", form=form, note=found, versions=both)
    return page, both.status(form.errors)


@bp.post("/<int:note_id>/delete")
@request_context.person_required
def delete(note_id: int) -> Any:
    """Delete one logged conversation for good."""
    if found := to_delete(practice_log_queries.own_field_note(g.user.id, note_id)):
        db.session.delete(found)
        db.session.commit()
    flash("Deleted.")
    return redirect(url_for(".log"), 303)


def log_page(form: FieldForm) -> str:
    """Return the page with the form and the logged conversations."""
    before = request.args.get("before", type=row_id)
    found = practice_log_queries.field_notes(g.user.id, before) if g.user else []
    more = len(found) > practice_log_queries.PAGE
    context = {"notes": found[: practice_log_queries.PAGE], "more": more}
    return render_template("listening/field.html", form=form, **context)


def own(note_id: int) -> FieldNote:
    """Return the user's own logged conversation, or answer 404."""
    return practice_log_queries.own_field_note(g.user.id, note_id) or abort(404)
