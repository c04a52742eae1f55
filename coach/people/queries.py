"""Read people one by one, and ask whose they are. Nothing here commits or reads a clock."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from sqlalchemy import ColumnElement, Select, bindparam, func, literal, select, union_all
from sqlalchemy.orm import aliased

from coach.db import db
from coach.people import models

LINES = 20  # on a person's page
PICKED = 12  # people offered in a select


def own_contact(user_id: int, contact_id: int) -> models.Contact | None:
    """Return the user's own contact, or None."""
    return db.session.scalar(select(models.Contact).filter_by(id=contact_id, user_id=user_id))


def own_contacts(user_id: int, ids: Collection[int]) -> Sequence[models.Contact]:
    """Return those of the user's own contacts that have these ids, A to Z."""
    contact = models.Contact
    query = select(contact).where(contact.user_id == user_id, contact.id.in_(ids))
    return db.session.scalars(query.order_by(contact.sort, contact.id)).all()


def own_touch(user_id: int, touch_id: int) -> models.Touch | None:
    """Return the user's own touch, or None."""
    return db.session.scalar(select(models.Touch).filter_by(id=touch_id, user_id=user_id))


def own_promise(user_id: int, promise_id: int) -> models.Promise | None:
    """Return the user's own promise, or None."""
    return db.session.scalar(select(models.Promise).filter_by(id=promise_id, user_id=user_id))


def own_date(user_id: int, date_id: int) -> models.ContactDate | None:
    """Return the user's own day to remember, or None."""
    return db.session.scalar(select(models.ContactDate).filter_by(id=date_id, user_id=user_id))


def made_with(user_id: int, token: str) -> models.Contact | None:
    """Return the contact that an earlier press of the same form made, or None."""
    return db.session.scalar(select(models.Contact).filter_by(user_id=user_id, token=token))


class KnownReader(NamedTuple):
    """Somebody on the list to whom a message is written."""

    id: int
    uid: str
    name: str
    called: str


READER = select(*(models.Contact.__table__.c[name] for name in KnownReader._fields)).where(
    models.Contact.user_id == bindparam("user")
)


def reader(user_id: int, contact_id: int) -> KnownReader | None:
    """Return the user's own contact as the reader of a message, or None."""
    query = READER.where(models.Contact.id == contact_id)
    row = db.session.execute(query, {"user": user_id}).first()
    return KnownReader(*row) if row else None


def reader_with(user_id: int, uid: str) -> KnownReader | None:
    """Return the user's own contact with this uid as the reader of a message, or None."""
    query = READER.where(models.Contact.uid == uid)
    row = db.session.execute(query, {"user": user_id}).first()
    return KnownReader(*row) if row else None


def number_of(user_id: int) -> int:
    """Return the number of people on the user's list, those put away included."""
    query = select(func.count()).where(models.Contact.user_id == user_id)
    return db.session.scalar(query) or 0


def rings(user_id: int) -> Sequence[models.Ring]:
    """Return the user's rings in their order."""
    query = select(models.Ring).where(models.Ring.user_id == user_id)
    return db.session.scalars(query.order_by(models.Ring.position, models.Ring.id)).all()


def groups(user_id: int) -> Sequence[str]:
    """Return the groups that the user has named, A to Z."""
    world = models.Contact.world
    query = select(world).where(models.Contact.user_id == user_id, world != "").distinct()
    return db.session.scalars(query.order_by(world).limit(200)).all()


class PersonLine(NamedTuple):
    """A line of somebody's story."""

    id: int
    token: str
    day: date
    kind: str
    channel: str
    line: str
    later: str
    thanked: bool
    gave: bool
    got: bool
    news: bool
    lesson_id: str | None


TOUCH, PART = models.Touch.__table__.c, models.TouchContact.__table__.c
STORY = (
    select(*(TOUCH[name] for name in PersonLine._fields))
    .join(models.TouchContact.__table__, PART.touch_id == TOUCH.id)
    .where(PART.contact_id == bindparam("contact"))
    .order_by(PART.day.desc(), PART.touch_id.desc())
    .limit(LINES + 1)
    .offset(bindparam("skipped"))
)


def story(contact_id: int, skipped: int = 0) -> list[PersonLine]:
    """Return up to LINES + 1 of the contact's newest lines, after ``skipped`` newer ones."""
    rows = db.session.execute(STORY, {"contact": contact_id, "skipped": skipped})
    return [PersonLine._make(row) for row in rows]


class ContactFacts(NamedTuple):
    """Small lists that belong to somebody: tags, ways (kind and value) and days to remember."""

    tags: list[str]
    ways: list[tuple[str, str]]
    dates: list[models.ContactDate]


def facts(contact_id: int) -> ContactFacts:
    """Return somebody's tags, ways and days to remember, by two statements."""
    tag, way, day = models.ContactTag, models.ContactWay, models.ContactDate
    words = union_all(
        select(literal("tag").label("kind"), tag.tag.label("value"), tag.id.label("place"))
        .where(tag.contact_id == contact_id),
        select(way.kind, way.value, way.id).where(way.contact_id == contact_id),
    ).order_by("place")  # fmt: skip
    rows = db.session.execute(words).all()
    dates = select(day).where(day.contact_id == contact_id).order_by(day.month_day, day.id)
    return ContactFacts(
        [row.value for row in rows if row.kind == "tag"],
        [(row.kind, row.value) for row in rows if row.kind != "tag"],
        list(db.session.scalars(dates)),
    )


def with_ring(user_id: int, contact_id: int) -> tuple[models.Contact, str] | None:
    """Return the user's own contact with the name of its ring, or None."""
    query = (
        select(models.Contact, func.coalesce(models.Ring.name, ""))
        .outerjoin(models.Ring, models.Ring.id == models.Contact.ring_id)
        .where(models.Contact.id == contact_id, models.Contact.user_id == user_id)
    )
    row = db.session.execute(query).first()
    return (row[0], row[1]) if row else None


PICK = (
    select(models.Contact.id, models.Contact.name)
    .where(models.Contact.user_id == bindparam("user"), models.Contact.archived_on.is_(None))
    .order_by(
        models.Contact.id != bindparam("first"),
        models.Contact.last_touch.is_(None),
        models.Contact.last_touch.desc(),
        models.Contact.sort,
    )
    .limit(PICKED)
)


def picked(user_id: int, first: int | None = None) -> list[tuple[int, str]]:
    """Return the id and name of twelve people for a select: ``first``, then the last touched."""
    rows = db.session.execute(PICK, {"user": user_id, "first": first or 0})
    return [(row.id, row.name) for row in rows]


class ContactCounts(NamedTuple):
    """How many lines are about somebody alone, how many are shared, and what else there is."""

    alone: int
    shared: int
    ways: int
    promises: int


def _others(contact_id: int) -> ColumnElement[bool]:
    """Return the condition that somebody else was part of the touch of a TouchContact."""
    others = aliased(models.TouchContact)
    return (
        select(others.id)
        .where(others.touch_id == models.TouchContact.touch_id, others.contact_id != contact_id)
        .exists()
    )


def counts(contact_id: int) -> ContactCounts:
    """Return what deleting somebody concerns, by one statement."""
    numbers = [
        select(func.count()).where(model.contact_id == contact_id, *more).scalar_subquery()
        for model, more in (
            (models.TouchContact, [~_others(contact_id)]),
            (models.TouchContact, [_others(contact_id)]),
            (models.ContactWay, []),
            (models.Promise, []),
        )
    ]
    return ContactCounts._make(db.session.execute(select(*numbers)).one())


def lines_alone(contact_id: int) -> Select[int]:
    """Return the statement for the ids of touches with nobody but this contact."""
    part = models.TouchContact
    return select(part.touch_id).where(part.contact_id == contact_id, ~_others(contact_id))
