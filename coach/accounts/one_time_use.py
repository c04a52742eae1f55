"""What is good for one use: of several tries at once the database lets one through.

Nothing here commits. What is used up is so once the request's transaction is committed, and the
others wait until then.
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

    False where a code of this interval or a later one was taken before.
    """
    earlier = or_(User.tf_last_counter.is_(None), User.tf_last_counter < interval)
    taking = update(User).where(User.id == user.id, earlier).values(tf_last_counter=interval)
    return _changed(user, taking)


def take_recovery_code(user: User, kept: str) -> bool:
    """Use up a recovery code, named by what is kept of it. False where it is used up already."""
    locking = update(User).where(User.id == user.id)
    reading = locking.values(mf_recovery_codes=User.mf_recovery_codes)
    codes = db.session.scalar(reading.returning(User.mf_recovery_codes), execution_options=QUIETLY)
    if kept not in (codes or ()):
        return False
    rest = [code for code in codes or () if code != kept]
    return _changed(user, locking.values(mf_recovery_codes=rest))


def take_turn(user: User) -> bool:
    """Lock a person's row if its key and address are still those that were read.

    Links name both, and what a link does changes one: so of several links, one does it.
    """
    same = (User.fs_uniquifier == user.fs_uniquifier, User.email == user.email)
    locking = update(User).where(User.id == user.id, *same).values(visitor=User.visitor)
    return _changed(user, locking)


def _changed(user: User, change: Update) -> bool:
    done = db.session.scalar(change.returning(User.id), execution_options=QUIETLY) is not None
    db.session.expire(user)
    return done


def take(purpose: str, secret: str, until: datetime) -> bool:
    """Use up a random text that is good for a purpose. False where it is used up already.

    It is known until a moment by which it must have run out by itself.
    """
    key = current_app.config["SECRET_KEY"].encode()
    digest = hmac.digest(key, f"{purpose} {secret}".encode(), sha256).hex()
    return insert_if_absent(Attempts, key=digest, number=1, ends_at=until)
