"""Stub until the feature is here."""

from flask import Blueprint

bp = Blueprint("habits", __name__)


@bp.get("/habits")
def index() -> str:
    return ""
