"""Show the admin how the items work, over all users and never for an individual."""

from flask import abort, current_app, g, render_template

from coach.assessment import admin_queries, calendar
from coach.assessment.blueprint import bp
from coach.assessment.item_bank import Bank
from coach.assessment.reliability import FEWEST
from coach.web.request_context import person_required


@bp.get("/host/look-back")
@person_required
def look_backs() -> str:
    """Show response counts, reliability and item facility of the last twelve weeks."""
    if not g.user.host:
        abort(404)
    last = calendar.current_week(g.now, g.zone)
    first = last + (1 - admin_queries.WEEKS)
    people = admin_queries.people(first, last)
    enough = people >= FEWEST
    bank: Bank = current_app.extensions["bank"]
    return render_template(
        "assessment/host.html",
        people=people,
        fewest=FEWEST,
        weeks=[first + n for n in range(admin_queries.WEEKS)],
        counts=admin_queries.counts(first, last) if enough else {},
        reliabilities=admin_queries.reliabilities(first, last) if enough else {},
        facilities=admin_queries.facilities(first, last) if enough else [],
        items={item.id: item for item in bank.items},
    )
