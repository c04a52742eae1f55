"""Define the look-back's blueprint and filters, and show the admin how the items work."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, g, render_template
from flask.blueprints import BlueprintSetupState

from coach import paths
from coach.assessment import admin_queries, calendar, item_bank, phrases, queries
from coach.assessment.calendar import Week
from coach.assessment.item_bank import Bank
from coach.assessment.response_quality import FEWEST
from coach.web.request_context import person_required

bp = Blueprint("assessment", __name__)


@bp.record_once
def read_bank(state: BlueprintSetupState) -> None:
    """Read the item bank once, when the app starts."""
    state.app.extensions["bank"] = item_bank.read(paths.CONTENT / "en" / "assessment.toml")


@bp.app_template_global()
def look_back_minutes() -> int:
    """Return the number of minutes that a look-back takes."""
    return queries.MINUTES


@bp.app_template_filter("week_span")
def week_span(week: Week) -> str:
    """Return the days of a week in words."""
    return phrases.span(week)


@bp.app_template_filter("wall")
def wall(moment: datetime) -> datetime:
    """Return an instant in the user's time zone."""
    return moment.astimezone(ZoneInfo(g.zone))


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
        items=bank.every,
    )
