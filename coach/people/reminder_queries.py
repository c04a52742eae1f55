"""Read what the calendar and the day's e-mail say of people. Nothing here commits or reads a clock.

Only promises of the user's and days to remember are in the calendar. A rhythm is not: a calendar is
read every few hours, and would still name somebody who was written to at noon.
"""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import or_, select

from coach.db import db
from coach.people import day_queries, limits, models
from coach.people.presenters import phrases, reminders, rows
from coach.people.presenters.reminders import CalendarNote, MailPerson, MailPromise
from coach.people.rules.promise import SOON

MOST_DAYS = 500  # days to remember in one calendar, those of the first people on the list


def named_of(user_id: int) -> str:
    """Return what calendar and e-mail say of the user's people: ``none``, ``bare``, ``names``."""
    return day_queries.choice_of(user_id).named


def calendar_notes(user_id: int, today: date) -> list[CalendarNote]:
    """Return the whole days in the user's calendar, by three statements."""
    named = named_of(user_id)
    if named == reminders.NONE:
        return []
    return [*_promised(user_id, named), *_remembered(user_id, named, today)]


def _promised(user_id: int, named: str) -> Iterator[CalendarNote]:
    """Yield the dates of the user's open promises."""
    promise, contact = models.Promise, models.Contact
    query = (
        select(promise.id, promise.what, promise.due, contact.name, contact.called)
        .join(contact, contact.id == promise.contact_id)
        .where(
            promise.user_id == user_id,
            promise.state == "open",
            promise.mine,
            promise.due.is_not(None),
            contact.archived_on.is_(None),
        )
        .order_by(promise.due, promise.id)
        .limit(limits.MOST_PROMISES)
    )
    for row in db.session.execute(query):
        who = phrases.called(row.name, row.called)
        yield reminders.promise_note((row.id, row.what, row.due), who, named)


def _remembered(user_id: int, named: str, today: date) -> Iterator[CalendarNote]:
    """Yield the days to remember, but of nobody who is put away, rests, or was let go."""
    day, contact = models.ContactDate, models.Contact
    query = (
        select(
            day.id, day.kind, day.label, day.month_day, contact.id.label("who"), contact.name,
            contact.called, contact.created_at,
        )
        .join(contact, contact.id == day.contact_id)
        .where(
            day.user_id == user_id,
            contact.archived_on.is_(None),
            contact.let_go_on.is_(None),
            or_(contact.rest_until.is_(None), contact.rest_until <= today),
        )
        .order_by(contact.id, day.id)
        .limit(MOST_DAYS)
    )  # fmt: skip
    for row in db.session.execute(query):
        who = row.who, phrases.called(row.name, row.called)
        told = row.id, row.kind, row.label, row.month_day
        yield reminders.day_note(told, who, row.created_at.year, named)


def mail_lines(user_id: int, today: date) -> list[str]:
    """Return what the day's e-mail says of people, or nothing, by one statement."""
    facts = day_queries.day_facts(user_id, today)
    if facts.named == reminders.NONE:
        return []
    near = [
        MailPromise(
            row.text, phrases.called(row.name, row.called), row.day, half=_is_half(row, today)
        )
        for row in facts.near
        if row.day
    ]
    three = facts.three(today)
    shown = rows.daily_rows(three, facts.rows, today)
    people = [
        MailPerson(row.called, person.why, row.reasons[0])
        for person, row in zip(three, shown, strict=True)
    ]
    return reminders.mail_lines(near, people, facts.named, today)


def _is_half(row: day_queries.DayRow, today: date) -> bool:
    """Return whether a promise that is near its date is so by half of its time alone."""
    return row.day is not None and (row.day - today).days > SOON
