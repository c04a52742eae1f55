"""Stub until the feature is here."""

from flask import Blueprint

bp = Blueprint("lessons", __name__)


@bp.get("/learn")
def learn() -> str:
    return ""


@bp.get("/glossary")
def glossary() -> str:
    return ""


@bp.get("/references")
def references() -> str:
    return ""
