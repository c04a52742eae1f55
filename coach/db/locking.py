"""One person's writes follow each other, so that what is sent twice at once counts once."""

import threading
from typing import Any
from weakref import WeakValueDictionary

from flask import current_app
from sqlalchemy import event, text
from sqlalchemy.exc import TimeoutError as NoConnection
from sqlalchemy.orm import Session, SessionTransaction

from coach.db import db

WRITES, UPGRADE = 1, 2  # uses of PostgreSQL's advisory locks
_HOLD = text("SELECT pg_advisory_xact_lock(:use, :user_id)")


class UserLock:
    """A lock that lives as long as somebody holds it or waits for it."""

    def __init__(self) -> None:
        self.lock = threading.Lock()


_turns: WeakValueDictionary[tuple[str, str], UserLock] = WeakValueDictionary()
_finding = threading.Lock()


def lock_user(user_id: int) -> None:
    """Let one person's writes follow each other, from here to the end of the transaction.

    What is worked out from rows is then worked out from all of them. PostgreSQL is asked for a
    lock (of two numbers: this use, the person). SQLite serves one process, so there it is a lock
    of this process. Raises what ``trouble`` answers with 503 where the turn does not come in time.
    """
    connection = db.session.connection()
    if connection.dialect.name == "postgresql":
        connection.execute(_HOLD, {"use": WRITES, "user_id": user_id})
    else:
        _take_turn(f"person {user_id}")


def lock_visitor(visitor: str) -> None:
    """Let the first writes of one browser, which make its guest, follow each other.

    On PostgreSQL the second waits where it inserts the guest again.
    """
    if db.session.connection().dialect.name != "postgresql":
        _take_turn(f"visitor {visitor}")


def _take_turn(whose: str) -> None:
    key = (str(db.engine.url), whose)
    held: dict[tuple[str, str], UserLock] = db.session.info.setdefault("turns", {})
    if key in held:
        return
    with _finding:
        turn = _turns.setdefault(key, UserLock())
    wait = current_app.extensions["settings"].database_wait
    if not turn.lock.acquire(timeout=wait):
        raise NoConnection("another form of this person is still being taken in")
    held[key] = turn


@event.listens_for(Session, "after_transaction_end")
def _let_next(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        held: dict[Any, UserLock] = session.info.pop("turns", {})
        for turn in held.values():
            turn.lock.release()
