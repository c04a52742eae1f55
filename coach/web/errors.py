"""What a person reads when something cannot be done. Nothing typed is lost."""

from typing import Any

from flask import Flask, current_app, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy import inspect
from werkzeug.exceptions import HTTPException

from coach.accounts import rate_limits
from coach.db import db
from coach.web import last_resort

SECRET_FIELDS = {"csrf_token", "password", "password_confirm", "new_password",
                 "new_password_confirm", "code", "credential"}  # fmt: skip
KNOWN = {403, 404, 405, 413, 429, 500}


def install(app: Flask) -> None:
    """Show our own pages for refusals and faults."""
    app.register_error_handler(CSRFError, _expired)
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(500, _failed)


def _refused(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    code = error.code or 500
    wait = rate_limits.wait() if code == 429 else 0
    kept = typed() if (wait or code == 404) and ours() else []
    template = f"errors/{code}.html" if code in KNOWN else "errors/other.html"
    headers = {k: v for k, v in error.get_headers() if k == "Allow"}
    if wait:
        headers["Retry-After"] = str(wait)
    return render_template(template, error=error, wait=wait, typed=kept), code, headers


def _failed(error: Exception) -> Any:
    try:
        let_go()
        return render_template("errors/500.html", typed=typed()), 500
    except Exception:
        current_app.logger.exception("%s fault on the page of a fault", g.get("request_id", "-"))
        return last_resort.page(g.get("request_id", "-"))


def let_go() -> None:
    """Leave the transaction, and keep of the person what is known: the page must not ask."""
    user = g.get("user")
    if user is not None and inspect(user).expired_attributes:
        user = None
    if user is not None and user in db.session:
        db.session.expunge(user)
    db.close_session()
    g.user = user
    g._login_user = user or current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _expired(error: CSRFError) -> Any:
    # A form sent from another site is shown, never offered for sending again.
    kept = typed() if ours() else []
    return render_template("errors/expired.html", typed=kept, action=request.full_path), 400


def ours() -> bool:
    """Return whether the form was sent from a page of this site."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def typed() -> list[tuple[str, str]]:
    """Return what was typed into the form that was sent, without what is secret."""
    found = request.form.items(multi=True)
    return [(name, value) for name, value in found if name not in SECRET_FIELDS]
