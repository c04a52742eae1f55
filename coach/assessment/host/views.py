"""The page of a host of many people: how the questions do. Never an individual."""

from flask import abort, current_app, g, render_template

from coach.assessment import window
from coach.assessment.host import queries
from coach.assessment.host.reliability import FEWEST
from coach.assessment.instrument import Bank
from coach.web.entry import person_required


@person_required
def look_backs() -> str:
    """Response counts, reliability and item facility over the last twelve weeks."""
    if not g.user.host:
        abort(404)
    last = window.current_week(g.now, g.zone)
    first = last + (1 - queries.WEEKS)
    people = queries.people(first, last)
    enough = people >= FEWEST
    bank: Bank = current_app.extensions["bank"]
    return render_template(
        "assessment/host.html",
        people=people,
        fewest=FEWEST,
        weeks=[first + n for n in range(queries.WEEKS)],
        counts=queries.counts(first, last) if enough else {},
        reliabilities=queries.reliabilities(first, last) if enough else {},
        facilities=queries.facilities(first, last) if enough else [],
        items={item.id: item for item in bank.items},
    )
