"""Load and store the login sessions for Flask-Login.

Flask-Login carries the session's token as its "user id", in the session cookie and in the lasting
cookie. The row tells whose session it is.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security.utils import set_request_attr

from coach.accounts import client, login_session_queries
from coach.accounts.models import User

NOTED_EVERY = timedelta(hours=1)


def install(app: Flask) -> None:
    """Load users by their session's row, and maintain the rows at sign-in and sign-out."""
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]
    user_logged_in.connect(_begin, app)
    user_logged_out.connect(_end, app)


def current() -> login_session_queries.Found | None:
    """Return the session of this browser, or None."""
    row: login_session_queries.Found | None = g.get("browser_session")
    return row


def is_to_be_noted(now: datetime) -> bool:
    """Return whether the last recorded visit is at least an hour ago."""
    row = current()
    return row is not None and now - row.seen_at >= NOTED_EVERY


def note(now: datetime) -> None:
    """Record a visit of this browser."""
    if row := current():
        login_session_queries.note(row.id, now)


def _load(token: str) -> User | None:
    row = login_session_queries.of_token(token, current_app.extensions["clock"]())
    if row is None:
        return None
    g.browser_session = row
    set_request_attr("fs_authn_via", "session")  # as Flask-Security's own loader does
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    user: User = row.User
    return user


def _begin(app: Flask, user: User, **_: Any) -> None:
    """Begin a new session for this browser.

    The previous one ends, because an attacker may know its token.
    """
    _end(app)
    lasting = session.get("_remember") == "set"
    browser = client.coarse(request.headers.get("User-Agent", ""))
    session["_user_id"] = login_session_queries.begin(
        user.id, lasting, browser, app.extensions["clock"]()
    )


def _end(app: Flask, **_: Any) -> None:
    row = g.pop("browser_session", None)
    if row is not None:
        login_session_queries.end(row.User.id, row.id)
