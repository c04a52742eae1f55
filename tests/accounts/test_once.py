"""What is good for one use is used once, also by ten browsers at the same moment."""

import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from flask_security.change_email import _generate_token
from flask_security.recoverable import generate_reset_password_token
from sqlalchemy import func, select

from coach.accounts.models import PendingImport, User
from coach.db import db
from coach.habits.models import Habit
from coach.journal.models import Entry
from coach.mail import Letter
from tests.accounts.device import Device, asked
from tests.accounts.test_entrance import ADDRESS, SECRET, signed_in
from tests.accounts.test_second_step import at_second_step, following, is_in, turned_on
from tests.conftest import Visitor
from tests.habits.test_import_pages import draft, upload

TEN = 10
CODE = r"[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}"


def at_once(tries: Sequence[Callable[[], Any]]) -> list[Any]:
    """Do all of this in threads that begin together; return what each came to."""
    begin, found = Barrier(len(tries)), [None] * len(tries)

    def attempt(place: int) -> None:
        begin.wait(20)
        found[place] = tries[place]()

    threads = [Thread(target=attempt, args=[place]) for place in range(len(tries))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    return found


def sending(visitor: Visitor, url: str, **fields: str) -> Callable[[], Any]:
    """Return what sends a form; its token is fetched before."""
    form = {**fields, "csrf_token": visitor.token()}
    return lambda: visitor.post(url, data=form)


def copies(app: Any, visitor: Visitor) -> list[Visitor]:
    """Return ten browsers with the cookies of one."""
    made = [app.test_client() for _ in range(TEN)]
    for each in made:
        each._cookies = deepcopy(visitor._cookies)
    return made


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    owner.send("/keep", {"email": ADDRESS, "password": SECRET})
    return owner


def recovery_codes(account: Visitor) -> list[str]:
    page = account.send("/settings/recovery-codes", {"generate_new_codes": "y"})
    return re.findall(CODE, page.text)


# codes


def test_a_code_of_an_authenticator_signs_one_browser_in(app: Flask, account: Visitor) -> None:
    code = following(turned_on(account))
    waiting = [at_second_step(app) for _ in range(TEN)]
    answers = at_once([sending(each, "/sign-in/code", code=code) for each in waiting])
    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 9
    assert [is_in(each) for each in waiting].count(True) == 1


def test_a_recovery_code_signs_one_browser_in(app: Flask, account: Visitor) -> None:
    turned_on(account)
    code = recovery_codes(account)[0]
    waiting = [at_second_step(app) for _ in range(TEN)]
    answers = at_once([sending(each, "/sign-in/recovery-code", code=code) for each in waiting])
    assert sorted(answer.status_code for answer in answers) == [303] + [422] * 9
    assert [is_in(each) for each in waiting].count(True) == 1


def test_ten_recovery_codes_at_once_are_all_used_up(app: Flask, account: Visitor) -> None:
    turned_on(account)
    codes = recovery_codes(account)
    waiting = [at_second_step(app) for _ in codes]
    pairs = zip(waiting, codes, strict=True)
    at_once([sending(each, "/sign-in/recovery-code", code=code) for each, code in pairs])
    assert all(is_in(each) for each in waiting)
    with app.app_context():
        assert db.session.scalar(select(User.mf_recovery_codes).where(User.email == ADDRESS)) == []


# links


def test_a_link_for_a_new_password_sets_one(app: Flask, account: Visitor) -> None:
    with app.test_request_context():
        user = db.session.scalars(select(User).where(User.email == ADDRESS)).one()
        # two links are as one: each was good for the password of then
        tokens = [generate_reset_password_token(user) for _ in range(TEN)]  # type: ignore[no-untyped-call]
    secrets = [f"a new long sentence {place}" for place in range(TEN)]
    tries = [
        sending(app.test_client(), f"/reset/{token}", password=new, password_confirm=new)  # type: ignore[arg-type]
        for token, new in zip(tokens, secrets, strict=True)
    ]
    answers = at_once(tries)
    taken = [answer.location == "/sign-in" for answer in answers]
    assert taken.count(True) == 1
    assert all(answer.status_code in (303, 422) for answer in answers)
    works = [is_in(signed_in(app, secret)) for secret in secrets]
    assert works == taken


def test_links_for_a_new_address_change_it_once(app: Flask, account: Visitor) -> None:
    letters: list[Letter] = []
    app.extensions["mail"] = letters.append
    with app.test_request_context():
        user = db.session.scalars(select(User).where(User.email == ADDRESS)).one()
        tokens = [_generate_token(user, f"new-{place}@example.org") for place in range(TEN)]  # type: ignore[no-untyped-call]
    tries = [
        sending(app.test_client(), f"/settings/email/{token}")  # type: ignore[arg-type]
        for token in tokens
    ]
    answers = at_once(tries)
    assert [answer.status_code for answer in answers] == [303] * TEN
    told = [letter.to for letter in letters if letter.subject == "Your address was changed"]
    assert told == [ADDRESS]


# passkeys


@pytest.fixture
def device(app: Flask, account: Visitor) -> Device:
    """A device with a passkey of the account's."""
    made = Device()
    made.keep(app, account.user_id)
    return made


def test_an_answer_of_a_passkey_signs_one_browser_in(app: Flask, device: Device) -> None:
    visitor: Any = app.test_client()
    where, challenge = asked(visitor)
    answer = device.answer(challenge)
    same = copies(app, visitor)
    at_once([sending(each, where, credential=answer) for each in same])
    assert [is_in(each) for each in same].count(True) == 1


def test_an_answer_of_a_passkey_is_of_no_use_later(app: Flask, device: Device) -> None:
    visitor: Any = app.test_client()
    where, challenge = asked(visitor)
    before = copies(app, visitor)[0]
    answer = device.answer(challenge)
    visitor.send(where, {"credential": answer})
    assert is_in(visitor)
    before.send(where, {"credential": answer})
    assert not is_in(before)


def test_an_answer_of_a_passkey_is_of_no_use_in_another_browser(
    app: Flask, device: Device, client: Visitor
) -> None:
    visitor: Any = app.test_client()
    where, challenge = asked(visitor)
    assert client.send(where, {"credential": device.answer(challenge)}).status_code == 303
    assert not is_in(client)
    visitor.send(where, {"credential": device.answer(challenge)})
    assert is_in(visitor)


def test_a_passkey_confirms_who_is_here_once(app: Flask, account: Visitor, device: Device) -> None:
    where, challenge = asked(account, "/settings/confirm/passkey")
    answer = {"credential": device.answer(challenge)}
    said = "Thank you"
    account.send(where, answer)
    assert said in account.page("/settings/account").words
    account.send(where, answer)
    assert said not in account.page("/settings/account").words


DEEP = ["[" * depth for depth in (900, 930, 960, 990, 100_000)] + ['{"id":' * 50_000]
WRONG = ["{}", "[]", "null", "1", '"x"', "", "x" * 20_000,
         '{"id": 1, "rawId": [], "type": {}, "response": 1}',
         '{"id": "a", "rawId": "!", "type": "public-key", '
         '"response": {"clientDataJSON": 1}}']  # fmt: skip


@pytest.mark.parametrize("credential", DEEP + WRONG, ids=lambda text: f"{text[:20]}-{len(text)}")
def test_what_is_no_answer_of_a_passkey_is_refused(
    app: Flask, account: Visitor, client: Visitor, credential: str
) -> None:
    mine = re.search(
        r"/settings/passkeys/[^\"?]+", account.send("/settings/passkeys", {"name": "mine"}).text
    )
    assert mine
    for visitor, where in ((account, mine[0]), (client, asked(client)[0])):
        answer = visitor.send(where, {"credential": credential})
        assert answer.status_code in (303, 400)
        assert answer.status_code == 400 or len(credential) < 100_000 or credential in WRONG


def test_an_answer_that_is_cut_off_is_refused(app: Flask, device: Device, client: Visitor) -> None:
    where, challenge = asked(client)
    whole = json.loads(device.answer(challenge))
    whole["response"]["authenticatorData"] = whole["response"]["authenticatorData"][:8]
    assert client.send(where, {"credential": json.dumps(whole)}).status_code in (303, 400)
    assert not is_in(client)


# imports


def number(app: Flask, model: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_habits_that_wait_are_taken_in_once(app: Flask, owner: Visitor) -> None:
    address = draft(owner)
    answers = at_once([sending(each, address) for each in copies(app, owner)])
    assert [answer.status_code for answer in answers] == [303] * TEN
    assert number(app, Habit) == 2


def test_a_file_that_is_being_taken_in_is_not_forgotten_by_another_press(
    app: Flask, owner: Visitor
) -> None:
    address = draft(owner)
    presses = [address, f"{address}/drop"] * 5
    pairs = zip(copies(app, owner), presses, strict=True)
    at_once([sending(each, url) for each, url in pairs])
    taken = number(app, Habit) == 2
    assert (owner.get(address).status_code == 200) == taken


def test_an_export_that_waits_is_taken_in_once(app: Flask, owner: Visitor) -> None:
    owner.send("/journal", {"text": "Once.", "token": "a"})
    whole = owner.get("/settings/export").data
    other: Any = app.test_client()
    assert upload(other, whole, "export.zip", to="/settings/import").status_code == 303
    all_of_it = copies(app, other)
    url = "/settings/import/preview"
    answers = at_once([sending(each, url, choice="bring") for each in all_of_it])
    assert [answer.status_code for answer in answers] == [303] * TEN
    assert (number(app, Entry), number(app, PendingImport)) == (2, 0)


def test_a_preview_left_open_takes_in_no_file_that_came_after_it(
    app: Flask, owner: Visitor, moment: Any
) -> None:
    owner.send("/journal", {"text": "Once.", "token": "a"})
    whole = owner.get("/settings/export").data
    other: Any = app.test_client()
    upload(other, whole, "export.zip", to="/settings/import")
    shown = other.page("/settings/import/preview").one("input", name="upload").get("value")
    moment.now = moment.now.replace(minute=30)
    upload(other, whole, "export.zip", to="/settings/import")
    answer = other.send("/settings/import/preview", {"choice": "bring", "upload": shown})
    assert answer.location == "/settings/import/preview"
    assert (number(app, Entry), number(app, PendingImport)) == (1, 1)


def test_what_a_guest_did_is_brought_along_once(app: Flask, account: Visitor) -> None:
    guest: Any = app.test_client()
    guest.send("/journal", {"text": "As a guest.", "token": "a"})
    guest.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    same = copies(app, guest)
    presses = ["bring", "leave"] * 5
    pairs = zip(same, presses, strict=True)
    answers = at_once([sending(each, "/bring-along", choice=choice) for each, choice in pairs])
    assert [answer.status_code for answer in answers] == [303] * TEN
    said = [each.page("/settings/account").words for each in same]
    done = [sum(words in page for page in said) for words in ("in your account now", "is deleted")]
    assert sorted(done) == [0, 1]
    assert number(app, Entry) == done[0]
