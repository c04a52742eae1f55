"""The look-back's blueprint, the item bank read at start, and filters for its templates."""

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
    """Read the item bank once, at start."""
    state.app.extensions["bank"] = item_bank.read(paths.CONTENT / "en" / "assessment.toml")


@bp.app_template_global()
def look_back_minutes() -> int:
    """Return how many minutes a look-back takes."""
    return queries.MINUTES


@bp.app_template_filter("week_span")
def week_span(week: Week) -> str:
    """A week's days in words."""
    return phrases.span(week)


@bp.app_template_filter("wall")
def wall(moment: datetime) -> datetime:
    """An instant on this person's wall."""
    return moment.astimezone(ZoneInfo(g.zone))
