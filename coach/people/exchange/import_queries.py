"""Bring people of a file in, and take a file back. Nothing here commits or reads a clock.

Writes of one user come one after the other (``db.locking``), so a form sent twice finds what it
brought the first time and brings nothing.
"""

import hashlib
import json
import secrets
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import delete, or_, select

from coach.db import db
from coach.people import contact_queries, limits, models, queries, touch_queries, upkeep
from coach.people.exchange.file_queries import BroughtPerson, brought, keep_brought
from coach.people.exchange.item import PersonItem
from coach.people.exchange.models import PeopleDraft, PeopleFile
from coach.people.rules import keys, names, rhythm
from coach.people.touch_queries import Moment, TouchNote

TEXTS = ("called", "role", "world", "matters", "prefers", "known_since")
STATE = ("name", *TEXTS, "ring_id", "own_every", "let_go_on", "rest_until")
DAY = timedelta(days=1)


@dataclass(frozen=True)
class PersonChoice:
    """What shall become of one line of a file. ``into``: who it is, or None for somebody new."""

    place: int
    item: PersonItem
    into: int | None = None


@dataclass(frozen=True)
class FileTerms:
    """How a file is brought in: the country of its numbers, and whether its notes come too.

    ``ours``: whether it is our own table, whose rhythms go on from the last talk.
    """

    region: str
    notes: bool = False
    ours: bool = False


class ListIsFull(Exception):
    """Raised if more people would be on the list than it holds."""


def bring_in(
    found: PeopleFile,
    draft: PeopleDraft,
    choices: Sequence[PersonChoice],
    terms: FileTerms,
    at: Moment,
) -> list[BroughtPerson]:
    """Bring the chosen people in, and return what that changed. Raise ListIsFull."""
    before = brought(draft)
    done = {each.place for each in before}
    wanted = [each for each in choices if each.place not in done]
    fresh = [each for each in wanted if each.into is None]
    if fresh and queries.number_of(found.user_id) + len(fresh) > limits.MOST_PEOPLE:
        raise ListIsFull
    ids = {each.into for each in wanted if each.into is not None}
    here = {each.id: each for each in queries.own_contacts(found.user_id, ids)}
    made = _made(found, fresh, terms, at)
    added = [
        (each, here[each.into], _added(here[each.into], each, terms, at))
        for each in wanted
        if each.into in here
    ]
    pairs = [*zip(fresh, made, strict=True), *((each, contact) for each, contact, _ in added)]
    if terms.notes:
        _note(found, pairs, at)
    upkeep.settle({contact.id: contact for _, contact in pairs}.values())
    states = digests([contact.id for contact in made])
    result = [
        *(
            BroughtPerson(each.place, contact.id, made=True, state=states[contact.id])
            for each, contact in zip(fresh, made, strict=True)
        ),
        *(what for _, _, what in added),
    ]
    keep_brought(draft, [*before, *result])
    return result


def _made(
    found: PeopleFile, choices: Sequence[PersonChoice], terms: FileTerms, at: Moment
) -> list[models.Contact]:
    """Put people on the list and return them, in the order of the choices."""
    uids = [each.item.uid for each in choices if each.item.uid]
    taken = set(
        db.session.scalars(
            select(models.Contact.uid).where(
                models.Contact.user_id == found.user_id, models.Contact.uid.in_(uids)
            )
        )
    )
    contacts = []
    for each in choices:
        item, uid = each.item, each.item.uid
        uid = uid if uid and uid not in taken else contact_queries.new_uid()
        taken.add(uid)
        contacts.append(_contact(found, item, uid, at))
    db.session.add_all(contacts)
    db.session.flush()
    for each, contact in zip(choices, contacts, strict=True):
        _add_ways(contact, each.item, (), terms.region)
        _add_tags(contact, each.item.tags, ())
        if each.item.birthday:
            _add_birthday(contact, each.item.birthday)
    _give_rings(found.user_id, choices, contacts)
    _begin_rhythms(choices, contacts, terms.ours, at)
    return contacts


def _contact(found: PeopleFile, item: PersonItem, uid: str, at: Moment) -> models.Contact:
    """Return the row of somebody new."""
    return models.Contact(
        user_id=found.user_id, uid=uid, token=secrets.token_hex(16), name=item.name,
        called=item.called if item.called != names.called(item.name) else "",
        sort=names.fold(item.name)[: limits.NAME], role=item.role, world=item.world,
        matters=item.matters, prefers=item.prefers, known_since=item.known_since,
        own_every=item.every, file_id=found.id, created_at=at.now, changed_at=at.now,
        archived_on=at.today if item.died or item.archived else None,
    )  # fmt: skip


def _give_rings(
    user_id: int, choices: Sequence[PersonChoice], contacts: Sequence[models.Contact]
) -> None:
    """Put people into the ring that their line names. One that is not there yet is made.

    Where it has another rhythm here, or there is no room for one more, they keep their rhythm as
    their own.
    """
    rings = {ring.name: ring for ring in queries.rings(user_id)}
    for each, contact in zip(choices, contacts, strict=True):
        if each.item.ring is None:
            continue
        name, every = each.item.ring
        if name not in rings and len(rings) < limits.MOST_RINGS:
            ring = models.Ring(user_id=user_id, name=name, every=every, position=len(rings))
            db.session.add(ring)
            db.session.flush()
            rings[name] = ring
        there = rings.get(name)
        contact.ring_id = there.id if there else None
        if there is None or there.every != every:
            contact.own_every = contact.own_every or every


def _begin_rhythms(
    choices: Sequence[PersonChoice], contacts: Sequence[models.Contact], ours: bool, at: Moment
) -> None:
    """Let rhythms begin, so that people come due one after the other, A to Z.

    In our own table (``ours``) a rhythm counts from the last talk, if there was one.
    """
    spread: dict[int, list[models.Contact]] = {}
    for each, contact in zip(choices, contacts, strict=True):
        every = contact.own_every or (each.item.ring or ("", 0))[1]
        last = each.item.last_spoke if ours else None
        if every and last and limits.FIRST_DAY <= last <= at.today:
            contact.rhythm_from = last
        elif every:
            spread.setdefault(every, []).append(contact)
    for every, some in spread.items():
        ordered = sorted(some, key=lambda contact: (contact.sort, contact.id))
        for contact, due in zip(ordered, rhythm.spread(len(some), every, at.today), strict=True):
            contact.rhythm_from = due - every * DAY


def _added(
    contact: models.Contact, choice: PersonChoice, terms: FileTerms, at: Moment
) -> BroughtPerson:
    """Add to somebody what the line has and they lack, and return what that was."""
    item, facts = choice.item, queries.facts(contact.id)
    filled = {
        name: getattr(item, name)
        for name in TEXTS
        if getattr(item, name) and not getattr(contact, name)
    }
    if filled.get("called") == names.called(contact.name):
        del filled["called"]
    for name, value in filled.items():
        setattr(contact, name, value)
    ways = _add_ways(contact, item, facts.ways, terms.region)
    tags = _add_tags(contact, item.tags, facts.tags)
    birthday = None
    if item.birthday and not any(each.kind == "birthday" for each in facts.dates):
        birthday = item.birthday
        _add_birthday(contact, birthday)
    contact.changed_at = at.now
    return BroughtPerson(
        choice.place, contact.id, made=False, filled=filled, ways=ways, tags=tags, birthday=birthday
    )


def _add_ways(
    contact: models.Contact, item: PersonItem, there: Iterable[tuple[str, str]], region: str
) -> list[tuple[str, str]]:
    """Add the ways that are new, as far as there is room, and return them."""
    known = {(kind, keys.way(kind, value, region or None)[1] or value) for kind, value in there}
    room, added = limits.MOST_WAYS - len(known), list[tuple[str, str]]()
    kinds = (("mail", item.mails), ("phone", item.phones), ("web", item.webs))
    for kind, value in ((kind, value) for kind, values in kinds for value in values):
        kept, key = keys.way(kind, value, region or None)
        if (kind, key or kept) in known or len(added) >= room or len(kept) > limits.WAY:
            continue
        known.add((kind, key or kept))
        row = models.ContactWay(
            user_id=contact.user_id, contact_id=contact.id, kind=kind, value=kept,
            key=key[: limits.WAY],
        )  # fmt: skip
        db.session.add(row)
        added.append((kind, kept))
    return added


def _add_tags(contact: models.Contact, tags: Iterable[str], there: Iterable[str]) -> list[str]:
    """Add the tags that are new, as far as there is room, and return their keys."""
    known, added = {_tag_key(tag) for tag in there}, list[str]()
    for tag in tags:
        key = _tag_key(tag)
        if key and key not in known and len(known) < limits.MOST_TAGS:
            known.add(key)
            row = models.ContactTag(
                user_id=contact.user_id, contact_id=contact.id, tag=tag, key=key
            )
            db.session.add(row)
            added.append(key)
    return added


def _tag_key(tag: str) -> str:
    return names.fold(tag)[: limits.TAG]


def _add_birthday(contact: models.Contact, month_day: int) -> None:
    row = models.ContactDate(
        user_id=contact.user_id, contact_id=contact.id, kind="birthday", month_day=month_day
    )
    db.session.add(row)


def _note(
    found: PeopleFile, pairs: Sequence[tuple[PersonChoice, models.Contact]], at: Moment
) -> None:
    """Write the notes of the chosen lines as lines of the people's stories."""
    written: dict[str, tuple[TouchNote, dict[int, models.Contact]]] = {}
    for each, contact in pairs:
        begin = f"file-{found.id}-"
        if each.item.note:
            note = TouchNote(at.today, "", each.item.note)
            written[f"{begin}{each.place}-note"] = note, {contact.id: contact}
        for number, past in enumerate(each.item.touches):
            if limits.FIRST_DAY <= past.day <= at.today:
                token = f"{begin}{past.together or f'{each.place}-{number}'}"[:64]
                note = TouchNote(past.day, past.channel, past.line)
                written.setdefault(token, (note, {}))[1][contact.id] = contact
    for token, (note, contacts) in written.items():
        _write_line(found, token, note, list(contacts.values()), at)


def _write_line(
    found: PeopleFile,
    token: str,
    note: TouchNote,
    contacts: Sequence[models.Contact],
    at: Moment,
) -> None:
    """Write one line. A talk of several people who come in one by one is one line."""
    touch = touch_queries.touch_with(found.user_id, token)
    if touch is None:
        touch = models.Touch(
            user_id=found.user_id, token=token, file_id=found.id, made_at=at.now,
            changed_at=at.now, **note.columns,
        )  # fmt: skip
        db.session.add(touch)
        db.session.flush()
    there = {each.id for each in touch_queries.contacts_of(touch)}
    for contact in contacts:
        if contact.id not in there:
            part = models.TouchContact(
                user_id=found.user_id, touch_id=touch.id, contact_id=contact.id, day=touch.day,
                counts=touch.kind == "touch",
            )  # fmt: skip
            db.session.add(part)


def digests(ids: Sequence[int]) -> dict[int, str]:
    """Return a digest of what is known about each of these people, by their id."""
    facts: dict[int, list[Any]] = {}
    contact = models.Contact
    lists = (
        (models.ContactWay, ("kind", "value")),
        (models.ContactTag, ("key",)),
        (models.ContactDate, ("kind", "label", "month_day", "year", "lead")),
    )
    for some in _batches(ids):
        columns = [getattr(contact, name) for name in STATE]
        rows = db.session.execute(select(contact.id, *columns).where(contact.id.in_(some)))
        facts |= {row[0]: [str(value) for value in row[1:]] for row in rows}
        for model, fields in lists:
            table = model.__table__.c
            query = select(table.contact_id, *(table[name] for name in fields))
            for row in db.session.execute(query.where(table.contact_id.in_(some))):
                facts[row[0]].append([model.__tablename__, *map(str, row[1:])])
    return {id_: _digest(values) for id_, values in facts.items()}


def _digest(values: Sequence[Any]) -> str:
    whole = [*values[: len(STATE)], *sorted(values[len(STATE) :])]
    return hashlib.sha256(json.dumps(whole).encode()).hexdigest()[:32]


def _batches(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[first : first + upkeep.BATCH] for first in range(0, len(ids), upkeep.BATCH))


def take_back(found: PeopleFile, draft: PeopleDraft) -> None:
    """Remove what a file brought, and keep what the user has added or changed since."""
    before = brought(draft)
    ids = [each.contact_id for each in before]
    _remove_lines(found)
    made = [each for each in before if each.made]
    own, now = _with_own_rows(ids), digests([each.contact_id for each in made])
    untouched = [
        each.contact_id
        for each in made
        if each.contact_id not in own and now.get(each.contact_id) == each.state
    ]
    for some in _batches(untouched):
        contact = models.Contact
        gone = contact.user_id == found.user_id, contact.id.in_(some)
        db.session.execute(delete(contact).where(*gone))
    contacts = queries.own_contacts(found.user_id, set(ids) - set(untouched))
    here = {contact.id: contact for contact in contacts}
    for each in before:
        if not each.made and each.contact_id in here:
            _take_from(here[each.contact_id], each)
    upkeep.settle(contacts)
    keep_brought(draft, [])


def _remove_lines(found: PeopleFile) -> None:
    """Delete the lines that came with a file and were not changed."""
    touch = models.Touch
    came = touch.user_id == found.user_id, touch.file_id == found.id
    db.session.execute(delete(touch).where(*came, touch.changed_at == touch.made_at))


def _with_own_rows(ids: Sequence[int]) -> set[int]:
    """Return those of these people who have lines, promises or habits."""
    found: set[int] = set()
    for some in _batches(ids):
        for model in (models.TouchContact, models.Promise, models.HabitContact):
            column = model.__table__.c.contact_id
            found.update(db.session.scalars(select(column).where(column.in_(some))))
    return found


def _take_from(contact: models.Contact, what: BroughtPerson) -> None:
    """Take from somebody what a file added, where it is unchanged."""
    for name, value in what.filled.items():
        if getattr(contact, name) == value:
            setattr(contact, name, None if name == "known_since" else "")
    way, tag, day = models.ContactWay, models.ContactTag, models.ContactDate
    if what.ways:
        same = ((way.kind == kind) & (way.value == value) for kind, value in what.ways)
        db.session.execute(delete(way).where(way.contact_id == contact.id, or_(*same)))
    if what.tags:
        db.session.execute(delete(tag).where(tag.contact_id == contact.id, tag.key.in_(what.tags)))
    if what.birthday:
        born = day.kind == "birthday", day.month_day == what.birthday, day.lead == 0
        db.session.execute(delete(day).where(day.contact_id == contact.id, *born))


def counts(result: Collection[BroughtPerson]) -> tuple[int, int]:
    """Return how many people are new, and how many have something new."""
    made = sum(each.made for each in result)
    more = [e for e in result if not e.made and (e.filled or e.ways or e.tags or e.birthday)]
    return made, len(more)
