"""Run one round of reminder e-mails: find who is due, write the e-mails, send each once.

It is meant for cron, on any number of machines that share the database. An e-mail is claimed by a
row with a unique key before it is sent. A later round repeats temporary failures, but no e-mail
that may have arrived.
"""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from flask import Flask

from coach import clock
from coach.accounts.models import User
from coach.db import db
from coach.habits.reminders import email as letter
from coach.habits.reminders import queries, recurrence
from coach.habits.reminders.calendar_reminders import DueHabit
from coach.habits.reminders.email import Tap
from coach.habits.reminders.models import ReminderChoice
from coach.habits.rules.strength import percent, word
from coach.intentions import queries as intentions
from coach.mail import Letter, NotSent, SendLetter
from coach.people import reminder_queries as people
from coach.people.presenters.reminders import NONE

LATEST = timedelta(hours=10)  # after an outage, older e-mails are not sent


@dataclass(frozen=True)
class MailHost:
    """What a round needs from the app: its address, its secret key and its mail sender."""

    address: str
    secret: str
    post: SendLetter


@dataclass(frozen=True)
class Round:
    """The result of a round."""

    sent: int = 0
    failed: int = 0
    notes: tuple[str, ...] = field(default=())


def run(app: Flask, now: datetime) -> Round:
    """Send the e-mails that are due now. It needs the app context and configured mail."""
    settings = app.extensions["settings"]
    host = MailHost(settings.address, app.config["SECRET_KEY"], app.extensions["mail"])
    done = Round()
    for choice, user in queries.wanting_mail():
        try:
            done = _turn(done, host, choice, user, now)
        except Exception as error:  # an error in one user's data must not stop the others' e-mails
            db.session.rollback()
            app.logger.error("The reminder of one person failed: %s", type(error).__name__)
            done = replace(done, failed=done.failed + 1)
    queries.forget_old(now)
    return done


def _turn(done: Round, host: MailHost, choice: ReminderChoice, user: User, now: datetime) -> Round:
    """Send what is due for one user."""
    zone, rollover = user.zone, user.rollover
    day = clock.practice_day(now, zone, rollover)
    if choice.agreed != user.email:
        return _ask(done, host, choice, user, now)
    if choice.mail_at and _is_time(day, choice, zone, rollover, now):
        return _remind(done, host, user, day, now)
    return done


def _is_time(day: date, choice: ReminderChoice, zone: str, rollover: int, now: datetime) -> bool:
    if choice.mail_at is None:
        return False
    begin = recurrence.moment(day, choice.mail_at, zone, rollover)
    return begin <= now < begin + LATEST


def _ask(done: Round, host: MailHost, choice: ReminderChoice, user: User, now: datetime) -> Round:
    """Ask the owner of the address once, because somebody else may have typed it."""
    if choice.asked_on is None or not queries.waits(user.id, "question", choice.asked_on, now):
        return done
    email = user.email or ""
    token = letter.mails(host.secret, letter.AGREE, user.public_id, email)
    named = people.named_of(user.id) != NONE
    written = letter.question(email, f"{host.address}/reminders/agree/{token}", named)
    return _send(
        done,
        host,
        user,
        "question",
        choice.asked_on,
        Letter(email, written.subject, written.text),
        now,
    )


def _remind(done: Round, host: MailHost, user: User, day: date, now: datetime) -> Round:
    if not queries.waits(user.id, "digest", day, now):
        return done
    found = digest(host, user, day, now)
    if found is None:
        queries.claim(user.id, "digest", day, now, "empty")
        return done
    return _send(done, host, user, "digest", day, found, now)


def digest(host: MailHost, user: User, day: date, now: datetime) -> Letter | None:
    """Return the day's e-mail, or None if there is nothing to say.

    That is if no habit's reminder is due, nothing is planned to be said, and no promise and nobody
    is due, or the user wants nothing said of people.
    """
    rung = [
        due
        for due in queries.dues(user, day)
        if due.open and due.ringing and due.ringing.rings(day)
    ]
    planned = any(each.day == day for each in intentions.due(user.id, day))
    lines = people.mail_lines(user.id, day)
    if not (rung or planned or lines):
        return None
    items = [_item(host, user, due, day, now) for due in rung]
    email = user.email or ""
    token = letter.mails(host.secret, letter.STOP, user.public_id, email)
    stop = f"{host.address}/reminders/stop/{token}"
    planned_at = f"{host.address}/today" if planned else ""
    about = letter.EmailPeople(lines, f"{host.address}/people") if lines else None
    written = letter.digest(
        user.name, day, items, f"{host.address}/habits", stop, planned_at, about
    )
    return Letter(email, written.subject, written.text, stop)


def _item(host: MailHost, user: User, due: DueHabit, day: date, now: datetime) -> letter.EmailHabit:
    habit = due.track
    right = Tap(user.public_id, habit.token, day, now + letter.LASTS)
    page = f"habits/{habit.id}" if due.counted else f"tap/{letter.tap(host.secret, right)}"
    told = percent(due.strength), word(due.strength), f"{host.address}/{page}"
    return letter.EmailHabit(habit.name, habit.cue, habit.act, *told, due.counted)


def _send(
    done: Round, host: MailHost, user: User, kind: str, day: date, made: Letter, now: datetime
) -> Round:
    reminder_id = queries.claim(user.id, kind, day, now)
    if reminder_id is None:
        return done
    try:
        host.post(made)
    except NotSent as error:
        queries.settle(reminder_id, error.outcome, str(error), now)
        return replace(done, failed=done.failed + 1, notes=(*done.notes, f"{kind}: {error}"))
    queries.settle(reminder_id, None, "", now)
    return replace(done, sent=done.sent + 1)
