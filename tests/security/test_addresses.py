"""Addresses that a request asks to be led to: only pages of this site, and never a fault."""

import re
from urllib.parse import quote

import pytest
from flask import Flask

from coach.web.forms import is_local
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

SECRET = "a long sentence of mine"
ELSEWHERE = (
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\n/evil.example",
    "/\x0b/evil.example",
    "/\x00/evil.example",
    "/\u2028/evil.example",
    "/\x85/evil.example",
    "/today\r\nSet-Cookie: a=b",
    "/today\n",
    "https://evil.example",
    "https:evil.example",
    "http:///evil.example",
    "javascript:alert(1)",
    "https://localhost@evil.example/",
    "today",
    "",
)
HERE = ("/today", "/habits?x=//y#z", "/%09/x", "/journal?q=ä ö", "/x:y//evil.example")


@pytest.mark.parametrize("target", ELSEWHERE, ids=repr)
def test_nothing_that_a_browser_or_a_header_reads_otherwise_is_a_path_of_ours(target: str) -> None:
    assert not is_local(target)


@pytest.mark.parametrize("target", HERE)
def test_a_path_of_ours_is_one(target: str) -> None:
    assert is_local(target)


@pytest.mark.parametrize("asked", ["query", "form"])
def test_no_form_leads_elsewhere_whatever_is_asked_for(
    app: Flask, owner: Visitor, newcomer: Visitor, asked: str
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    away = {"habit": "0", "first": "2026-11-27", "last": "2026-11-28"}
    sent = [
        (owner, "/settings/confirm", {"password": SECRET}),
        (owner, "/habits/away", away),
        (owner, "/settings/zone", {"choice": "keep"}),
        (owner, "/bring-along", {"choice": "bring"}),
        (newcomer, "/keep/decline", {}),
    ]
    for target in ELSEWHERE[:14]:
        for visitor, url, form in sent:
            query = f"?next={quote(target)}" if asked == "query" else ""
            more = {"next": target} if asked == "form" else {}
            answer = visitor.send(url + query, {**form, **more})
            assert answer.status_code < 500, (url, target)
            assert re.match(r"/(?![/\\\s])|%5C", answer.location or "/x"), (url, target)


def test_a_guest_with_a_question_to_answer_is_led_to_it_from_any_address(
    app: Flask, owner: Visitor, newcomer: Visitor
) -> None:
    app.config["PROPAGATE_EXCEPTIONS"] = False
    owner.send("/keep", {"email": "nora@example.org", "password": SECRET})
    newcomer.send("/journal", {"text": "As a guest."})
    newcomer.send("/sign-in", {"email": "nora@example.org", "password": SECRET})
    for path in ("/learn/a%0d%0aSet-Cookie:b", "/learn/a&choice=leave", "/learn/a%26choice=leave"):
        answer = newcomer.get(path)
        assert answer.status_code == 303
        assert re.fullmatch(r"/bring-along\?next=[\w/%.:-]+", answer.location)
