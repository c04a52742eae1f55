"""Keep up what a contact's row repeats of other rows. Nothing here commits or reads a clock.

Every write to touches, rings, ways and tags calls ``settle`` for the contacts concerned, so that
the columns always equal what is computed from all rows.
"""

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import select

from coach.db import db
from coach.people import limits, models
from coach.people.rules import names, rhythm
from coach.people.rules.remember import Line, remember

BATCH = 500  # contacts at once


def settle(contacts: Collection[models.Contact]) -> None:
    """Write the columns of these contacts that follow from other rows."""
    db.session.flush()
    every = sorted(contacts, key=lambda contact: contact.id)
    for first in range(0, len(every), BATCH):
        _settle(every[first : first + BATCH])
    db.session.flush()


def settle_all(user_id: int) -> None:
    """Write these columns for everybody on the user's list, after an import for example."""
    query = select(models.Contact).where(models.Contact.user_id == user_id)
    settle(db.session.scalars(query).all())


def _settle(contacts: Sequence[models.Contact]) -> None:
    ids = [contact.id for contact in contacts]
    touches, noticed = _last_touches(ids), _noticed(ids)
    rings, words = _rings(contacts), _words(ids)
    for contact in contacts:
        last = touches.get(contact.id)
        lines = [*([_line(last)] if last else []), *noticed.get(contact.id, ())]
        contact.last_touch = last.day if last else None
        contact.last_channel = last.channel if last else ""
        contact.next_line, contact.next_on = remember(lines) or ("", None)
        contact.every = None if contact.let_go_on else _every(contact, rings)
        contact.base = rhythm.base(contact.last_touch, contact.rhythm_from)
        contact.next_due = rhythm.next_due(contact.every, contact.base)
        contact.sort = names.fold(contact.name)[: limits.NAME]
        contact.found = found(contact, words.get(contact.id, ()))


def _every(contact: models.Contact, rings: dict[int, int]) -> int | None:
    """Return the rhythm in force. A rhythm counts from some day, so there is none without it."""
    ring = rings.get(contact.ring_id) if contact.ring_id else None
    every = contact.own_every or ring
    return every if contact.rhythm_from or contact.last_touch else None


def found(contact: models.Contact, words: Sequence[str]) -> str:
    """Return the folded text that a search looks in: name, role, group, tags and ways."""
    texts = (contact.name, contact.called, contact.role, contact.world, *words)
    return names.fold(" ".join(filter(None, texts)))[: limits.FOUND]


def _line(row: Any) -> Line:
    return Line(row.id, row.day, row.kind == "touch", row.later, row.later_on)


TOUCH, PART = models.Touch.__table__.c, models.TouchContact
LINE = (TOUCH.id, TOUCH.day, TOUCH.kind, TOUCH.channel, TOUCH.later, TOUCH.later_on)


def _last_touches(ids: Sequence[int]) -> dict[int, Any]:
    """Return each contact's newest touch, by the contact's id."""
    newest = (
        select(PART.id)
        .where(PART.contact_id == models.Contact.id, PART.counts)
        .order_by(PART.day.desc(), PART.touch_id.desc())
        .limit(1)
        .correlate(models.Contact)
        .scalar_subquery()
    )
    parts = select(newest).where(models.Contact.id.in_(ids))
    query = (
        select(PART.contact_id, *LINE)
        .join(models.Touch, models.Touch.id == PART.touch_id)
        .where(PART.id.in_(parts))
    )
    return {row.contact_id: row for row in db.session.execute(query)}


def _noticed(ids: Sequence[int]) -> dict[int, list[Line]]:
    """Return what was noticed of each contact with something to ask, by the contact's id."""
    query = (
        select(PART.contact_id, *LINE)
        .join(models.Touch, models.Touch.id == PART.touch_id)
        .where(PART.contact_id.in_(ids), PART.counts.is_(False), models.Touch.later != "")
    )
    lines: dict[int, list[Line]] = {}
    for row in db.session.execute(query):
        lines.setdefault(row.contact_id, []).append(_line(row))
    return lines


def _rings(contacts: Sequence[models.Contact]) -> dict[int, int]:
    ids = {contact.ring_id for contact in contacts if contact.ring_id}
    query = select(models.Ring.id, models.Ring.every).where(models.Ring.id.in_(ids))
    return {row.id: row.every for row in db.session.execute(query)} if ids else {}


def _words(ids: Sequence[int]) -> dict[int, list[str]]:
    """Return each contact's tags and ways, as a search finds them."""
    tag, way = models.ContactTag, models.ContactWay
    query = (
        select(tag.contact_id, tag.tag, tag.id)
        .where(tag.contact_id.in_(ids))
        .union_all(select(way.contact_id, way.value, way.id).where(way.contact_id.in_(ids)))
    )
    words: dict[int, list[str]] = {}
    for row in db.session.execute(query.order_by("id")):
        words.setdefault(row.contact_id, []).append(row.tag)
    return words
