"""Show People: the day's list, and one person. Add, change and delete somebody."""

import secrets
from datetime import date, timedelta
from typing import Any

from flask import Blueprint, abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.people import (
    about_queries,
    contact_queries,
    day_queries,
    limits,
    list_queries,
    models,
    name_queries,
    promise_queries,
    queries,
    touch_queries,
)
from coach.people.exchange import file_queries, merge_queries, regions
from coach.people.forms import ContactForm, DeletePersonForm
from coach.people.presenters import phrases, rows
from coach.people.presenters.page import PersonPage, promise_rows
from coach.people.rules import dates, delicate, rhythm
from coach.people.touch_queries import Moment
from coach.web import deletions, request_context, text_versions
from coach.web.course import course
from coach.web.forms import safe_next
from coach.writing.room import WritingKind

bp = Blueprint("people", __name__, url_prefix="/people")
CHANNELS = tuple(phrases.CHANNELS.items())
TO_WRITE = ("thanks", "back", "warning", "offer")  # ids of kinds of message
COMING, COMING_DAYS, COMING_DATES = 5, 30, 14
TOO_MANY = f"{limits.MOST_PEOPLE:,} people are on your list. Delete some for good first."


@bp.app_context_processor
def _choices() -> dict[str, Any]:
    """Give the templates the channels, and the days of the buttons."""
    return {"channels": CHANNELS, "tomorrow": _tomorrow, "next_week": _next_week}


def _tomorrow() -> date:
    return day_after(1)


def _next_week() -> date:
    return day_after(7)


def day_after(days: int) -> date:
    """Return the practice day so many days after today."""
    today: date = g.today
    return today + timedelta(days=days)


@bp.get("")
def index() -> Any:
    """Show the day's people with the reason for each, who comes next, and the promises."""
    facts = day_queries.day_facts(g.user.id, g.today) if g.user else day_queries.DayFacts()
    if not facts.anybody:
        return render_template("people/empty.html", notice=phrases.ONLY_YOU)
    user_id, today = g.user.id, g.today
    coming = list_queries.coming_up(user_id, today, COMING, COMING_DAYS)
    promises = promise_queries.open_promises(user_id)
    people = facts.three(today)
    return render_template(
        "people/index.html",
        people=rows.daily_rows(people, facts.rows, today),
        acted=rows.acted_rows(facts.rows.get("acted", []), today),
        plenty=plenty(facts) if facts.acted >= facts.daily else "",
        rhythms=facts.any_rhythm,
        idle=idle(facts) if people else "",
        coming=[rows.person_row(each, today) for each in coming],
        days=coming_days(),
        promises=promise_rows(promises, today),
        overfull=overfull(facts.daily) if today.day == 1 else "",
        notice=phrases.ONLY_YOU,
    )


def plenty(facts: day_queries.DayFacts) -> str:
    """Return that nothing more is asked today."""
    acted = facts.rows.get("acted", [])
    names = [phrases.called(row.name, row.called) for row in acted]
    return phrases.plenty(names, facts.acted)


def idle(facts: day_queries.DayFacts) -> str:
    """Return what to say after a long time in which nothing was noted, or an empty string."""
    days = (g.today - facts.last_act).days if facts.last_act else 0
    return phrases.nothing_owed(days) if days >= phrases.A_LONG_TIME else ""


def coming_days() -> list[tuple[int, str, str]]:
    """Return the days to remember of two weeks: the person's id and name, and the words."""
    window = sorted(dates.window(g.today, COMING_DATES))
    found = list_queries.coming_dates(g.user.id, window, g.today)
    found = sorted(found, key=lambda each: (dates.next_on(each[0].month_day, g.today), each[3]))
    return [
        (id_, name, phrases.remembered(day.kind, day.label, day.month_day, day.year, g.today))
        for day, name, _, id_ in found
    ]


def overfull(daily: int) -> str:
    """Return that the rhythms ask for more than the list has room for, or an empty string."""
    return phrases.overfull(rhythm.demand(list_queries.everies(g.user.id)), daily)


@bp.route("/new", methods=["GET", "POST"])
def new() -> Any:
    """Put somebody on the list. The first person comes with three rings."""
    form = ContactForm()
    form.offer(queries.rings(g.user.id) if g.user else [])
    if request.method == "GET":
        form.token.data = secrets.token_hex(8)
        form.name.data = request.args.get("name", "")[: limits.NAME]
    elif form.validate():
        user = request_context.ensure_user()
        made = queries.made_with(user.id, form.token.data) if form.token.data else None
        if made is None and queries.number_of(user.id) >= limits.MOST_PEOPLE:
            form.name.errors = [TOO_MANY]
        else:
            contact = made or _made(form, user.id)
            db.session.commit()
            flash(f"{phrases.called(contact.name, contact.called)} is on your list.")
            return redirect(url_for("people.person", contact_id=contact.id), 303)
    groups = queries.groups(g.user.id) if g.user else []
    page = render_template("people/new.html", form=form, groups=groups)
    return page, 422 if form.errors else 200


def _made(form: ContactForm, user_id: int) -> models.Contact:
    contact_queries.first_rings(user_id)
    ring = form.ring.data
    if ring < 0:  # one of the first rings, chosen before they were there
        names = {each.name: each.id for each in queries.rings(user_id)}
        ring = names.get(limits.RINGS[-ring - 1][0])
    token = form.token.data or secrets.token_hex(8)
    contact = contact_queries.make(user_id, token, form.data, at())
    _write_lists(form, contact)
    contact_queries.give_rhythm(
        [contact], ring or None, form.own_every.data, g.today, form.last_spoke.data
    )
    return contact


def _write_lists(form: ContactForm, contact: models.Contact) -> None:
    contact_queries.set_tags(contact, form.tag_words())
    contact_queries.set_ways(contact, form.way_lines(), region())


@bp.get("/<int:contact_id>")
@request_context.person_required
def person(contact_id: int) -> Any:
    """Show one person: the first reason, what passed, and what is known."""
    found = queries.with_ring(g.user.id, contact_id)
    if found is None:
        kept_id = merge_queries.kept_for(g.user.id, contact_id) or abort(404)
        return redirect(url_for("people.person", contact_id=kept_id), 303)
    skipped = min(max(request.args.get("skip", 0, type=int), 0), 1_000_000)
    lines = queries.story(contact_id, skipped)
    facts = queries.facts(contact_id)
    page = PersonPage(
        *found,
        g.today,
        lines[: queries.LINES],
        facts.tags,
        facts.ways,
        facts.dates,
        promise_queries.with_contact(contact_id),
    )
    more = skipped + queries.LINES if len(lines) > queries.LINES else None
    about = about_queries.counts(g.user.id, contact_id)
    return render_template(
        "people/person.html",
        page=page,
        more=more,
        about=about,
        merges=merge_queries.of_person(contact_id),
        kinds=writing_kinds(),
        lessons=course().lessons,
    )


def writing_kinds() -> list[WritingKind]:
    """Return the kinds of message that a person's page offers."""
    kinds = course().writing.kinds
    return [kinds[name] for name in TO_WRITE if name in kinds]


@bp.route("/<int:contact_id>/edit", methods=["GET", "POST"])
@request_context.person_required
def edit(contact_id: int) -> Any:
    """Change what is known about somebody, and their rhythm."""
    contact, form = own(contact_id), ContactForm()
    rings, facts = queries.rings(g.user.id), queries.facts(contact_id)
    form.offer(rings)
    stored = ContactForm(None)
    stored.offer(rings)
    for each in (stored, form) if request.method == "GET" else (stored,):
        each.show(contact, facts.tags, [value for _, value in facts.ways])
    both = text_versions.of_forms(stored, form, without=("last_spoke",))
    if request.method == "POST" and form.validate() and not both.differences:
        contact_queries.describe(contact, form.data, at())
        _write_lists(form, contact)
        contact_queries.give_rhythm(
            [contact],
            form.ring.data or None,
            form.own_every.data,
            g.today,
            form.last_spoke.data,
        )
        db.session.commit()
        flash(_asked(form.matters.data, contact) or "Saved.")
        return redirect(url_for("people.person", contact_id=contact_id), 303)
    groups = queries.groups(g.user.id)
    page = render_template(
        "people/edit.html", form=form, contact=contact, groups=groups, versions=both
    )
    return page, both.status(form.errors)


def _asked(line: str, contact: models.Contact) -> str:
    """Return the question about a line that may be delicate, or an empty string."""
    topic = delicate.delicate(line or "")
    who = phrases.called(contact.name, contact.called)
    return phrases.delicate(topic, who) if topic else ""


@bp.route("/<int:contact_id>/delete", methods=["GET", "POST"])
@request_context.person_required
def delete(contact_id: int) -> Any:
    """Delete somebody for good, after the name was typed."""
    contact = queries.own_contact(g.user.id, contact_id)
    if request.method == "POST" and contact is None:
        deletions.to_delete(contact)
        return redirect(url_for("people.everybody"), 303)
    contact = contact or abort(404)
    form = DeletePersonForm()
    if request.method == "POST" and form.validate():
        if form.name.data == contact.name:
            _delete(contact, form)
            return redirect(url_for("people.everybody"), 303)
        form.name.errors = ["Type the name as it is written above"]
    return render_template("people/delete.html", **_to_delete(contact, form)), (
        422 if form.errors else 200
    )


def _to_delete(contact: models.Contact, form: DeletePersonForm) -> dict[str, Any]:
    counts = queries.counts(contact.id)
    return {
        "form": form,
        "contact": contact,
        "called": phrases.called(contact.name, contact.called),
        "alone": counts.alone,
        "shared": counts.shared,
        "ways": counts.ways,
        "promised": counts.promises,
        "places": name_queries.places(contact),
    }


def _delete(contact: models.Contact, form: DeletePersonForm) -> None:
    user_id, name = g.user.id, contact.name
    if deletions.to_delete(contact) is not None:
        contact_queries.delete_for_good(contact)
        name_queries.take_out(user_id, name, form.data, g.now)
        file_queries.take_name_out(user_id, name, form.files.data or [])
        flash("Deleted for good.")
    db.session.commit()


@bp.post("/<int:contact_id>/put-away")
@request_context.person_required
def put_away(contact_id: int) -> Any:
    """Take somebody out of all lists, and keep them."""
    contact = own(contact_id)
    contact_queries.put_away([contact], g.today)
    db.session.commit()
    undo = f"undo {url_for('people.restore', contact_id=contact_id)}"
    flash("Put away. Nothing is deleted.", undo)
    return redirect(url_for("people.person", contact_id=contact_id), 303)


@bp.post("/<int:contact_id>/restore")
@request_context.person_required
def restore(contact_id: int) -> Any:
    """Put somebody back on the list."""
    contact_queries.restore([own(contact_id)])
    db.session.commit()
    flash("Back on your list.")
    return redirect(url_for("people.person", contact_id=contact_id), 303)


def own(contact_id: int) -> models.Contact:
    """Return the user's own contact, or abort with 404."""
    return queries.own_contact(g.user.id, contact_id) or abort(404)


def region() -> str:
    """Return the country of numbers without a country code: the chosen one, or the time zone's."""
    return day_queries.choice_of(g.user.id).region or regions.of_zone(g.zone)


def at() -> Moment:
    """Return the time of this request, with the instant at which the practice day began."""
    return touch_queries.moment(g.now, g.today, g.user.rollover, g.zone)


def back_to(contact_id: int) -> str:
    """Return the page that a form came from, or the person's."""
    return safe_next(url_for("people.person", contact_id=contact_id))
