"""Write people: make, change, rest, let go, put away, delete.

Nothing here commits or reads a clock. Each function that changes what others follow from ends with
``upkeep.settle``.
"""

import secrets
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import delete, select

from coach.db import db, insert_if_absent, upsert
from coach.people import limits, models, queries, touch_queries, upkeep
from coach.people.exchange import file_queries
from coach.people.rules import keys, names, rhythm
from coach.people.rules.daily import DAILY
from coach.people.touch_queries import Moment

DAY = timedelta(days=1)
TEXTS = ("name", "called", "role", "world", "matters", "prefers", "known_since")


def new_uid() -> str:
    """Return an identity for somebody new: a random UUID (RFC 9562), the same in every export."""
    return str(uuid.UUID(bytes=secrets.token_bytes(16), version=4))


def first_rings(user_id: int) -> None:
    """Give the user the rings to begin with, if there are none."""
    if queries.rings(user_id):
        return
    for position, (name, every) in enumerate(limits.RINGS):
        row = models.Ring(user_id=user_id, name=name, every=every, position=position)
        db.session.add(row)
    db.session.flush()


def make(user_id: int, token: str, values: Mapping[str, Any], at: Moment) -> models.Contact:
    """Put somebody on the list and return them. A form sent twice makes one."""
    row: dict[str, Any] = {name: values.get(name) or "" for name in TEXTS}
    row["known_since"] = values.get("known_since") or None
    insert_if_absent(
        models.Contact, user_id=user_id, token=token, uid=new_uid(), **row,
        sort=names.fold(row["name"])[: limits.NAME], found="", last_channel="", next_line="",
        rest_why="", created_at=at.now, changed_at=at.now,
    )  # fmt: skip
    contact = queries.made_with(user_id, token)
    assert contact is not None  # inserted above, or by the same form before  # noqa: S101
    return contact


def describe(contact: models.Contact, values: Mapping[str, Any], at: Moment) -> None:
    """Write the texts of somebody anew."""
    for name in TEXTS:
        if name in values:
            setattr(contact, name, values[name] or (None if name == "known_since" else ""))
    contact.changed_at = at.now


def give_rhythm(
    contacts: Collection[models.Contact],
    ring_id: int | None,
    own_every: int | None,
    today: date,
    last_spoke: str = "",
) -> None:
    """Give people a ring or a rhythm of their own. It counts from today, or from the last talk.

    ``last_spoke``: one of ``rhythm.LAST_SPOKE``, or empty. A rhythm that someone has already keeps
    its base.
    """
    ago = rhythm.LAST_SPOKE.get(last_spoke, 0)
    for contact in contacts:
        had = contact.ring_id, contact.own_every
        contact.ring_id, contact.own_every = ring_id, own_every
        if (ring_id or own_every) and (had == (None, None) or last_spoke):
            contact.rhythm_from = today - ago * DAY
        if contact.let_go_on and (ring_id or own_every) and had != (ring_id, own_every):
            contact.let_go_on = None
    upkeep.settle(contacts)


def spread(contacts: Sequence[models.Contact], ring: models.Ring, today: date) -> None:
    """Put several people into a ring, so that they come due one after the other, A to Z."""
    days = rhythm.spread(len(contacts), ring.every, today) if contacts else []
    ordered = sorted(contacts, key=lambda contact: (contact.sort, contact.id))
    for contact, due in zip(ordered, days, strict=True):
        contact.ring_id, contact.own_every, contact.let_go_on = ring.id, None, None
        contact.rhythm_from = due - ring.every * DAY
    upkeep.settle(contacts)


def set_tags(contact: models.Contact, tags: Iterable[str]) -> None:
    """Write somebody's tags anew. Tags that differ in case only are one."""
    whole = {names.fold(tag)[: limits.TAG]: tag for tag in tags if tag}
    tag = models.ContactTag
    db.session.execute(delete(tag).where(tag.contact_id == contact.id))
    for key, words in list(whole.items())[: limits.MOST_TAGS]:
        row = tag(user_id=contact.user_id, contact_id=contact.id, tag=words, key=key)
        db.session.add(row)


def add_tag(contacts: Iterable[models.Contact], words: str) -> None:
    """Give a tag to people who have room for it and do not have it."""
    key = names.fold(words)[: limits.TAG]
    for contact in contacts:
        tags = queries.facts(contact.id).tags
        if len(tags) < limits.MOST_TAGS:
            insert_if_absent(
                models.ContactTag, user_id=contact.user_id, contact_id=contact.id, tag=words,
                key=key,
            )  # fmt: skip


def remove_tag(contacts: Iterable[models.Contact], words: str) -> None:
    """Take a tag from people."""
    tag, ids = models.ContactTag, [contact.id for contact in contacts]
    key = names.fold(words)[: limits.TAG]
    db.session.execute(delete(tag).where(tag.contact_id.in_(ids), tag.key == key))


def set_ways(contact: models.Contact, values: Iterable[str], region: str = "") -> None:
    """Write anew how somebody is reached. Each value is an e-mail address, a number or a page.

    ``region``: the ISO 3166 code of the country of numbers without a country code, or empty.
    """
    way = models.ContactWay
    db.session.execute(delete(way).where(way.contact_id == contact.id))
    rows = {}
    for value in values:
        kind = keys.kind_of(value)
        kept, key = keys.way(kind, value, region or None)
        rows[kind, kept[: limits.WAY]] = key[: limits.WAY]
    for (kind, kept), key in list(rows.items())[: limits.MOST_WAYS]:
        row = way(user_id=contact.user_id, contact_id=contact.id, kind=kind, value=kept, key=key)
        db.session.add(row)


def rest(contact: models.Contact, until: date, why: str, today: date) -> None:
    """Ask nothing about somebody until a day."""
    contact.rest_until, contact.rest_why, contact.acted_on = until, why, today


def let_go(contact: models.Contact, today: date) -> None:
    """Suggest somebody no more. The ring and the rhythm stay for taking them up again."""
    if contact.let_go_on is None:
        contact.let_go_on = contact.acted_on = today
        contact.every = contact.next_due = None
        contact.rest_until, contact.rest_why = None, ""


def take_up(contact: models.Contact, at: Moment) -> None:
    """End a rest, or take somebody up again who was let go: the rhythm then counts from today."""
    if contact.let_go_on is not None and contact.let_go_on != at.today:
        contact.rhythm_from = at.today
    contact.let_go_on = contact.rest_until = None
    contact.rest_why = ""
    touch_queries.release([contact], at)
    upkeep.settle([contact])


def put_away(contacts: Iterable[models.Contact], today: date) -> None:
    """Take people out of all lists, and keep them."""
    for contact in contacts:
        contact.archived_on = contact.archived_on or today


def restore(contacts: Iterable[models.Contact]) -> None:
    """Put people back on the list."""
    for contact in contacts:
        contact.archived_on = None


def delete_for_good(contact: models.Contact) -> None:
    """Delete somebody with all rows about them. Lines shared with others stay without them."""
    file_queries.forget_person(contact.user_id, contact.id, contact.uid)
    alone = db.session.scalars(queries.lines_alone(contact.id)).all()
    for first in range(0, len(alone), upkeep.BATCH):
        some = alone[first : first + upkeep.BATCH]
        db.session.execute(delete(models.Touch).where(models.Touch.id.in_(some)))
    db.session.delete(contact)
    db.session.flush()


def change_ring(ring: models.Ring, name: str, every: int) -> None:
    """Rename a ring, or give it another rhythm: due days move, and no base does."""
    ring.name, ring.every = name, every
    upkeep.settle(_in_ring(ring))


def delete_ring(ring: models.Ring) -> None:
    """Delete a ring. Its people keep its rhythm as their own."""
    contacts = _in_ring(ring)
    for contact in contacts:
        contact.own_every = contact.own_every or ring.every
        contact.ring_id = None
    db.session.flush()
    db.session.delete(ring)
    upkeep.settle(contacts)


def _in_ring(ring: models.Ring) -> Sequence[models.Contact]:
    query = select(models.Contact).filter_by(user_id=ring.user_id, ring_id=ring.id)
    return db.session.scalars(query).all()


def choose(user_id: int, **values: Any) -> None:
    """Keep the user's settings for People, those that are given."""
    row = {"user_id": user_id, "daily": DAILY, **values}
    upsert(models.PeopleChoice, row, ["user_id"], list(values))
