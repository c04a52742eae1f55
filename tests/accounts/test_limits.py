"""Tries and floods: what counts, from where, and that nobody who is right is kept out."""

from collections.abc import Callable
from typing import Any

import pytest

from coach.accounts.client import network
from coach.config import ConfigError, load
from tests.conftest import Visitor
from tests.pages import checked

pytestmark = pytest.mark.any_database

SECRET = "a long sentence of mine"
PEOPLE = 40


def visitor_from(app: Any, address: str) -> Visitor:
    """Return a browser at this address."""
    made: Visitor = app.test_client()
    made.environ_base["REMOTE_ADDR"] = address
    return made


def sign_in(visitor: Visitor, email: str, password: str = SECRET) -> int:
    """Return the status of a sign-in."""
    return int(visitor.send("/sign-in", {"email": email, "password": password}).status_code)


@pytest.mark.parametrize(
    ("told", "key"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("203.0.113.9:4711", "203.0.113.9"),
        (" 203.0.113.9 ", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("::FFFF:CB00:7109", "203.0.113.9"),
        ("[::ffff:203.0.113.9]:4711", "203.0.113.9"),
        ("64:ff9b::203.0.113.9", "203.0.113.9"),
        ("2002:cb00:7109::1", "203.0.113.9"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("2001:0DB8:0001:0003:ffff:ffff:ffff:ffff", "2001:db8:1:3::/64"),
        ("[2001:db8:1:3::1]:4711", "2001:db8:1:3::/64"),
        ("[2001:db8:1:3::1]", "2001:db8:1:3::/64"),
        ("2001:db8:1:4::1", "2001:db8:1:4::/64"),
        ("fe80::1%eth0", "fe80::1"),
        ("_hidden", "_hidden"),
        ("", "unknown"),
        (None, "unknown"),
        ("x" * 999, "x" * 64),
    ],
)
def test_all_spellings_of_one_households_addresses_are_one_key(told: str | None, key: str) -> None:
    assert network(told) == key


def test_a_guesser_gains_nothing_by_other_addresses_of_the_same_household(
    app: Any, limited: None
) -> None:
    seen = [
        sign_in(visitor_from(app, f"2001:db8:1:3::{number:x}"), f"n{number}@example.org", "no")
        for number in range(12)
    ]
    assert seen == [422] * 10 + [429] * 2
    assert sign_in(visitor_from(app, "2001:db8:1:4::1"), "nora@example.org", "no") == 422


@pytest.fixture
def office(app: Any) -> list[str]:
    """The addresses of forty people who have an account each."""
    emails = [f"person{number}@example.org" for number in range(PEOPLE)]
    for email in emails:
        answer = app.test_client().send("/keep", {"email": email, "password": SECRET})
        assert answer.status_code == 303
    return emails


def test_an_office_of_forty_behind_one_address_signs_in_within_a_minute(
    app: Any, office: list[str], limited: None
) -> None:
    browsers = [visitor_from(app, "203.0.113.9") for _ in office]
    seen = [sign_in(one, email) for one, email in zip(browsers, office, strict=True)]
    assert seen == [303] * PEOPLE
    assert all(one.get("/settings/account").status_code == 200 for one in browsers)


def test_an_office_of_forty_behind_one_address_begins_on_one_morning(
    app: Any, limited: None
) -> None:
    seen = [
        visitor_from(app, "203.0.113.9")
        .send("/keep", {"email": f"person{number}@example.org", "password": SECRET})
        .status_code
        for number in range(PEOPLE)
    ]
    assert seen == [303] * PEOPLE


def test_right_tries_between_wrong_ones_do_not_count(
    app: Any, office: list[str], limited: None
) -> None:
    for email in office[:9]:
        assert sign_in(visitor_from(app, "203.0.113.9"), email, "no") == 422
        assert sign_in(visitor_from(app, "203.0.113.9"), email) == 303
    assert sign_in(visitor_from(app, "203.0.113.9"), office[0], "no") == 422
    refused = visitor_from(app, "203.0.113.9").send(
        "/sign-in", {"email": office[0], "password": "no"}
    )
    assert refused.status_code == 429
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_a_password_is_guessed_no_oftener_when_guesses_come_at_keep(
    app: Any, office: list[str], limited: None
) -> None:
    form = {"email": office[0], "password": SECRET}
    seen = [app.test_client().send("/keep", form).status_code for _ in range(21)]
    assert seen == [422] * 20 + [429]


def test_links_that_are_no_links_count_as_wrong_tries(app: Any, limited: None) -> None:
    form = {"password": SECRET, "password_confirm": SECRET}
    seen = [app.test_client().send(f"/reset/x{n}", form).status_code for n in range(11)]
    assert seen == [303] * 10 + [429]


def test_passkeys_that_are_none_count_as_wrong_tries(app: Any, limited: None) -> None:
    form = {"credential": "{}"}
    seen = [app.test_client().send(f"/sign-in/passkey/x{n}", form).status_code for n in range(11)]
    assert seen == [303] * 10 + [429]


def test_new_guests_share_the_bound_of_their_network(
    app: Any, limited: None, figures: Callable[..., None]
) -> None:
    figures(limit_network="12/10minutes")
    form = {"text": "A long thought of that evening."}
    seen = []
    for _ in range(4):  # four guests, four forms each
        guest = visitor_from(app, "203.0.113.9")
        seen += [guest.send("/journal", {**form, "token": str(n)}).status_code for n in range(4)]
    assert seen == [303] * 12 + [429] * 4
    page = checked(guest.send("/journal", form).text)
    assert form["text"] in page.words
    assert guest.get("/today").status_code == 200
    assert visitor_from(app, "203.0.113.10").send("/journal", form).status_code == 303


def test_an_account_counts_to_its_network_as_well(
    app: Any, owner: Visitor, limited: None, figures: Callable[..., None]
) -> None:
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    figures(limit_network="2/10minutes")
    seen = [owner.send("/journal", {"text": "A note."}).status_code for _ in range(3)]
    assert seen == [303] * 2 + [429]


@pytest.mark.parametrize("figure", ["", "ten a minute", "10", "10/fortnight"])
def test_a_figure_that_is_none_is_refused_at_the_start(tmp_path: Any, figure: str) -> None:
    with pytest.raises(ConfigError, match="limit_wrong.*must look like 10/minute;60/hour"):
        load({"COACH_INSTANCE": str(tmp_path), "COACH_LIMIT_WRONG": figure})
