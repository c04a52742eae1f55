"""Rows of sessions: one for each browser somebody is in with. Nothing here commits.

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

# an account's session ends so long after the last visit, lasting ("Keep me signed in") or not ...
IDLE = {True: timedelta(days=90), False: timedelta(days=1)}
# ... and so long after it began, whatever happened since; a guest's goes with the guest
LONGEST = {True: auth_settings.REMEMBERED, False: timedelta(days=30)}

Found = Row[User, int, bool, datetime, datetime]  # person, id, lasting, begun_at, seen_at

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
    """Return what is stored of a token: SHA-256, in hexadecimal."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def is_over(lasting: bool, begun_at: datetime, seen_at: datetime, now: datetime) -> bool:
    """Return whether an account's session is at an end, by rest or by age."""
    return now - seen_at > IDLE[lasting] or now - begun_at > LONGEST[lasting]


def of_token(token: str, now: datetime) -> Found | None:
    """Return the session of this token, or None where there is none or it is over."""
    row = db.session.execute(BY_TOKEN, {"key": digest(token)}).first()
    if row is None or not row.User.active:
        return None
    ends = not row.User.is_guest
    return None if ends and is_over(row.lasting, row.begun_at, row.seen_at, now) else row


def begin(user_id: int, lasting: bool, browser: str, now: datetime) -> str:
    """Begin a session and return its token, which is not kept."""
    token = secrets.token_hex(32)
    told = {"key": digest(token), "user_id": user_id, "browser": browser, "lasting": lasting}
    db.session.add(BrowserSession(**told, begun_at=now, seen_at=now))
    return token


def note(session_id: int, now: datetime) -> None:
    """Write down that its browser was here."""
    mine = BrowserSession.id == session_id
    db.session.execute(update(BrowserSession).where(mine).values(seen_at=now))


def of_account(user_id: int, now: datetime) -> Sequence[BrowserSession]:
    """Return the sessions of an account that are not over, the latest visit first."""
    return db.session.scalars(
        select(BrowserSession)
        .where(BrowserSession.user_id == user_id, not_(_over(now)))
        .order_by(BrowserSession.seen_at.desc(), BrowserSession.id.desc())
    ).all()


def has_any(user_id: int) -> bool:
    """Return whether any browser has a session of this person."""
    query = select(BrowserSession.id).where(BrowserSession.user_id == user_id).limit(1)
    return db.session.scalar(query) is not None


def end(user_id: int, session_id: int) -> bool:
    """End one session of a person. Return False where they have no such session."""
    mine = (BrowserSession.user_id == user_id) & (BrowserSession.id == session_id)
    gone = db.session.execute(delete(BrowserSession).where(mine).returning(BrowserSession.id))
    return gone.first() is not None


def end_all(user_id: int) -> None:
    """End every session of a person."""
    db.session.execute(delete(BrowserSession).where(BrowserSession.user_id == user_id))


def tidy(now: datetime) -> None:
    """Delete what is over. Guests have no end of their own: their cookie is their only key."""
    accounts = select(User.id).where(User.email.is_not(None))
    db.session.execute(
        delete(BrowserSession).where(BrowserSession.user_id.in_(accounts), _over(now))
    )


def _over(now: datetime) -> ColumnElement[bool]:
    """Return what ``is_over`` does, of a row."""
    return or_(
        *(
            BrowserSession.lasting.is_(lasting)
            & (
                (BrowserSession.seen_at < now - rest)
                | (BrowserSession.begun_at < now - LONGEST[lasting])
            )
            for lasting, rest in IDLE.items()
        )
    )
