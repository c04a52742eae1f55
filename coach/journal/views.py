"""What a person wrote for themselves: notes, reflections, and tools filled in."""

import secrets
from collections.abc import Mapping
from datetime import date
from typing import Any

from flask import Blueprint, abort, current_app, flash, g, redirect, render_template, request

from coach.db import db
from coach.journal import list_queries, queries, stamps
from coach.journal import worksheet as sheet
from coach.journal.forms import JournalNoteForm, SheetForm
from coach.journal.models import Entry
from coach.journal.worksheet_template import Rows, Tool
from coach.principles import by_slug
from coach.web import request_context as entry
from coach.web import text_versions
from coach.web.converters import row_id
from coach.web.forms import safe_next
from coach.web.template_context import day

FIRST_YEAR = 1990
bp = Blueprint("journal", __name__, url_prefix="/journal")


@bp.route("", methods=["GET", "POST"])
def journal() -> Any:
    """Entries, newest first, and a form for a note."""
    form = JournalNoteForm()
    if request.method == "POST" and form.validate():
        user = entry.ensure_user()
        queries.add_note(user.id, form.token.data or secrets.token_hex(8), form.text.data, g.now)
        db.session.commit()
        flash("Kept in your journal.")
        return redirect("/journal", 303)
    if not form.token.data:
        form.token.data = secrets.token_hex(8)
    page = render_template("journal/journal.html", form=form, excerpt=sheet.excerpt, **entries())
    return page, 422 if form.errors else 200


def entries() -> dict[str, Any]:
    """Return the entries asked for, by words, by month and by page."""
    words, name = request.args.get("q", "").strip()[:100], request.args.get("month", "")
    chosen = month_or_404(name) if name else None
    if g.user is None:
        return {"entries": [], "more": False, "months": [], "words": words, "chosen": chosen}
    within = list_queries.month(chosen, g.zone) if chosen else None
    before = request.args.get("before", type=row_id)
    found = list_queries.listed(g.user.id, words, within, before)
    return {
        "entries": found[: list_queries.PAGE],
        "more": len(found) > list_queries.PAGE,
        "months": list_queries.months(g.user.id, g.today),
        "words": words,
        "chosen": chosen,
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
    """Change one entry; a filled-in tool has a page of its own."""
    found = own(entry_id)
    if found.kind == "tool":
        return redirect(f"/journal/tools/{found.key}", 303)
    form = JournalNoteForm(obj=found)
    both = text_versions.of_forms(JournalNoteForm(None, obj=found), form)
    if request.method == "POST" and form.validate() and not both.differences:
        found.text, found.changed_at = form.text.data, g.now
        db.session.commit()
        flash("Saved.")
        return redirect(safe_next("/journal"), 303)
    page = render_template("journal/edit.html", form=form, entry=found, versions=both)
    return page, both.status(form.errors)


@bp.post("/<int:entry_id>/delete")
@entry.person_required
def delete(entry_id: int) -> Any:
    """Delete one entry for good."""
    db.session.delete(own(entry_id))
    db.session.commit()
    flash("Deleted.")
    return redirect("/journal", 303)


@bp.get("/tools")
def tools() -> str:
    """The sheets one can fill in, and how each stands."""
    kept = queries.sheets(g.user.id) if g.user else {}
    missing = {
        tool.id: sheet.open_parts(tool, kept[tool.id].parts or [])
        for tool in defined().values()
        if tool.id in kept
    }
    gone = [entry for key, entry in kept.items() if key not in defined()]
    context = {"tools": defined().values(), "kept": kept, "missing": missing, "gone": gone}
    return render_template("journal/tools.html", **context)


@bp.get("/tools/<tool_id>")
def tool(tool_id: str) -> Any:
    """A sheet as it was kept, or the form: for one not begun, and for ``?change``."""
    found, kept = defined().get(tool_id), own_sheet(tool_id)
    if kept is None and found is None:
        abort(404)
    if found is not None and (kept is None or "change" in request.args):
        return fill_in(SheetForm(found, sheet.refill(found, parts_of(kept))), kept)[0]
    parts = parts_of(kept)
    stamped = stamps.stamped_parts(found)
    read_above = {*(found.note if found else ()), *stamped}
    context = {
        "tool": found,
        "entry": kept,
        "parts": [part for part in sheet.current(found, parts) if part["id"] not in read_above],
        "earlier": sheet.earlier(found, parts),
        "missing": sheet.open_parts(found, parts) if found else [],
        "note": sheet.note(found, parts),
        "stamped": [(part, stamped[part["id"]]) for part in parts if part["id"] in stamped],
        "shapes": {part.id: part for part in found.parts} if found else {},
        "row_key": stamps.row_key,
        "principle": by_slug(found.principle) if found else None,
    }
    return render_template("journal/sheet.html", **context)


@bp.post("/tools/<tool_id>")
def save(tool_id: str) -> Any:
    """Keep what was typed, or give the form back with one more row."""
    found, kept = defined().get(tool_id) or abort(404), own_sheet(tool_id)
    form = SheetForm.sent(found, request.form)
    if "add" in request.form:
        return fill_in(form, kept, request.form.get(text_versions.NAME))[0]
    before = sheet.refill(found, parts_of(kept))
    sound = form.validate(before, anyway="anyway" in request.form)
    if not sound or compared(form, before).differences:
        return fill_in(form, kept)
    parts = sheet.kept(found, form.values, g.today, parts_of(kept))
    if not form.takes(parts):
        return fill_in(form, kept)
    user = entry.ensure_user()
    queries.keep_sheet(user.id, found.id, found.title, parts, g.now)
    db.session.commit()
    flash("Saved.")
    return redirect(f"/journal/tools/{found.id}", 303)


@bp.post("/tools/<tool_id>/stamp")
@entry.person_required
def stamp(tool_id: str) -> Any:
    """Mark one row of a sheet as done, or with ``back`` open it again."""
    found = defined().get(tool_id) or abort(404)
    kept = own_sheet(tool_id) or abort(404)
    part = next((p for p in found.parts if p.id == request.form.get("part")), None)
    if not isinstance(part, Rows) or not part.stamp:
        abort(404)
    back = "back" in request.form
    parts = stamps.moved(parts_of(kept), part, request.form.get("row", ""), g.today, back)
    room = part.most if back else stamps.MOST
    there = {each["id"]: len(each.get("rows", ())) for each in parts}
    if there.get(part.id if back else stamps.part_id(part), 0) > room:
        flash(sheet.NO_ROOM if back else f"{stamps.FULL}.", "trouble")
    else:
        queries.keep_sheet(g.user.id, found.id, found.title, parts, g.now)
        db.session.commit()
        flash("Open again." if back else f"{part.stamp}.")
    return redirect(safe_next(f"/journal/tools/{found.id}"), 303)


@bp.app_template_filter("is_day")
def is_day(cell: str) -> bool:
    """Return whether a cell holds a day, and no words."""
    return stamps.day_of(cell) is not None


@bp.app_template_filter("dated")
def dated(cell: str) -> str:
    """Return a cell's day in words, and words as they are."""
    found = stamps.day_of(cell)
    return day(found) if found else cell


@bp.app_template_filter("days_in_words")
def days_in_words(line: str) -> str:
    """Return a line in which days such as ``2026-11-30`` are told in words."""
    return stamps.DAY.sub(lambda written: dated(written[0]), line)


def fill_in(form: SheetForm, kept: Entry | None, made_from: str | None = None) -> tuple[str, int]:
    """Return the page with a tool's form, its introduction and its example, and the status.

    ``made_from`` is the version of a form that is not saved yet, only given another row.
    """
    both = compared(form, sheet.refill(form.tool, parts_of(kept)))
    context = {"form": form, "tool": form.tool, "entry": kept, "name": sheet.name}
    context |= {"stamp": sheet.STAMP, "versions": both, "made_from_version": made_from}
    principle = by_slug(form.tool.principle)
    page = render_template("journal/tool.html", principle=principle, **context)
    return page, both.status(form.errors)


def compared(form: SheetForm, stored: sheet.Values) -> text_versions.Versions:
    """Compare what is typed in a tool's form with the sheet as it is stored."""
    filled = {name: text for name, text in stored.items() if text}
    typed = sheet.refill(form.tool, sheet.kept(form.tool, form.values, g.today))
    typed = {name: text for name, text in typed.items() if text}
    labels = sheet.labels(form.tool)
    shown = {
        name: text_versions.Difference(labels[name], filled.get(name, ""))
        for name in labels
        if name in filled or name in typed
    }
    return text_versions.Versions(filled, typed, shown)


def defined() -> Mapping[str, Tool]:
    """Return the tools of the course, as read at start."""
    found: Mapping[str, Tool] = current_app.extensions["catalogue"].tools
    return found


def own_sheet(tool_id: str) -> Entry | None:
    """Return the person's own filled-in tool, or None."""
    return queries.sheet(g.user.id, tool_id) if g.user else None


def parts_of(kept: Entry | None) -> list[dict[str, Any]]:
    """Return the parts of a kept sheet, or none."""
    return kept.parts or [] if kept else []


def own(entry_id: int) -> Entry:
    """Return the person's own entry, or answer 404."""
    return queries.own_entry(g.user.id, entry_id) or abort(404)
