"""Sessions: a row for each browser somebody is in with, so that any of them can be ended.

A browser's cookies hold a token of 256 random bits, the row its digest. Flask-Login carries the
token as the "user id" of its session and its lasting cookie; whose it is, only the row says.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, current_app, g, request, session
from flask_login import user_logged_in, user_logged_out
from flask_security.utils import set_request_attr
from sqlalchemy import Row, bindparam, delete, select, update

from coach.account import browser
from coach.account.models import BrowserSession, User
from coach.db import db

# an account's session ends so long after the last visit, lasting ("Keep me signed in") or not ...
IDLE = {True: timedelta(days=90), False: timedelta(days=1)}
# ... and so long after it began, whatever happened since; a guest's goes with the guest
LONGEST = {True: timedelta(days=400), False: timedelta(days=30)}
NOTED_EVERY = timedelta(hours=1)

COLUMNS = (
    BrowserSession.id,
    BrowserSession.lasting,
    BrowserSession.begun_at,
    BrowserSession.seen_at,
)
BY_TOKEN = (
    select(User, *COLUMNS)
    .join(BrowserSession, BrowserSession.user_id == User.id)
    .where(BrowserSession.key == bindparam("key"))
)


def install(app: Flask) -> None:
    """Let Flask-Login know people by the rows, and keep the rows as people come and go."""
    app.login_manager.user_loader(_load)  # type: ignore[attr-defined]
    user_logged_in.connect(_begin, app)
    user_logged_out.connect(_end, app)


def digest(token: str) -> str:
    """Return what is stored of a token: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_over(lasting: bool, begun_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Return whether an account's session is at an end, by rest or by age."""
    return now - seen_at > IDLE[lasting] or now - begun_at > LONGEST[lasting]


def _load(token: str) -> User | None:
    """Return whose session this is, or None where there is none or it is over."""
    found = db.session.execute(BY_TOKEN, {"key": digest(token)}).first()
    if found is None or not found.User.active:
        return None
    user: User = found.User
    now = current_app.extensions["clock"]()
    if not user.is_guest and is_over(found.lasting, found.begun_at, found.seen_at, now):
        return None
    g.browser_session = found
    set_request_attr("fs_authn_via", "session")  # as Flask-Security's own loader does
    set_request_attr("fs_paa", session.get("fs_paa", 0))
    return user


def _begin(app: Flask, user: User, **_: Any) -> None:
    """Give this browser a session of its own. The one it had before ends: it was another's."""
    _end(app)
    token, now = secrets.token_hex(32), app.extensions["clock"]()
    db.session.add(
        BrowserSession(
            key=digest(token),
            user_id=user.id,
            browser=browser.coarse(request.headers.get("User-Agent", "")),
            lasting=session.get("_remember") == "set",
            begun_at=now,
            seen_at=now,
        )
    )
    session["_user_id"] = token


def _end(app: Flask, **_: Any) -> None:
    known = g.pop("browser_session", None)
    if known is not None:
        db.session.execute(delete(BrowserSession).where(BrowserSession.id == known.id))


def current() -> Row[Any] | None:
    """Return id, lasting, begun_at and seen_at of this browser's session, or None."""
    found: Row[Any] | None = g.get("browser_session")
    return found


def is_to_be_noted(now: datetime) -> bool:
    """Return whether the last visit of this session is long enough ago to write this one down."""
    known = current()
    return known is not None and now - known.seen_at >= NOTED_EVERY


def note(now: datetime) -> None:
    """Write down that this browser was here."""
    known = current()
    if known is not None:
        mine = BrowserSession.id == known.id
        db.session.execute(update(BrowserSession).where(mine).values(seen_at=now))


def of(user_id: int, now: datetime) -> Sequence[BrowserSession]:
    """Return the sessions of an account that are not over, the latest visit first."""
    rows = db.session.scalars(
        select(BrowserSession)
        .where(BrowserSession.user_id == user_id)
        .order_by(BrowserSession.seen_at.desc(), BrowserSession.id.desc())
    )
    return [row for row in rows if not is_over(row.lasting, row.begun_at, row.seen_at, now)]


def end(user_id: int, session_id: int) -> bool:
    """End one session of a person. Return False where they have no such session."""
    mine = (BrowserSession.user_id == user_id) & (BrowserSession.id == session_id)
    gone = db.session.execute(delete(BrowserSession).where(mine).returning(BrowserSession.id))
    return gone.first() is not None


def end_all(user_id: int) -> None:
    """End every session of a person, this browser's with them."""
    db.session.execute(delete(BrowserSession).where(BrowserSession.user_id == user_id))


def tidy(now: datetime) -> None:
    """Delete what is over. Guests have no end of their own: their cookie is their only key."""
    accounts = select(User.id).where(User.email.is_not(None))
    for lasting, rest in IDLE.items():
        old = (BrowserSession.seen_at < now - rest) | (
            BrowserSession.begun_at < now - LONGEST[lasting]
        )
        kind = BrowserSession.lasting.is_(lasting) & BrowserSession.user_id.in_(accounts)
        db.session.execute(delete(BrowserSession).where(kind, old))
