"""The database cannot be used just now: locked, full, started anew, or not there at all.

What was sent may be sent again: a form taken twice counts once, so it does no harm where the
answer to a commit was lost on its way.
"""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import BadRequest

from coach.web import errors

AGAIN = 5  # seconds after which a program may try again


def install(app: Flask) -> None:
    """Show our own page where the database fails us."""
    for kind in (OperationalError, InterfaceError, NoConnection):
        app.register_error_handler(kind, _unreachable)
    app.register_error_handler(DataError, _unfit)


def _unreachable(error: Exception) -> Any:
    errors.let_go()
    _tell("the database cannot be used", _cause(error))
    sent = errors.typed() if request.method == "POST" and errors.ours() else []
    context = {"sent": request.method == "POST", "typed": sent, "action": request.full_path}
    page = render_template("errors/503.html", **context)
    return page, 503, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}


def _unfit(error: DataError) -> Any:
    """Answer a value that fits no column of a stricter database as any other strange request."""
    errors.let_go()
    _tell("a value fits no column", type(error.orig).__name__)
    return render_template("errors/other.html", error=BadRequest()), 400


def _tell(what: str, why: str) -> None:
    current_app.logger.error("%s %s: %s", g.get("request_id", "-"), what, why)


def _cause(error: Exception) -> str:
    """Return what the database said, without the statement and what a person wrote."""
    said = str(getattr(error, "orig", None) or type(error).__name__)
    return said.partition("\n")[0]
