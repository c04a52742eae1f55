"""The look-back's addresses, the item bank read at start, and words for its templates."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, g
from flask.blueprints import BlueprintSetupState

from coach import paths
from coach.assessment import item_bank, phrases, queries
from coach.assessment import views_admin as host
from coach.assessment import views_follow_up as afterwards
from coach.assessment import views_questions as asking
from coach.assessment import views_results as showing
from coach.assessment.calendar import Week

bp = Blueprint("assessment", __name__)

READ, READ_AND_SEND, SEND = ("GET",), ("GET", "POST"), ("POST",)
PAGES: tuple[tuple[str, Callable[..., Any], tuple[str, ...]], ...] = (
    ("/look-back", asking.look_back, READ),
    ("/look-back/begin", asking.begin, SEND),
    ("/look-back/day", asking.opening_day, SEND),
    ("/look-back/<week>/<int:number>", asking.question, READ),
    ("/look-back/<week>/<int:number>", asking.answer, SEND),
    ("/look-back/<week>/after", afterwards.after, READ),
    ("/look-back/<week>/first-week/<int:number>", afterwards.first_week, READ_AND_SEND),
    ("/look-back/<week>/reflection", afterwards.reflection, READ_AND_SEND),
    ("/look-back/matters", afterwards.matters, READ_AND_SEND),
    ("/look-back/<week>", showing.result, READ),
    ("/look-back/<week>/scores.csv", showing.scores, READ),
    ("/progress", showing.progress, READ),
    ("/progress/compare", showing.compare, READ),
    ("/progress/focus", showing.focus, READ_AND_SEND),
    ("/host/look-back", host.look_backs, READ),
)
for rule, view, methods in PAGES:
    bp.add_url_rule(rule, view_func=view, methods=methods)


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
