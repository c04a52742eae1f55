"""Invent the people of the demo account: rhythms, talks, promises and days to remember."""

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, select

from coach.accounts.models import User
from coach.db import db
from coach.people import (
    contact_queries,
    models,
    promise_queries,
    tie_queries,
    touch_queries,
    upkeep,
)
from coach.people.rules import names
from coach.people.rules.introduction import TieState
from coach.people.touch_queries import Moment, TouchNote

DAY = timedelta(days=1)
GROUPS = ("Port", "Hospital", "Council", "Choir")
LINES = (
    "Short call about the rota. The new system starts in spring.",
    "Coffee after the meeting. The supplier is late again.",
    "Sent the notes from the workshop.",
    "Talked about the move to the new office.",
    "Asked how the presentation went. It went well.",
    "Swapped two articles about shift work.",
    "A question about the new contract and the night shift. I promised to find out.",
    "Lunch. Two people are leaving the team, and nobody has said who takes their work.",
    "Wrote to say that the training was good. A kind answer the same day.",
    "The budget is decided at last. They can go on until June.",
    "Met on the train. We spoke about the choir, not about work.",
    "Asked for the old drawings. They came within an hour.",
    "Rang about the visit in May. The second week suits both of us.",
    "The move was hard on everybody. The new room has more light.",
    "Thanked them for the names. One of the three has answered.",
    "A short talk after the meeting, about who will lead it next year.",
)
GIVEN = ("Ada", "Ben", "Chika", "Dora", "Emre", "Farah", "Goran", "Hana", "Ivo", "Jana")
FAMILY = ("Adeyemi", "Brandt", "Costa", "Dvorak", "Eriksen", "Fontaine", "Gupta", "Horvat")


@dataclass(frozen=True)
class Known:
    """Somebody to invent. ``every`` and ``ago`` are days: the rhythm and the last talk."""

    name: str
    role: str
    every: int | None = None
    ago: int | None = None
    more: dict[str, Any] = field(default_factory=dict)


PEOPLE = (
    Known("Maren Oduya", "Project lead, next door", 56, 77, {"world": "Port", "known_since": 2021,
          "prefers": "call", "matters": "The numbers of the port trial"}),
    Known("Tobias Renn", "Former manager", 182, 213, {"world": "Council"}),
    Known("Agnes Dahlbeck", "Client, operations", 42, 35, {"world": "Hospital"}),
    Known("Samir Holt", "Mentee", 21, 12, {"world": "Port", "prefers": "message"}),
    Known("Lucía Farrow", "Design lead, Lisbon office", 56, 17, {"world": "Port"}),
    Known("Jane Doe", "Ward manager", 30, 20, {"world": "Hospital"}),
    Known("Doe, Jane", "Ward manager", None, 300, {"world": "Hospital"}),
    Known("Ngaire Pohatu", "Council, transport", 91, 240, {"world": "Council"}),
    Known("A. K.", "Union, second floor", 30, 25),
    Known("M. B.", "Neighbour of the office", None, 500),
    Known("Petra Lindqvist", "Former colleague", 91, 400, {"let_go": True}),
    Known("Yusuf Demir", "Choir, and IT", 30, 90, {"world": "Choir", "rest": 40}),
    Known("Old Supplier", "Supplier until 2024", None, 700, {"put_away": True}),
    Known("Ines Moreau", "Trainer", 91, 60, {"world": "Choir", "birthday": 229}),
)  # fmt: skip
PROMISES = (  # who, whose, what, made so many days ago, due in so many days, state
    (0, True, "Workshop outline", 20, 1, "open"),
    (3, True, "Introduce Samir to Agnes", 6, 9, "open"),
    (2, True, "Port numbers", 10, 8, "open"),
    (1, True, "Reference letter", 30, -2, "open"),
    (4, False, "Supplier contact", 17, None, "open"),
    (4, True, "Send the interview guide", 40, -30, "kept"),
    (5, True, "Draft of the rota", 60, -41, "dropped"),
)


TIES = (  # who knows whom: places in PEOPLE, and the state
    (0, 4, TieState("know")),
    (1, 7, TieState("know")),
    (2, 3, TieState("asked", first_yes=True)),
)
TAGS = ((4, "Boats"), (13, "boats"), (5, "Rota"))


def know_people(user: User, today: date, people: int, touches: int, random: Random) -> None:
    """Put ``people`` people on the list, with ``touches`` talks in all up to yesterday."""
    now = datetime.combine(today, time(12), UTC)
    at = Moment(now, today, now)
    contact_queries.first_rings(user.id)
    known = [_made(user, each, n, at) for n, each in enumerate(PEOPLE[:people])]
    others = _many(user, people - len(known), now, random)
    for contact, each in zip(known, PEOPLE, strict=False):
        if each.ago is not None:
            _insert_talks(
                user.id, [(contact.id, today - each.ago * DAY)], f"demo-{contact.token}", random
            )
    _talks(user, [contact.id for contact in known] + others, touches - people, today, random)
    for contact, each in zip(known, PEOPLE, strict=False):
        _settle(contact, each, today)
    for n, promise in enumerate(PROMISES):
        if promise[0] < len(known):
            _promise(known[promise[0]], n, promise, today)
    if len(known) > 1:
        written = TouchNote(
            today - 2 * DAY, "", "Started at the housing trust.", "How the housing trust is going",
            today,
        )  # fmt: skip
        touch_queries.note(user.id, [known[1]], written, "demo-noticed", at)
    _ties(known, at)
    upkeep.settle_all(user.id)


def _made(user: User, each: Known, number: int, at: Moment) -> models.Contact:
    values = {"name": each.name, "role": each.role, **each.more}
    contact = contact_queries.make(user.id, f"demo-{number}", values, at)
    contact.uid = f"00000000-0000-4000-8000-{number:012}"
    if each.every:
        contact.own_every, contact.rhythm_from = each.every, at.today - (each.ago or 0) * DAY
    return contact


def _settle(contact: models.Contact, each: Known, today: date) -> None:
    """Let somebody go, rest or be put away, and add a birthday."""
    if each.more.get("let_go"):
        contact.every = contact.next_due = None
        contact.let_go_on = today - 190 * DAY
    if each.more.get("rest"):
        contact.rest_until, contact.rest_why = today + each.more["rest"] * DAY, "the book is out"
    if each.more.get("put_away"):
        contact.archived_on = today - 30 * DAY
    if birthday := each.more.get("birthday"):
        day = models.ContactDate(
            user_id=contact.user_id, contact_id=contact.id, kind="birthday", month_day=birthday
        )
        db.session.add(day)
    contact.acted_on = None


def _ties(known: list[models.Contact], at: Moment) -> None:
    """Tie people to each other, with one introduction asked and one pair that could meet."""
    for first, second, state in TIES:
        if max(first, second) < len(known):
            tie = tie_queries.tie_between(known[first], known[second])
            tie_queries.keep(tie, state, at)
    for number, tag in TAGS:
        if number < len(known):
            contact_queries.set_tags(known[number], [tag])


def _promise(contact: models.Contact, number: int, promise: Any, today: date) -> None:
    _, mine, what, made, due, state = promise
    due_on = None if due is None else today + due * DAY
    promise_queries.make(contact, f"demo-{number}", mine, what, due_on, today - made * DAY)
    query = select(models.Promise).filter_by(user_id=contact.user_id, token=f"demo-{number}")
    row = db.session.scalars(query).one()
    if state != "open":
        promise_queries.close(row, state, due_on or today)


def _talks(user: User, ids: list[int], number: int, today: date, random: Random) -> None:
    """Add talks with these people, all before their last one."""
    rows = []
    for n in range(max(0, number)):
        place = n % len(ids)
        ago = (PEOPLE[place].ago or 100) if place < len(PEOPLE) else 30
        rows.append((ids[place], today - (ago + 1 + random.randrange(700)) * DAY))
    _insert_talks(user.id, rows, "demo-talk", random)


def _insert_talks(user_id: int, rows: list[tuple[int, date]], token: str, random: Random) -> None:
    if not rows:
        return
    talks = []
    for n, (_, day) in enumerate(rows):
        line, made = random.choice(LINES), datetime.combine(day, time(17), UTC)
        talks.append({
            "user_id": user_id, "token": f"{token}-{n}", "kind": "touch", "day": day,
            "channel": random.choice(("met", "call", "message", "mail")), "line": line,
            "found": names.fold(line), "later": "", "later_on": None, "news": False,
            "thanked": random.random() < 0.08, "gave": random.random() < 0.1,
            "got": random.random() < 0.08, "habit_id": None,
            "made_at": made, "changed_at": made,
        })  # fmt: skip
    db.session.execute(insert(models.Touch), talks)
    touch = models.Touch
    tokens = select(touch.token, touch.id).where(
        touch.user_id == user_id, touch.token.startswith(f"{token}-")
    )
    ids = {row.token: row.id for row in db.session.execute(tokens)}
    parts = [
        {"user_id": user_id, "touch_id": ids[f"{token}-{n}"], "contact_id": contact_id,
         "day": day, "counts": True}
        for n, (contact_id, day) in enumerate(rows)
    ]  # fmt: skip
    db.session.execute(insert(models.TouchContact), parts)


def _many(user: User, number: int, now: datetime, random: Random) -> list[int]:
    """Put so many more people on the list, and return their ids."""
    if number <= 0:
        return []
    rows = []
    for n in range(number):
        name = f"{random.choice(GIVEN)} {random.choice(FAMILY)} {n}"
        rhythm = random.choice((None, 30, 91, 182, 365))
        rows.append({
            "user_id": user.id, "uid": f"00000000-0000-4000-9000-{n:012}", "token": f"many-{n}",
            "name": name, "called": "", "sort": names.fold(name), "found": "", "role": "",
            "world": random.choice(GROUPS), "matters": "", "prefers": "", "own_every": rhythm,
            "rhythm_from": now.date() - random.randrange(300) * DAY if rhythm else None,
            "last_channel": "", "next_line": "", "rest_why": "", "created_at": now,
            "changed_at": now,
        })  # fmt: skip
    db.session.execute(insert(models.Contact), rows)
    query = select(models.Contact.id).where(
        models.Contact.user_id == user.id, models.Contact.token.startswith("many-")
    )
    return list(db.session.scalars(query.order_by(models.Contact.id)))
