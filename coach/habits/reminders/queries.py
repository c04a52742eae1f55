"""Read and write reminder choices and used links. Nothing here commits."""

from datetime import date, datetime, time

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from coach.accounts.models import User
from coach.db import db
from coach.habits import log_queries, models
from coach.habits.reminders.due import DueHabit, due
from coach.habits.reminders.models import Installation, ReminderChoice, UsedLink
from coach.habits.reminders.tokens import Tap


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
