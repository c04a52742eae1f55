"""Whose is it: every address and every form, as its owner, as somebody else, without a token.

A new address is found in the app's map and a new form on its page, so none can be forgotten; a
part of an address that nobody has classified here fails the first test.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.routing import Rule

from coach import demo
from coach.accounts.models import User
from coach.accounts.rate_limits import limiter
from coach.db import Base, db
from coach.demo.habits import NOTES
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from coach.mail import Letter
from tests import demo_rows
from tests.conftest import FRIDAY, Visitor, person
from tests.fuzz.explorer import Explorer
from tests.fuzz.forms import WORDS, Form, Site
from tests.fuzz.stage import account

# numbers of private rows, and their tables
ROWS = {
    "away_id": "away",
    "contact_id": "contact",
    "date_id": "contact_date",
    "entry_id": "journal_entry",
    "draft_id": "writing_draft",
    "file_id": "people_file",
    "habit_id": "habit",
    "import_id": "habit_import",
    "intention_id": "intention",
    "merge_id": "contact_merge",
    "note_id": "listening_field",
    "promise_id": "promise",
    "recall_id": "listening_recall_answer",
    "reply_id": "listening_reply",
    "session_id": "browser_session",
    "tie_id": "tie",
    "touch_id": "touch",
    "turn_id": "listening_turn_taking",
    "written_id": "writing_message",
}
# names of what the course or the calendar has: the same address shows each person their own
SHARED = {
    "case_id": "katri-page",
    "day": "2026-11-26",
    "drill_id": "drill-ask-open",
    "filename": "css/app.css",
    "kind": "reply",
    "lesson_id": "listening-understand",
    "line_id": "1",
    "message_id": "amara-change-log",
    "name": "2026-11",
    "number": "1",
    "offer_id": "habit-real-reason",
    "question_id": "auth-vet-sunday",
    "slug": "authenticity",
    "talk_id": "talk-missed-handover",
    "tool_id": "promise-list",
    "week": "2026-W45",
    "writing_kind": "warning",
}
SECRETS = {"token"}  # signed or drawn by lot: whoever has one may do what it is for, and no more
# a form in which somebody else's password is typed is no trespass
PASSWORDS = {"security.login"}


class Owned:
    """The app as explored by one person, who has written WORDS wherever there was room."""

    def __init__(self, app: Flask) -> None:
        limiter.enabled = False
        self.app = app
        letters: list[Letter] = []
        app.extensions["mail"] = letters.append
        demo_rows.fill(app, days=30)
        self.owner = account(app)
        self.site: Site = Explorer(app, letters, alike=2).walk(self.owner)
        later = {"text": WORDS, "token": "of-the-owner", "act": "later"}
        self.owner.send("/write/warning/own", later)  # the walk threw the demo's draft away
        with app.app_context():
            found = select(User.id).where(User.email == demo.DEMO_ADDRESS)
            self.id = db.session.scalars(found).one()
        self._make_two_people_one()

    def _make_two_people_one(self) -> None:
        table = Base.metadata.tables["contact"]
        with self.app.app_context():
            own = select(table.c.id).where(table.c.user_id == self.id).order_by(table.c.id)
            first, second = db.session.scalars(own.limit(2)).all()
        form = {"a": first, "b": second, "keep": first}
        assert self.owner.send("/people/merge", form).status_code == 303

    def rows(self) -> dict[str, list[Any]]:
        """Return all that is stored of the owner, the log of sign-ins apart."""
        found = {}
        with self.app.app_context():
            for table in Base.metadata.sorted_tables:
                whose = table.c.id if table.name == "user" else table.c.get("user_id")
                if whose is not None and table.name != "sign_in":
                    rows = db.session.execute(select(table).where(whose == self.id))
                    found[table.name] = sorted(repr(row) for row in rows)
        return found

    def parts(self, rule: Rule) -> dict[str, Any]:
        """Return the parts of an address of this rule that leads to something of the owner's."""
        return {name: self._part(name) for name in rule.arguments}

    def _part(self, name: str) -> str:
        if name in ROWS:
            table = Base.metadata.tables[ROWS[name]]
            with self.app.app_context():
                ids = select(table.c.id).where(table.c.user_id == self.id)
                return str(db.session.scalars(ids.order_by(table.c.id.desc())).first())
        return SHARED.get(name, "no-such-token")


@pytest.fixture
def owned(app: Flask) -> Owned:
    """Somebody with a great deal to lose."""
    return Owned(app)


@pytest.fixture
def others(app: Flask) -> dict[str, Visitor]:
    """Who may see none of it: an account, a guest, and a browser that has never been here."""
    thief = person(app, "Thief")
    form = {"email": "thief@example.org", "password": "a long sentence of mine"}
    assert thief.send("/keep", form).status_code == 303
    nobody: Visitor = app.test_client()  # type: ignore[assignment]
    return {"account": thief, "guest": person(app, "Guest"), "nobody": nobody}


def rules(app: Flask) -> list[Rule]:
    return sorted(app.url_map.iter_rules(), key=lambda rule: (rule.rule, rule.endpoint))


def built(rule: Rule, parts: dict[str, Any]) -> str:
    """Return the address of a rule with these parts."""
    return re.sub(r"<(?:[^:<>]+:)?(\w+)>", lambda match: str(parts[match[1]]), rule.rule)


def methods(rule: Rule) -> list[str]:
    return sorted((rule.methods or set()) & {"GET", "POST"})


def test_every_part_of_an_address_is_known_for_what_it_is(app: Flask) -> None:
    parts = set[str]().union(*(rule.arguments for rule in rules(app)))
    assert parts <= ROWS.keys() | SHARED.keys() | SECRETS
    for rule in rules(app):
        numbers = {name for name in rule.arguments if name.endswith("_id")} - SHARED.keys()
        assert numbers <= ROWS.keys(), rule


def test_each_address_with_a_rows_number_exists_for_its_owner_alone(
    owned: Owned, others: dict[str, Visitor]
) -> None:
    private = [rule for rule in rules(owned.app) if rule.arguments & ROWS.keys()]
    assert len(private) > 15
    before = owned.rows()
    for rule in private:
        address = built(rule, owned.parts(rule))
        if "GET" in methods(rule):
            assert owned.owner.get(address).status_code in (200, 303), address
        for name, visitor in others.items():
            token = visitor.token()
            for method in methods(rule):
                answer = visitor.open(address, method=method, data={"csrf_token": token})
                assert answer.status_code == 404, f"{name}: {method} {address}"
    assert owned.rows() == before


def test_without_a_token_no_address_takes_anything(owned: Owned) -> None:
    before = owned.rows()
    posts = [rule for rule in rules(owned.app) if "POST" in methods(rule)]
    assert len(posts) > 50
    for rule in posts:
        address = built(rule, owned.parts(rule))
        for form in ({}, {"csrf_token": ""}, {"csrf_token": "x.y.z"}):
            answer = owned.owner.post(address, data={"text": WORDS, "choice": "bring", **form})
            assert answer.status_code == 400, address
        answer = owned.owner.post(address, json={"text": WORDS})
        assert answer.status_code == 415, address
    assert owned.rows() == before


def test_no_form_changes_anything_for_another_person(
    owned: Owned, others: dict[str, Visitor]
) -> None:
    before = owned.rows()
    forms = [f for f in owned.site.forms.values() if f.endpoint not in PASSWORDS]
    assert len(forms) > 50
    for name, visitor in others.items():
        for form in forms:
            for status in _pressed(visitor, form):
                assert status < 500, f"{name}: {form.action}"
        assert owned.rows() == before, name


def _pressed(visitor: Visitor, form: Form) -> Iterator[int]:
    for filled in form.as_it_stands() + form.typed():
        yield visitor.send(form.action, dict(filled)).status_code


def test_nothing_that_somebody_wrote_is_on_anybody_elses_pages(
    owned: Owned, others: dict[str, Visitor]
) -> None:
    mine = [WORDS, "Some words", demo.DEMO_ADDRESS, *NOTES]
    met = set[str]()
    for address in owned.site.pages:
        page = owned.owner.get(address, follow_redirects=True).data
        met |= {words for words in mine if words.encode() in page}
        for name, visitor in others.items():
            theirs = visitor.get(address, follow_redirects=True).data
            shown = [words for words in mine if words.encode() in theirs]
            assert not shown, f"{name}: {address}"
    assert {WORDS, demo.DEMO_ADDRESS} <= met  # or this would show nothing


def test_a_link_does_what_it_is_for_and_nothing_else(
    owned: Owned, others: dict[str, Visitor]
) -> None:
    key, day = owned.app.config["SECRET_KEY"], FRIDAY.date()
    with owned.app.app_context():
        whose = db.session.get_one(User, owned.id).public_id
        named = db.session.get_one(Habit, int(owned._part("habit_id"))).token
    tap = links.tap(key, links.Tap(whose, named, day, FRIDAY))
    stop = links.mails(key, links.STOP, whose, demo.DEMO_ADDRESS)
    forged = links.mails("another key", links.STOP, whose, demo.DEMO_ADDRESS)
    before = owned.rows()
    for rule in [rule for rule in rules(owned.app) if rule.arguments & SECRETS]:
        for token in ("no-such-token", forged, tap, stop, tap[:-4] + "AAAA"):
            meant = {"reminders.tap": tap, "reminders.stop": stop}.get(rule.endpoint)
            if token == meant:
                continue
            address = built(rule, {"token": token})
            for visitor in others.values():
                for method in methods(rule):
                    form = {"csrf_token": visitor.token(), "password": "another sentence"}
                    answer = visitor.open(address, method=method, data=form)
                    assert answer.status_code in (302, 303, 400, 404), f"{method} {address}"
    assert owned.rows() == before
