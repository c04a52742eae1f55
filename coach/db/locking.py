"""Serialise the writes of one user, so that a form sent twice at once counts once."""

import threading
from typing import Any
from weakref import WeakValueDictionary

from flask import current_app
from sqlalchemy import event, text
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session, SessionTransaction

from coach.db import db

WRITES, UPGRADE = 1, 2  # keys of PostgreSQL's advisory locks
_ADVISORY_LOCK = text("SELECT pg_advisory_xact_lock(:use, :user_id)")


class UserLock:
    """A lock that exists as long as a session holds it or waits for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


_user_locks: WeakValueDictionary[tuple[str, str], UserLock] = WeakValueDictionary()
_registry_lock = threading.Lock()


def lock_user(user_id: int) -> None:
    """Serialise the writes of one user until the transaction ends.

    Values derived from rows then see every committed row. On PostgreSQL it is an advisory lock
    (WRITES, user id); on SQLite, which serves one process, a lock of this process. Raise an error
    that ``web.errors`` answers with 503 if the lock is not free within ``database_wait``
    seconds.
    """
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_ADVISORY_LOCK, {"use": WRITES, "user_id": user_id})
    else:
        _take_turn(f"person {user_id}")


def lock_visitor(visitor: str) -> None:
    """Serialise the first writes of one browser, which create its guest.

    On PostgreSQL the unique key of the guest's row does this: the second INSERT waits.
    """
    if db.session.connection().dialect.name != "postgresql":
        _take_turn(f"visitor {visitor}")


def _take_turn(whose: str) -> None:
    key = (str(db.engine.url), whose)
    locks: dict[tuple[str, str], UserLock] = db.session.info.setdefault("turns", {})
    if key in locks:
        return
    with _registry_lock:
        user_lock = _user_locks.setdefault(key, UserLock())
    wait = current_app.extensions["settings"].database_wait
    if not user_lock.lock.acquire(timeout=wait):
        raise NoConnection("another form of this user is still being processed")
    locks[key] = user_lock


@event.listens_for(Session, "after_transaction_end")
def _release(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        locks: dict[Any, UserLock] = session.info.pop("turns", {})
        for user_lock in locks.values():
            user_lock.lock.release()
