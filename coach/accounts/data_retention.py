"""Delete what has been kept long enough: idle guests, ended sessions, old sign-ins and uploads.

Nothing here commits.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, func, or_, select

from coach.accounts import queries
from coach.accounts.login_session_queries import over_condition
from coach.accounts.models import Attempts, BrowserSession, PendingImport, SignIn, User
from coach.db import db

SIGN_IN_DAYS = timedelta(days=180)  # how long sign-ins are kept
IMPORT_HOURS = timedelta(hours=24)  # how long an upload waits for a decision


def delete_expired(now: datetime, guest_days: int) -> int:
    """Delete idle guests, ended sessions and expired data. Return the number of deleted guests.

    A guest is deleted ``guest_days`` + 1 days after the last visit (the extra day allows for time
    zones), a sign-in after 180 days, an undecided import after 24 hours.
    """
    since = now - timedelta(days=guest_days + 1)
    idle = or_(User.seen_on < since.date(), User.seen_on.is_(None) & (User.created_at < since))
    idle_guests = select(User.id).where(User.email.is_(None), idle)
    number = db.session.scalar(select(func.count()).select_from(idle_guests.subquery())) or 0
    db.session.execute(delete(User).where(User.id.in_(idle_guests)))
    db.session.execute(delete(SignIn).where(SignIn.moment < now - SIGN_IN_DAYS))
    db.session.execute(delete(Attempts).where(Attempts.ends_at < now - queries.CLOCKS))
    db.session.execute(delete(PendingImport).where(PendingImport.made_at < now - IMPORT_HOURS))
    delete_ended_sessions(now)
    return number


def delete_ended_sessions(now: datetime) -> None:
    """Delete the ended sessions of accounts.

    A guest's session never ends, because the cookie is the guest's only key.
    """
    accounts = select(User.id).where(User.email.is_not(None))
    db.session.execute(
        delete(BrowserSession).where(BrowserSession.user_id.in_(accounts), over_condition(now))
    )
