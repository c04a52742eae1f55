"""Who is here and what day it is, settled once for each request."""

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

DEFAULT_ROLLOVER = 4
A_MONTH = 30 * 24 * 3600  # seconds
KNOW_NOBODY = {"static", "healthz"}
P = ParamSpec("P")


def install(app: Flask, server_zone: str) -> None:
    """Set ``g.now``, ``g.user``, ``g.zone`` and ``g.today`` before each request."""
    app.extensions["server_zone"] = server_zone
    app.before_request(_arrive)


def _arrive() -> None:
    if request.endpoint in KNOW_NOBODY:
        return
    g.now = now = current_app.extensions["clock"]()
    person = current_user._get_current_object()
    g.user = user = person if isinstance(person, User) else None
    g.zone = zone = user.zone if user else offered_zone() or current_app.extensions["server_zone"]
    g.today = clock.practice_day(now, zone, user.rollover if user else DEFAULT_ROLLOVER)
    if user and login_sessions.is_to_be_noted(now):
        _note_visit(user)
    if user and request.method == "POST":
        _wait_for_turn(user)


def _wait_for_turn(user: User) -> None:
    """Wait until the person's other forms are taken in, and see who they are by then."""
    was_guest = user.is_guest
    lock_user(user.id)
    try:
        db.session.refresh(user)
    except InvalidRequestError:  # the row is gone: they deleted everything
        db.session.expunge(user)
        _be_nobody()
    else:
        g.kept_meanwhile = was_guest and not user.is_guest


def _be_nobody() -> None:
    g.user = None
    g.pop("browser_session", None)
    g._login_user = current_app.login_manager.anonymous_user()  # type: ignore[attr-defined]


def _note_visit(user: User) -> None:
    """Write down that somebody was here, and give a guest's cookie its full time again."""
    user.seen_on = g.today
    try:
        login_sessions.note(g.now)
        db.session.commit()
    except OperationalError:  # reading must go on where nothing can be written
        db.session.rollback()
    if user.is_guest and is_remembered():  # an account signs in again when its time is over
        session["_remember"] = "set"


def offered_zone() -> str:
    """Return the zone this browser says it is in, or an empty string."""
    name = request.cookies.get(_cookie("zone"), "")
    return name if name in clock.zones() else ""


def declined_zone() -> str:
    """Return the zone that was offered and not followed, or an empty string."""
    return request.cookies.get(_cookie("zone_kept"), "")


def decline_zone(answer: Response) -> None:
    """Let the zone of this browser not be offered again for a month."""
    _keep(answer, "zone_kept", offered_zone())


def began_again() -> date | None:
    """Return the day on which somebody here chose to go on without marking days away."""
    try:
        return bounds.day(request.cookies.get(_cookie("began_again"), ""))
    except bounds.OutOfBounds:
        return None


def begin_again(answer: Response) -> None:
    """Let this browser not ask again about the days without a check-in before today."""
    _keep(answer, "began_again", g.today.isoformat())


def _keep(answer: Response, name: str, value: str) -> None:
    """Set a cookie of ours for a month, out of reach of scripts and of other sites."""
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
    """Return who is here. The first write of a visitor makes the guest and its cookie."""
    if g.user is None:
        generate_csrf()  # makes sure that the session has its secret
        g.session_of_nobody = dict(session)
        visitor = hashlib.sha256(session["csrf_token"].encode()).hexdigest()
        lock_visitor(visitor)
        g.user = queries.guest_of(visitor, g.zone, g.now, g.today)
        login_user(g.user, remember=True)
        lock_user(g.user.id)
    user: User = g.user
    return user


def take_back() -> None:
    """Take back what this request wrote; a guest who was made by it is nobody again."""
    db.session.rollback()
    before = g.pop("session_of_nobody", None)
    if before is not None:
        session.clear()
        session.update(before)
        _be_nobody()


def person_required(view: Callable[P, Any]) -> Callable[P, Any]:
    """Answer 404 to a visitor who is nobody yet: private rows do not exist for them."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
        if g.user is None:
            abort(404)
        return view(*args, **kwargs)

    return guarded
