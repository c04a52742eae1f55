"""Import and export habits: upload, preview, import, undo, download."""

from typing import Any

from flask import (
    Blueprint,
    Response,
    abort,
    flash,
    g,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)

from coach import clock
from coach.accounts.rate_limits import limiter
from coach.db import db
from coach.habits.check_ins.queries import Made
from coach.habits.import_export import detect, native_format, queries
from coach.habits.import_export import import_queries as imports
from coach.habits.import_export.forms import USUAL, UploadForm, options, wishes
from coach.habits.import_export.imported import BadFile, Brought
from coach.habits.import_export.models import HabitImport
from coach.habits.presenters.phrases import rhythm
from coach.habits.snapshot_updates import catch_up
from coach.web import request_context
from coach.web.deletions import to_delete

bp = Blueprint("exchange", __name__, url_prefix="/habits")
FORM_SIZE = 64 * 1024  # size of the form without its file, with a margin
TOO_MUCH = (
    "These habits have {:,} days, and at most {:,} can be imported at once. Leave some of them "
    "out now, and choose the file again for the others."
)


@bp.url_value_preprocessor
def _take_files(endpoint: str | None, values: Any) -> None:
    """Raise the size limit for the upload form, before the request is read."""
    if endpoint == "exchange.bring":
        request.max_content_length = detect.MOST_BYTES + FORM_SIZE


@bp.route("/import", methods=["GET", "POST"])
@limiter.limit("30/hour")
def bring() -> Any:
    """Upload a file, offer the exports, and list earlier imports."""
    form = UploadForm()
    if request.method == "POST" and form.validate():
        user = request_context.ensure_user()
        try:
            bundle = detect.read(form.file.data.read(), g.today, user.week_start)
            draft = queries.keep_draft(user.id, bundle, form.file.data.filename or "", g.now)
        except BadFile as error:
            form.file.errors = [str(error)]
        else:
            db.session.commit()
            return redirect(url_for("exchange.look", import_id=draft.id), 303)
    done = queries.latest(g.user.id) if g.user else []
    page = render_template("habits/exchange.html", form=form, imports=done)
    return page, 422 if form.errors else 200


@bp.get("/imports/<int:import_id>")
@request_context.person_required
def look(import_id: int) -> Any:
    """Show what an import would do, or what it did."""
    return _shown(own(import_id))


def _shown(found: HabitImport, refused: str = "") -> Any:
    status = 422 if refused else 200
    if found.state == "draft":
        try:
            bundle = queries.content(found)
        except BadFile as error:
            return _chosen_anew(found, str(error))
        page = render_template(
            "habits/preview.html",
            found=found,
            bundle=bundle,
            lines=_lines(bundle),
            measured=imports.lived(bundle.habits, g.today) <= imports.MOST_LIVED,
            options=options,
            rhythm=rhythm,
            usual=USUAL,
            refused=refused,
        )
        return page, status
    back = imports.undoing(found) if found.state == "done" else None
    return render_template("habits/imported.html", found=found, back=back), status


def _chosen_anew(found: HabitImport, why: str) -> Any:
    """Delete a draft that cannot be read any more, and ask for the file again."""
    form = UploadForm()
    form.file.errors = [why]
    db.session.delete(found)
    db.session.commit()
    done = queries.latest(g.user.id)
    return render_template("habits/exchange.html", form=form, imports=done), 422


def _lines(bundle: Any) -> tuple[detect.ImportRow, ...]:
    names = [habit.name for habit in bundle.habits]
    return detect.preview(bundle, queries.known(g.user.id, names))


@bp.post("/imports/<int:import_id>")
@request_context.person_required
def confirm(import_id: int) -> Any:
    """Import all chosen habits, or none."""
    found = own(import_id)
    if found.state != "draft":
        return redirect(url_for("exchange.look", import_id=import_id), 303)
    try:
        wanted = wishes(_lines(queries.content(found)), request.form)
        imports.bounded(g.user.id, wanted, g.today)
    except BadFile as error:
        return _chosen_anew(found, str(error))
    except ValueError:
        return _shown(found, "Choose what should happen to each habit.")
    except imports.TooMuch as error:
        return _shown(found, TOO_MUCH.format(error.days, imports.MOST_LIVED))
    if not wanted:
        return _shown(found, "You left everything out. Choose at least one habit.")
    made = Made(g.now, g.zone, g.today, g.user.rollover)
    ready = imports.made_ready(found, wanted, made, clock.zones().__contains__)
    if queries.begin(found, "draft", "done"):
        imports.bring_in(found, ready, made)
        catch_up(g.user.id, g.today, g.user.rollover)
        flash("Imported.")
    return redirect(url_for("exchange.look", import_id=import_id), 303)


@bp.post("/imports/<int:import_id>/drop")
@request_context.person_required
def drop(import_id: int) -> Any:
    """Delete an uploaded file without importing it."""
    found = to_delete(queries.own_import(g.user.id, import_id))
    if found is None or queries.forget(found):
        db.session.commit()
        flash("Nothing was imported, and the file is deleted.")
    return redirect(url_for("exchange.bring"), 303)


@bp.post("/imports/<int:import_id>/undo")
@request_context.person_required
def undo(import_id: int) -> Any:
    """Undo a whole import."""
    found = own(import_id)
    if queries.begin(found, "done", "undone"):
        imports.take_back(found)
        catch_up(g.user.id, g.today, g.user.rollover)
        flash("The import is undone. What you recorded yourself is still here.")
    return redirect(url_for("exchange.bring"), 303)


@bp.get("/export.json")
@request_context.person_required
def export_json() -> Response:
    """Download all habits with all their data as JSON."""
    return _file(native_format.written(_everything()), "application/json", "json")


@bp.get("/export.csv")
@request_context.person_required
def export_csv() -> Response:
    """Download all recorded days as CSV, for a spreadsheet."""
    text = "\ufeff" + native_format.table(_everything())  # spreadsheets need the byte order mark
    return _file(text, "text/csv", "csv")


def _everything() -> list[Brought]:
    return queries.everything(g.user.id, g.today, g.user.rollover)


def _file(text: str, kind: str, ending: str) -> Response:
    answer = make_response(text)
    answer.headers["Content-Type"] = f"{kind}; charset=utf-8"
    name = f"good-terms-habits-{g.today}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def own(import_id: int) -> HabitImport:
    """Return the user's own import, or abort with 404."""
    return queries.own_import(g.user.id, import_id) or abort(404)
