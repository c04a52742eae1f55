"""Answer 503 when the database cannot be used: locked, full, restarting or not reachable.

The page offers to send the form again. That is safe even if the first commit succeeded and only its
response was lost, because a form that is sent twice counts once.
"""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from sqlalchemy.exc import DataError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import BadRequest

from coach.web import errors

AGAIN = 5  # seconds until a program may try again


def install(app: Flask) -> None:
    """Register the error pages for faults of the database."""
    for kind in (OperationalError, InterfaceError, NoConnection):
        app.register_error_handler(kind, _handle_unavailable)
    app.register_error_handler(DataError, _handle_bad_value)


def _handle_unavailable(error: Exception) -> Any:
    errors.let_go()
    _log("the database cannot be used", _cause(error))
    fields = errors.typed() if request.method == "POST" and errors.ours() else []
    context = {"sent": request.method == "POST", "typed": fields, "action": request.full_path}
    page = render_template("errors/503.html", **context)
    return page, 503, {"Retry-After": str(AGAIN), "Cache-Control": "no-store"}


def _handle_bad_value(error: DataError) -> Any:
    """Answer 400: the value fits no column of a database that is stricter than SQLite."""
    errors.let_go()
    _log("a value fits no column", type(error.orig).__name__)
    return render_template("errors/other.html", error=BadRequest()), 400


def _log(what: str, why: str) -> None:
    current_app.logger.error("%s %s: %s", g.get("request_id", "-"), what, why)


def _cause(error: Exception) -> str:
    """Return the driver's message, without the statement and its values."""
    message = str(getattr(error, "orig", None) or type(error).__name__)
    return message.partition("\n")[0]
