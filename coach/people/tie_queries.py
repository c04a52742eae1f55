"""Read and write who knows whom, what the map shows, and what goes one way.

Nothing here commits or reads a clock.
"""

import hashlib
from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from sqlalchemy import Integer, and_, case, cast, func, or_, select

from coach.db import db, insert_if_absent
from coach.people import limits, models, queries, touch_queries
from coach.people.rules import between, introduction, names, picture
from coach.people.rules.introduction import TieState
from coach.people.rules.picture import GroupFact, MapPerson
from coach.people.touch_queries import Moment, TouchNote

TIE, CONTACT = models.ContactTie, models.Contact
ON_MAP, TAGGED, MOST_GROUPS, MOST_TIES = 60, 200, 200, 2_000


class TooManyTies(ValueError):
    """Somebody has as many ties as a page shows."""


def own_tie(user_id: int, tie_id: int) -> models.ContactTie | None:
    """Return the user's own tie between two people, or None."""
    return db.session.scalar(select(TIE).filter_by(id=tie_id, user_id=user_id))


def tie_between(first: models.Contact, second: models.Contact) -> models.ContactTie:
    """Return the tie between two different people of one user. A new one says nothing yet.

    Raise TooManyTies.
    """
    one, other = sorted((first.id, second.id))
    pair = or_(
        and_(TIE.first_id == one, TIE.second_id == other),
        and_(TIE.first_id == other, TIE.second_id == one),
    )
    found = db.session.scalar(select(TIE).where(TIE.user_id == first.user_id, pair))
    if found is None:
        near = or_(TIE.first_id.in_((one, other)), TIE.second_id.in_((one, other)))
        number = db.session.scalar(select(func.count()).select_from(TIE).where(near))
        if (number or 0) >= limits.MOST_TIES:
            raise TooManyTies
        insert_if_absent(TIE, user_id=first.user_id, first_id=one, second_id=other)
        found = db.session.scalars(select(TIE).where(TIE.user_id == first.user_id, pair)).one()
    return found


def state_of(tie: models.ContactTie) -> TieState:
    """Return a tie as the rules see it."""
    return TieState(tie.state, tie.first_yes, tie.second_yes)


def keep(tie: models.ContactTie, state: TieState, at: Moment) -> None:
    """Keep a tie's state. An introduction that is made is noted with both people."""
    made = state.state == "made" and tie.state != "made"
    tie.state, tie.first_yes, tie.second_yes = state
    if made:
        tie.made_on = at.today
        _note_introduction(tie, at)


def _note_introduction(tie: models.ContactTie, at: Moment) -> None:
    people = queries.own_contacts(tie.user_id, [tie.first_id, tie.second_id])
    named = " and ".join(each.called or names.called(each.name) for each in people)
    drawn = hashlib.sha256("-".join(sorted(each.uid for each in people)).encode()).hexdigest()
    written = TouchNote(
        at.today,
        limits.USUAL,
        f"Introduced {named}"[: limits.NOTE],
        "How did it go?",
        at.today + timedelta(days=introduction.AFTER),
    )
    touch_queries.note(tie.user_id, people, written, f"introduced-{drawn[:40]}", at)


def forget(tie: models.ContactTie) -> None:
    """Delete a tie."""
    db.session.delete(tie)


# ------------------------------------------------------------------ the map


class MapFacts(NamedTuple):
    """What the map is made from.

    ``people`` have a rhythm or a tie, 60 at most; ``more`` is how many have neither. ``ties`` are
    the pairs that know each other, and ``thought_of`` all pairs with any state.
    """

    people: list[MapPerson]
    more: int
    ties: list[tuple[int, int]]
    thought_of: list[tuple[int, int]]
    groups: list[GroupFact]
    tagged: list[MapPerson]


def map_facts(user_id: int) -> MapFacts:
    """Return what the user's map is made from, by four statements."""
    rows = db.session.execute(
        select(TIE.first_id, TIE.second_id, TIE.state)
        .where(TIE.user_id == user_id, TIE.state != "")
        .order_by(TIE.id)
        .limit(MOST_TIES)
    ).all()
    known = [(row.first_id, row.second_id) for row in rows if row.state in introduction.KNOWN]
    thought_of = [(row.first_id, row.second_id) for row in rows]
    people, more = _on_map(user_id)
    return MapFacts(people, more, known, thought_of, _groups(user_id), _tagged(user_id))


LISTED = (CONTACT.id, CONTACT.name, CONTACT.world, CONTACT.every, CONTACT.last_touch)


def _on_map(user_id: int) -> tuple[list[MapPerson], int]:
    there = CONTACT.user_id == user_id, CONTACT.archived_on.is_(None)
    known = TIE.user_id == user_id, TIE.state.in_(introduction.KNOWN)
    tied = or_(
        CONTACT.id.in_(select(TIE.first_id).where(*known)),
        CONTACT.id.in_(select(TIE.second_id).where(*known)),
    )
    everybody = select(func.count()).select_from(CONTACT).where(*there).scalar_subquery()
    query = (
        select(*LISTED, everybody.label("everybody"))
        .where(*there, or_(CONTACT.every.is_not(None), tied))
        .order_by(CONTACT.id)
        .limit(ON_MAP)
    )
    rows = db.session.execute(query).all()
    people = [MapPerson(*row[:-1]) for row in rows]
    return people, (rows[0].everybody if rows else 0) - len(people)


def _groups(user_id: int) -> list[GroupFact]:
    """Return the user's groups; of a group of one person, that person."""
    one = func.min(CONTACT.id)
    grouped = (
        select(CONTACT.world, func.count().label("people"), one.label("only"))
        .where(CONTACT.user_id == user_id, CONTACT.archived_on.is_(None), CONTACT.world != "")
        .group_by(CONTACT.world)
        .order_by(CONTACT.world)
        .limit(MOST_GROUPS)
        .subquery()
    ).c
    query = select(grouped.people, *LISTED).join_from(
        grouped.world.table, CONTACT, CONTACT.id == grouped.only
    )
    rows = db.session.execute(query.order_by(grouped.world)).all()
    facts = [
        GroupFact(row.world, row.people, MapPerson(*row[1:]) if row.people == 1 else None)
        for row in rows
    ]
    return picture.joined(facts)


def _tagged(user_id: int) -> list[MapPerson]:
    """Return people who share a tag with somebody, with their tags: 200 tags at most."""
    tag = models.ContactTag
    often = select(tag.key).where(tag.user_id == user_id).group_by(tag.key)
    query = (
        select(*LISTED, tag.key)
        .join(tag, tag.contact_id == CONTACT.id)
        .where(
            tag.user_id == user_id,
            tag.key.in_(often.having(func.count() > 1)),
            CONTACT.archived_on.is_(None),
            CONTACT.let_go_on.is_(None),
            CONTACT.world != "",
        )
        .order_by(tag.key, CONTACT.id)
        .limit(TAGGED)
    )
    people: dict[int, MapPerson] = {}
    for row in db.session.execute(query):
        person = people.get(row.id, MapPerson(*row[:-1]))
        people[row.id] = person._replace(tags=(*person.tags, row.key))
    return list(people.values())


def names_of(user_id: int, ids: Sequence[int]) -> dict[int, tuple[str, str]]:
    """Return the name and the called name of the user's people by id."""
    query = select(CONTACT.id, CONTACT.name, CONTACT.called)
    query = query.where(CONTACT.user_id == user_id, CONTACT.id.in_(ids))
    return {row.id: (row.name, row.called) for row in db.session.execute(query)}


# ------------------------------------------------------------------ between you


class OneWay(NamedTuple):
    """Somebody with whom all that was noted went one way: ``gave`` or ``got``."""

    id: int
    name: str
    called: str
    way: str


def one_way(user_id: int, today: date) -> list[OneWay]:
    """Return up to five people with whom a year's marked lines all went one way, A to Z."""
    touch, part = models.Touch, models.TouchContact
    gave, got = (func.sum(cast(case((mark, 1), else_=0), Integer)) for mark in
                 (touch.gave, touch.got))  # fmt: skip
    query = (
        select(CONTACT.id, CONTACT.name, CONTACT.called, gave.label("gave"), got.label("got"))
        .join(part, part.contact_id == CONTACT.id)
        .join(touch, touch.id == part.touch_id)
        .where(
            touch.user_id == user_id,
            touch.day > today - timedelta(days=between.DAYS),
            or_(touch.gave, touch.got),
            CONTACT.archived_on.is_(None),
            CONTACT.let_go_on.is_(None),
            CONTACT.one_way_ok.is_(False),
        )
        .group_by(CONTACT.id)
        .having(
            or_(
                and_(gave >= between.LEAST, got == 0),
                and_(got >= between.LEAST, gave == 0),
            )
        )
        .order_by(CONTACT.sort, CONTACT.id)
        .limit(between.MOST)
    )
    return [
        OneWay(row.id, row.name, row.called, between.one_way(row.gave, row.got))
        for row in db.session.execute(query)
    ]
