"""List everybody, search, and act on several people at once. Change the rings."""

import secrets
from collections.abc import Callable, Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for

from coach import bounds as days
from coach.bounds import OutOfBounds
from coach.db import db
from coach.people import (
    contact_queries,
    day_queries,
    limits,
    list_queries,
    models,
    queries,
    touch_queries,
    upkeep,
)
from coach.people.exchange import file_queries
from coach.people.forms import RingForm
from coach.people.list_queries import ListFilter
from coach.people.presenters import phrases, reminders, rows
from coach.people.rules import rhythm
from coach.people.touch_queries import TouchNote
from coach.people.views import at, bp
from coach.text import plural
from coach.web import request_context
from coach.web.forms import on_one_line, safe_next, trimmed

CHOOSE = "Choose at least one person"


@bp.get("/all")
def everybody() -> Any:
    """List everybody, A to Z or by the last touch, in pages. Filter and search."""
    return _page()


def _page(problem: str = "", status: int = 200) -> Any:
    chosen = _filter()
    found = list_queries.everybody(g.user.id, chosen) if g.user else []
    shown = found[: list_queries.PAGE]
    touches = touch_queries.of_today(g.user.id, [c.id for c in shown], g.today) if shown else {}
    more = list_queries.key_of(shown[-1], chosen.sort) if len(found) > len(shown) else ""
    page = render_template(
        "people/everybody.html",
        people=[rows.person_row(each, g.today, (), touches.get(each.id)) for each in shown],
        chosen=chosen,
        rings=queries.rings(g.user.id) if g.user else [],
        groups=queries.groups(g.user.id) if g.user else [],
        more=more,
        ticked=set(request.form.getlist("id")),
        problem=problem,
        token=secrets.token_hex(16),
    )
    return page, status


def _filter() -> ListFilter:
    """Return what the address or the form asks for. Whatever is none of the choices is ignored."""
    asked = request.values
    ring = asked.get("ring", type=int)
    sort = asked.get("sort", "name")
    return ListFilter(
        on_one_line(asked.get("q", ""))[:80],
        ring if ring and 0 < ring <= days.LARGEST_ID else None,
        on_one_line(asked.get("tag", ""))[: limits.TAG],
        on_one_line(asked.get("group", ""))[: limits.GROUP],
        asked.get("show") == "away",
        sort if sort in list_queries.SORTS else "name",
        on_one_line(asked.get("after", ""))[:100],
    )


@bp.post("/bulk")
@request_context.person_required
def bulk() -> Any:
    """Do the same for all ticked people."""
    ids = [int(text) for text in request.form.getlist("id") if text.isdecimal()][:500]
    ids = [number for number in ids if number <= days.LARGEST_ID]
    people = queries.own_contacts(g.user.id, ids) if ids else []
    act = ACTS.get(request.form.get("act", ""))
    if people and request.form.get("act") == "before":
        return redirect(url_for("people.before", who=[each.id for each in people]), 303)
    if not people or act is None:
        return _page(CHOOSE, 422)
    if act is _delete and not request.form.get("sure"):
        names = [each.name for each in people]
        return render_template("people/bulk_delete.html", people=people, names=names)
    try:
        said = act(people)
    except ValueError as problem:
        return _page(str(problem), 422)
    db.session.commit()
    flash(said)
    return redirect(safe_next(url_for("people.everybody")), 303)


def _counted(people: Sequence[models.Contact]) -> str:
    return plural(len(people), "person", "people")


def _in_touch(people: Sequence[models.Contact]) -> str:
    line = on_one_line(request.form.get("line", ""))
    if len(line) > limits.NOTE:
        raise ValueError(f"Keep the line to {limits.NOTE} characters")
    channel = request.form.get("channel", "")
    written = TouchNote(g.today, channel if channel in limits.CHANNELS else "met", line)
    token = request.form.get("token", "")[:64] or secrets.token_hex(16)
    touch_queries.note(g.user.id, people, written, token, at())
    return f"Noted: in touch with {_counted(people)} today."


def _ring(people: Sequence[models.Contact]) -> str:
    asked = request.form.get("to_ring", type=int)
    ring = next((each for each in queries.rings(g.user.id) if each.id == asked), None)
    if ring is None:
        contact_queries.give_rhythm(people, None, None, g.today)
        return f"{_counted(people)} without a rhythm now."
    contact_queries.spread(people, ring, g.today)
    return f"{_counted(people)} in the ring “{ring.name}”, due one after the other."


def _tag(people: Sequence[models.Contact]) -> str:
    words = _tag_words()
    contact_queries.add_tag(people, words)
    upkeep.settle(people)
    return f"{_counted(people)} with the tag “{words}”."


def _untag(people: Sequence[models.Contact]) -> str:
    words = _tag_words()
    contact_queries.remove_tag(people, words)
    upkeep.settle(people)
    return f"{_counted(people)} without the tag “{words}”."


def _tag_words() -> str:
    words = on_one_line(request.form.get("words", ""))
    if not words or len(words) > limits.TAG:
        raise ValueError(f"Write a tag of at most {limits.TAG} characters")
    return words


def _group(people: Sequence[models.Contact]) -> str:
    words = on_one_line(request.form.get("words", ""))
    if len(words) > limits.GROUP:
        raise ValueError(f"Keep the group to {limits.GROUP} characters")
    for contact in people:
        contact.world = words
    upkeep.settle(people)
    return f"{_counted(people)} in “{words}”." if words else f"{_counted(people)} in no group."


def _rest(people: Sequence[models.Contact]) -> str:
    try:
        until = days.day(request.form.get("until", ""))
    except OutOfBounds:
        raise ValueError("Choose a day after today") from None
    if until <= g.today:
        raise ValueError("Choose a day after today")
    for contact in people:
        contact_queries.rest(contact, until, "", g.today)
    return f"{_counted(people)} at rest until then."


def _let_go(people: Sequence[models.Contact]) -> str:
    for contact in people:
        contact_queries.let_go(contact, g.today)
    return f"You let {_counted(people)} go. Nothing is asked of you."


def _put_away(people: Sequence[models.Contact]) -> str:
    contact_queries.put_away(people, g.today)
    return f"{_counted(people)} put away. Nothing is deleted."


def _restore(people: Sequence[models.Contact]) -> str:
    contact_queries.restore(people)
    return f"{_counted(people)} back on your list."


def _delete(people: Sequence[models.Contact]) -> str:
    said = f"{_counted(people)} deleted for good."
    for contact in people:
        contact_queries.delete_for_good(contact)
        file_queries.take_name_out(contact.user_id, contact.name)
    return said


ACTS: dict[str, Callable[[Sequence[models.Contact]], str]] = {
    "touch": _in_touch, "ring": _ring, "tag": _tag, "untag": _untag, "group": _group,
    "rest": _rest, "let-go": _let_go, "put-away": _put_away, "restore": _restore,
    "delete": _delete,
}  # fmt: skip


@bp.route("/rings", methods=["GET", "POST"])
def rings() -> Any:
    """Change the rings, and how many people a day there are."""
    form = RingForm()
    if request.method == "POST":
        user = request_context.ensure_user()
        problem = _change_rings(user.id, form)
        if not problem and not form.errors:
            db.session.commit()
            flash("Saved.")
            return redirect(url_for("people.rings"), 303)
        request_context.take_back()
    user_id = g.user.id if g.user else None
    everies = list_queries.everies(user_id) if user_id else []
    notes = rhythm.demand(everies)
    choice = day_queries.choice_of(user_id or 0)
    page = render_template(
        "people/rings.html",
        form=form,
        rings=queries.rings(user_id) if user_id else [],
        daily=choice.daily,
        wanted=choice.wanted,
        named=choice.named,
        named_choices=reminders.CHOICES,
        demand=f"{phrases.RHYTHMS.format(plural(round(notes), 'note'))}." if everies else "",
        overfull=phrases.overfull(notes, choice.daily),
    )
    return page, 422 if form.errors else 200


def _change_rings(user_id: int, form: RingForm) -> bool:
    """Do what the form says: settings, a new ring, a changed or a deleted one."""
    act, there = request.form.get("act", ""), queries.rings(user_id)
    ring = next((r for r in there if r.id == request.form.get("ring", type=int)), None)
    if act == "daily":
        daily = request.form.get("daily", 3, type=int)
        contact_queries.choose(user_id, daily=min(max(daily, 1), 3))
        return False
    if act == "named":
        named = request.form.get("named", "")
        if named in dict(reminders.CHOICES):
            contact_queries.choose(user_id, named=named)
        return False
    if act == "wanted":
        lines = trimmed(request.form.get("wanted")).splitlines()
        groups = [line.strip()[: limits.GROUP] for line in lines if line.strip()]
        contact_queries.choose(user_id, wanted="\n".join(groups[: limits.MOST_WANTED]))
        return False
    if act == "delete" and ring is not None:
        contact_queries.delete_ring(ring)
        return False
    if not form.validate():
        return True
    others = {each.name for each in there if each is not ring}
    if form.name.data in others:
        form.name.errors = ["You have a ring with this name already"]
    elif ring is not None:
        contact_queries.change_ring(ring, form.name.data, form.every.data)
    elif len(there) >= limits.MOST_RINGS:
        form.name.errors = [f"You have {limits.MOST_RINGS} rings. Delete one first."]
    else:
        row = models.Ring(
            user_id=user_id, name=form.name.data, every=form.every.data, position=len(there)
        )
        db.session.add(row)
    return False
