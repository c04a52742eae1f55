"""Which session a request belongs to: Flask-Login asks, and tells when somebody comes or goes.

Flask-Login carries the token of a session as its "user id", in the session's cookie and in the
lasting one; whose it is, only the row says.
"""

from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security.utils import set_request_attr

from coach.accounts import login_session_queries, user_agent
from coach.accounts.models import User

NOTED_EVERY = timedelta(hours=1)


def install(app: Flask) -> None:
    """Let Flask-Login know people by the rows, and keep the rows as people come and go."""
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]
    user_logged_in.connect(_begin, app)
    user_logged_out.connect(_end, app)


def current() -> login_session_queries.Found | None:
    """Return the session of this browser, or None."""
    found: login_session_queries.Found | None = g.get("browser_session")
    return found


def is_to_be_noted(now: datetime) -> bool:
    """Return whether the last visit is long enough ago to write this one down."""
    known = current()
    return known is not None and now - known.seen_at >= NOTED_EVERY


def note(now: datetime) -> None:
    """Write down that this browser was here."""
    if known := current():
        login_session_queries.note(known.id, now)


def _load(token: str) -> User | None:
    found = login_session_queries.of_token(token, current_app.extensions["clock"]())
    if found is None:
        return None
    g.browser_session = found
    set_request_attr("fs_authn_via", "session")  # as Flask-Security's own loader does
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    user: User = found.User
    return user


def _begin(app: Flask, user: User, **_: Any) -> None:
    """Give this browser a session of its own. The one it had before ends: others may know it."""
    _end(app)
    lasting = session.get("_remember") == "set"
    told = user_agent.coarse(request.headers.get("User-Agent", ""))
    session["_user_id"] = login_session_queries.begin(
        user.id, lasting, told, app.extensions["clock"]()
    )


def _end(app: Flask, **_: Any) -> None:
    known = g.pop("browser_session", None)
    if known is not None:
        login_session_queries.end(known.User.id, known.id)
