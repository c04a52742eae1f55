"""Show people who may be here twice, make two one, and take them apart again."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for

from coach import bounds
from coach.db import db
from coach.people import models, queries
from coach.people.exchange import file_queries, merge_queries, phrases
from coach.people.exchange.twins import Acquaintances
from coach.people.exchange.views import bp
from coach.people.presenters.phrases import called
from coach.people.views import region
from coach.web import request_context

PAIRS = 50  # shown
ONE_NOW = "One now."


@bp.get("/doubles")
@request_context.person_required
def doubles() -> Any:
    """List the pairs of people who may be one."""
    here = Acquaintances(file_queries.known(g.user.id), region())
    two = merge_queries.said_two(g.user.id)
    pairs = [pair for pair in here.pairs() if pair[:2] not in two]
    shown = pairs[:PAIRS]
    ids = {id_ for first, second, _ in shown for id_ in (first, second)}
    names = file_queries.names_of(g.user.id, ids)
    rows = [
        (first, second, names[first], names[second], phrases.in_common(here.shared(first, second)))
        for first, second, _ in shown
    ]
    more = len(pairs) - len(shown)
    return render_template("people/doubles.html", rows=rows, more=more, two=len(two))


@bp.post("/doubles")
@request_context.person_required
def ask_again() -> Any:
    """Offer the pairs again of whom the user has said that they are two people."""
    merge_queries.ask_again(g.user.id)
    db.session.commit()
    return redirect(url_for("people_files.doubles"), 303)


@bp.get("/merge")
@request_context.person_required
def compare() -> Any:
    """Show two people side by side, and ask which name stays. Without them, lead to the pairs."""
    if not {"a", "b"} <= request.args.keys():
        return redirect(url_for("people_files.doubles"), 303)
    return _compared(*_both())


def _compared(first: models.Contact, second: models.Contact, problem: str = "") -> Any:
    sides = [(each, _about(each)) for each in (first, second)]
    page = render_template("people/merge.html", sides=sides, problem=problem)
    return page, 422 if problem else 200


def _about(contact: models.Contact) -> str:
    """Return what tells somebody apart, on one line."""
    facts = queries.facts(contact.id)
    ways = (value for _, value in facts.ways)
    world = "" if contact.world in contact.role else contact.world
    return ", ".join(filter(None, (contact.role, world, *ways, *facts.tags)))


@bp.post("/merge")
@request_context.person_required
def merge() -> Any:
    """Make two people one, or keep that they are two."""
    first, second = _both()
    if request.form.get("act") == "two":
        merge_queries.say_two(first, second)
        db.session.commit()
        flash("Two people. You will not be asked about them again.")
        return redirect(url_for("people_files.doubles"), 303)
    keep = request.form.get("keep", type=int)
    if keep not in (first.id, second.id):
        return _compared(first, second, "Choose the name that stays")
    kept, gone = (first, second) if keep == first.id else (second, first)
    row = merge_queries.unite(kept, gone, g.now)
    db.session.flush()
    undo = f"undo {url_for('people_files.undo_merge', merge_id=row.id)}"
    db.session.commit()
    flash(ONE_NOW, undo)
    return redirect(url_for("people.person", contact_id=kept.id), 303)


@bp.post("/merges/<int:merge_id>/undo")
@request_context.person_required
def undo_merge(merge_id: int) -> Any:
    """Take two people apart who were made one."""
    row = merge_queries.own_merge(g.user.id, merge_id) or abort(404)
    kept_id = row.kept_id
    gone = merge_queries.take_apart(row, g.now)
    flash(f"Two again. {called(gone.name, gone.called)} is back on your list.")
    db.session.commit()
    return redirect(url_for("people.person", contact_id=kept_id), 303)


def _both() -> tuple[models.Contact, models.Contact]:
    """Return the two people whom the address names, both the user's own, or abort with 404."""
    ids = [request.values.get(name, 0, type=int) for name in ("a", "b")]
    known = [id_ for id_ in ids if 0 < id_ <= bounds.LARGEST_ID]
    found = {each.id: each for each in queries.own_contacts(g.user.id, known)} if known else {}
    if len(found) != 2:
        abort(404)
    return found[ids[0]], found[ids[1]]
