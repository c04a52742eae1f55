"""Read and write files of people, and read people for files. Nothing here commits or reads a clock.

What a file holds waits for seven days in ``PeopleDraft``, as JSON.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import delete, exists, select, update

from coach import bounds
from coach.db import db
from coach.people import models
from coach.people.exchange.item import PeopleInFile, PersonItem
from coach.people.exchange.models import PeopleDraft, PeopleFile
from coach.people.exchange.twins import Identity

LONGEST_FILENAME = 120
WAITS = timedelta(days=7)
NOBODY = PersonItem("")  # in the place of somebody who was deleted for good
MOST_MENTIONS = 50
SEVERAL = ("mails", "phones", "webs", "tags")  # texts of which a line has several
MOST_FILES = 10  # shown, and kept waiting


@dataclass(frozen=True)
class BroughtPerson:
    """What one line of a file brought. ``place`` is its number in the file, from 0.

    ``made``: whether the person is new; ``state`` then is a digest of what was written, by which
    one sees later whether the user has changed anything. Otherwise ``filled``, ``ways``, ``tags``
    and ``birthday`` are what was added to somebody who was here.
    """

    place: int
    contact_id: int
    made: bool
    state: str = ""
    filled: dict[str, Any] = field(default_factory=dict)
    ways: list[tuple[str, str]] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    birthday: int | None = None


def keep(user_id: int, found: PeopleInFile, filename: str, now: datetime) -> PeopleFile:
    """Store what a file holds until the user has chosen, and return its row."""
    row = PeopleFile(
        user_id=user_id,
        source=found.source,
        filename=bounds.one_line(filename).strip()[-LONGEST_FILENAME:],
        people=len(found.people),
        created_at=now,
    )
    db.session.add(row)
    db.session.flush()
    content = msgspec.json.encode(found).decode()
    db.session.add(PeopleDraft(user_id=user_id, file_id=row.id, content=content, brought="[]"))
    return row


def own_file(user_id: int, file_id: int) -> tuple[PeopleFile, PeopleDraft | None] | None:
    """Return the user's own file with what it holds, or None. An imported one holds nothing."""
    row = db.session.execute(
        select(PeopleFile, PeopleDraft)
        .outerjoin(PeopleDraft, PeopleDraft.file_id == PeopleFile.id)
        .where(PeopleFile.id == file_id, PeopleFile.user_id == user_id)
    ).first()
    return (row[0], row[1]) if row else None


def latest(user_id: int) -> Sequence[PeopleFile]:
    """Return the newest files, the newest first."""
    query = select(PeopleFile).where(PeopleFile.user_id == user_id)
    return db.session.scalars(query.order_by(PeopleFile.id.desc()).limit(MOST_FILES)).all()


def content(draft: PeopleDraft | None) -> PeopleInFile | None:
    """Return what a file holds, or None if it is forgotten."""
    if draft is None or draft.content is None:
        return None
    return msgspec.json.decode(draft.content, type=PeopleInFile)


def brought(draft: PeopleDraft | None) -> list[BroughtPerson]:
    """Return what a file has brought."""
    return msgspec.json.decode(draft.brought, type=list[BroughtPerson]) if draft else []


def keep_brought(draft: PeopleDraft, people: Sequence[BroughtPerson]) -> None:
    """Store what a file has brought."""
    draft.brought = msgspec.json.encode(people).decode()


def forget(found: PeopleFile, draft: PeopleDraft | None) -> None:
    """Delete what a file holds. A file that has brought nobody is deleted altogether."""
    if draft is not None and brought(draft):
        draft.content = None
    else:
        db.session.delete(found)


def forget_drafts(now: datetime) -> None:
    """Delete what files hold that are older than seven days."""
    old = select(PeopleFile.id).where(PeopleFile.created_at < now - WAITS)
    table = PeopleDraft
    db.session.execute(
        delete(PeopleFile).where(
            PeopleFile.id.in_(old),
            exists().where(table.file_id == PeopleFile.id, table.brought == "[]"),
        )
    )
    waiting = update(table).where(table.file_id.in_(old), table.content.is_not(None))
    db.session.execute(waiting.values(content=None))


class FileMention(NamedTuple):
    """A line of a file that waits, in which a name stands. ``id``: the draft's id and the place."""

    id: str
    text: str


def _drafts(user_id: int) -> Sequence[PeopleDraft]:
    query = select(PeopleDraft).filter_by(user_id=user_id).order_by(PeopleDraft.id.desc())
    return db.session.scalars(query).all()


def _brought_by(draft: PeopleDraft, contact_id: int) -> set[int]:
    return {each.place for each in brought(draft) if each.contact_id == contact_id}


def forget_person(user_id: int, contact_id: int, uid: str) -> None:
    """Take somebody out of what files hold: the lines that brought them, or have their identity.

    The other lines keep their numbers, since a file remembers by them what it has brought.
    """
    for draft in _drafts(user_id):
        own = _brought_by(draft, contact_id)
        if own:
            rest = [each for each in brought(draft) if each.contact_id != contact_id]
            keep_brought(draft, rest)
        held = content(draft)
        if held is not None:
            same = {place for place, item in enumerate(held.people) if item.uid == uid}
            _write_people(draft, held, dict.fromkeys(own | same, NOBODY))


def _write_people(
    draft: PeopleDraft, held: PeopleInFile, instead: Mapping[int, PersonItem]
) -> None:
    """Write some lines of a file anew, by their places."""
    if instead:
        people = tuple(instead.get(place, item) for place, item in enumerate(held.people))
        draft.content = msgspec.json.encode(replace(held, people=people)).decode()


def mentions(contact: models.Contact) -> list[FileMention]:
    """Return up to 50 lines of files that wait in which somebody's full name stands.

    Those that go with the person are not among them.
    """
    found = []
    for draft in _drafts(contact.user_id):
        held = content(draft)
        own = _brought_by(draft, contact.id)
        for place, item in enumerate(held.people if held else ()):
            text = next((text for text in _texts(item) if contact.name in text), "")
            if text and place not in own and item.uid != contact.uid:
                found.append(FileMention(f"{draft.id}-{place}", text))
    return found[:MOST_MENTIONS]


def _texts(item: PersonItem) -> Iterator[str]:
    """Yield every text of a line."""
    yield from (text for text in vars(item).values() if isinstance(text, str))
    yield from (each for name in SEVERAL for each in getattr(item, name))
    yield from (touch.line for touch in item.touches)


def _without(item: PersonItem, name: str) -> PersonItem:
    """Return a line with an ellipsis in the place of a name."""
    if item.name == name:
        return NOBODY
    texts = {key: text for key, text in vars(item).items() if isinstance(text, str)}
    changed: dict[str, Any] = {key: text.replace(name, "…") for key, text in texts.items()}
    for key in SEVERAL:
        changed[key] = tuple(each for each in getattr(item, key) if name not in each)
    touches = (replace(each, line=each.line.replace(name, "…")) for each in item.touches)
    return replace(item, **changed, touches=tuple(touches))


def take_name_out(user_id: int, name: str, ids: Collection[str] | None = None) -> None:
    """Put an ellipsis in the place of a name in lines of files that wait, or in all of them.

    A line about somebody of this name is taken out altogether.
    """
    for draft in _drafts(user_id):
        held = content(draft)
        if held is None:
            continue
        chosen = {
            place: _without(item, name)
            for place, item in enumerate(held.people)
            if (ids is None or f"{draft.id}-{place}" in ids)
            and any(name in text for text in _texts(item))
        }
        _write_people(draft, held, chosen)


def known(user_id: int) -> list[Identity]:
    """Return everybody on the user's list with what tells them apart, by two statements."""
    contact = models.Contact
    people = db.session.execute(
        select(contact.id, contact.name, contact.uid)
        .where(contact.user_id == user_id)
        .order_by(contact.id)
    ).all()
    ways = _ways(user_id)
    return [Identity(row.name, row.id, row.uid, **_by_kind(ways.get(row.id, ()))) for row in people]


def _ways(user_id: int) -> dict[int, list[tuple[str, str]]]:
    way = models.ContactWay
    query = select(way.contact_id, way.kind, way.value).where(way.user_id == user_id)
    ways: dict[int, list[tuple[str, str]]] = {}
    for row in db.session.execute(query.order_by(way.id)):
        ways.setdefault(row.contact_id, []).append((row.kind, row.value))
    return ways


def names_of(user_id: int, ids: Collection[int]) -> dict[int, str]:
    """Return the names of the user's own people with these ids."""
    contact = models.Contact
    query = select(contact.id, contact.name)
    query = query.where(contact.user_id == user_id, contact.id.in_(ids))
    return {row.id: row.name for row in db.session.execute(query)} if ids else {}


def everybody(user_id: int) -> list[PersonItem]:
    """Return the people on the user's list, A to Z, for a file, by four statements.

    Those who are put away stay. No lines of the user's go out. Who was let go has no rhythm there.
    """
    contact, tag, day = models.Contact, models.ContactTag, models.ContactDate
    ring = models.Ring
    people = db.session.execute(
        select(contact, ring.name, ring.every)
        .outerjoin(ring, ring.id == contact.ring_id)
        .where(contact.user_id == user_id, contact.archived_on.is_(None))
        .order_by(contact.sort, contact.id)
    ).all()
    ways, tags = _ways(user_id), dict[int, list[str]]()
    words = select(tag.contact_id, tag.tag).where(tag.user_id == user_id).order_by(tag.id)
    for row in db.session.execute(words):
        tags.setdefault(row.contact_id, []).append(row.tag)
    births = select(day.contact_id, day.month_day)
    births = births.where(day.user_id == user_id, day.kind == "birthday")
    days = {row.contact_id: row.month_day for row in db.session.execute(births)}
    reached = {id_: _by_kind(rows) for id_, rows in ways.items()}
    return [
        PersonItem(
            each.name, each.called, each.role, each.world, each.matters, each.prefers,
            **reached.get(each.id, {}), birthday=days.get(each.id),
            tags=tuple(tags.get(each.id, ())), uid=each.uid, known_since=each.known_since,
            every=None if each.let_go_on else each.own_every,
            ring=(name, every) if name and not each.let_go_on else None,
            last_spoke=each.last_touch or each.base,
        )
        for each, name, every in people
    ]  # fmt: skip


def _by_kind(ways: Sequence[tuple[str, str]]) -> dict[str, Any]:
    """Return the ways of somebody as fields of PersonItem and Identity."""
    return {
        f"{kind}s": tuple(value for own, value in ways if own == kind)
        for kind in ("mail", "phone", "web")
    }
