"""Read the list of everybody: filtered, searched, in pages. Nothing here commits."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, or_, select

from coach.db import db
from coach.people import models
from coach.people.rules import names

PAGE = 50
SORTS = ("name", "quiet")


class ListFilter(NamedTuple):
    """What the list shows. ``after`` is the key of the last person of the page before."""

    words: str = ""
    ring_id: int | None = None
    tag: str = ""
    group: str = ""
    put_away: bool = False
    sort: str = "name"
    after: str = ""


def everybody(user_id: int, chosen: ListFilter) -> Sequence[models.Contact]:
    """Return up to PAGE + 1 people, after the key ``after``."""
    contact, tag = models.Contact, models.ContactTag
    away = contact.archived_on.is_not(None) if chosen.put_away else contact.archived_on.is_(None)
    query = select(contact).where(contact.user_id == user_id, away)
    for word in names.fold(chosen.words).split():
        query = query.where(contact.found.contains(word, autoescape=True))
    if chosen.ring_id is not None:
        query = query.where(contact.ring_id == chosen.ring_id)
    if chosen.group:
        query = query.where(contact.world == chosen.group)
    if chosen.tag:
        tagged = select(tag.contact_id).where(tag.user_id == user_id)
        query = query.where(contact.id.in_(tagged.where(tag.key == names.fold(chosen.tag))))
    return db.session.scalars(_paged(query, chosen).limit(PAGE + 1)).all()


def _paged(query: Select[Any], chosen: ListFilter) -> Select[Any]:
    """Return the query in its order, from after the key on. A key that is none is ignored."""
    contact = models.Contact
    number, _, rest = chosen.after.partition("-")
    id_ = int(number) if number.isdecimal() and len(number) < 10 else 0
    if chosen.sort == "quiet":
        query = query.order_by(contact.last_touch.is_not(None), contact.last_touch, contact.id)
        if not id_:
            return query
        if not rest:
            later = and_(contact.last_touch.is_(None), contact.id > id_)
            return query.where(or_(later, contact.last_touch.is_not(None)))
        try:
            day = date.fromisoformat(rest)
        except ValueError:
            return query
        same = and_(contact.last_touch == day, contact.id > id_)
        return query.where(or_(contact.last_touch > day, same))
    query = query.order_by(contact.sort, contact.id)
    if not id_:
        return query
    return query.where(or_(contact.sort > rest, and_(contact.sort == rest, contact.id > id_)))


def key_of(contact: models.Contact, sort: str) -> str:
    """Return the key after which the next page begins."""
    if sort == "quiet":
        return f"{contact.id}-{contact.last_touch or ''}"
    return f"{contact.id}-{contact.sort}"


def coming_up(user_id: int, today: date, most: int, days: int) -> Sequence[models.Contact]:
    """Return the people who are due next, after today and within ``days`` days."""
    contact = models.Contact
    query = (
        select(contact)
        .where(
            contact.user_id == user_id,
            contact.archived_on.is_(None),
            contact.next_due > today,
            contact.next_due <= today + timedelta(days=days),
            or_(contact.rest_until.is_(None), contact.rest_until <= today),
        )
        .order_by(contact.next_due, contact.id)
        .limit(most)
    )
    return db.session.scalars(query).all()


def coming_dates(
    user_id: int, month_days: Sequence[int], today: date
) -> Sequence[tuple[models.ContactDate, str, str, int]]:
    """Return days to remember among these, each with name, called and id of the person."""
    contact, day = models.Contact, models.ContactDate
    query = (
        select(day, contact.name, contact.called, contact.id)
        .join(contact, contact.id == day.contact_id)
        .where(
            day.user_id == user_id,
            day.month_day.in_(month_days),
            contact.archived_on.is_(None),
            contact.let_go_on.is_(None),
            or_(contact.rest_until.is_(None), contact.rest_until <= today),
        )
        .limit(PAGE)
    )
    return [(row[0], row[1], row[2], row[3]) for row in db.session.execute(query)]


def everies(user_id: int) -> list[int]:
    """Return the rhythms in force, in days: one for each person who has one."""
    contact = models.Contact
    query = select(contact.every).where(
        contact.user_id == user_id, contact.every.is_not(None), contact.archived_on.is_(None)
    )
    return [every for every in db.session.scalars(query) if every]
