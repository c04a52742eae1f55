"""Read and write promises. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date
from typing import NamedTuple

from sqlalchemy import func, select

from coach.db import db, insert_if_absent
from coach.people import limits, models
from coach.people.rules import promise as rule
from coach.people.rules.promise import PromiseState

CLOSED = 5  # lately closed promises on a page
STATE = tuple(each.name for each in fields(PromiseState))


class TooManyPromises(ValueError):
    """The user has as many open promises as an account holds."""


class ListedPromise(NamedTuple):
    """A promise with the name of the other person."""

    promise: models.Promise
    name: str
    called: str

    @property
    def state(self) -> PromiseState:
        """The promise as the rules see it."""
        return state_of(self.promise)


def state_of(row: models.Promise) -> PromiseState:
    """Return a promise's row as the rules see it."""
    return PromiseState(**{name: getattr(row, name) for name in STATE})


def open_promises(user_id: int) -> list[ListedPromise]:
    """Return the open promises: the user's by due day, undated ones last, then the others'."""
    promise, contact = models.Promise, models.Contact
    query = (
        select(promise, contact.name, contact.called)
        .join(contact, contact.id == promise.contact_id)
        .where(promise.user_id == user_id, promise.state == "open", contact.archived_on.is_(None))
        .order_by(promise.mine.desc(), promise.due.is_(None), promise.due, promise.id)
        .limit(limits.MOST_PROMISES)
    )
    return [ListedPromise(*row) for row in db.session.execute(query)]


def closed_promises(user_id: int) -> list[ListedPromise]:
    """Return the last closed promises, newest first: enough to sum up the user's dated ones."""
    promise, contact = models.Promise, models.Contact
    query = (
        select(promise, contact.name, contact.called)
        .join(contact, contact.id == promise.contact_id)
        .where(promise.user_id == user_id, promise.state != "open")
        .order_by(promise.closed_on.desc(), promise.id.desc())
        .limit(3 * rule.SHOWN)
    )
    return [ListedPromise(*row) for row in db.session.execute(query)]


def with_contact(contact_id: int) -> Sequence[models.Promise]:
    """Return somebody's open promises and those closed last."""
    promise = models.Promise
    query = select(promise).where(promise.contact_id == contact_id)
    order = (promise.state != "open", promise.closed_on.desc(), promise.due.is_(None), promise.due)
    return db.session.scalars(query.order_by(*order, promise.id).limit(limits.MOST_PROMISES)).all()


def make(
    contact: models.Contact, token: str, mine: bool, what: str, due: date | None, today: date
) -> None:
    """Keep a promise. A form sent twice keeps one. Raise TooManyPromises."""
    user_id = contact.user_id
    count = select(func.count()).where(
        models.Promise.user_id == user_id, models.Promise.state == "open"
    )
    if (db.session.scalar(count) or 0) >= limits.MOST_PROMISES:
        raise TooManyPromises
    insert_if_absent(
        models.Promise, user_id=user_id, contact_id=contact.id, token=token, mine=mine, what=what,
        made_on=today, due=due, late_move=False, state="open",
    )  # fmt: skip


def move(row: models.Promise, to: date, today: date) -> None:
    """Move a promise to another date. The same date again changes nothing."""
    if row.state == "open" and to != row.due:
        _keep(row, rule.move(state_of(row), to, today))


def _keep(row: models.Promise, state: PromiseState) -> None:
    for name in STATE:
        setattr(row, name, getattr(state, name))


def close(row: models.Promise, state: str, today: date) -> None:
    """Close an open promise: ``kept`` or ``dropped``. Closing it twice changes nothing."""
    if row.state == "open":
        row.state, row.closed_on = state, today


def reopen(row: models.Promise) -> None:
    """Open a closed promise again, with its date."""
    row.state, row.closed_on = "open", None


def on_course(row: models.Promise, today: date) -> None:
    """Keep that the user has looked halfway through."""
    row.looked_on = today
