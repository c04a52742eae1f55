"""Determine the user, the time and the practice day, once per request."""

import hashlib
from collections.abc import Callable
from datetime import date
from functools import wraps
from typing import Any, ParamSpec

from flask import Flask, abort, current_app, g, request, session
from flask_security import current_user, login_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy.exc import InvalidRequestError, OperationalError
from werkzeug.wrappers import Response

from coach import bounds, clock
from coach.accounts import login_sessions, queries
from coach.accounts.models import User
from coach.config import Settings
from coach.db import db
from coach.db.locking import lock_user, lock_visitor

A_MONTH = 30 * 24 * 3600  # seconds
WITHOUT_CONTEXT = {"static", "healthz"}
P = ParamSpec("P")


def install(app: Flask, server_zone: str) -> None:
    """Set ``g.now``, ``g.user``, ``g.zone`` and ``g.today`` before each request."""
    app.extensions["server_zone"] = server_zone
    app.before_request(_set_context)


def _set_context() -> None:
    if request.endpoint in WITHOUT_CONTEXT:
        return
    g.now = now = current_app.extensions["clock"]()
    person = current_user._get_current_object()
    g.user = user = person if isinstance(person, User) else None
    g.zone = zone = user.zone if user else offered_zone() or current_app.extensions["server_zone"]
    g.today = clock.practice_day(now, zone, user.rollover if user else clock.DEFAULT_ROLLOVER)
    if user and login_sessions.is_to_be_noted(now):
        _note_visit(user)
    if user and request.method == "POST":
        _wait_for_turn(user)


def _wait_for_turn(user: User) -> None:
    """Lock the user's writes, and reload the user, whom another form may have changed."""
    was_guest = user.is_guest
    lock_user(user.id)
    try:
        db.session.refresh(user)
    except InvalidRequestError:  # another request deleted the account
        db.session.expunge(user)
        _become_visitor()
    else:
        g.kept_meanwhile = was_guest and not user.is_guest


def _become_visitor() -> None:
    g.user = None
    g.pop("browser_session", None)
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _note_visit(user: User) -> None:
    """Record the visit, and renew a guest's lasting cookie."""
    user.seen_on = g.today
    try:
        login_sessions.note(g.now)
        db.session.commit()
    except OperationalError:  # pages stay readable when the database cannot be written to
        db.session.rollback()
    if user.is_guest and is_remembered():  # an account's session has an end, a guest's has none
        session["_remember"] = "set"


def offered_zone() -> str:
    """Return the time zone that this browser reports, or an empty string."""
    name = request.cookies.get(_cookie("zone"), "")
    return name if name in clock.zones() else ""


def declined_zone() -> str:
    """Return the reported time zone that the user declined, or an empty string."""
    return request.cookies.get(_cookie("zone_kept"), "")


def decline_zone(answer: Response) -> None:
    """Stop offering this browser's time zone for a month."""
    _set_cookie(answer, "zone_kept", offered_zone())


def began_again() -> date | None:
    """Return the day on which the user chose not to mark days away, or None.

    The choice was made in this browser, after some days without a check-in.
    """
    try:
        return bounds.day(request.cookies.get(_cookie("began_again"), ""))
    except bounds.OutOfBounds:
        return None


def begin_again(answer: Response) -> None:
    """Stop asking in this browser about the days without a check-in before today."""
    _set_cookie(answer, "began_again", g.today.isoformat())


def _set_cookie(answer: Response, name: str, value: str) -> None:
    """Set a cookie for a month that scripts and other sites cannot read."""
    secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
    more: dict[str, Any] = {"secure": secure, "httponly": True, "samesite": "Lax"}
    answer.set_cookie(_cookie(name), value, max_age=A_MONTH, **more)


def is_remembered() -> bool:
    """Return whether this browser has the cookie that outlives its session."""
    return current_app.config["REMEMBER_COOKIE_NAME"] in request.cookies


def _cookie(name: str) -> str:
    settings: Settings = current_app.extensions["settings"]
    return settings.cookie(name)


def ensure_user() -> User:
    """Return the user. A visitor's first write creates a guest and its cookie."""
    if g.user is None:
        generate_csrf()  # creates the session's secret if it has none
        g.session_of_nobody = dict(session)
        visitor = hashlib.sha256(session["csrf_token"].encode()).hexdigest()
        lock_visitor(visitor)
        g.user = queries.guest_of(visitor, g.zone, g.now, g.today)
        login_user(g.user, remember=True)
        lock_user(g.user.id)
    user: User = g.user
    return user


def take_back() -> None:
    """Roll back this request's writes. If it created a guest, that is a visitor again."""
    db.session.rollback()
    before = g.pop("session_of_nobody", None)
    if before is not None:
        session.clear()
        session.update(before)
        _become_visitor()


def person_required(view: Callable[P, Any]) -> Callable[P, Any]:
    """Answer 404 to a visitor who is not a user yet: no private row exists for them."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if g.user is None:
            abort(404)
        return view(*args, **kwargs)

    return guarded
