"""Ways in and out of an account: passwords, links, other browsers, and the log of it all."""

import re
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select

from coach.accounts import client
from coach.accounts.models import SignIn, User
from coach.cli import main
from coach.db import db
from coach.mail import Letter
from tests.conftest import Moment, Visitor
from tests.pages import checked

ADDRESS, SECRET, OTHER = "nora@example.org", "a long sentence of mine", "quite another sentence"
NEW = {"password": OTHER, "password_confirm": OTHER}


@pytest.fixture
def post(app: Any) -> list[Letter]:
    """The letters a server with mail would have sent."""
    letters: list[Letter] = []
    app.extensions["mail"] = letters.append
    return letters


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    assert owner.send("/keep", {"email": ADDRESS, "password": SECRET}).status_code == 303
    return owner


def signed_in(app: Any, password: str = SECRET, **more: Any) -> Visitor:
    """Return another browser that has tried to sign in to the account."""
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": ADDRESS, "password": password, **more})
    return visitor


def is_in(visitor: Visitor) -> bool:
    return bool(visitor.get("/settings/account").status_code == 200)


def link(letters: list[Letter]) -> str:
    """Return the path of the link in the only letter."""
    assert len(letters) == 1
    assert letters[0].to == ADDRESS
    found = re.search(r"^https?://[^/\s]*(/\S+)$|^(/\S+)$", letters[0].text, re.M)
    assert found
    return found[1] or found[2]


def test_sign_out_everywhere_else_keeps_this_browser(app: Any, account: Visitor) -> None:
    phone = signed_in(app, remember="y")
    assert is_in(phone)
    account.send("/settings/sign-out-elsewhere")
    assert not is_in(phone)
    assert is_in(account)
    account.delete_cookie("session")
    assert is_in(account)


def test_not_staying_signed_in_leaves_no_lasting_cookie(app: Any, account: Visitor) -> None:
    assert signed_in(app).get_cookie("remember_token") is None
    assert signed_in(app, remember="y").get_cookie("remember_token") is not None


def test_a_new_password_signs_all_other_browsers_out(app: Any, account: Visitor) -> None:
    phone = signed_in(app)
    form = {"password": SECRET, "new_password": OTHER, "new_password_confirm": OTHER}
    answer = account.send("/settings/password", form)
    assert answer.status_code == 303
    assert not is_in(phone)
    assert is_in(account)
    assert not is_in(signed_in(app))
    assert is_in(signed_in(app, OTHER))


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"password": "wrong"}, "This is not your password"),
        ({"new_password_confirm": "something else entirely"}, "The two passwords are not the same"),
        ({"new_password": "password12", "new_password_confirm": "password12"}, "common"),
        ({"new_password": "short", "new_password_confirm": "short"}, "10 to 128"),
    ],
)
def test_a_refused_change_of_password_says_why(
    account: Visitor, form: dict[str, str], said: str
) -> None:
    good = {"password": SECRET, "new_password": OTHER, "new_password_confirm": OTHER}
    answer = account.send("/settings/password", {**good, **form})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_common_password_is_refused_from_the_start(owner: Visitor) -> None:
    answer = owner.send("/keep", {"email": ADDRESS, "password": "qwertyuiop"})
    assert answer.status_code == 422
    assert "common password" in answer.text


def test_a_guest_has_no_account_pages(owner: Visitor) -> None:
    for url in ("/settings/account", "/settings/password", "/settings/second-step"):
        assert owner.get(url).location.startswith("/sign-in")


def test_a_reset_link_works_once(
    post: list[Letter], app: Any, account: Visitor, client: Visitor
) -> None:
    assert "we have sent an e-mail" in client.send("/reset", {"email": ADDRESS}).text
    path = link(post)
    client.page(path)
    assert client.send(path, NEW).status_code == 303
    assert not is_in(account)
    assert is_in(signed_in(app, OTHER))
    assert "has been used" in client.page(path).words
    client.send(
        path, {"password": "a third sentence now", "password_confirm": "a third sentence now"}
    )
    assert is_in(signed_in(app, OTHER))
    assert post[-1].subject == "Your password was changed"


def test_a_reset_link_expires(
    post: list[Letter], app: Any, account: Visitor, client: Visitor
) -> None:
    client.send("/reset", {"email": ADDRESS})
    app.config["SECURITY_RESET_PASSWORD_WITHIN"] = timedelta(seconds=-1)
    assert "ask for a new one" in client.page(link(post)).words
    client.send(link(post), NEW)
    assert is_in(signed_in(app))


def test_a_link_that_was_tampered_with_leads_nowhere(
    post: list[Letter], account: Visitor, client: Visitor
) -> None:
    client.send("/reset", {"email": ADDRESS})
    assert "not complete" in client.page(link(post)[:-2] + "xx").words


def told(page: str, address: str) -> str:
    """Return a page without the address and the form tokens, which carry the second of the day."""
    return re.sub(r'name="csrf_token"[^>]*', "", page).replace(address, "")


def test_asking_for_a_link_does_not_tell_whether_there_is_an_account(
    post: list[Letter], account: Visitor, client: Visitor
) -> None:
    known = client.send("/reset", {"email": ADDRESS})
    unknown = client.send("/reset", {"email": "ivo@example.org"})
    assert known.status_code == unknown.status_code == 200
    assert told(known.text, ADDRESS) == told(unknown.text, "ivo@example.org")
    assert [letter.to for letter in post] == [ADDRESS]


def test_a_wrong_password_costs_as_much_as_an_unknown_address(
    app: Any, account: Visitor, client: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One argon2 hash either way, and the log is written when the answer is out."""
    argon2 = app.extensions["security"].pwd_context.handler("argon2")
    work: list[str] = []
    monkeypatch.setattr(argon2, "_calc_checksum", lambda *_: work.append("hash") or "x")
    for address in (ADDRESS, "ivo@example.org"):
        work.clear()
        client.send("/sign-in", {"email": address, "password": "not the one"})
        assert len(work) <= 1, address


def test_without_mail_the_page_says_whom_to_ask_and_the_host_has_a_command(
    app: Any, account: Visitor, client: Visitor
) -> None:
    assert "Ask the person who runs it" in client.page("/reset").words
    told = app.test_cli_runner().invoke(main.commands["reset-link"], [ADDRESS])
    path = re.sub(r"^https?://[^/]+", "", told.stdout.strip())
    assert client.send(path, NEW).status_code == 303
    assert is_in(signed_in(app, OTHER))
    refused = app.test_cli_runner().invoke(main.commands["reset-link"], ["ivo@example.org"])
    assert refused.exit_code == 1
    assert "No account has the e-mail address" in refused.output


def asked_to_move(post: list[Letter], account: Visitor) -> str:
    """Return the path of the link in the mail to the new address."""
    account.send("/settings/email", {"email": "nora@new.example"})
    assert [letter.to for letter in post] == ["nora@new.example"]
    path = re.search(r"^(/\S+)$", post[0].text, re.M)
    assert path
    return path[1]


def test_a_new_address_counts_once_its_link_was_followed_and_confirmed(
    post: list[Letter], app: Any, account: Visitor
) -> None:
    path = asked_to_move(post, account)
    assert "nora@new.example" in account.page(path).words
    assert ADDRESS in account.page("/settings/account").words
    assert len(post) == 1
    answer = account.send(path)
    assert (answer.status_code, answer.location) == (303, "/settings/account")
    words = account.page("/settings/account").words
    assert "nora@new.example" in words
    assert post[1].to == ADDRESS
    assert "was changed" in post[1].subject


def test_opening_the_link_changes_nothing_however_often_a_mail_program_does_it(
    post: list[Letter], account: Visitor, client: Visitor
) -> None:
    path = asked_to_move(post, account)
    for _ in range(3):
        assert client.get(path).status_code == 200
        assert client.head(path).status_code == 200
    assert client.post(path).status_code == 400
    assert ADDRESS in account.page("/settings/account").words


def test_a_link_to_a_new_address_works_once_and_in_time_only(
    post: list[Letter], app: Any, account: Visitor, client: Visitor
) -> None:
    path = asked_to_move(post, account)
    app.config["SECURITY_CHANGE_EMAIL_WITHIN"] = timedelta(seconds=-1)
    for answer in (client.get(path), client.send(path), client.send(f"{path}x")):
        assert answer.location.endswith("/settings/email")
    assert ADDRESS in account.page("/settings/account").words
    app.config["SECURITY_CHANGE_EMAIL_WITHIN"] = timedelta(hours=3)
    client.send(path)
    assert client.send(path).location.endswith("/settings/email")
    assert client.get(path).location.endswith("/settings/email")
    assert len(post) == 2


def test_an_address_of_somebody_else_is_not_told_apart_when_mails_are_sent(
    post: list[Letter], account: Visitor, newcomer: Visitor
) -> None:
    newcomer.send("/keep", {"email": "ivo@example.org", "password": SECRET})
    answer = newcomer.send("/settings/email", {"email": ADDRESS})
    assert f"We have sent an e-mail to {ADDRESS}" in answer.text
    assert post == []


def test_the_address_changes_where_no_mail_can_confirm_it(app: Any, account: Visitor) -> None:
    answer = account.send("/settings/address", {"email": "Nora.B@Example.org"})
    assert answer.location == "/settings/account"
    assert "nora.b@example.org" in account.page("/settings/account").words


def test_an_address_of_somebody_else_is_refused(account: Visitor, newcomer: Visitor) -> None:
    newcomer.send("/keep", {"email": "ivo@example.org", "password": SECRET})
    answer = newcomer.send("/settings/address", {"email": ADDRESS})
    assert answer.status_code == 422
    assert "already has this address" in answer.text


def test_the_owner_reads_who_came_in_and_who_tried(app: Any, account: Visitor) -> None:
    signed_in(app, "not the one")
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
    app.test_client_class.environ_base = {"HTTP_USER_AGENT": firefox}
    signed_in(app)
    words = account.page("/settings/account").words
    assert "Refused: wrong password" in words
    assert "new account" in words
    with app.app_context():
        rows = db.session.execute(select(SignIn.how, SignIn.success).order_by(SignIn.id)).all()
    assert [tuple(row) for row in rows] == [
        ("new account", True),
        ("password", False),
        ("password", True),
    ]


def test_a_browser_is_told_coarsely() -> None:
    assert client.coarse("") == "Unknown browser"
    firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
    assert client.coarse(firefox) == "Firefox on Windows"
    edge = "Mozilla/5.0 (Macintosh; Intel Mac OS X) Chrome/140 Safari/537.36 Edg/140"
    assert client.coarse(edge) == "Edge on Mac"


def test_signing_in_gives_a_new_form_token(app: Any, account: Visitor) -> None:
    visitor: Visitor = app.test_client()
    planted = visitor.token()
    visitor.post("/sign-in", data={"email": ADDRESS, "password": SECRET, "csrf_token": planted})
    answer = visitor.post("/journal", data={"text": "Planted.", "csrf_token": planted})
    assert answer.status_code == 400


def test_guesses_are_bounded_for_an_account_wherever_they_come_from(
    app: Any, account: Visitor, limited: None
) -> None:
    seen = set()
    for number in range(40):
        visitor: Visitor = app.test_client()
        visitor.environ_base["REMOTE_ADDR"] = f"10.0.0.{number}"
        seen.add(visitor.send("/sign-in", {"email": ADDRESS, "password": "no"}).status_code)
    assert seen == {422, 429}
    last = visitor.send("/sign-in", {"email": ADDRESS, "password": "no"})
    assert 0 < int(last.headers["Retry-After"]) <= 3600
    assert "Try again in" in checked(last.text).words


def test_idle_guests_are_tidied_away_and_accounts_stay(
    app: Any, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    newcomer.send("/keep", {"email": "ivo@example.org", "password": SECRET})
    owner.send("/journal", {"text": "Gone one day."})
    assert "is deleted" in owner.page("/settings").words
    moment.now += timedelta(days=300)
    owner.get("/today")  # reading counts as being here
    moment.now += timedelta(days=300)
    run = app.test_cli_runner().invoke
    assert run(main.commands["tidy"]).output.startswith("Deleted 0 guests")
    moment.now += timedelta(days=110)
    assert run(main.commands["tidy"]).output.startswith("Deleted 1 guest ")
    with app.app_context():
        assert db.session.scalars(select(User.email)).all() == ["ivo@example.org"]
        left = select(func.count()).select_from(User.metadata.tables["journal_entry"])
        assert db.session.scalar(left) == 0
