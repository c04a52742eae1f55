"""Read and write browser sessions, one row per signed-in browser. Nothing here commits.

A browser's cookies hold a token of 256 random bits, the row its digest.
"""

import hashlib
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, bindparam, delete, not_, or_, select, update

from coach.accounts import auth_settings
from coach.accounts.models import BrowserSession, User
from coach.db import db

# How long a session lasts: an account's ends this long after the last visit
# (True: "Keep me signed in"),
ENDS_WHEN_IDLE_FOR = {True: timedelta(days=90), False: timedelta(days=1)}
# and at most this long after it began; a guest's session ends with the guest
ENDS_AFTER = {True: auth_settings.REMEMBERED, False: timedelta(days=30)}

Found = Row[User, int, bool, datetime, datetime]  # user, id, lasting, begun_at, seen_at

BY_TOKEN = (
    select(
        User,
        BrowserSession.id,
        BrowserSession.lasting,
        BrowserSession.begun_at,
        BrowserSession.seen_at,
    )
    .join(BrowserSession, BrowserSession.user_id == User.id)
    .where(BrowserSession.key == bindparam("key"))
)


def digest(token: str) -> str:
    """Return the stored form of a token: SHA-256 in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_over(lasting: bool, begun_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Return whether an account's session has ended, because it is idle or too old."""
    return now - seen_at > ENDS_WHEN_IDLE_FOR[lasting] or now - begun_at > ENDS_AFTER[lasting]


def of_token(token: str, now: datetime) -> Found | None:
    """Return the session of this token, or None if there is none or it has ended."""
    row = db.session.execute(BY_TOKEN, {"key": digest(token)}).first()
    if row is None or not row.User.active:
        return None
    ends = not row.User.is_guest
    return None if ends and is_over(row.lasting, row.begun_at, row.seen_at, now) else row


def begin(user_id: int, lasting: bool, browser: str, now: datetime) -> str:
    """Begin a session and return its token. Only the token's digest is stored."""
    token = secrets.token_hex(32)
    values = {"key": digest(token), "user_id": user_id, "browser": browser, "lasting": lasting}
    db.session.add(BrowserSession(**values, begun_at=now, seen_at=now))
    return token


def note(session_id: int, now: datetime) -> None:
    """Record a visit of the session's browser."""
    mine = BrowserSession.id == session_id
    db.session.execute(update(BrowserSession).where(mine).values(seen_at=now))


def of_account(user_id: int, now: datetime) -> Sequence[BrowserSession]:
    """Return the current sessions of an account, the latest visit first."""
    return db.session.scalars(
        select(BrowserSession)
        .where(BrowserSession.user_id == user_id, not_(over_condition(now)))
        .order_by(BrowserSession.seen_at.desc(), BrowserSession.id.desc())
    ).all()


def has_any(user_id: int) -> bool:
    """Return whether the user has a session in any browser."""
    query = select(BrowserSession.id).where(BrowserSession.user_id == user_id).limit(1)
    return db.session.scalar(query) is not None


def end(user_id: int, session_id: int) -> bool:
    """End one session of a user. Return False if the user has no such session."""
    mine = (BrowserSession.user_id == user_id) & (BrowserSession.id == session_id)
    deleted = db.session.execute(delete(BrowserSession).where(mine).returning(BrowserSession.id))
    return deleted.first() is not None


def end_all(user_id: int) -> None:
    """End all sessions of a user."""
    db.session.execute(delete(BrowserSession).where(BrowserSession.user_id == user_id))


def over_condition(now: datetime) -> ColumnElement[bool]:
    """Return the SQL condition of ``is_over``."""
    return or_(
        *(
            BrowserSession.lasting.is_(lasting)
            & (
                (BrowserSession.seen_at < now - rest)
                | (BrowserSession.begun_at < now - ENDS_AFTER[lasting])
            )
            for lasting, rest in ENDS_WHEN_IDLE_FOR.items()
        )
    )
