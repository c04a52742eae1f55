"""Show the journal: notes, reflections and filled-in tools."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import (
    Blueprint,
    abort,
    current_app,
    flash,
    g,
    redirect,
    render_template,
    request,
    url_for,
)

from coach.db import db
from coach.journal import list_queries, queries, stamps
from coach.journal import worksheet as sheet
from coach.journal.forms import JournalNoteForm, SheetForm
from coach.journal.models import Entry
from coach.journal.worksheet_template import Rows, Tool
from coach.people import about_queries
from coach.people import queries as people
from coach.principles import by_slug
from coach.web import request_context as entry
from coach.web import text_versions
from coach.web.deletions import to_delete
from coach.web.forms import safe_next
from coach.web.person_field import chosen as person
from coach.web.request_validation import row_id
from coach.web.template_context import day

FIRST_YEAR = 1990
bp = Blueprint("journal", __name__, url_prefix="/journal")


@bp.route("", methods=["GET", "POST"])
def journal() -> Any:
    """Show the entries, newest first, with a form for a note."""
    form = JournalNoteForm()
    if request.method == "POST" and form.validate():
        user = entry.ensure_user()
        queries.add_note(user.id, form.token.data or secrets.token_hex(8), form.text.data, g.now)
        db.session.commit()
        flash("Kept in your journal.")
        return redirect(url_for("journal.journal"), 303)
    if not form.token.data:
        form.token.data = secrets.token_hex(8)
    page = render_template("journal/journal.html", form=form, excerpt=sheet.excerpt, **entries())
    return page, 422 if form.errors else 200


def entries() -> dict[str, Any]:
    """Return the template's context: the entries selected by words, month and page."""
    words, name = request.args.get("q", "").strip()[:100], request.args.get("month", "")
    chosen = month_or_404(name) if name else None
    if g.user is None:
        return {
            "entries": [],
            "more": False,
            "months": [],
            "words": words,
            "chosen": chosen,
            "about": None,
        }
    within = list_queries.month(chosen, g.zone) if chosen else None
    before = request.args.get("before", type=row_id)
    about = people.reader(g.user.id, asked) or abort(404) if (asked := person("about")) else None
    ids = about_queries.entries_about(g.user.id, about.id) if about else None
    rows = list_queries.listed(g.user.id, words, within, before, ids)
    return {
        "entries": rows[: list_queries.PAGE],
        "more": len(rows) > list_queries.PAGE,
        "months": list_queries.months(g.user.id, g.today),
        "words": words,
        "chosen": chosen,
        "about": about,
    }


def month_or_404(name: str) -> date:
    """Return the first day of a month such as ``2026-11``, or answer 404."""
    try:
        first = date.fromisoformat(f"{name}-01")
    except ValueError:
        abort(404)
    return first if FIRST_YEAR <= first.year <= g.today.year + 1 else abort(404)


@bp.route("/<int:entry_id>", methods=["GET", "POST"])
@entry.person_required
def edit(entry_id: int) -> Any:
    """Edit one entry. A filled-in tool has a page of its own."""
    row = own(entry_id)
    if row.kind == "tool":
        return redirect(url_for("journal.tool", tool_id=row.key), 303)
    form = JournalNoteForm(obj=row)
    both = text_versions.of_forms(JournalNoteForm(None, obj=row), form)
    if request.method == "POST" and form.validate() and not both.differences:
        row.text, row.changed_at = form.text.data, g.now
        db.session.commit()
        flash("Saved.")
        return redirect(safe_next(url_for("journal.journal")), 303)
    page = render_template("journal/edit.html", form=form, entry=row, versions=both)
    return page, both.status(form.errors)


@bp.post("/<int:entry_id>/delete")
@entry.person_required
def delete(entry_id: int) -> Any:
    """Delete one entry for good."""
    if row := to_delete(queries.own_entry(g.user.id, entry_id)):
        db.session.delete(row)
        db.session.commit()
    flash("Deleted.")
    return redirect(url_for("journal.journal"), 303)


@bp.get("/tools")
def tools() -> str:
    """Show all tools, and which parts of the user's sheets are still open."""
    filled_in = queries.sheets(g.user.id) if g.user else {}
    missing = {
        tool.id: sheet.open_parts(tool, filled_in[tool.id].parts or [])
        for tool in defined().values()
        if tool.id in filled_in
    }
    without_tool = [entry for key, entry in filled_in.items() if key not in defined()]
    context = {
        "tools": defined().values(),
        "kept": filled_in,
        "missing": missing,
        "gone": without_tool,
    }
    return render_template("journal/tools.html", **context)


@bp.get("/tools/<tool_id>")
def tool(tool_id: str) -> Any:
    """Show a filled-in sheet; or the form, if there is none yet or ``?change`` is given."""
    template, row = defined().get(tool_id), own_sheet(tool_id)
    if row is None and template is None:
        abort(404)
    if template is not None and (row is None or "change" in request.args):
        return fill_in(SheetForm(template, sheet.refill(template, parts_of(row))), row)[0]
    parts = parts_of(row)
    stamped = stamps.stamped_parts(template)
    read_above = {*(template.note if template else ()), *stamped}
    context = {
        "tool": template,
        "entry": row,
        "parts": [part for part in sheet.current(template, parts) if part["id"] not in read_above],
        "earlier": sheet.earlier(template, parts),
        "missing": sheet.open_parts(template, parts) if template else [],
        "note": sheet.note(template, parts),
        "stamped": [(part, stamped[part["id"]]) for part in parts if part["id"] in stamped],
        "shapes": {part.id: part for part in template.parts} if template else {},
        "row_key": stamps.row_key,
        "principle": by_slug(template.principle) if template else None,
    }
    return render_template("journal/sheet.html", **context)


@bp.post("/tools/<tool_id>")
def save(tool_id: str) -> Any:
    """Save the sheet, or return the form with one more row."""
    template, row = defined().get(tool_id) or abort(404), own_sheet(tool_id)
    form = SheetForm.sent(template, request.form)
    if "add" in request.form:
        return fill_in(form, row, request.form.get(text_versions.NAME))[0]
    before = sheet.refill(template, parts_of(row))
    sound = form.validate(before, anyway="anyway" in request.form)
    if not sound or compared(form, before).differences:
        return fill_in(form, row)
    parts = sheet.kept(template, form.values, g.today, parts_of(row))
    if not form.takes(parts):
        return fill_in(form, row)
    user = entry.ensure_user()
    queries.keep_sheet(user.id, template.id, template.title, parts, g.now)
    db.session.commit()
    flash("Saved.")
    return redirect(url_for("journal.tool", tool_id=template.id), 303)


@bp.post("/tools/<tool_id>/stamp")
@entry.person_required
def stamp(tool_id: str) -> Any:
    """Mark one row of a sheet as done, or open it again if ``back`` is sent."""
    template = defined().get(tool_id) or abort(404)
    row = own_sheet(tool_id) or abort(404)
    part = next((p for p in template.parts if p.id == request.form.get("part")), None)
    if not isinstance(part, Rows) or not part.stamp:
        abort(404)
    back = "back" in request.form
    parts = stamps.moved(parts_of(row), part, request.form.get("row", ""), g.today, back)
    room = part.most if back else stamps.MOST
    there = {each["id"]: len(each.get("rows", ())) for each in parts}
    if there.get(part.id if back else stamps.part_id(part), 0) > room:
        flash(sheet.NO_ROOM if back else f"{stamps.FULL}.", "trouble")
    else:
        queries.keep_sheet(g.user.id, template.id, template.title, parts, g.now)
        db.session.commit()
        flash("Open again." if back else f"{part.stamp}.")
    return redirect(safe_next(url_for("journal.tool", tool_id=template.id)), 303)


@bp.app_template_filter("is_day")
def is_day(cell: str) -> bool:
    """Return whether a cell is a day and no other text."""
    return stamps.day_of(cell) is not None


@bp.app_template_filter("dated")
def dated(cell: str) -> str:
    """Return a cell with a day in words, and any other text unchanged."""
    parsed = stamps.day_of(cell)
    return day(parsed) if parsed else cell


@bp.app_template_filter("days_in_words")
def days_in_words(line: str) -> str:
    """Return a line in which days such as ``2026-11-30`` are written in words."""
    return stamps.DAY.sub(lambda match: dated(match[0]), line)


def fill_in(form: SheetForm, row: Entry | None, made_from: str | None = None) -> tuple[str, int]:
    """Return a tool's page with its form, introduction and example, and the status.

    ``made_from`` is the version of a form that is not saved but shown with another row.
    """
    both = compared(form, sheet.refill(form.tool, parts_of(row)))
    context = {"form": form, "tool": form.tool, "entry": row, "name": sheet.name}
    context |= {"stamp": sheet.STAMP, "versions": both, "made_from_version": made_from}
    principle = by_slug(form.tool.principle)
    page = render_template("journal/tool.html", principle=principle, **context)
    return page, both.status(form.errors)


def compared(form: SheetForm, stored: sheet.Values) -> text_versions.Versions:
    """Compare a tool's form with the stored sheet."""
    filled = {name: text for name, text in stored.items() if text}
    sent = sheet.refill(form.tool, sheet.kept(form.tool, form.values, g.today))
    sent = {name: text for name, text in sent.items() if text}
    labels = sheet.labels(form.tool)
    differences = {
        name: text_versions.Difference(labels[name], filled.get(name, ""))
        for name in labels
        if name in filled or name in sent
    }
    return text_versions.Versions(filled, sent, differences)


def defined() -> Mapping[str, Tool]:
    """Return the tools of the course, which is read once at start."""
    templates: Mapping[str, Tool] = current_app.extensions["catalogue"].tools
    return templates


def own_sheet(tool_id: str) -> Entry | None:
    """Return the user's filled-in tool, or None."""
    return queries.sheet(g.user.id, tool_id) if g.user else None


def parts_of(row: Entry | None) -> list[dict[str, Any]]:
    """Return the parts of a stored sheet, or an empty list."""
    return row.parts or [] if row else []


def own(entry_id: int) -> Entry:
    """Return the user's own entry, or answer 404."""
    return queries.own_entry(g.user.id, entry_id) or abort(404)
