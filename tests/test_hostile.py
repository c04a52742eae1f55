"""Nonsense, sent to every address and every form: refused kindly, never a fault of ours."""

import os
import re
from collections.abc import Iterator
from random import Random
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask

from coach import demo
from tests.conftest import Visitor
from tests.pages import Page, parse

HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "1e309",
    "NaN",
    "9" * 40,
    "2026-02-30",
    "9999-12-31",
    "0001-01-01",
    "2026-W99",
    "null",
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'; DROP TABLE user; --",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "\u202eright to left",
    "\x00nul",
    "😀" * 50,
    "a" * 30_000,
    "%s%n%d",
    "//elsewhere.example",
)
PAGES = ("/today", "/learn", "/habits", "/habits/new", "/look-back", "/progress", "/journal",
         "/settings", "/keep", "/sign-in", "/lessons/listening-understand/2")  # fmt: skip
ROUNDS = int(os.environ.get("COACH_FUZZ", "300"))
LEAVES = ("/sign-out", "/settings/delete", "/settings/everywhere")  # they would end the test
MARKUP = re.compile(r"<script>alert\(1\)|<img src=x")


@pytest.fixture
def person(app: Any) -> Visitor:
    """Somebody with history, so that ids of every kind exist."""
    demo.fill(app, days=60)
    visitor: Visitor = app.test_client()
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    assert visitor.send("/sign-in", form).status_code == 303
    return visitor


def addresses(app: Flask, random: Random) -> Iterator[tuple[str, set[str]]]:
    """Return every rule with hostile or ordinary values in its places, and its methods."""
    for rule in app.url_map.iter_rules():
        if rule.endpoint == "static" or rule.rule in LEAVES:
            continue

        def value(match: re.Match[str]) -> str:
            kind = match[1] or ""
            if kind.startswith("int"):
                return random.choice(["1", "2", "0", "9" * 30])
            return quote(random.choice(HOSTILE)[:200], safe="") or "x"

        url = re.sub(r"<(?:(\w+)(?:\([^)]*\))?:)?\w+>", value, rule.rule)
        yield url, rule.methods or set()


def forms(page: Page) -> Iterator[tuple[str, list[str]]]:
    """Return each form's address and the names of its fields."""
    for form in page.all("form"):
        names = [
            control.get("name", "")
            for tag in ("input", "select", "textarea", "button")
            for control in form.iter(tag)
        ]
        yield form.get("action", ""), [n for n in names if n and n != "csrf_token"]


def test_no_address_and_no_form_can_be_made_to_fail(app: Any, person: Visitor) -> None:
    random = Random(11)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    known = [form for url in PAGES for form in forms(parse(person.get(url).text))]
    names = sorted({name for _, fields in known for name in fields})
    token = person.token()
    faults = []
    for number in range(ROUNDS):
        if number % 2:
            action, fields = random.choice(known)
            url, methods = action, {"POST"}
        else:
            url, methods = random.choice(list(addresses(app, random)))
            fields = random.sample(names, min(8, len(names)))
        if url.split("?")[0] in LEAVES:
            continue
        form = {name: random.choice(HOSTILE) for name in fields}
        query = {name: random.choice(HOSTILE)[:500] for name in random.sample(names, 2)}
        if "POST" in methods:
            answer = person.post(url, data={**form, "csrf_token": token})
        else:
            answer = person.get(url, query_string=query)
        if answer.status_code >= 500 or MARKUP.search(answer.text):
            faults.append((answer.status_code, url, form))
    assert not faults, faults[:3]


def test_without_a_token_nothing_is_taken(app: Any, person: Visitor) -> None:
    random = Random(3)
    for url, methods in addresses(app, random):
        if "POST" in methods:
            assert person.post(url, data={"text": "x"}).status_code in (308, 400, 404, 405), url
