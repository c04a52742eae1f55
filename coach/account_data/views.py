"""Export, import and delete a user's data, and ask whether to merge a guest into the account."""

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
from coach.account_data import export, export_reader, export_zip, importer, merge
from coach.account_data.forms import ConfirmForm, DeleteForm, ImportForm
from coach.accounts import auth_signals, login_sessions, one_time_use
from coach.accounts.rate_limits import limiter
from coach.db import db
from coach.habits import queries as habits
from coach.web import cache, request_context
from coach.web.forms import safe_next
from coach.web.partials import wants_part

bp = Blueprint("portable", __name__)
DECIDED = "Nothing is left to add: you have decided about it already."
NOTHING_WAITS = "No file is waiting any more: it has been imported or left out already."
FORM_SIZE = 64 * 1024  # allowance for what the form adds to its file


@bp.url_value_preprocessor
def _allow_upload(endpoint: str | None, values: Any) -> None:
    """Allow larger uploads for this one form, before anything reads the request."""
    if endpoint == "portable.bring_in":
        request.max_content_length = export_zip.UPLOAD + FORM_SIZE


@bp.before_app_request
def _ask_about_guest() -> Any:
    """Redirect a user who signed in as a guest to the question about the guest's progress.

    Return None for all other requests.
    """
    asks = request.method == "GET" and request.blueprint not in (None, "portable")
    if auth_signals.GUEST in session and asks and not wants_part():
        return redirect(url_for("portable.bring_along", next=request.path), 303)
    return None


@bp.route("/bring-along", methods=["GET", "POST"])
def bring_along() -> Any:
    """Ask whether to move the guest's progress to the account, and do so."""
    here = login_sessions.current()  # None: this browser was signed out from another one
    guest = merge.guest(session.get(auth_signals.GUEST, ""), here.begun_at) if here else None
    counts = merge.row_counts(guest.id) if guest else {}
    if guest is None or g.user.is_guest or not counts:
        if request.method == "POST":
            flash(DECIDED)
        session.pop(auth_signals.GUEST, None)
        return redirect(safe_next(url_for("today.today")), 303)
    if request.method == "GET":
        return render_template("portable/bring_along.html", counts=counts)
    if not one_time_use.take_turn(guest):  # sent twice: the first request has decided
        flash(DECIDED)
        session.pop(auth_signals.GUEST)
        return redirect(safe_next(url_for("today.today")), 303)
    if request.form.get("choice") == "bring":
        if not importer.bring_along(guest, g.user, g.today):
            flash("A part of it is in your account now. Please add the rest as well.")
            return redirect(url_for("portable.bring_along"), 303)
        flash("What you did as a guest is in your account now.")
    else:
        db.session.delete(guest)
        db.session.commit()
        cache.clear()
        flash("What you did as a guest is deleted.")
    session.pop(auth_signals.GUEST)
    return redirect(safe_next(url_for("today.today")), 303)


@bp.get("/settings/data")
def data() -> str:
    """Show how much data there is, and how to export, import and delete it."""
    return _data(ImportForm())


def _data(form: ImportForm) -> str:
    counts = merge.row_counts(g.user.id) if g.user else {}
    days = current_app.extensions["settings"].guest_days
    return render_template("portable/data.html", form=form, counts=counts, guest_days=days)


@bp.get("/settings/export")
@limiter.limit("30/hour")
@request_context.person_required
def take_out() -> Response:
    """Return everything as a zip file."""
    export_document = export.document(g.user, g.now)
    files = {export_zip.NAME: export_zip.text_of(export_document)}
    whole = export_zip.packed(files | export.readable(g.user, export_document), g.now)
    name = f"good-terms-export-{g.today}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(whole, mimetype="application/zip", headers=headers)


@bp.post("/settings/import")
@limiter.limit("20/hour")
def bring_in() -> Any:
    """Read an export, and store it until the user has seen what it would add."""
    form = ImportForm()
    if not form.validate():
        return _data(form), 422
    db.session.commit()  # do not hold the lock while a large file is read
    try:
        export_document = export_zip.document(form.file.data.read())
        export_reader.settings_in(export_document)
        rows = export_reader.rows_in(export_document, g.today)
    except export_zip.UnreadableExport as error:
        form.file.errors = [str(error)]
        return _data(form), 422
    counts = merge.counts_of(merge.united(rows, g.user.id if g.user else None))
    if g.user and counts["habits"].new + habits.number_of(g.user.id) > bounds.HABITS_IN_ALL:
        form.file.errors = [
            f"With this file you would have more than {bounds.HABITS_IN_ALL} habits."
        ]
        return _data(form), 422
    importer.keep(request_context.ensure_user(), export_document, rows, counts, g.now)
    db.session.commit()
    return redirect(url_for("portable.preview"), 303)


@bp.route("/settings/import/preview", methods=["GET", "POST"])
@limiter.limit("60/hour")
@request_context.person_required
def preview() -> Any:
    """Show what an upload would add; import it, or discard it."""
    waiting = importer.pending(g.user.id)
    if waiting is None:
        if request.method == "POST":
            flash(NOTHING_WAITS)
        return redirect(url_for("portable.data"), 303)
    form = ConfirmForm(settings=not g.user.name)
    made_at, content = waiting.made_at, waiting.content  # writing in portions detaches the row
    upload = made_at.isoformat()
    if request.method == "GET":
        return _preview(form, content, upload)
    # another file was uploaded since: show that one
    if request.form.get("upload", upload) != upload:
        return redirect(url_for("portable.preview"), 303)
    if request.form.get("choice") == "bring":
        if form.settings.data and not form.part.data:
            importer.take_over(g.user, content)
        part = importer.take_in(g.user, content, form.part.data or 0, g.today)
        if part is not None:
            return redirect(url_for("portable.preview", part=part), 303)
        flash("Everything is imported.")
    importer.take_up(g.user.id, made_at)
    db.session.commit()
    return redirect(url_for("portable.data"), 303)


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
@limiter.limit("10/hour")
def delete() -> Any:
    """Delete the user and all their data, once they have confirmed by typing."""
    if g.user is None:  # sent twice: already deleted
        return redirect(url_for("today.welcome"), 303)
    form = DeleteForm()
    if request.method == "POST" and form.validate():
        db.session.delete(g.user)
        db.session.commit()
        cache.clear()
        answer = auth_signals.forgotten("/")
        flash("All your data here is deleted.")
        return answer
    page = render_template("portable/delete.html", form=form, counts=merge.row_counts(g.user.id))
    return page, 422 if form.errors else 200


def _day(moment: object) -> date | None:
    """Return the day on which a file says it was made, or None."""
    try:
        return date.fromisoformat(str(moment)[:10])
    except ValueError:
        return None
