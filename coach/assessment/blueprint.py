"""Define the look-back's blueprint, load the item bank, and add template filters."""

from datetime import datetime
from zoneinfo import ZoneInfo

from flask import Blueprint, g
from flask.blueprints import BlueprintSetupState

from coach import paths
from coach.assessment import item_bank, phrases, queries
from coach.assessment.calendar import Week

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
