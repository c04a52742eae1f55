"""Show what is good to know before meeting people, on one page to print."""

from collections.abc import Sequence
from typing import Any

from flask import abort, g, render_template, request

from coach import bounds
from coach.people import meeting_queries, models, queries
from coach.people.presenters import meeting, phrases
from coach.people.rules import meeting as rule
from coach.people.views import bp
from coach.principles import PRINCIPLES
from coach.text import in_words
from coach.web import request_context

TOO_MANY = f"Choose {in_words(rule.MOST)} people at most"


@bp.get("/<int:contact_id>/before")
@request_context.person_required
def before_one(contact_id: int) -> Any:
    """Show what is good to know before meeting somebody."""
    found = queries.own_contact(g.user.id, contact_id) or abort(404)
    return _page([found])


@bp.get("/before")
@request_context.person_required
def before() -> Any:
    """Show the same for up to six people, or whom to choose."""
    asked = [text for text in request.args.getlist("who")[:100] if text.isdecimal()]
    ids = {int(text) for text in asked if len(text) < 12 and int(text) <= bounds.LARGEST_ID}
    if len(ids) > rule.MOST:
        return _choice(list(ids)[:50], TOO_MANY), 422
    people = queries.own_contacts(g.user.id, ids) if ids else []
    if len(people) < len(ids):
        abort(404)
    return _page(people) if people else _choice()


def _choice(wanted: Sequence[int] = (), problem: str = "") -> str:
    return render_template(
        "people/before_whom.html",
        people=meeting_queries.to_choose(g.user.id, wanted),
        wanted=set(wanted),
        problem=problem,
    )


def _page(people: Sequence[models.Contact]) -> str:
    facts = meeting_queries.facts(g.user.id, [each.id for each in people], g.today)
    cards = [
        meeting.card(
            each,
            g.today,
            facts.lines.get(each.id, []),
            facts.news.get(each.id, []),
            facts.promises.get(each.id, []),
            facts.dates.get(each.id, []),
            rule.question(g.today, place),
        )
        for place, each in enumerate(people)
    ]
    called = [phrases.called(each.name, each.called) for each in people]
    return render_template(
        "people/before.html",
        cards=cards,
        principles=PRINCIPLES,
        heading=meeting.heading(called),
        alone=people[0] if len(people) == 1 else None,
    )
