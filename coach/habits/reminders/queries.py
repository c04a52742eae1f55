"""Read and write reminder choices, e-mails and used links.

Only ``claim`` and ``settle``, which make sure that an e-mail is sent once, commit, by design.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.exc import IntegrityError

from coach.accounts.models import User
from coach.db import db
from coach.habits import log_queries, models
from coach.habits.reminders.calendar_reminders import DueHabit, due
from coach.habits.reminders.email import Tap
from coach.habits.reminders.models import Installation, Reminder, ReminderChoice, UsedLink
from coach.mail import Outcome


def dues(user: User, today: date) -> list[DueHabit]:
    """Return the user's habits in use as their reminders see them, in the user's order."""
    tracks = log_queries.habit_logs(user.id, user.rollover, today)
    at = cue_times(user.id)
    return [due(track, at.get(track.id), today) for track in tracks]


def cue_times(user_id: int) -> dict[int, time]:
    """Return the reminder times of the user's habits, by the habit's id."""
    found = db.session.execute(
        select(models.Habit.id, models.Habit.cue_time).where(
            models.Habit.user_id == user_id, models.Habit.cue_time.is_not(None)
        )
    )
    return {row[0]: row[1] for row in found if row[1]}


def set_cue_times(user_id: int, times: dict[int, time | None]) -> None:
    """Set the reminder times of the user's own habits. None means no reminder."""
    for habit_id, at in times.items():
        db.session.execute(
            update(models.Habit)
            .where(models.Habit.id == habit_id, models.Habit.user_id == user_id)
            .values(cue_time=at)
        )


def choice(user_id: int) -> ReminderChoice | None:
    """Return the user's choice, or None if there is none yet."""
    return db.session.get(ReminderChoice, user_id)


def chosen(user_id: int) -> ReminderChoice:
    """Return the user's choice. Create it if there is none yet."""
    found = choice(user_id)
    if found is None:
        found = ReminderChoice(user_id=user_id)
        db.session.add(found)
    return found


def of_feed(token: str) -> tuple[ReminderChoice, User] | None:
    """Return the choice and the user of a calendar's secret address, or None."""
    row = db.session.execute(
        select(ReminderChoice, User)
        .join(User, User.id == ReminderChoice.user_id)
        .where(ReminderChoice.feed == token)
    ).first()
    return (row[0], row[1]) if row else None


def of_tap(right: Tap) -> tuple[User, models.Habit] | None:
    """Return the user and the habit of a one-tap link, or None if one of them is deleted.

    Old links contain row ids. They are valid only if both rows existed when the link was signed,
    because SQLite may reuse the id of a deleted row.
    """
    query = select(User, models.Habit).join(models.Habit, models.Habit.user_id == User.id)
    if isinstance(right.person, int):
        found = query.where(
            User.id == right.person,
            models.Habit.id == right.habit,
            User.created_at <= right.signed_at,
            models.Habit.created_at <= right.signed_at,
        )
    else:
        found = query.where(User.public_id == right.person, models.Habit.token == right.habit)
    row = db.session.execute(found).first()
    return (row[0], row[1]) if row else None


def of_mail(person: str | int, email: str) -> ReminderChoice | None:
    """Return the reminder choice that a link in an e-mail belongs to, or None.

    The address must still be the user's. This also protects old links, which contain a row id: the
    user who has the address now received the e-mail.
    """
    named = User.id == person if isinstance(person, int) else User.public_id == person
    return db.session.scalar(
        select(ReminderChoice)
        .join(User, User.id == ReminderChoice.user_id)
        .where(named, User.email == email)
    )


def used(habit_id: int, day: date) -> bool:
    """Return whether the habit's one-tap link for a day was used."""
    query = select(UsedLink.id).where(UsedLink.habit_id == habit_id, UsedLink.day == day)
    return db.session.scalar(query) is not None


def use(user_id: int, habit_id: int, day: date, now: datetime) -> bool:
    """Mark the one-tap link for a day as used. Return False if another request was faster."""
    link = UsedLink(user_id=user_id, habit_id=habit_id, day=day, used_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(link)
    except IntegrityError:
        return False
    return True


def installation() -> str:
    """Return the random id of this installation, which a migration created."""
    return db.session.scalars(select(Installation.key)).one()


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
