"""Keep promises and days to remember."""

import secrets
from collections.abc import Callable
from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.people import limits, models, promise_queries, queries, touch_queries
from coach.people.forms import DateForm, MoveForm, PromiseForm
from coach.people.presenters import phrases
from coach.people.presenters.page import PersonPage, promise_row, promise_rows
from coach.people.rules import promise as rule
from coach.people.touch_queries import TouchNote
from coach.people.views import at, bp, own
from coach.people.views_touches import TOO_MANY_PROMISES
from coach.text import in_words
from coach.web import deletions, request_context
from coach.web.course import course
from coach.web.forms import safe_next

OVERDUE = 8  # promises after whose date the page says where to begin


@bp.get("/promises")
def promises() -> Any:
    """List the promises: the user's, those of others, and the ones closed last."""
    if g.user is None:
        return render_template("people/promises.html", mine=[], theirs=[], closed=[], tally="")
    listed = promise_queries.open_promises(g.user.id)
    closed = promise_queries.closed_promises(g.user.id)
    shown = promise_rows(listed, g.today)
    over = sum(each.mine and each.phase == "over" for each in shown)
    return render_template(
        "people/promises.html",
        mine=[each for each in shown if each.mine],
        theirs=[each for each in shown if not each.mine],
        closed=promise_rows(closed[: promise_queries.CLOSED], g.today),
        tally=phrases.tally(rule.ledger(each.state for each in closed)),
        over=in_words(over).capitalize() if over > OVERDUE else "",
    )


@bp.route("/<int:contact_id>/promises", methods=["GET", "POST"])
@request_context.person_required
def promise_to(contact_id: int) -> Any:
    """Write a promise down, made to somebody or by them."""
    contact, form = own(contact_id), PromiseForm()
    if request.method == "GET":
        form.token.data = secrets.token_hex(8)
    elif form.validate():
        token = form.token.data or secrets.token_hex(8)
        mine = form.whose.data == "mine"
        try:
            promise_queries.make(contact, token, mine, form.what.data, form.due.data, g.today)
        except promise_queries.TooManyPromises:
            form.what.errors = [TOO_MANY_PROMISES]
        else:
            db.session.commit()
            flash("Written down.")
            return redirect(url_for("people.person", contact_id=contact_id), 303)
    who = phrases.called(contact.name, contact.called)
    page = render_template("people/promise_new.html", form=form, contact=contact, called=who)
    return page, 422 if form.errors else 200


@bp.route("/promises/<int:promise_id>", methods=["GET", "POST"])
@request_context.person_required
def promise(promise_id: int) -> Any:
    """Show one promise, and move its date."""
    row = _own(promise_id)
    contact, form = own(row.contact_id), MoveForm()
    if request.method == "GET":
        form.what.data, form.due.data = row.what, row.due
    elif form.validate():
        if form.due.data is None and row.due is not None:
            form.due.errors = ["Choose a date, or call it off"]
        else:
            _move(row, contact, form)
            db.session.commit()
            flash("Saved.")
            return redirect(safe_next(url_for("people.promises")), 303)
    who = phrases.called(contact.name, contact.called)
    shown = promise_row(row, who, g.today)
    page = render_template(
        "people/promise.html", form=form, promise=shown, called=who, kinds=course().writing.kinds
    )
    return page, 422 if form.errors else 200


def _move(row: models.Promise, contact: models.Contact, form: MoveForm) -> None:
    row.what = form.what.data
    if form.due.data is not None:
        promise_queries.move(row, form.due.data, g.today)
    if form.told.data:
        channel = contact.prefers or contact.last_channel or limits.USUAL
        token = f"moved-{row.token}-{g.today}"
        touch_queries.note(g.user.id, [contact], TouchNote(g.today, channel), token, at())


def _own(promise_id: int) -> models.Promise:
    return queries.own_promise(g.user.id, promise_id) or abort(404)


def _changed(promise_id: int, act: Callable[[models.Promise], None], words: str) -> Any:
    row = _own(promise_id)
    act(row)
    db.session.commit()
    flash(words)
    return redirect(safe_next(url_for("people.promises")), 303)


@bp.post("/promises/<int:promise_id>/on-course")
@request_context.person_required
def on_course(promise_id: int) -> Any:
    """Keep that a promise is on course: its halfway point is not mentioned any more."""
    return _changed(promise_id, lambda row: promise_queries.on_course(row, g.today), "Good.")


@bp.post("/promises/<int:promise_id>/kept")
@request_context.person_required
def kept(promise_id: int) -> Any:
    """Close a promise as kept."""
    row = _own(promise_id)
    late = (g.today - row.due).days if row.due and row.mine else 0
    words = "Kept."
    if late > 0:
        days = f"{in_words(late)} day{'s' * (late > 1)}"
        words = f"Kept, {days} after the date. It is good to say so yourself."
    return _changed(promise_id, lambda row: promise_queries.close(row, "kept", g.today), words)


@bp.post("/promises/<int:promise_id>/called-off")
@request_context.person_required
def called_off(promise_id: int) -> Any:
    """Close a promise that will not be kept."""
    return _changed(
        promise_id, lambda row: promise_queries.close(row, "dropped", g.today), "Called off."
    )


@bp.post("/promises/<int:promise_id>/reopen")
@request_context.person_required
def reopen(promise_id: int) -> Any:
    """Open a closed promise again."""
    return _changed(promise_id, promise_queries.reopen, "Open again.")


@bp.route("/<int:contact_id>/dates", methods=["GET", "POST"])
@request_context.person_required
def days(contact_id: int) -> Any:
    """List somebody's days to remember, and add one."""
    contact, form = own(contact_id), DateForm()
    stored = queries.facts(contact_id).dates
    if request.method == "POST" and form.validate():
        kind = form.kind.data
        label = "" if kind == "birthday" else form.label.data
        known = next((d for d in stored if (d.kind, d.label) == (kind, label)), None)
        if known is None and len(stored) >= limits.MOST_DATES:
            form.label.errors = [f"Keep this to {limits.MOST_DATES} days for each person"]
        else:
            day = known or models.ContactDate(
                user_id=g.user.id, contact_id=contact_id, kind=kind, label=label
            )
            day.month_day, day.lead = form.number(), form.lead.data
            day.year = None if kind == "birthday" else form.year.data
            db.session.add(day)
            db.session.commit()
            flash("Saved.")
            return redirect(url_for("people.days", contact_id=contact_id), 303)
    page = PersonPage(contact, "", g.today, [], [], [], stored, [])
    return render_template("people/days.html", form=form, page=page), 422 if form.errors else 200


@bp.post("/dates/<int:date_id>/delete")
@request_context.person_required
def delete_date(date_id: int) -> Any:
    """Delete a day to remember."""
    day = deletions.to_delete(queries.own_date(g.user.id, date_id))
    where = url_for("people.index")
    if day is not None:
        where = url_for("people.days", contact_id=day.contact_id)
        db.session.delete(day)
        flash("Deleted.")
    db.session.commit()
    return redirect(where, 303)
