"""Write touches, and keep up the people they are about. Nothing here commits or reads a clock."""

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from sqlalchemy import Select, delete, select

from coach.db import db, insert_if_absent
from coach.people import limits, models, queries, upkeep
from coach.people.rules import names


@dataclass(frozen=True)
class TouchNote:
    """What is written down of a talk, a message, or something noticed (an empty channel)."""

    day: date
    channel: str
    line: str = ""
    later: str = ""
    later_on: date | None = None
    marks: Mapping[str, bool] = field(default_factory=dict)

    @property
    def columns(self) -> dict[str, Any]:
        """The columns of its row."""
        words = names.fold(f"{self.line} {self.later}".strip())
        return {
            "kind": "touch" if self.channel else "noticed",
            "day": self.day,
            "channel": self.channel,
            "line": self.line,
            "found": words[: limits.NOTE_FOUND],
            "later": self.later,
            "later_on": self.later_on if self.later else None,
            **{mark: bool(self.marks.get(mark)) for mark in limits.MARKS},
        }


@dataclass(frozen=True)
class Moment:
    """When something is written: the instant, the practice day, and when that day began."""

    now: datetime
    today: date
    begun: datetime


def moment(now: datetime, today: date, rollover: int, zone: str) -> Moment:
    """Return the time of a request: ``rollover`` is the hour at which the day begins in a zone."""
    return Moment(now, today, datetime.combine(today, time(rollover), ZoneInfo(zone)))


def touch_with(user_id: int, token: str) -> models.Touch | None:
    """Return the user's touch with this token, or None."""
    return db.session.scalar(select(models.Touch).filter_by(user_id=user_id, token=token))


def note(
    user_id: int,
    contacts: Collection[models.Contact],
    written: TouchNote,
    token: str,
    at: Moment,
    habit_id: int | None = None,
    lesson_id: str | None = None,
) -> bool:
    """Note a touch with these people. Return False if an earlier press of the form noted it.

    ``lesson_id`` is the lesson after which it was noted.
    """
    times = {"made_at": at.now, "changed_at": at.now}
    row = {**written.columns, **times, "token": token, "habit_id": habit_id, "lesson_id": lesson_id}
    if not insert_if_absent(models.Touch, user_id=user_id, **row):
        return False
    touch = touch_with(user_id, token)
    assert touch is not None  # inserted just above  # noqa: S101
    for contact in contacts:
        db.session.add(
            models.TouchContact(
                user_id=user_id,
                touch_id=touch.id,
                contact_id=contact.id,
                day=written.day,
                counts=bool(written.channel),
            )
        )
        if written.channel:
            contact.acted_on = at.today
            contact.changed_at = at.now
    upkeep.settle(contacts)
    return True


def change(touch: models.Touch, written: TouchNote, now: datetime) -> None:
    """Write a touch anew, with the same people."""
    for name, value in written.columns.items():
        setattr(touch, name, value)
    touch.changed_at = now
    for part in db.session.scalars(select(models.TouchContact).filter_by(touch_id=touch.id)):
        part.day, part.counts = written.day, bool(written.channel)
    upkeep.settle(contacts_of(touch))


def contacts_of(touch: models.Touch) -> Sequence[models.Contact]:
    """Return the people of a touch, A to Z."""
    part = models.TouchContact
    query = select(models.Contact).join(part, part.contact_id == models.Contact.id)
    query = query.where(part.touch_id == touch.id)
    return db.session.scalars(query.order_by(models.Contact.sort, models.Contact.id)).all()


def remove(touch: models.Touch, at: Moment) -> None:
    """Delete a touch. Whoever it was noted with today may be suggested again."""
    contacts, noted_today = contacts_of(touch), touch.made_at >= at.begun
    db.session.delete(touch)
    db.session.flush()
    if noted_today and touch.kind == "touch":
        release(contacts, at)
    upkeep.settle(contacts)


def release(contacts: Collection[models.Contact], at: Moment) -> None:
    """Give back the places that these people took today, unless another touch was noted today."""
    part = models.TouchContact
    query = (
        select(part.contact_id)
        .join(models.Touch, models.Touch.id == part.touch_id)
        .where(
            part.contact_id.in_([contact.id for contact in contacts]),
            part.counts,
            models.Touch.made_at >= at.begun,
        )
    )
    kept = set(db.session.scalars(query))
    for contact in contacts:
        if contact.acted_on == at.today and contact.id not in kept:
            contact.acted_on = None


def quick_token(contact: models.Contact, day: date) -> str:
    """Return the token of the touch that one tap notes. It is the same after an import."""
    return f"quick-{contact.uid}-{day}"


def stamp(contact: models.Contact, at: Moment, channel: str = "") -> None:
    """Note a touch of today, by the usual channel if none is given. Pressing twice notes one.

    Pressing again with a channel changes the channel.
    """
    token = quick_token(contact, at.today)
    usual = channel or contact.prefers or contact.last_channel or limits.USUAL
    if note(contact.user_id, [contact], TouchNote(at.today, usual), token, at) or not channel:
        return
    touch = touch_with(contact.user_id, token)
    if touch is not None:
        touch.channel, touch.kind, touch.changed_at = channel, "touch", at.now
        upkeep.settle([contact])


def unstamp(contact: models.Contact, at: Moment) -> None:
    """Take back what the stamp noted today, and nothing else."""
    touch = touch_with(contact.user_id, quick_token(contact, at.today))
    if touch is not None:
        remove(touch, at)


def of_today(user_id: int, ids: Collection[int], today: date) -> dict[int, tuple[int, str]]:
    """Return today's newest touch with each of these people: its id and token, by contact."""
    part, touch = models.TouchContact, models.Touch
    query = (
        select(part.contact_id, touch.id, touch.token)
        .join(touch, touch.id == part.touch_id)
        .where(part.contact_id.in_(ids), part.counts, part.day == today, part.user_id == user_id)
        .order_by(touch.id)
    )
    return {row.contact_id: (row.id, row.token) for row in db.session.execute(query)}


WRITTEN = ("message", "mail", "letter")  # channels by which a message is sent


def note_sent(user_id: int, contact_id: int, message_token: str, thanks: bool, at: Moment) -> None:
    """Note that a message of the writing room was sent to somebody today. Twice notes it once."""
    contact = queries.own_contact(user_id, contact_id)
    if contact is None:
        return
    usual = [name for name in (contact.prefers, contact.last_channel) if name in WRITTEN]
    written = TouchNote(at.today, [*usual, limits.USUAL][0], marks={"thanked": thanks})
    note(user_id, [contact], written, _sent(message_token), at)


def take_sent_back(user_id: int, message_token: str, at: Moment) -> None:
    """Remove the touch that was noted when this message was sent, if there is one."""
    touch = touch_with(user_id, _sent(message_token))
    if touch is not None:
        remove(touch, at)


def _sent(message_token: str) -> str:
    """Return the token of the touch that a sent message notes."""
    return f"sent-{hashlib.sha256(message_token.encode()).hexdigest()[:40]}"


class Tie(NamedTuple):
    """The person with whom a habit is done, and the channel (empty: the usual one).

    Without a contact the user is asked each time.
    """

    contact: models.Contact | None
    channel: str


def tied(user_id: int, habit_id: int) -> Tie | None:
    """Return with whom a habit of the user's is done, or None."""
    tie = models.HabitContact
    query = (
        select(models.Contact, tie.channel)
        .join_from(tie, models.Contact, tie.contact_id == models.Contact.id, isouter=True)
        .where(tie.habit_id == habit_id, tie.user_id == user_id)
    )
    found = db.session.execute(query).first()
    return Tie(*found) if found else None


def follow_check_ins(
    contact: models.Contact,
    channel: str,
    habit_id: int,
    habit_token: str,
    done: Mapping[date, bool],
    at: Moment,
) -> None:
    """Note a touch for each day on which a habit tied to somebody is done; remove the others'.

    ``done``: the days that were recorded, and whether the habit is done on them.
    """
    user_id = contact.user_id
    for day, is_done in done.items():
        token = f"habit-{habit_token}-{day}"
        usual = channel or contact.prefers or contact.last_channel or limits.USUAL
        if is_done and limits.FIRST_DAY <= day <= at.today:
            note(user_id, [contact], TouchNote(day, usual), token, at, habit_id)
        elif (touch := touch_with(user_id, token)) is not None:
            remove(touch, at)


def tie_of(user_id: int, habit_id: int) -> models.HabitContact | None:
    """Return with whom a habit of the user's is done, or None."""
    return db.session.scalar(
        select(models.HabitContact).filter_by(user_id=user_id, habit_id=habit_id)
    )


ASK = -1  # stands for somebody else each time, in the form of a habit


def whom(tie: models.HabitContact | None) -> int:
    """Return the id of the person with whom a habit is done, 0 for nobody, or ASK."""
    return 0 if tie is None else tie.contact_id or ASK


def done_with(user_id: int, contact_id: int, habit_id: int, habit_token: str, at: Moment) -> bool:
    """Note a touch with the person with whom a habit was done today. Twice notes it once.

    Another person on the same day takes the first one's place. Return False for nobody of the
    user's own.
    """
    contact = queries.own_contact(user_id, contact_id)
    if contact is None:
        return False
    token = f"with-{habit_token}-{at.today}"
    earlier = touch_with(user_id, token)
    if earlier is not None:
        if [each.id for each in contacts_of(earlier)] == [contact.id]:
            return True
        remove(earlier, at)
    usual = contact.prefers or contact.last_channel or limits.USUAL
    note(user_id, [contact], TouchNote(at.today, usual), token, at, habit_id)
    return True


def not_done(user_id: int, habit_token: str, day: date, at: Moment) -> None:
    """Remove what ``done_with`` noted for a day."""
    touch = touch_with(user_id, f"with-{habit_token}-{day}")
    if touch is not None:
        remove(touch, at)


def tie_habit(user_id: int, habit_id: int, contact_id: int | None) -> None:
    """Tie a habit to one of the user's own people, to somebody else each time, or to nobody."""
    tie = models.HabitContact
    db.session.execute(delete(tie).where(tie.user_id == user_id, tie.habit_id == habit_id))
    if contact_id == ASK:
        db.session.add(tie(user_id=user_id, habit_id=habit_id, contact_id=None))
    elif contact_id and queries.own_contact(user_id, contact_id):
        db.session.add(tie(user_id=user_id, habit_id=habit_id, contact_id=contact_id))


def habits_with(contact_id: int) -> Select[int]:
    """Return the statement for the ids of the habits that are done with somebody."""
    return select(models.HabitContact.habit_id).filter_by(contact_id=contact_id)
