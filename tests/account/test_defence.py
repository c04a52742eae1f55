"""Cookies, headers, bounds and doors: what a stranger must not be able to do."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest

from coach.web.headers import HEADERS
from tests.conftest import Visitor
from tests.pages import checked

Another = Callable[..., Visitor]
ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"
ELSEWHERE = ("https://elsewhere.example/", "//elsewhere.example", "/\\elsewhere.example",
             "javascript:alert(1)", "/\t/elsewhere.example", "https:elsewhere.example")  # fmt: skip


@pytest.fixture
def account(owner: Visitor) -> Visitor:
    """The owner with an e-mail address and a password."""
    assert owner.send("/keep", {"email": ADDRESS, "password": SECRET}).status_code == 303
    return owner


@pytest.mark.parametrize("https", [False, True])
def test_cookies_are_out_of_reach_of_scripts_other_sites_and_plain_http(
    another: Another, https: bool
) -> None:
    visitor = another(https=https)
    base = "https://localhost" if https else "http://localhost"
    token = checked(visitor.get("/settings", base_url=base).text).token()
    form = {"text": "A first note.", "csrf_token": token}
    referer = {"Referer": f"{base}/journal"}
    answer = visitor.post("/journal", data=form, base_url=base, headers=referer)
    assert answer.status_code == 303
    made = answer.headers.getlist("Set-Cookie")
    assert {cookie.partition("=")[0] for cookie in made} == {"session", "remember_token"}
    for cookie in made:
        parts = {part.strip() for part in cookie.split(";")}
        assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= parts
        assert ("Secure" in parts) is https
        assert not any(part.startswith("Domain") for part in parts)


@pytest.mark.parametrize("url", ["/", "/nowhere", "/sign-in", "/healthz", "/feed/none.ics"])
def test_every_answer_has_the_headers(client: Visitor, url: str) -> None:
    answer = client.get(url)
    assert {name: answer.headers.get(name) for name in HEADERS} == HEADERS
    assert "Strict-Transport-Security" not in answer.headers
    assert "Server" not in answer.headers


def test_with_https_browsers_are_told_to_stay_with_it(another: Another) -> None:
    answer = another(https=True).get("/", base_url="https://localhost")
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_private_pages_are_not_kept_by_shared_caches(account: Visitor) -> None:
    for url in ("/today", "/journal", "/settings/account", "/settings/export"):
        answer = account.get(url)
        assert "private" in answer.headers["Cache-Control"] or (
            "no-store" in answer.headers["Cache-Control"]
        ), url
        assert "Cookie" in answer.headers["Vary"]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_no_form_leads_elsewhere(account: Visitor, target: str) -> None:
    forms = (
        ("/settings/confirm", {"password": SECRET}),
        ("/settings/zone", {"choice": "keep"}),
        ("/bring-along", {"choice": "bring"}),
    )
    for url, form in forms:
        sent = {**form, "next": target, "csrf_token": account.token()}
        answer = account.post(url, query_string={"next": target}, data=sent)
        if answer.status_code == 422:
            continue
        assert answer.status_code == 303, url
        led = urljoin("http://localhost/settings", re.sub(r"[\t\r\n]", "", answer.location))
        assert urlsplit(led.replace("\\", "/")).netloc == "localhost", (url, answer.location)


def test_a_closed_server_takes_no_new_accounts_and_lets_the_old_ones_in(
    another: Another, account: Visitor
) -> None:
    visitor = another(registration=False)
    answer = visitor.send("/keep", {"email": "ivo@example.org", "password": SECRET})
    assert answer.status_code == 403
    assert visitor.get("/keep").status_code == 403
    assert checked(answer.text).all("input", type="password") == []
    again = visitor.send("/sign-in", {"email": "ivo@example.org", "password": SECRET})
    assert again.status_code == 422
    entered = visitor.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert entered.status_code == 303
    assert visitor.get("/settings/account").status_code == 200


def test_a_form_of_many_fields_is_refused_like_one_that_is_too_long(owner: Visitor) -> None:
    many = {f"field-{number}": "x" for number in range(1200)}
    files = {"text": (None, "A note."), **many}
    answer = owner.post("/journal", data=files, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_only_the_owner_reads_who_came_in(app: Any, account: Visitor, newcomer: Visitor) -> None:
    newcomer.send("/keep", {"email": "ivo@example.org", "password": SECRET})
    tried: Visitor = app.test_client()
    tried.send("/sign-in", {"email": ADDRESS, "password": "not the one"})
    assert "Refused: wrong password" in account.page("/settings/account").words
    assert "Refused" not in newcomer.page("/settings/account").words


def test_a_cookie_of_before_is_worthless_after_signing_out_everywhere_else(
    app: Any, account: Visitor
) -> None:
    kept = {name: account.get_cookie(name) for name in ("session", "remember_token")}
    account.send("/settings/sign-out-elsewhere")
    thief: Visitor = app.test_client()
    for name, cookie in kept.items():
        assert cookie is not None
        thief.set_cookie(name, cookie.value)
    assert thief.get("/settings/account").status_code == 302
    assert account.get("/settings/account").status_code == 200


def test_a_cookie_that_was_changed_is_nobodys(app: Any, account: Visitor) -> None:
    for name in ("session", "remember_token"):
        cookie = account.get_cookie(name)
        assert cookie is not None
        forger: Visitor = app.test_client()
        forger.set_cookie(name, cookie.value[:-3] + "AAA")
        assert forger.get("/settings/account").status_code == 302
