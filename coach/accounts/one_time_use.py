"""Use up secrets that are valid once. Of several requests at once, the database lets one succeed.

Nothing here commits. A secret is used up once the request's transaction is committed; the other
requests wait until then.
"""

import hmac
from datetime import datetime
from hashlib import sha256

from flask import current_app
from sqlalchemy import Update, or_, update

from coach.accounts.models import Attempts, User
from coach.db import db, insert_if_absent

QUIETLY = {"synchronize_session": False}


def take_interval(user: User, interval: int) -> bool:
    """Use up the code of an authenticator app for an interval of time (RFC 6238, 5.2).

    Return False if a code of this interval or of a later one was used before.
    """
    earlier = or_(User.tf_last_counter.is_(None), User.tf_last_counter < interval)
    taking = update(User).where(User.id == user.id, earlier).values(tf_last_counter=interval)
    return _update(user, taking)


def take_recovery_code(user: User, stored: str) -> bool:
    """Use up a recovery code, given as it is stored. Return False if it is used up already."""
    locking = update(User).where(User.id == user.id)
    reading = locking.values(mf_recovery_codes=User.mf_recovery_codes)
    codes = db.session.scalar(reading.returning(User.mf_recovery_codes), execution_options=QUIETLY)
    if stored not in (codes or ()):
        return False
    others = [code for code in codes or () if code != stored]
    return _update(user, locking.values(mf_recovery_codes=others))


def take_turn(user: User) -> bool:
    """Lock a user's row. Return False if its key or address has changed since it was read.

    A link contains both, and following it changes one. So of several links only one succeeds.
    """
    same = (User.fs_uniquifier == user.fs_uniquifier, User.email == user.email)
    locking = update(User).where(User.id == user.id, *same).values(visitor=User.visitor)
    return _update(user, locking)


def _update(user: User, change: Update) -> bool:
    changed = db.session.scalar(change.returning(User.id), execution_options=QUIETLY) is not None
    db.session.expire(user)
    return changed


def take(purpose: str, secret: str, until: datetime) -> bool:
    """Use up a random secret for a purpose. Return False if it is used up already.

    ``until`` is when the secret expires by itself; the record is kept until then.
    """
    return insert_if_absent(Attempts, key=_digest(purpose, secret), number=1, ends_at=until)


def is_taken(purpose: str, secret: str) -> bool:
    """Return whether a secret is used up for a purpose and not yet expired."""
    return db.session.get(Attempts, _digest(purpose, secret)) is not None


def _digest(purpose: str, secret: str) -> str:
    key = current_app.config["SECRET_KEY"].encode()
    return hmac.digest(key, f"{purpose} {secret}".encode(), sha256).hex()
