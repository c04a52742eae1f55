"""Guests, keeping one's progress, signing in and out, settings."""

from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from sqlalchemy import func, select

from coach import clock
from coach.accounts import queries
from coach.accounts.models import User, ZoneChange
from coach.db import db
from tests.conftest import Moment, Visitor
from tests.pages import checked

SECRET = "a long sentence of mine"
DAYS = {"rollover": 4, "week_start": 1, "look_back_day": 5}
ANSWERS = {"name": "Nora", "zone": "Europe/Berlin", "theme": "dark", **DAYS}


def people(app: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(User)) or 0


def test_reading_makes_nobody(app: Any, client: Visitor) -> None:
    for url in ("/", "/today", "/learn", "/habits", "/progress", "/journal", "/settings"):
        client.page(url)
    assert people(app) == 0


def test_the_first_write_makes_a_guest_whom_the_cookie_brings_back(
    app: Any, client: Visitor
) -> None:
    client.send("/journal", {"text": "Met Ada about the audit."})
    assert people(app) == 1
    cookie = client.get_cookie("remember_token")
    assert cookie is not None
    assert cookie.http_only
    client.delete_cookie("session")
    assert "Met Ada about the audit." in client.page("/journal").words


def test_two_tabs_that_both_begin_end_as_one_guest(app: Any, client: Visitor) -> None:
    token = client.token()
    other: Visitor = app.test_client()
    session = client.get_cookie("session")
    assert session is not None
    other.set_cookie("session", session.value)
    for tab, text in ((client, "From one tab."), (other, "From the other.")):
        tab.post("/journal", data={"text": text, "csrf_token": token})
    assert people(app) == 1
    words = client.page("/journal").words
    assert "From one tab." in words
    assert "From the other." in words


def test_keep_my_progress_keeps_the_same_row(app: Any, owner: Visitor) -> None:
    owner.send("/journal", {"text": "Before the account."})
    answer = owner.send("/keep", {"email": "Nora@Example.org", "password": SECRET})
    assert answer.status_code == 303
    with app.app_context():
        user = db.session.get(User, owner.user_id)
        assert user is not None
        assert user.email == "nora@example.org"
        assert user.password is not None
        assert user.password.startswith("$argon2")


def test_an_account_reaches_its_things_from_another_device(app: Any, owner: Visitor) -> None:
    owner.send("/journal", {"text": "Seen on the laptop."})
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    phone: Visitor = app.test_client()
    answer = phone.send("/sign-in", {"email": "NORA@example.org", "password": SECRET})
    assert answer.status_code == 303
    assert "Seen on the laptop." in phone.page("/journal").words


def test_a_guest_can_sign_in_to_an_existing_account(app: Any, owner: Visitor) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    guest: Visitor = app.test_client()
    guest.send("/settings", ANSWERS)
    answer = guest.send("/sign-in", {"email": "nora@example.org", "password": SECRET})
    assert answer.location == "/today"
    assert "nora@example.org" in guest.page("/settings").words


@pytest.mark.parametrize(
    ("email", "password"), [("nora@example.org", "not the one"), ("ada@example.org", SECRET)]
)
def test_a_refused_sign_in_does_not_tell_which_half_was_wrong(
    owner: Visitor, client: Visitor, email: str, password: str
) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    answer = client.send("/sign-in", {"email": email, "password": password})
    assert answer.status_code == 422
    assert "do not match" in answer.text
    assert email in answer.text


def test_signing_out_leaves_nothing_for_the_next_person_at_this_browser(
    app: Any, owner: Visitor
) -> None:
    owner.send("/journal", {"text": "Nobody else’s business."})
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    answer = owner.send("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert "Nobody else’s business." not in owner.page("/journal").words
    owner.send("/journal", {"text": "The next person’s."})
    assert "Nobody else’s business." not in owner.page("/journal").words


def test_a_guest_cannot_sign_out_by_accident_and_lose_everything(owner: Visitor) -> None:
    owner.send("/sign-out")
    assert "Nora" in owner.get("/settings").text


def test_signing_out_by_a_link_is_not_possible(owner: Visitor) -> None:
    assert owner.get("/sign-out").status_code == 405


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"email": "", "password": SECRET}, "Write your e-mail address"),
        ({"email": "nora", "password": SECRET}, "name@example.org"),
        ({"email": "nora@example.org", "password": "short"}, "Use 10 to 128 characters"),
        ({"email": "nora@example.org", "password": ""}, "Choose a password"),
        ({"email": "nora@example.org"}, "Choose a password"),
    ],
)
def test_keeping_says_how_to_mend_what_was_typed(
    owner: Visitor, form: dict[str, str], said: str
) -> None:
    answer = owner.send("/keep", form)
    assert answer.status_code == 422
    assert said in answer.text
    assert form["email"] in answer.text


@pytest.mark.parametrize("email", ["ann@nas.local", "ann@box.home.arpa", "Ann@Nas.Local"])
def test_an_address_of_a_home_network_is_taken(app: Any, owner: Visitor, email: str) -> None:
    assert owner.send("/keep", {"email": email, "password": SECRET}).status_code == 303
    visitor: Visitor = app.test_client()
    assert visitor.send("/sign-in", {"email": email, "password": SECRET}).status_code == 303


@pytest.mark.parametrize(
    "email",
    [
        "=?utf-8?q?a=40evil=2Eexample=2Cb?=@example.org",  # read as two addresses by mail programs
        "=?utf-8?q?x?=@example.org",
        '"a@evil.example,b"@example.org',
        "Ann <ann@example.org>",
        "ann@example.org, eve@evil.example",
        "ann@example.org\r\nBcc: eve@evil.example",
        "ann@[127.0.0.1]",
        "ann@nas",
        "ann@x.invalid",
    ],
)
def test_an_address_that_could_be_read_as_another_is_refused(owner: Visitor, email: str) -> None:
    answer = owner.send("/keep", {"email": email, "password": SECRET})
    assert answer.status_code == 422
    assert "Write an address like name@example.org" in answer.text


def test_an_address_belongs_to_one_account(app: Any, owner: Visitor, newcomer: Visitor) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    answer = newcomer.send("/keep", {"email": "nora@example.org", "password": SECRET})
    assert answer.status_code == 422
    assert "already has this address" in answer.text


def test_next_leads_only_to_our_own_pages(owner: Visitor, client: Visitor) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    for target in ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example"):
        visitor = client.application.test_client()
        form = {"email": "nora@example.org", "password": SECRET, "next": target}
        answer = visitor.send("/sign-in", form)  # type: ignore[attr-defined]
        led = urlsplit(answer.location)
        assert answer.status_code == 303
        assert (led.scheme, led.netloc) == ("", "")
        assert not answer.location.startswith("//")


def test_settings_are_kept_and_shown(owner: Visitor) -> None:
    assert owner.send("/settings", ANSWERS).status_code == 303
    page = owner.page("/settings")
    assert page.one("html").get("data-theme") == "dark"
    assert page.one("option", value="Europe/Berlin").get("selected") is not None


def test_each_change_of_zone_is_logged_with_its_moment(
    app: Any, owner: Visitor, moment: Moment
) -> None:
    moment.now = datetime(2026, 11, 28, 9, 0, tzinfo=UTC)
    owner.send("/settings", ANSWERS)
    owner.send("/settings", ANSWERS)
    with app.app_context():
        rows = db.session.execute(
            select(ZoneChange.moment, ZoneChange.zone).where(ZoneChange.user_id == owner.user_id)
        ).all()
    assert [zone for _, zone in rows] == ["UTC", "Europe/Berlin"]
    assert rows[1][0] == moment.now


def test_a_zone_that_does_not_exist_is_refused_kindly(owner: Visitor) -> None:
    answer = owner.send("/settings", {**ANSWERS, "zone": "Mars/Base", "name": "Typed"})
    assert answer.status_code == 422
    assert "Choose a time zone" in answer.text
    assert "Typed" in answer.text


@pytest.mark.parametrize("zone", ["Etc/GMT+5", "Etc/UTC", "EST5EDT", "Asia/Calcutta", "UTC"])
def test_saving_the_settings_moves_nobody_to_another_zone(
    app: Any, client: Visitor, zone: str
) -> None:
    client.set_cookie("zone", zone)
    for name in ("Nora", "Nora Winter"):  # as nobody yet, and as a guest
        page = client.page("/settings")
        select_ = page.one("select", name="zone")
        [chosen] = [o for o in select_.iter("option") if o.get("selected") is not None]
        assert chosen.get("value") == zone
        sent = {**ANSWERS, "zone": chosen.get("value"), "name": name}
        assert client.send("/settings", sent).status_code == 303
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        assert (user.zone, user.name) == (zone, "Nora Winter")
        assert len(queries.zones(user.id)) == 1


def test_a_zone_that_is_refused_leaves_the_one_in_force_chosen(owner: Visitor) -> None:
    answer = owner.send("/settings", {**ANSWERS, "zone": "Mars/Base", "name": "Typed"})
    page = checked(answer.text)
    [select_] = page.all("select", name="zone")
    assert [o.get("value") for o in select_.iter("option") if o.get("selected") is not None] == [
        "UTC"
    ]


@pytest.mark.parametrize(
    ("here", "browser"),
    [
        ("Asia/Kolkata", "Asia/Calcutta"),
        ("Asia/Calcutta", "Asia/Kolkata"),
        ("Europe/Kyiv", "Europe/Kiev"),
        ("Etc/UTC", "UTC"),
        ("America/Argentina/Buenos_Aires", "America/Buenos_Aires"),
    ],
)
def test_one_zone_under_two_names_is_no_journey(
    app: Any, owner: Visitor, here: str, browser: str
) -> None:
    owner.send("/settings", {**ANSWERS, "zone": here, "name": "Nora"})
    with app.app_context():
        before = len(queries.zones(owner.user_id))
    owner.set_cookie("zone", browser)
    assert browser.replace("_", " ") not in owner.page("/today").words
    owner.send("/settings/zone", {"choice": "follow"})
    owner.send("/settings", {**ANSWERS, "zone": browser, "name": "Nora"})
    with app.app_context():
        assert len(queries.zones(owner.user_id)) == before
        assert db.session.scalars(select(User.zone)).one() == browser


def test_places_whose_clocks_differ_are_two_zones() -> None:
    assert not clock.same_zone("Asia/Kolkata", "Asia/Karachi")
    assert not clock.same_zone("Europe/London", "Europe/Dublin")
    assert clock.same_zone("Mars/Base", "Mars/Base")


def test_the_browsers_zone_is_offered_and_followed_only_when_asked(
    app: Any, owner: Visitor
) -> None:
    owner.set_cookie("zone", "Asia/Tokyo")
    assert "Asia/Tokyo" in owner.page("/today").words
    owner.send("/settings/zone", {"choice": "keep"})
    assert "Asia/Tokyo" not in owner.page("/today").words
    owner.delete_cookie("zone_kept")
    owner.send("/settings/zone", {"choice": "follow"})
    with app.app_context():
        user = db.session.get(User, owner.user_id)
        assert user is not None
        assert user.zone == "Asia/Tokyo"


def test_a_guest_begins_in_the_browsers_zone(app: Any, client: Visitor) -> None:
    client.set_cookie("zone", "Pacific/Auckland")
    client.send("/journal", {"text": "Kia ora."})
    with app.app_context():
        assert db.session.scalars(select(User.zone)).one() == "Pacific/Auckland"
