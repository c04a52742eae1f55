"""Stub until the feature is here."""

from flask import Blueprint

bp = Blueprint("assessment", __name__)


@bp.get("/progress")
def progress() -> str:
    return ""
