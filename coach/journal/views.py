"""Read, write, change and delete what a person wrote for themselves."""

import secrets
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request

from coach.db import db
from coach.journal import queries
from coach.journal.forms import NoteForm
from coach.journal.models import Entry
from coach.web import entry
from coach.web.address import row_id
from coach.web.fields import safe_next

bp = Blueprint("journal", __name__, url_prefix="/journal")


@bp.route("", methods=["GET", "POST"])
def journal() -> Any:
    """Entries, newest first, and a form for a note."""
    form = NoteForm()
    if request.method == "POST" and form.validate():
        user = entry.ensure_user()
        key = form.token.data or secrets.token_hex(8)
        queries.keep(user.id, "note", key, "", form.text.data, g.now)
        db.session.commit()
        flash("Kept in your journal.")
        return redirect("/journal", 303)
    if not form.token.data:
        form.token.data = secrets.token_hex(8)
    found = queries.page(g.user.id, request.args.get("before", type=row_id)) if g.user else []
    context = {"form": form, "entries": found[: queries.PAGE], "more": len(found) > queries.PAGE}
    return render_template("journal/journal.html", **context), 422 if form.errors else 200


@bp.route("/<int:entry_id>", methods=["GET", "POST"])
@entry.person_required
def edit(entry_id: int) -> Any:
    """Change one entry."""
    found = own(entry_id)
    form = NoteForm(obj=found)
    if request.method == "POST" and form.validate():
        found.text, found.changed_at = form.text.data, g.now
        db.session.commit()
        flash("Saved.")
        return redirect(safe_next("/journal"), 303)
    page = render_template("journal/edit.html", form=form, entry=found)
    return page, 422 if form.errors else 200


@bp.post("/<int:entry_id>/delete")
@entry.person_required
def delete(entry_id: int) -> Any:
    """Delete one entry for good."""
    db.session.delete(own(entry_id))
    db.session.commit()
    flash("Deleted.")
    return redirect("/journal", 303)


def own(entry_id: int) -> Entry:
    """Return the person's own entry, or answer 404."""
    return queries.own_entry(g.user.id, entry_id) or abort(404)
