"""Your data: take it along, bring it in, leave for good; and the question put to a guest."""

from datetime import date
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    session,
    url_for,
)

from coach import bounds
from coach.account_data import archive, export, importer, merge, reader
from coach.account_data.forms import ConfirmForm, DeleteForm, ImportForm
from coach.accounts import auth_signals, login_sessions, one_time_use
from coach.accounts.rate_limits import limiter, only_posts
from coach.db import db
from coach.habits import queries as habits
from coach.web import request_context
from coach.web.forms import safe_next
from coach.web.partials import wants_part

bp = Blueprint("portable", __name__)
DECIDED = "Nothing is left to add: you have decided about it already."
NOTHING_WAITS = "No file is waiting any more: it has been imported or left out already."
FORM_SIZE = 64 * 1024  # what a form adds to its file, generously


@bp.url_value_preprocessor
def _take_files(endpoint: str | None, values: Any) -> None:
    """Let this one form carry a file, before anything reads it."""
    if endpoint == "portable.bring_in":
        request.max_content_length = archive.UPLOAD + FORM_SIZE


@bp.before_app_request
def _ask_first() -> Any:
    """Whoever signed in as a guest decides about the guest's progress before going on."""
    asks = request.method == "GET" and request.blueprint not in (None, "portable")
    if auth_signals.GUEST in session and asks and not wants_part():
        return redirect(url_for("portable.bring_along", next=request.path), 303)
    return None


@bp.route("/bring-along", methods=["GET", "POST"])
def bring_along() -> Any:
    """Ask whether what was done as a guest is to come along."""
    here = login_sessions.current()  # none: this browser was signed out from elsewhere
    found = merge.guest(session.get(auth_signals.GUEST, ""), here.begun_at) if here else None
    counts = merge.row_counts(found.id) if found else {}
    if found is None or g.user.is_guest or not counts:
        if request.method == "POST":
            flash(DECIDED)
        session.pop(auth_signals.GUEST, None)
        return redirect(safe_next("/today"), 303)
    if request.method == "GET":
        return render_template("portable/bring_along.html", counts=counts)
    if not one_time_use.take_turn(found):  # sent twice: the first decided
        flash(DECIDED)
        session.pop(auth_signals.GUEST)
        return redirect(safe_next("/today"), 303)
    if request.form.get("choice") == "bring":
        if not importer.bring_along(found, g.user, g.today):
            flash("A part of it is in your account now. Please add the rest as well.")
            return redirect("/bring-along", 303)
        flash("What you did as a guest is in your account now.")
    else:
        db.session.delete(found)
        db.session.commit()
        flash("What you did as a guest is deleted.")
    session.pop(auth_signals.GUEST)
    return redirect(safe_next("/today"), 303)


@bp.get("/settings/data")
def data() -> str:
    """What there is, and what can be done with it."""
    return _data(ImportForm())


def _data(form: ImportForm) -> str:
    counts = merge.row_counts(g.user.id) if g.user else {}
    days = current_app.extensions["settings"].guest_days
    return render_template("portable/data.html", form=form, counts=counts, guest_days=days)


@bp.get("/settings/export")
@limiter.limit("30/hour")
@request_context.person_required
def take_out() -> Response:
    """Everything in one zip."""
    found = export.document(g.user, g.now)
    files = {archive.NAME: archive.text_of(found)}
    whole = archive.packed(files | export.readable(g.user, found), g.now)
    name = f"good-terms-export-{g.today}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(whole, mimetype="application/zip", headers=headers)


@bp.post("/settings/import")
@limiter.limit("20/hour")
def bring_in() -> Any:
    """Read an export and keep it until its owner has seen what it would bring."""
    form = ImportForm()
    if not form.validate():
        return _data(form), 422
    db.session.commit()  # reading a large file is no reason to keep others waiting
    try:
        found = archive.document(form.file.data.read())
        reader.settings_in(found)
        rows = reader.rows_in(found, g.today)
    except archive.UnreadableExport as error:
        form.file.errors = [str(error)]
        return _data(form), 422
    counts = merge.counts_of(merge.united(rows, g.user.id if g.user else None))
    if g.user and counts["habits"].new + habits.number_of(g.user.id) > bounds.HABITS_IN_ALL:
        form.file.errors = [
            f"With this file you would have more than {bounds.HABITS_IN_ALL} habits."
        ]
        return _data(form), 422
    importer.keep(request_context.ensure_user(), found, rows, counts, g.now)
    db.session.commit()
    return redirect("/settings/import/preview", 303)


@bp.route("/settings/import/preview", methods=["GET", "POST"])
@limiter.limit("60/hour")
@request_context.person_required
def preview() -> Any:
    """Show what an upload would bring; take it in, or drop it."""
    waiting = importer.pending(g.user.id)
    if waiting is None:
        if request.method == "POST":
            flash(NOTHING_WAITS)
        return redirect("/settings/data", 303)
    form = ConfirmForm(settings=not g.user.name)
    made_at, content = waiting.made_at, waiting.content  # writing in portions lets go of the row
    upload = made_at.isoformat()
    if request.method == "GET":
        return _preview(form, content, upload)
    if request.form.get("upload", upload) != upload:  # another file came since: look at that one
        return redirect("/settings/import/preview", 303)
    if request.form.get("choice") == "bring":
        if form.settings.data and not form.part.data:
            importer.take_over(g.user, content)
        part = importer.take_in(g.user, content, form.part.data or 0, g.today)
        if part is not None:
            return redirect(f"/settings/import/preview?part={part}", 303)
        flash("Everything is imported.")
    importer.take_up(g.user.id, made_at)
    db.session.commit()
    return redirect("/settings/data", 303)


def _preview(form: ConfirmForm, content: dict[str, Any], upload: str) -> str:
    whole = [sum(map(len, portion.values())) for portion in content["portions"]]
    form.part.data = part = min(max(0, request.args.get("part", 0, type=int)), len(whole))
    return render_template(
        "portable/preview.html",
        form=form,
        upload=upload,
        counts=content["counts"],
        made_on=_day(content.get("made_at")),
        part=part,
        left=sum(whole[part:]),
    )


@bp.route("/settings/delete", methods=["GET", "POST"])
@limiter.limit("10/hour", exempt_when=only_posts)
def delete() -> Any:
    """Delete the person and everything of theirs, once they have typed that they mean it."""
    if g.user is None:  # sent twice: it is done
        return redirect("/", 303)
    form = DeleteForm()
    if request.method == "POST" and form.validate():
        db.session.delete(g.user)
        db.session.commit()
        answer = auth_signals.forgotten("/")
        flash("All your data here is deleted.")
        return answer
    page = render_template("portable/delete.html", form=form, counts=merge.row_counts(g.user.id))
    return page, 422 if form.errors else 200


def _day(moment: object) -> date | None:
    """Return the day a file says it was made on, or None if it says nothing of the kind."""
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError:
        return None
