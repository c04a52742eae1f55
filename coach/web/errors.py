"""Show error pages. Nothing that was typed is lost."""

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
    """Register our pages for refusals (4xx) and faults (500)."""
    app.register_error_handler(CSRFError, _handle_expired_token)
    app.register_error_handler(HTTPException, _handle_http_error)
    app.register_error_handler(500, _handle_fault)


def _handle_http_error(error: HTTPException) -> Any:
    if error.response is not None:
        return error.response
    code = error.code or 500
    wait = rate_limits.wait() if code == 429 else 0
    fields = typed() if (wait or code == 404) and ours() else []
    template = f"errors/{code}.html" if code in KNOWN else "errors/other.html"
    headers = {k: v for k, v in error.get_headers() if k == "Allow"}
    if wait:
        headers["Retry-After"] = str(wait)
    return render_template(template, error=error, wait=wait, typed=fields), code, headers


def _handle_fault(error: Exception) -> Any:
    try:
        let_go()
        return render_template("errors/500.html", typed=typed()), 500
    except Exception:
        current_app.logger.exception("%s fault on the page of a fault", g.get("request_id", "-"))
        return last_resort.page(g.get("request_id", "-"))


def let_go() -> None:
    """Roll back and detach ``g.user``, so that rendering the error page issues no query."""
    user = g.get("user")
    if user is not None and inspect(user).expired_attributes:
        user = None
    if user is not None and user in db.session:
        db.session.expunge(user)
    db.close_session()
    g.user = user
    g._login_user = user or current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _handle_expired_token(error: CSRFError) -> Any:
    # A form from another site is not offered for sending again: it may be an attack.
    fields = typed() if ours() else []
    return render_template("errors/expired.html", typed=fields, action=request.full_path), 400


def ours() -> bool:
    """Return whether the form was sent by a page of this site."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def typed() -> list[tuple[str, str]]:
    """Return the fields of the form that was sent as (name, value) pairs, without secrets."""
    fields = request.form.items(multi=True)
    return [(name, value) for name, value in fields if name not in SECRET_FIELDS]
