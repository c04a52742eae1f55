"""Rows of people. Nothing here commits."""

import secrets
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from coach.account.models import User, ZoneChange
from coach.db import db


def guest_of(visitor: str, zone: str, now: datetime) -> User:
    """Return the guest of this browser session, made if there is none yet."""
    found = db.session.scalar(select(User).where(User.visitor == visitor))
    if found is not None:
        return found
    guest = User(visitor=visitor, fs_uniquifier=secrets.token_hex(32), zone=zone, created_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(guest)
            db.session.flush()
            db.session.add(ZoneChange(user_id=guest.id, moment=now, zone=zone))
    except IntegrityError:  # another tab of the same browser was faster
        return db.session.scalars(select(User).where(User.visitor == visitor)).one()
    return guest


def move_to(user: User, zone: str, now: datetime) -> None:
    """Let the person's days follow another zone from now on; past days keep theirs."""
    if zone != user.zone:
        user.zone = zone
        db.session.add(ZoneChange(user_id=user.id, moment=now, zone=zone))


def zones(user_id: int) -> list[tuple[datetime, str]]:
    """Return the log of zones, oldest first."""
    rows = db.session.execute(
        select(ZoneChange.moment, ZoneChange.zone)
        .where(ZoneChange.user_id == user_id)
        .order_by(ZoneChange.moment, ZoneChange.id)
    )
    return [(moment, zone) for moment, zone in rows]


def email_taken(email: str) -> bool:
    """Return whether an account has this address (already normalised)."""
    return db.session.scalar(select(User.id).where(User.email == email)) is not None
