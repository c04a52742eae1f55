"""What outlives an account is of no use against whoever comes next, even where ids come back.

They come back where an older backup is put back: what was given since is then given again.
"""

from copy import deepcopy
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask_security.change_email import _generate_token
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import func, select, text

from coach.accounts import auth_signals
from coach.accounts.models import User
from coach.db import db
from coach.habits.import_export.models import HabitImport
from coach.habits.models import Habit
from coach.habits.reminders import email as links
from coach.habits.reminders.models import ReminderChoice
from coach.maintenance import upgrade
from tests.accounts.device import Device, asked
from tests.accounts.test_second_step import turned_on
from tests.conftest import FRIDAY, Moment, Visitor, person
from tests.habits.test_import_pages import draft
from tests.habits.test_pages import planned

SECRET = "a long sentence of mine"
HERS, THEIRS = "Words of Nora’s", "Words of the next visitor’s"
DAY, UNTIL = FRIDAY.date(), FRIDAY + links.LASTS
PAGES = ("/journal", "/today", "/habits", "/settings", "/settings/account", "/settings/data",
         "/settings/export", "/settings/import/preview", "/bring-along")  # fmt: skip
FORMS: dict[str, dict[str, str]] = {
    "/bring-along": {"choice": "bring"},
    "/journal": {"text": "Sent with an old cookie.", "token": "old"},
    "/settings/import/preview": {"choice": "bring"},
    "/settings/sign-out-elsewhere": {},
    "/settings/password": {"password": SECRET, "new_password": "x" * 20,
                           "new_password_confirm": "x" * 20},
    "/settings/recovery-codes": {"generate_new_codes": "y"},
    "/keep": {"email": "thief@example.org", "password": SECRET},
    "/settings/delete": {"typed": "delete"},
}  # fmt: skip


@dataclass
class Kept:
    """What somebody has kept of an account and a guest that are gone by now."""

    cookies: dict[str, Any] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    rows: list[str] = field(default_factory=list)  # addresses with numbers in them
    device: Device = field(default_factory=Device)
    account: int = 0
    guest: int = 0


def copy(app: Any, cookies: Any) -> Visitor:
    """Return a browser with a copy of these cookies."""
    visitor: Visitor = app.test_client()
    visitor._cookies = deepcopy(cookies)
    return visitor


def furnished(app: Any, visitor: Visitor, email: str, words: str) -> int:
    """Give somebody an account, a habit, a draft, a calendar and mails; return the person's id."""
    visitor.send("/journal", {"text": words, "token": "one"})
    planned(visitor, name=words)
    draft(visitor)
    visitor.send("/habits/reminders/feed")
    kept = visitor.send("/keep", {"email": email, "password": SECRET})
    assert kept.status_code == 303, kept.text
    with app.app_context():
        user = db.session.scalars(select(User).where(User.email == email)).one()
        db.session.get_one(ReminderChoice, user.id).agreed = email
        db.session.commit()
        return user.id


def kept_links(app: Any, user_id: int) -> dict[str, str]:
    """Return every kind of link that a mail or a page has told an account, old kinds as well."""
    key = app.config["SECRET_KEY"]
    with app.test_request_context():
        user = db.session.get_one(User, user_id)
        habit = db.session.scalars(select(Habit).where(Habit.user_id == user_id)).one()
        feed = db.session.get_one(ReminderChoice, user_id).feed
        tap = links.Tap(user.public_id, habit.token, DAY, UNTIL)
        found = {"tap": f"/tap/{links.tap(key, tap)}", "feed": f"/feed/{feed}.ics"}
        old = links.Tap(user.id, habit.id, DAY, UNTIL)
        found["tap by numbers"] = f"/tap/{links.tap(key, old)}"
        email = user.email or ""
        for kind, purpose in (("agree", links.AGREE), ("stop", links.STOP)):
            for way, named in (("", user.public_id), (" by numbers", user.id)):
                found[kind + way] = f"/reminders/{kind}/{links.mails(key, purpose, named, email)}"
        found["new password"] = f"/reset/{generate_reset_password_token(user)}"  # type: ignore[no-untyped-call]
        token = _generate_token(user, "thief@example.org")  # type: ignore[no-untyped-call]
        found["new address"] = f"/settings/email/{token}"
    return found


@pytest.fixture
def kept(app: Flask, moment: Moment) -> Kept:
    """Everything of Nora's and of a guest's; both are deleted. Sam, who kept it, lives on."""
    made = Kept()
    sam, nora = person(app, "Sam"), app.test_client()
    sam.send("/keep", {"email": "sam@example.org", "password": SECRET})
    made.account = furnished(app, nora, "nora@example.org", HERS)
    made.device.keep(app, made.account)
    made.links = kept_links(app, made.account)
    with app.app_context():
        numbers = [db.session.scalar(select(func.max(table.id))) for table in (Habit, HabitImport)]
    made.rows = [f"/habits/{numbers[0]}", f"/habits/imports/{numbers[1]}"]
    turned_on(nora)  # type: ignore[arg-type]
    made.cookies["signed in"] = nora._cookies
    half = app.test_client()
    half.send("/sign-in", {"email": "nora@example.org", "password": SECRET})  # type: ignore[attr-defined]
    made.cookies["half signed in"] = half._cookies
    lasting = copy(app, nora._cookies)
    lasting.delete_cookie("session")
    made.cookies["keep me signed in"] = lasting._cookies
    guest = person(app, "Gus")
    made.guest = guest.user_id
    guest.send("/journal", {"text": HERS, "token": "two"})
    made.cookies["guest"] = deepcopy(guest._cookies)
    guest.send("/sign-in", {"email": "sam@example.org", "password": SECRET})
    made.cookies["guest claimed"] = deepcopy(guest._cookies)
    with guest.session_transaction() as session:
        session["guest"] = made.guest  # as cookies of before public ids have it
    made.cookies["guest claimed by number"] = deepcopy(guest._cookies)
    assert guest.send("/bring-along", {"choice": "leave"}).status_code == 303
    with app.app_context():
        db.session.delete(db.session.get_one(User, made.account))
        db.session.commit()
    moment.now += timedelta(minutes=5)
    return made


def let_ids_come_back(app: Flask) -> None:
    """Give ids again as a database would that was put back from an older backup."""
    with app.app_context():
        if db.engine.dialect.name == "sqlite":
            db.session.execute(text("DELETE FROM sqlite_sequence"))
        else:
            for table in upgrade.all_models().sorted_tables:
                if (key := table.autoincrement_column) is not None:
                    sequence = func.pg_get_serial_sequence(f'"{table.name}"', key.name)
                    last = select(func.coalesce(func.max(key), 0) + 1).scalar_subquery()
                    db.session.execute(select(func.setval(sequence, last, False)))
        db.session.commit()


@dataclass
class Next:
    """Who comes after them: an account and a guest."""

    account: int
    guest: int

    def rows(self, app: Flask) -> dict[str, list[Any]]:
        """Return all that is theirs."""
        both = (self.account, self.guest)
        with app.app_context():
            tables = upgrade.all_models().sorted_tables
            mine = [(t, t.c["user_id" if "user_id" in t.c else "id"]) for t in tables
                    if "user_id" in t.c or t.name == "user"]  # fmt: skip
            return {
                t.name: list(
                    db.session.execute(select(t).where(column.in_(both)).order_by(*t.primary_key))
                )
                for t, column in mine
            }


@pytest.fixture(params=[False, True], ids=["ids go on", "ids come back"])
def after(request: pytest.FixtureRequest, app: Flask, kept: Kept) -> Next:
    """The next visitors, with the ids of those who left where ids come back."""
    if request.param:
        let_ids_come_back(app)
    ivo, uma = app.test_client(), app.test_client()
    account = furnished(app, ivo, "ivo@example.org", THEIRS)  # type: ignore[arg-type]
    uma.send("/journal", {"text": THEIRS, "token": "two"})  # type: ignore[attr-defined]
    with app.app_context():
        guest = db.session.scalars(select(User.id).where(User.email.is_(None))).one()
    assert ((account, guest) == (kept.account, kept.guest)) == request.param
    return Next(account, guest)


def told(answer: Any) -> str:
    """Return everything an answer says."""
    return str(answer.get_data(as_text=True)) if answer.mimetype.startswith("text/") else ""


@pytest.mark.parametrize(
    "kind", ["signed in", "half signed in", "keep me signed in", "guest", "guest claimed",
             "guest claimed by number"]
)  # fmt: skip
def test_an_old_cookie_opens_nothing_of_the_next_visitors(
    app: Flask, kept: Kept, after: Next, kind: str
) -> None:
    before = after.rows(app)
    for page in (*PAGES, *kept.rows):
        assert THEIRS not in told(copy(app, kept.cookies[kind]).get(page)), page
    forms = FORMS | {row: {} for row in kept.rows} | {"/sign-in/code": {"code": "123456"}}
    for page, fields in forms.items():
        visitor = copy(app, kept.cookies[kind])
        assert THEIRS not in told(visitor.send(page, fields)), page
        assert THEIRS not in told(visitor.get("/journal")), page
    assert after.rows(app) == before


LINKS = ["tap", "tap by numbers", "feed", "agree", "agree by numbers", "stop", "stop by numbers",
         "new password", "new address"]  # fmt: skip


@pytest.mark.parametrize("kind", LINKS)
def test_an_old_link_leads_to_nothing_of_the_next_visitors(
    app: Flask, kept: Kept, after: Next, kind: str
) -> None:
    assert sorted(kept.links) == sorted(LINKS)
    before = after.rows(app)
    client: Any = app.test_client()
    for answer in (
        client.get(kept.links[kind]),
        client.send(kept.links[kind], {"password": "x" * 20, "password_confirm": "x" * 20}),
    ):
        assert answer.status_code in (404, 405, 303, 302), kind
        assert THEIRS not in told(answer)
    assert after.rows(app) == before


def test_an_old_passkey_signs_nobody_in(app: Flask, kept: Kept, after: Next) -> None:
    before = after.rows(app)
    client: Any = app.test_client()
    where, challenge = asked(client)
    client.send(where, {"credential": kept.device.answer(challenge)})
    assert client.get("/settings/account").status_code != 200
    assert after.rows(app) == before


def test_a_form_kept_open_works_in_no_other_browser(app: Flask, kept: Kept, after: Next) -> None:
    before = after.rows(app)
    old = copy(app, kept.cookies["guest"]).token()
    answer = app.test_client().post(
        "/journal", data={"text": "Old", "token": "o", "csrf_token": old}
    )
    assert answer.status_code == 400
    assert after.rows(app) == before


# what belongs to people who are still here


def test_a_guest_who_signed_in_before_public_ids_is_still_asked_about(app: Flask) -> None:
    sam, guest = person(app, "Sam"), person(app, "Gus")
    sam.send("/keep", {"email": "sam@example.org", "password": SECRET})
    guest.send("/journal", {"text": HERS, "token": "two"})
    guest.send("/sign-in", {"email": "sam@example.org", "password": SECRET})
    with guest.session_transaction() as session:
        session["guest"] = guest.user_id
    assert guest.page("/today").heading == "Add it to your account?"
    guest.send("/bring-along", {"choice": "bring"})
    assert HERS in sam.page("/journal").words


@pytest.mark.parametrize("kind", ["tap by numbers", "stop by numbers", "tap", "stop"])
def test_a_link_in_a_mail_of_before_works_on_for_who_is_still_here(
    app: Flask, client: Visitor, moment: Moment, kind: str
) -> None:
    nora: Any = app.test_client()
    found = kept_links(app, furnished(app, nora, "nora@example.org", HERS))[kind]
    moment.now += timedelta(hours=20)
    assert client.get(found).status_code == 200
    assert client.send(found).status_code == 303


def test_an_old_link_by_numbers_does_not_reach_a_habit_made_since(
    app: Flask, client: Visitor, moment: Moment
) -> None:
    nora: Any = app.test_client()
    user_id = furnished(app, nora, "nora@example.org", HERS)
    with app.app_context():
        habit = db.session.scalars(select(Habit).where(Habit.user_id == user_id)).one()
        habit.created_at = FRIDAY + timedelta(hours=1)
        db.session.commit()
        right = links.Tap(user_id, habit.id, DAY, UNTIL)
    moment.now += timedelta(hours=2)
    assert client.get(f"/tap/{links.tap(app.config['SECRET_KEY'], right)}").status_code == 404


def test_links_in_mails_work_on_after_a_new_password(app: Flask, client: Visitor) -> None:
    nora: Any = app.test_client()
    found = kept_links(app, furnished(app, nora, "nora@example.org", HERS))
    new = {"password": SECRET, "new_password": "quite another sentence"}
    answer = nora.send("/settings/password", new | {"new_password_confirm": new["new_password"]})
    assert answer.status_code == 303
    for kind in ("tap", "stop", "feed"):
        assert client.get(found[kind]).status_code == 200, kind
    for kind in ("new password", "new address"):
        assert client.get(found[kind]).status_code == 302, kind


def test_a_browser_that_was_signed_out_before_it_answered_about_the_guest_goes_on(
    app: Flask,
) -> None:
    sam, guest = person(app, "Sam"), person(app, "Gus")
    sam.send("/keep", {"email": "sam@example.org", "password": SECRET})
    guest.send("/journal", {"text": HERS, "token": "two"})
    guest.send("/sign-in", {"email": "sam@example.org", "password": SECRET})
    sam.send("/settings/sign-out-elsewhere")
    assert guest.page("/journal").heading == "Journal"


def test_a_refusal_of_an_account_that_is_gone_by_then_is_nobodys(
    app: Flask, kept: Kept, after: Next
) -> None:
    before = after.rows(app)
    gone = 10**6 if after.account == kept.account else kept.account
    auth_signals._note_refusal(app, gone, FRIDAY, "Firefox on Windows", "password")
    assert after.rows(app) == before
