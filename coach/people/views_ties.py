"""Show who knows whom, introduce people, draw the map, and ask about what goes one way."""

from typing import Any

from flask import abort, flash, g, redirect, render_template, request, url_for

from coach.db import db
from coach.people import day_queries, limits, models, queries, tie_queries
from coach.people.presenters import phrases, ties
from coach.people.rules import introduction, picture
from coach.people.views import at, bp, own
from coach.web import request_context
from coach.web.forms import on_one_line
from coach.web.person_field import chosen

CHOOSE = "Choose the other person"
BOTH_FIRST = "Ask both first. An introduction is made once both have said yes."
MANY = f"This person has {limits.MOST_TIES} ties already. Forget one of them first."


@bp.route("/<int:contact_id>/introduce", methods=["GET", "POST"])
@request_context.person_required
def introduce(contact_id: int) -> Any:
    """Keep that somebody knows, or might meet, another person of the list."""
    contact, problem = own(contact_id), ""
    if request.method == "POST":
        other = queries.own_contact(g.user.id, chosen("who"))
        if other is None or other.id == contact.id:
            problem = CHOOSE
        else:
            try:
                tie = _thought_of(contact, other)
            except tie_queries.TooManyTies:
                problem = MANY
            else:
                db.session.commit()
                return redirect(url_for("people.tie", tie_id=tie.id), 303)
    offered = queries.picked(g.user.id, chosen("who") or None)
    page = render_template(
        "people/introduce.html",
        contact=contact,
        called=phrases.called(contact.name, contact.called),
        people=[(id_, name) for id_, name in offered if id_ != contact.id],
        chosen=chosen("who"),
        why=on_one_line(request.form.get("why", ""))[: limits.LINE],
        problem=problem,
    )
    return page, 422 if problem else 200


def _thought_of(contact: models.Contact, other: models.Contact) -> models.ContactTie:
    tie = tie_queries.tie_between(contact, other)
    act = "know" if request.form.get("act") == "know" else "idea"
    tie_queries.keep(tie, introduction.after(tie_queries.state_of(tie), act), at())
    why = on_one_line(request.form.get("why", ""))[: limits.LINE]
    tie.why = why or tie.why
    return tie


@bp.route("/ties/<int:tie_id>", methods=["GET", "POST"])
@request_context.person_required
def tie(tie_id: int) -> Any:
    """Show where an introduction stands, and move it on."""
    found = tie_queries.own_tie(g.user.id, tie_id)
    if found is None:
        if request.method == "POST" and request.form.get("act") == "forget":
            return redirect(url_for("people.index"), 303)
        abort(404)
    problem = ""
    if request.method == "POST":
        if request.form.get("act") == "forget":
            tie_queries.forget(found)
            db.session.commit()
            flash("Forgotten.")
            return redirect(url_for("people.person", contact_id=found.first_id), 303)
        problem = _move(found)
        if not problem:
            db.session.commit()
            flash("Saved.")
            return redirect(url_for("people.tie", tie_id=tie_id), 303)
        db.session.rollback()
        found = tie_queries.own_tie(g.user.id, tie_id) or abort(404)
    return _tie_page(found, problem), 422 if problem else 200


def _move(found: models.ContactTie) -> str:
    """Do what the form says. Return what is wrong, or an empty string."""
    yes = "first" in request.form, "second" in request.form
    found.why = on_one_line(request.form.get("why", found.why))[: limits.LINE]
    act = request.form.get("act", "asked")
    try:
        state = tie_queries.state_of(found)
        tie_queries.keep(found, introduction.after(state, act, *yes), at())
    except introduction.NotAgreed:
        return BOTH_FIRST
    return ""


def _tie_page(found: models.ContactTie, problem: str) -> str:
    named = tie_queries.names_of(g.user.id, [found.first_id, found.second_id])
    first, second = (phrases.called(*named[id_]) for id_ in (found.first_id, found.second_id))
    return render_template(
        "people/tie.html",
        tie=found,
        names=named,
        first=first,
        second=second,
        told=ties.told(tie_queries.state_of(found), first, second),
        problem=problem,
    )


@bp.get("/map")
def map() -> Any:  # noqa: A001  the address is /people/map
    """Draw the people who have a rhythm or a tie, and say what groups and ties show."""
    if g.user is None:
        return render_template("people/map.html", found=[], picture=None, more=0)
    facts = tie_queries.map_facts(g.user.id)
    pairs = picture.shared(facts.tagged, facts.thought_of)
    wished = day_queries.choice_of(g.user.id).wanted.splitlines()
    found = picture.findings_of(facts.groups, pairs, wished, g.today)
    known = {
        each.id: (each.name, "")
        for each in (*facts.people, *facts.tagged, *(f.only for f in facts.groups if f.only))
    }
    return render_template(
        "people/map.html",
        found=[ties.finding(each, known, g.today) for each in found],
        nothing=ties.NOTHING,
        picture=ties.drawn(facts.people, facts.ties),
        more=facts.more,
        rings=[far for _, far in picture.RINGS] + [picture.OUTSIDE],
    )


@bp.route("/between", methods=["GET", "POST"])
@request_context.person_required
def between() -> Any:
    """Ask about people with whom all that was noted goes one way. A yes is kept for good."""
    if request.method == "POST":
        own(chosen("who")).one_way_ok = True
        db.session.commit()
        flash("Good. It is not asked again.")
        return redirect(url_for("people.between"), 303)
    asked = [
        (each.id, ties.one_way(phrases.called(each.name, each.called), each.way), each.way)
        for each in tie_queries.one_way(g.user.id, g.today)
    ]
    return render_template("people/between.html", asked=asked)
