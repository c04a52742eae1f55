"""Cookies, headers, bounds and doors: what a stranger must not be able to do."""

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from flask import request

from coach.cli import main
from coach.web.headers import HEADERS
from tests.conftest import Visitor
from tests.pages import checked

pytestmark = pytest.mark.any_database

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
    first = "__Host-" if https else ""
    names = {f"{first}session", f"{first}remember_token"}
    told = f"{first}saved=/journal"  # which form was taken: for our own script, and no secret
    assert {cookie.partition("=")[0] for cookie in made} == {*names, f"{first}saved"}
    for cookie in made:
        parts = {part.strip() for part in cookie.split(";")}
        assert {"SameSite=Lax", "Path=/"} <= parts
        assert ("HttpOnly" in parts) is (told not in parts)
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
    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000; includeSubDomains"


def test_pages_of_an_account_are_kept_nowhere_and_a_guests_in_no_shared_cache(
    account: Visitor, newcomer: Visitor
) -> None:
    for url in ("/today", "/journal", "/settings/account", "/settings/export", "/nowhere"):
        answer = account.get(url)
        assert "no-store" in answer.headers["Cache-Control"], url
        assert "Cookie" in answer.headers["Vary"]
    for url in ("/today", "/journal", "/nowhere"):
        assert "private" in newcomer.get(url).headers["Cache-Control"], url


@pytest.mark.parametrize(
    "url",
    ["/", "/today", "/sign-in", "/keep", "/reset", "/reset/x", "/settings/recovery-codes",
     "/settings/second-step", "/settings/passkeys", "/settings/export", "/healthz", "/nowhere"],
)  # fmt: skip
def test_directives_of_caches_are_bare_tokens(account: Visitor, url: str) -> None:
    said = account.get(url).headers["Cache-Control"]
    assert {part.strip() for part in said.split(",")} <= {"private", "no-store", "no-cache"}, said


def test_cookies_of_the_time_zone_are_for_https_alone_as_well(another: Another) -> None:
    visitor = another(https=True)
    base = "https://localhost"
    visitor.set_cookie("zone", "Asia/Tokyo")  # anybody’s, on another host of the same name
    visitor.set_cookie("__Host-zone", "Europe/Berlin", secure=True)
    page = checked(visitor.get("/settings", base_url=base).text)
    assert page.one("html").get("data-https") is not None
    assert page.one("option", value="Europe/Berlin").get("selected") is not None
    form = {"choice": "keep", "csrf_token": page.token()}
    answer = visitor.post("/settings/zone", data=form, base_url=base, headers={"Referer": base})
    made = [c for c in answer.headers.getlist("Set-Cookie") if "zone_kept" in c]
    assert len(made) == 1
    assert made[0].startswith("__Host-zone_kept=Europe/Berlin")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= {part.strip() for part in made[0].split(";")}


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


@pytest.mark.parametrize("length", [64, 100])
def test_a_long_password_of_any_signs_counts_to_its_last_sign(
    app: Any, owner: Visitor, length: int
) -> None:
    password = ("Ünïcode ✓ a'b\"c<d> " * 9)[: length - 1] + "Z"
    assert owner.send("/keep", {"email": ADDRESS, "password": password}).status_code == 303
    for typed, status in ((password[:-1], 422), (password.swapcase(), 422), (password, 303)):
        visitor: Visitor = app.test_client()
        assert visitor.send("/sign-in", {"email": ADDRESS, "password": typed}).status_code == status


@pytest.mark.parametrize("password", ["goodterms1", "Good-Terms 1", "nora.winter", "noralistening"])
def test_a_password_made_of_what_is_near_at_hand_is_refused(owner: Visitor, password: str) -> None:
    form = {"email": "nora.winter@example.org", "password": password}
    assert owner.send("/keep", form).status_code == 422
    assert owner.send("/keep", {**form, "password": SECRET}).status_code == 303
    change = {"password": SECRET, "new_password": password, "new_password_confirm": password}
    assert owner.send("/settings/password", change).status_code == 422


def test_password_fields_hide_what_is_typed_and_let_password_managers_help(
    account: Visitor, client: Visitor
) -> None:
    pages = [client.page("/sign-in"), client.page("/keep"), account.page("/settings/password")]
    for page in pages:
        fields = [f for f in page.all("input") if "password" in (f.get("name") or "")]
        assert fields
        for field in fields:
            assert field.get("type") == "password"
            assert (field.get("autocomplete") or "").endswith("password")
            assert field.get("onpaste") is None


def test_a_form_shown_again_for_its_token_shows_no_secret(account: Visitor) -> None:
    form = {"password": "secret-1", "new_password": "secret-2", "new_password_confirm": "secret-3"}
    for url in ("/settings/password", "/sign-in/code"):
        answer = account.post(url, data={**form, "code": "secret-4", "credential": "secret-5"})
        assert answer.status_code == 400
        assert "secret-" not in answer.text


def test_the_host_can_end_all_sessions_of_one_account_or_of_all(
    app: Any, account: Visitor, newcomer: Visitor
) -> None:
    run = app.test_cli_runner().invoke
    command = main.commands["sign-out"]
    assert run(command, [ADDRESS]).output == "Accounts signed out everywhere: 1.\n"
    assert account.get("/settings/account").status_code == 302
    account.send("/sign-in", {"email": ADDRESS, "password": SECRET})
    assert account.get("/settings/account").status_code == 200
    assert run(command, ["--all-accounts"]).output == "Accounts signed out everywhere: 1.\n"
    assert account.get("/settings/account").status_code == 302
    assert "Ivo" in newcomer.get("/settings").text  # a guest’s browser is the only key
    assert run(command, ["ivo@example.org"]).exit_code == 1
    assert run(command, []).exit_code == 2


def test_what_a_proxy_says_is_believed_only_where_there_is_one(another: Another) -> None:
    told = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Host": "elsewhere.example"}
    for proxies, address in ((0, "127.0.0.1"), (1, "203.0.113.9")):
        visitor = another(trusted_proxies=proxies)
        seen: list[str | None] = []
        visitor.application.before_request(lambda seen=seen: seen.append(request.remote_addr))
        visitor.get("/privacy", headers=told)
        assert seen == [address]


@pytest.mark.parametrize(
    ("url", "status"),
    [
        ("/.git/config", 404), ("/instance/coach.db", 404), ("/static/", 404), ("/static/js/", 404),
        ("/instance/secret_key", 404), ("/console", 404), ("/graphql", 404), ("/docs", 404),
    ],
)  # fmt: skip
def test_nothing_is_served_but_pages_and_our_own_files(
    app: Any, client: Visitor, url: str, status: int
) -> None:
    assert client.get(url).status_code == status
    folder = client.page("/").all("link", rel="stylesheet")[0].get("href", "").rpartition("css/")[0]
    for path in ("", "css/", "../../pyproject.toml", "%2e%2e/config.py", "/etc/passwd"):
        assert client.get(folder + path).status_code in (308, 404), path
    assert not app.debug


def test_methods_nobody_asked_for_are_refused(client: Visitor) -> None:
    for method in ("TRACE", "PUT", "PATCH", "DELETE", "CONNECT"):
        assert client.open("/today", method=method).status_code == 405


@pytest.mark.parametrize(
    "target", ["//a@[127.0.0.1]", "/\\b@[127.0.0.1]", "//[", "https://[::1", "//host:999999999"]
)
def test_an_address_that_is_none_is_refused_wherever_it_stands(
    another: Another, account: Visitor, target: str
) -> None:
    for url in ("/sign-in", "/settings/confirm", "/sign-in/passkey", "/bring-along"):
        assert account.get(url, query_string={"next": target}).status_code == 400
        assert account.send(url, {"next": target, "password": SECRET}).status_code == 400
    secure = another(https=True)
    answer = secure.post("/sign-in", base_url="https://localhost", headers={"Referer": target})
    assert answer.status_code == 400


@pytest.mark.parametrize("host", ["", " ", ":8000", "[", "a:b:c", "[::1", "/"])
def test_a_request_to_no_host_is_refused(client: Visitor, host: str) -> None:
    for url in ("/", "/sign-in", "/sign-in/passkey", "/no-such-page"):
        assert client.get(url, headers={"Host": host}).status_code == 400, url
        assert client.post(url, headers={"Host": host}).status_code == 400, url


@pytest.mark.parametrize("body", ["[1]", '{"text": 1}', "1", "null", "{"])
def test_a_body_that_is_no_form_is_refused(account: Visitor, body: str) -> None:
    headers = {"X-CSRFToken": account.token()}
    for url in ("/journal", "/look-back/matters", "/sign-in", "/settings/password"):
        for kind in ("application/json", "text/plain"):
            answer = account.post(url, data=body, content_type=kind, headers=headers)
            assert answer.status_code == 415, url
            assert checked(answer.text).links()


def test_a_passkeys_answer_to_another_question_registers_nothing(
    app: Any, account: Visitor, client: Visitor
) -> None:
    asked = client.send("/sign-in/passkey").text
    other = re.search(r"/sign-in/passkey/([^\"?]+)", asked)
    assert other
    mine = re.search(
        r"/settings/passkeys/([^\"?]+)", account.send("/settings/passkeys", {"name": "mine"}).text
    )
    assert mine
    for token in (other[1], "e30.x.y", "WzFd.x.y", "MQ.x.y", ""):
        answer = account.send(f"/settings/passkeys/{token}", {"credential": "{}"})
        assert answer.status_code in (303, 308, 404, 405), token
    assert account.send(f"/settings/passkeys/{mine[1]}", {"credential": "{}"}).status_code == 303
    assert "None. Sign in with a finger" in account.page("/settings/account").words


@pytest.mark.parametrize("secret", ["x" * 4097, "ﷺ" * 300, "x" * 1000])
def test_an_endless_password_is_refused_for_known_and_unknown_addresses_alike(
    app: Any, account: Visitor, client: Visitor, secret: str
) -> None:
    seen = {
        client.send("/sign-in", {"email": email, "password": secret}).status_code
        for email in (ADDRESS, "ivo@example.org")
    }
    assert len(seen) == 1
    assert seen <= {413, 422}
    change = {"password": secret, "new_password": secret, "new_password_confirm": secret}
    for url in ("/settings/confirm", "/settings/password", "/settings/delete"):
        assert account.send(url, {**change, "typed": ADDRESS}).status_code in (413, 422)
