"""What the database keeps of people equals what the rules say of all rows."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from coach.accounts.models import User
from coach.db import db
from coach.people import contact_queries, day_queries, models, promise_queries, touch_queries
from coach.people.rules import daily, dates, rhythm
from coach.people.rules import promise as promises
from coach.people.rules.remember import Line, remember
from coach.people.touch_queries import Moment, TouchNote
from tests.conftest import Visitor

pytestmark = pytest.mark.database
TODAY = date(2026, 11, 30)
DAY = timedelta(days=1)
NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
AT = Moment(NOW, TODAY, NOW - timedelta(hours=8))
few = settings(
    max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
ago = st.integers(0, 900).map(lambda n: TODAY - n * DAY)
near = st.integers(-40, 6).map(lambda n: TODAY + n * DAY)


@pytest.fixture
def user_id(app: Flask, owner: Visitor) -> int:
    return owner.user_id


def cleared(user_id: int) -> None:
    """Take everybody from the list, and give the user the first rings."""
    for table in (models.Touch, models.Contact, models.Ring, models.PeopleChoice):
        db.session.execute(delete(table).where(table.user_id == user_id))
    db.session.expire_all()
    contact_queries.first_rings(user_id)


def somebody(user_id: int, number: int) -> models.Contact:
    return contact_queries.make(user_id, f"token-{number}", {"name": f"Person {number}"}, AT)


def lines() -> st.SearchStrategy[TouchNote]:
    return st.builds(
        TouchNote,
        ago,
        st.sampled_from(["", "met", "mail"]),
        st.just(""),
        st.sampled_from(["", "Ask A", "Ask B"]),
        st.none() | near,
    )


def upkept(contact: models.Contact) -> tuple[Any, ...]:
    return (
        contact.last_touch, contact.last_channel, contact.base, contact.every, contact.next_due,
        contact.next_line, contact.next_on,
    )  # fmt: skip


def recomputed(contact: models.Contact) -> tuple[Any, ...]:
    """Return the same columns, worked out from all rows."""
    part, touch = models.TouchContact, models.Touch
    query = select(touch).join(part, part.touch_id == touch.id).filter_by(contact_id=contact.id)
    rows = db.session.scalars(query).all()
    touches = [row for row in rows if row.kind == "touch"]
    last = max(touches, key=lambda row: (row.day, row.id), default=None)
    every = contact.own_every
    if contact.ring_id:
        every = every or db.session.get_one(models.Ring, contact.ring_id).every
    if contact.let_go_on:
        every = None
    base = rhythm.base(last.day if last else None, contact.rhythm_from)
    asked = remember(
        [Line(row.id, row.day, row.kind == "touch", row.later, row.later_on) for row in rows]
    )
    told = asked or ("", None)
    channel = last.channel if last else ""
    return (last.day if last else None, channel, base, every, rhythm.next_due(every, base), *told)


@given(st.data())
@few
def test_what_a_row_repeats_follows_every_write(app: Flask, user_id: int, data: Any) -> None:
    with app.app_context():
        cleared(user_id)
        people = [somebody(user_id, number) for number in range(2)]
        ring = db.session.scalars(select(models.Ring).filter_by(user_id=user_id)).first()
        assert ring is not None
        for step in range(data.draw(st.integers(1, 8))):
            chosen = data.draw(st.lists(st.sampled_from(people), min_size=1, unique=True))
            touches = db.session.scalars(select(models.Touch).order_by(models.Touch.id)).all()
            act = data.draw(st.sampled_from(["note", "note", "change", "remove", "ring", "go"]))
            if act == "note":
                touch_queries.note(user_id, chosen, data.draw(lines()), f"t{step}", AT)
            elif act == "change" and touches:
                touch_queries.change(data.draw(st.sampled_from(touches)), data.draw(lines()), NOW)
            elif act == "remove" and touches:
                touch_queries.remove(data.draw(st.sampled_from(touches)), AT)
            elif act == "ring":
                contact_queries.spread(chosen, ring, TODAY)
                contact_queries.change_ring(ring, ring.name, data.draw(st.sampled_from([7, 30])))
            elif act == "go":
                contact_queries.let_go(chosen[0], TODAY)
                touch_queries.upkeep.settle(chosen)
            for contact in people:
                assert upkept(contact) == recomputed(contact), act
        db.session.rollback()


@given(st.data())
@few
def test_the_days_people_are_those_of_all_rows(app: Flask, user_id: int, data: Any) -> None:
    with app.app_context():
        cleared(user_id)
        number = data.draw(st.integers(0, 14))
        for n in range(number):
            _invent(somebody(user_id, n), data)
        db.session.flush()
        facts = day_queries.day_facts(user_id, TODAY)
        found = facts.three(TODAY)
        assert found == daily.three(_candidates(user_id), TODAY)
        assert (
            sorted(row.number or 0 for row in facts.near)
            == sorted(
                row.id
                for row in db.session.scalars(select(models.Promise).filter_by(user_id=user_id))
                if promises.phase(promise_queries.state_of(row), TODAY) in promises.NEAR
            )[: day_queries.MOST]
            or len(facts.near) == day_queries.MOST
        )
        db.session.rollback()


def _invent(contact: models.Contact, data: Any) -> None:
    """Give somebody a past, with a chance of each reason."""
    odds = st.integers(0, 9)
    if data.draw(odds) < 6:
        contact_queries.give_rhythm([contact], None, data.draw(st.sampled_from([30, 91])), TODAY)
        contact.rhythm_from = data.draw(ago)
    if data.draw(odds) < 5:
        note = TouchNote(data.draw(ago), "met", "", "Ask" * data.draw(st.integers(0, 1)), TODAY)
        touch_queries.note(contact.user_id, [contact], note, f"n{contact.id}", AT)
        contact.acted_on = None
    if data.draw(odds) < 2:
        made, due = data.draw(ago), data.draw(near)
        promise_queries.make(contact, f"p{contact.id}", True, "Outline", due, min(made, due))
    if data.draw(odds) < 2:
        day = models.ContactDate(
            user_id=contact.user_id, contact_id=contact.id, kind="birthday", label="",
            month_day=dates.month_day(data.draw(near)), lead=data.draw(st.sampled_from([0, 3])),
        )  # fmt: skip
        db.session.add(day)
    if data.draw(odds) == 0:
        contact.rest_until = data.draw(near)
    if data.draw(odds) == 0:
        contact_queries.let_go(contact, TODAY)
        contact.acted_on = None
    if data.draw(odds) == 0:
        contact.acted_on = TODAY
    touch_queries.upkeep.settle([contact])


def _candidates(user_id: int) -> list[daily.Candidate]:
    """Return everybody as a candidate."""
    due: dict[int, date] = {}
    for row in db.session.scalars(select(models.Promise).filter_by(user_id=user_id)):
        if row.mine and promises.phase(promise_queries.state_of(row), TODAY) in promises.REASONS:
            assert row.due is not None
            due[row.contact_id] = min(due.get(row.contact_id, date.max), row.due)
    days: dict[int, date] = {}
    for day in db.session.scalars(select(models.ContactDate).filter_by(user_id=user_id)):
        if day.month_day in dates.window(TODAY, day.lead):
            days[day.contact_id] = dates.next_on(day.month_day, TODAY)
    people = db.session.scalars(select(models.Contact).filter_by(user_id=user_id))
    return [day_queries.candidate(each, due.get(each.id), days.get(each.id)) for each in people]


def test_a_list_of_the_user_is_nobody_elses(app: Flask, owner: Visitor, stranger: Visitor) -> None:
    with app.app_context():
        contact = somebody(owner.user_id, 1)
        touch_queries.stamp(contact, AT)
        assert day_queries.day_facts(owner.user_id, TODAY).acted == 1
        assert day_queries.day_facts(stranger.user_id, TODAY).rows == {}
        assert db.session.get_one(User, stranger.user_id).name == "Sam"
        db.session.rollback()


def test_a_stamp_pressed_twice_is_one_touch_and_undone_is_none(app: Flask, owner: Visitor) -> None:
    with app.app_context():
        contact = somebody(owner.user_id, 1)
        contact_queries.give_rhythm([contact], None, 30, TODAY - 40 * DAY)
        touch_queries.upkeep.settle([contact])
        before = upkept(contact)
        touch_queries.stamp(contact, AT)
        touch_queries.stamp(contact, AT)
        assert len(db.session.scalars(select(models.Touch)).all()) == 1
        assert (contact.last_touch, contact.acted_on) == (TODAY, TODAY)
        touch_queries.unstamp(contact, AT)
        assert (upkept(contact), contact.acted_on) == (before, None)
        db.session.rollback()
