"""Rows of reminders: what was chosen, and which links were used. Nothing here commits."""

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
    """Return the person's habits in use as their reminders see them, in their order."""
    tracks = log_queries.habit_logs(user.id, user.rollover, today)
    at = cue_times(user.id)
    return [due(track, at.get(track.id), today) for track in tracks]


def cue_times(user_id: int) -> dict[int, time]:
    """Return the times at which the person's habits ring, by the habit's id."""
    found = db.session.execute(
        select(models.Habit.id, models.Habit.cue_time).where(
            models.Habit.user_id == user_id, models.Habit.cue_time.is_not(None)
        )
    )
    return {row[0]: row[1] for row in found if row[1]}


def set_cue_times(user_id: int, times: dict[int, time | None]) -> None:
    """Let the person's own habits ring at these times, or not with None."""
    for habit_id, at in times.items():
        db.session.execute(
            update(models.Habit)
            .where(models.Habit.id == habit_id, models.Habit.user_id == user_id)
            .values(cue_time=at)
        )


def choice(user_id: int) -> ReminderChoice | None:
    """Return how the person wants to be reminded, or None before they chose."""
    return db.session.get(ReminderChoice, user_id)


def chosen(user_id: int) -> ReminderChoice:
    """Return the person's choice, made if there is none yet."""
    found = choice(user_id)
    if found is None:
        found = ReminderChoice(user_id=user_id)
        db.session.add(found)
    return found


def of_feed(token: str) -> tuple[ReminderChoice, User] | None:
    """Return whose calendar has this secret address, or None."""
    row = db.session.execute(
        select(ReminderChoice, User)
        .join(User, User.id == ReminderChoice.user_id)
        .where(ReminderChoice.feed == token)
    ).first()
    return (row[0], row[1]) if row else None


def of_tap(right: Tap) -> tuple[User, models.Habit] | None:
    """Return the person and the habit that a one-tap link names, or None where one is gone.

    Numbers in an old link count where both rows were there when it was signed: an id comes to
    mean another row only after the first one was deleted.
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
    """Return the choice that a link in a mail is about, or None where it is about nobody.

    The address is to be the person's own still. It also vouches for the number in an old link:
    whoever has the address now is who that mail was written to.
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
    """Use the one-tap link for a day. False when another press was faster."""
    link = UsedLink(user_id=user_id, habit_id=habit_id, day=day, used_at=now)
    try:
        with db.session.begin_nested():
            db.session.add(link)
    except IntegrityError:
        return False
    return True


def installation() -> str:
    """Return the random id of this installation, made by the migrations."""
    return db.session.scalars(select(Installation.key)).one()
