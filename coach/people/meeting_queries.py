"""Read what is good to know before meeting people: up to six of them, by four statements."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, func, or_, select

from coach.db import db
from coach.people import models
from coach.people.queries import PersonLine
from coach.people.rules import dates
from coach.people.rules.meeting import DAYS, LINES, MOST, NEWS_SINCE

NEWS = 5  # changes of each person
PROMISES = 60  # of all together


class MeetingFacts(NamedTuple):
    """What is kept about people, by the person's id: lines and news newest first."""

    lines: dict[int, list[PersonLine]]
    news: dict[int, list[PersonLine]]
    promises: dict[int, list[models.Promise]]
    dates: dict[int, list[models.ContactDate]]


def facts(user_id: int, ids: Collection[int], today: date) -> MeetingFacts:
    """Return the last lines, the changes of a year, open promises and coming days of people."""
    lines, news = _lines(ids, today)
    return MeetingFacts(lines, news, _promises(user_id, ids), _dates(ids, today))


TOUCH, PART = models.Touch.__table__.c, models.TouchContact.__table__.c


def _lines(
    ids: Collection[int], today: date
) -> tuple[dict[int, list[PersonLine]], dict[int, list[PersonLine]]]:
    order = (PART.day.desc(), PART.touch_id.desc())
    rank = func.row_number().over(partition_by=PART.contact_id, order_by=order)
    changed = func.row_number().over(partition_by=(PART.contact_id, TOUCH.news), order_by=order)
    numbered = (
        select(
            PART.contact_id,
            *(TOUCH[name] for name in PersonLine._fields),
            rank.label("rank"),
            changed.label("changed"),
        )
        .join(models.Touch.__table__, PART.touch_id == TOUCH.id)
        .where(PART.contact_id.in_(ids))
        .subquery()
    ).c
    since = today - timedelta(days=NEWS_SINCE)
    is_news = and_(numbered.news, numbered.changed <= NEWS, numbered.day >= since)
    query = select(numbered.rank.table).where(or_(numbered.rank <= LINES, is_news))
    lines: dict[int, list[PersonLine]] = {}
    news: dict[int, list[PersonLine]] = {}
    for row in db.session.execute(query.order_by(numbered.contact_id, numbered.rank)):
        kept = PersonLine._make(row[1:-2])
        (lines if row.rank <= LINES else news).setdefault(row.contact_id, []).append(kept)
    return lines, news


def _promises(user_id: int, ids: Collection[int]) -> dict[int, list[models.Promise]]:
    promise = models.Promise
    query = (
        select(promise)
        .where(promise.user_id == user_id, promise.state == "open", promise.contact_id.in_(ids))
        .order_by(promise.mine.desc(), promise.due.is_(None), promise.due, promise.id)
        .limit(PROMISES)
    )
    return _by_person(db.session.scalars(query).all())


def _dates(ids: Collection[int], today: date) -> dict[int, list[models.ContactDate]]:
    day = models.ContactDate
    query = select(day).where(
        day.contact_id.in_(ids), day.month_day.in_(sorted(dates.window(today, DAYS)))
    )
    found = sorted(
        db.session.scalars(query), key=lambda each: (dates.next_on(each.month_day, today), each.id)
    )
    return _by_person(found)


def _by_person(rows: Sequence[Any]) -> dict[int, list[Any]]:
    people: dict[int, list[Any]] = {}
    for row in rows:
        people.setdefault(row.contact_id, []).append(row)
    return people


def to_choose(user_id: int, wanted: Collection[int]) -> list[tuple[int, str]]:
    """Return the ids and names to choose from: those wanted, then the last touched."""
    contact = models.Contact
    query = (
        select(contact.id, contact.name)
        .where(contact.user_id == user_id, contact.archived_on.is_(None))
        .order_by(
            contact.id.not_in(wanted),
            contact.last_touch.is_(None),
            contact.last_touch.desc(),
            contact.sort,
        )
        .limit(2 * MOST + len(wanted))
    )
    return [(row.id, row.name) for row in db.session.execute(query)]
