"""The second step: an authenticator app, each code once, and recovery codes."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from passlib.totp import TOTP
from sqlalchemy import select

from coach.accounts.models import User
from coach.cli import main
from coach.db import db
from coach.mail import Letter
from tests.conftest import Visitor
from tests.moments import on_the_machine
from tests.pages import checked, text

pytestmark = pytest.mark.any_database

ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    owner.send("/keep", {"email": ADDRESS, "password": SECRET})
    return owner


def turned_on(visitor: Visitor) -> TOTP:
    """Turn the second step on and return the app that makes the codes."""
    page = checked(visitor.send("/settings/second-step", {"setup": "authenticator"}).text)
    phone = TOTP(key=text(page.one("strong", class_="key-code")).replace("-", "").replace(" ", ""))
    action = next(a for a in page.actions() if a.startswith("/settings/second-step/"))
    answer = visitor.send(action, {"code": phone.generate().token})
    assert answer.location == "/settings/recovery-codes"
    return phone


def following(phone: TOTP) -> str:
    """Return the next code: the present one was used to turn the step on."""
    return str(phone.generate(on_the_machine() + timedelta(seconds=30)).token)


def at_second_step(app: Any) -> Visitor:
    """Return a browser whose password was right."""
    visitor: Visitor = app.test_client()
    answer = visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET, "remember": "y"})
    assert answer.location.startswith("/sign-in/code")
    return visitor


def is_in(visitor: Visitor) -> bool:
    return bool(visitor.get("/settings/account").status_code == 200)


def test_a_code_is_asked_for_after_the_password(app: Any, account: Visitor) -> None:
    phone = turned_on(account)
    assert "On: a code" in account.page("/settings/account").words
    visitor = at_second_step(app)
    assert not is_in(visitor)
    visitor.page("/sign-in/code")
    assert visitor.send("/sign-in/code", {"code": following(phone)}).location == "/today"
    assert is_in(visitor)
    assert visitor.get_cookie("remember_token") is not None


def spaced(code: str) -> str:
    return f" {code[:3]} {code[3:]} "


def wide(code: str) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in code)


def arabic(code: str) -> str:
    return "".join(chr(0x660 + int(digit)) for digit in code)


@pytest.mark.parametrize("shape", [spaced, wide, arabic, "-".join])
def test_a_code_is_taken_in_the_shapes_in_which_people_paste_it(
    app: Any, account: Visitor, shape: Callable[[str], str]
) -> None:
    phone = turned_on(account)
    visitor = at_second_step(app)
    field = visitor.page("/sign-in/code").one("input", name="code")
    assert int(field.get("maxlength", 99)) >= len(" 123 456 ")
    assert visitor.send("/sign-in/code", {"code": shape(following(phone))}).location == "/today"


def test_no_code_at_all_is_said_to_be_missing(app: Any, account: Visitor) -> None:
    turned_on(account)
    for url in ("/sign-in/code", "/sign-in/recovery-code"):
        answer = at_second_step(app).send(url, {"code": " - "})
        assert answer.status_code == 422, url
        assert "Write the code" in checked(answer.text).words


@pytest.mark.parametrize(
    "shape", [str.upper, lambda code: code.replace("-", ""), lambda code: code.replace("-", " – ")]
)
def test_a_recovery_code_is_taken_in_any_grouping(
    app: Any, account: Visitor, shape: Callable[[str], str]
) -> None:
    turned_on(account)
    page = checked(account.send("/settings/recovery-codes", {"generate_new_codes": "y"}).text)
    code = re.findall(r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}", page.words)[0]
    answer = at_second_step(app).send("/sign-in/recovery-code", {"code": shape(code)})
    assert answer.location == "/today"


def test_a_wrong_code_is_refused_and_told_to_the_owner(app: Any, account: Visitor) -> None:
    turned_on(account)
    visitor = at_second_step(app)
    answer = visitor.send("/sign-in/code", {"code": "000000"})
    assert answer.status_code == 422
    assert "is not right" in answer.text
    assert not is_in(visitor)
    assert "Refused: wrong code" in account.page("/settings/account").words


def test_a_code_works_once(app: Any, account: Visitor) -> None:
    phone = turned_on(account)
    code = following(phone)
    assert at_second_step(app).send("/sign-in/code", {"code": code}).status_code == 303
    assert at_second_step(app).send("/sign-in/code", {"code": code}).status_code == 422


def test_a_recovery_code_opens_the_account_once(app: Any, account: Visitor) -> None:
    turned_on(account)
    page = checked(account.send("/settings/recovery-codes").text)
    codes = [text(item) for item in page.one("ul", class_="codes")]
    assert len(set(codes)) == 10
    assert codes[0] not in account.page("/settings/recovery-codes").words
    for expected in (True, False):
        visitor = at_second_step(app)
        visitor.page("/sign-in/recovery-code")
        visitor.send("/sign-in/recovery-code", {"code": codes[0]})
        assert is_in(visitor) is expected
    assert "9 unused codes" in account.page("/settings/recovery-codes").words


def test_turning_it_off_takes_the_codes_along(app: Any, account: Visitor) -> None:
    turned_on(account)
    account.send("/settings/recovery-codes")
    account.send("/settings/second-step", {"setup": "disable"})
    assert "you need no recovery codes" in account.page("/settings/recovery-codes").words
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert is_in(visitor)


def test_the_host_can_turn_it_off_for_somebody_who_lost_everything(
    app: Any, account: Visitor
) -> None:
    turned_on(account)
    options = [ADDRESS, "--without-second-step"]
    assert app.test_cli_runner().invoke(main.commands["reset-link"], options).exit_code == 0
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert is_in(visitor)


def test_a_change_asks_for_the_password_when_the_last_time_is_long_ago(account: Visitor) -> None:
    with account.session_transaction() as session:
        session["fs_paa"] -= 2 * 3600
        session.pop("fs_gexp", None)
    asked = account.get("/settings/second-step").location
    assert asked.startswith("/settings/confirm?next=")
    assert "confirm that it is you" in account.page(asked).words
    assert account.send(asked, {"password": "not the one"}).status_code == 422
    assert account.send(asked, {"password": SECRET}).location == "/settings/second-step"
    account.page("/settings/second-step")


def test_without_a_password_first_there_is_no_second_step(client: Visitor) -> None:
    assert client.get("/sign-in/code").location == "/sign-in"
    assert client.get("/sign-in/recovery-code").location == "/sign-in"


def test_a_link_to_the_page_for_codes_signs_nobody_out(account: Visitor) -> None:
    for visit in (account.get, account.send):
        assert visit("/sign-in/code").location == "/settings/second-step"
        assert is_in(account)


def test_recovery_codes_are_kept_as_hashes_and_those_kept_otherwise_still_work(
    app: Any, account: Visitor
) -> None:
    turned_on(account)
    page = checked(account.send("/settings/recovery-codes").text)
    codes = [text(item) for item in page.one("ul", class_="codes")]
    util = app.extensions["security"].mf_recovery_codes_util
    with app.app_context():
        user = db.session.scalars(select(User)).one()
        assert len(user.mf_recovery_codes) == len(codes)
        assert all(kept.startswith("$argon2") for kept in user.mf_recovery_codes)
        user.mf_recovery_codes.append(*util._encrypt_codes(["0a1b-2c3d-4e5f"]))
        db.session.commit()
    for code in (codes[3].upper(), "0a1b-2c3d-4e5f"):
        visitor = at_second_step(app)
        visitor.send("/sign-in/recovery-code", {"code": code})
        assert is_in(visitor)
    assert "9 unused codes" in account.page("/settings/recovery-codes").words


def test_a_new_password_by_a_link_does_not_open_the_second_step(app: Any, account: Visitor) -> None:
    letters: list[Letter] = []
    app.extensions["mail"] = letters.append
    turned_on(account)
    visitor: Visitor = app.test_client()
    visitor.send("/reset", {"email": ADDRESS})
    path = next(word for word in letters[0].text.split() if "/reset/" in word)
    other = "quite another sentence"
    visitor.send(path[path.index("/reset/") :], {"password": other, "password_confirm": other})
    assert not is_in(visitor)
    answer = visitor.send("/sign-in", {"email": ADDRESS, "password": other})
    assert answer.location.startswith("/sign-in/code")
    assert not is_in(visitor)


@pytest.mark.parametrize(
    "url",
    ["/settings/second-step", "/settings/recovery-codes", "/settings/passkeys",
     "/settings/address", "/settings/email"],
)  # fmt: skip
def test_what_opens_the_account_is_changed_only_by_whoever_has_just_proved_who_they_are(
    app: Any, account: Visitor, url: str
) -> None:
    if url.endswith("email"):
        app.extensions["mail"] = [].append
    assert account.get(url).status_code == 200
    with account.session_transaction() as session:
        session["fs_paa"] -= 2 * 3600
        session.pop("fs_gexp", None)
    for answer in (account.get(url), account.send(url, {"email": "thief@example.org"})):
        assert answer.location.startswith("/settings/confirm")
    assert ADDRESS in account.page("/settings/account").words


def test_turning_the_second_step_off_leaves_a_way_to_sign_everybody_else_out(
    app: Any, account: Visitor
) -> None:
    phone: Visitor = app.test_client()
    phone.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    turned_on(account)
    account.send("/settings/second-step", {"setup": "disable"})
    assert "/settings/sign-out-elsewhere" in account.page("/settings/account").actions()
    account.send("/settings/sign-out-elsewhere")
    assert not is_in(phone)
    assert is_in(account)
