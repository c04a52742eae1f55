"""Read and write reminder e-mails. Only ``claim`` and ``settle`` commit, by design."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from coach.accounts.models import User
from coach.db import db
from coach.habits.reminders.models import Reminder, ReminderChoice, UsedLink
from coach.mail import Outcome

MOST_ATTEMPTS = 6
WAIT = timedelta(minutes=5)  # before the second attempt; doubled for each further one
KEPT_FOR = timedelta(days=60)
STATES: dict[Outcome, str] = {"later": "failed", "refused": "refused", "unsure": "unsure"}


def wanting_mail() -> Sequence[tuple[ReminderChoice, User]]:
    """Return all users who want reminder e-mails and have an address, with their choices."""
    rows = db.session.execute(
        select(ReminderChoice, User)
        .join(User, User.id == ReminderChoice.user_id)
        .where(ReminderChoice.mail_at.is_not(None), User.email.is_not(None), User.active)
        .order_by(User.id)
    )
    return [(row[0], row[1]) for row in rows]


def waits(user_id: int, kind: str, day: date, now: datetime) -> bool:
    """Return whether an e-mail is unsent: not claimed yet, or failed and due for a new attempt."""
    found = _reminder(user_id, kind, day)
    return found is None or _again(found, now)


def _reminder(user_id: int, kind: str, day: date) -> Reminder | None:
    return db.session.scalar(
        select(Reminder).where(
            Reminder.user_id == user_id, Reminder.kind == kind, Reminder.day == day
        )
    )


def _again(found: Reminder, now: datetime) -> bool:
    passed = found.again_at is not None and found.again_at <= now
    return found.state == "failed" and passed and found.attempts < MOST_ATTEMPTS


def claim(user_id: int, kind: str, day: date, now: datetime, state: str = "claimed") -> int | None:
    """Claim an e-mail for this process and commit. Return its id, or None if it is taken.

    The unique key decides between two processes, also on different machines.
    """
    found = _reminder(user_id, kind, day)
    if found is None:
        fresh = Reminder(user_id=user_id, kind=kind, day=day, state=state, claimed_at=now)
        return _first(fresh)
    return _once_more(found, state, now) if _again(found, now) else None


def _first(fresh: Reminder) -> int | None:
    db.session.add(fresh)
    try:
        db.session.commit()
    except IntegrityError:
        db.session.rollback()
        return None
    return fresh.id


def _once_more(found: Reminder, state: str, now: datetime) -> int | None:
    moved = db.session.execute(
        update(Reminder)
        .where(
            Reminder.id == found.id,
            Reminder.state == "failed",
            Reminder.attempts == found.attempts,
        )
        .values(state=state, attempts=found.attempts + 1, claimed_at=now, again_at=None)
    )
    reminder_id = found.id
    db.session.commit()
    return reminder_id if moved.rowcount else None  # type: ignore[attr-defined]


def settle(reminder_id: int, outcome: Outcome | None, error: str, now: datetime) -> None:
    """Record the outcome of a claimed e-mail (None: sent), and commit."""
    found = db.session.get_one(Reminder, reminder_id)
    found.state = "sent" if outcome is None else STATES[outcome]
    found.error = error[:200]
    if found.state == "failed":
        found.again_at = now + WAIT * 2 ** (found.attempts - 1)
    db.session.commit()


def forget_old(now: datetime) -> None:
    """Delete sent e-mails and used links that are older than two months."""
    before = now - KEPT_FOR
    db.session.execute(delete(Reminder).where(Reminder.claimed_at < before))
    db.session.execute(delete(UsedLink).where(UsedLink.used_at < before))
