"""Installing the app, what is shared to it, and what is shared from it."""

import json
import struct
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from coach import paths
from coach.accounts.models import User
from coach.db import db
from coach.device import shared_text
from coach.device.manifest import ICONS, PAPER
from tests.conftest import Visitor
from tests.pages import text


@pytest.fixture
def content(client: Visitor) -> dict[str, Any]:
    """The manifest as a browser gets it."""
    answer = client.get("/manifest.webmanifest")
    assert (answer.status_code, answer.mimetype) == (200, "application/manifest+json")
    found: dict[str, Any] = json.loads(answer.text)
    return found


def test_every_page_leads_to_the_manifest_and_to_an_icon_for_ios(client: Visitor) -> None:
    head = client.page("/").all("link")
    found = {link.get("rel"): link.get("href", "") for link in head}
    assert found["manifest"] == "/manifest.webmanifest"
    assert client.get(found["apple-touch-icon"]).status_code == 200


def test_the_manifest_has_what_browsers_ask_before_they_offer_to_install(
    content: dict[str, Any],
) -> None:
    assert content["display"] == "standalone"
    assert content["start_url"].startswith(content["scope"])
    sizes = {(icon["sizes"], icon["purpose"]) for icon in content["icons"]}
    assert {("192x192", "any"), ("512x512", "any"), ("512x512", "maskable")} <= sizes


def test_every_address_in_the_manifest_opens(client: Visitor, content: dict[str, Any]) -> None:
    pages = [content["start_url"], *(each["url"] for each in content["shortcuts"])]
    icons = [icon["src"] for icon in content["icons"]]
    for address in (*pages, *icons, content["share_target"]["action"]):
        assert client.get(address, follow_redirects=True).status_code == 200, address


@pytest.mark.parametrize("file", [name for name, _, _ in ICONS if name.endswith("png")])
def test_each_icon_is_as_large_as_the_manifest_says(file: str) -> None:
    said = {size for name, size, _ in ICONS if name == file}
    data = (paths.STATIC / file).read_bytes()
    width, height = struct.unpack(">II", data[16:24])
    assert (data[:8], said) == (b"\x89PNG\r\n\x1a\n", {f"{width}x{height}"})


def test_the_app_has_the_background_of_the_light_theme(client: Visitor) -> None:
    colours = {each.get("content") for each in client.page("/").all("meta", name="theme-color")}
    assert PAPER in colours


# ------------------------------------------------------------------ shared to the app


@pytest.mark.parametrize(
    ("title", "words", "link", "kept"),
    [
        ("News", "Two lines", "https://a.example/1", "News\nTwo lines\nhttps://a.example/1"),
        ("", "https://a.example/1", "https://a.example/1", "https://a.example/1"),
        ("Port", "Port: the berth is free", "", "Port\nPort: the berth is free"),
        (" ", "", "", ""),
    ],
)
def test_what_is_shared_stands_once(title: str, words: str, link: str, kept: str) -> None:
    assert shared_text.joined(title, words, link) == kept


@given(st.text(), st.text(), st.text())
def test_a_shared_text_never_gets_too_long_and_loses_no_short_part(
    title: str, words: str, link: str
) -> None:
    found = shared_text.joined(title, words, link)
    assert len(found) <= shared_text.LONGEST
    if len(title) + len(words) + len(link) < shared_text.LONGEST - 3:
        assert all(part.strip() in found for part in (title, words, link))


def test_a_shared_text_can_become_a_note(client: Visitor) -> None:
    page = client.page("/share?title=News&text=Maren+has+a+new+post")
    form = {"text": "Maren has a new post", "token": page.one("input", id="token").get("value")}
    client.send("/journal", form)
    assert "Maren has a new post" in client.page("/journal").words


def test_a_shared_text_can_become_the_draft_of_a_message(client: Visitor) -> None:
    page = client.page("/share?text=Maren+has+a+new+post")
    button = page.all("button", value="later")[0]
    form = {"act": "later", "text": "Maren has a new post"}
    client.send(button.get("formaction", ""), form)
    drafts = client.page("/write").words
    assert f"{text(button).strip()} Maren has a new post" in drafts


def test_nothing_is_kept_of_a_shared_text_before_a_button_is_pressed(
    app: Flask, client: Visitor
) -> None:
    answer = client.get("/share?text=%3Cscript%3Ealert(1)%3C/script%3E")
    assert "<script>alert" not in answer.text
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(User)) == 0


# ------------------------------------------------------------------ shared from the app


@pytest.mark.parametrize(
    "address", ["/learn/authenticity", "/learn/authenticity/guide", "/journal/tools/promise-list"]
)
def test_a_page_of_the_course_can_be_shared_with_its_address_alone(
    client: Visitor, address: str
) -> None:
    page = client.page(address)
    assert page.one("input", id="page-address").get("value") == f"http://localhost{address}"
    (mail,) = [link for link in page.links() if link.startswith("mailto:?")]
    assert "body=http%3A//localhost" in mail


# ------------------------------------------------------------------ the offer to install


@pytest.mark.parametrize(("days", "offered"), [(2, 0), (3, 1)])
def test_installing_is_offered_from_the_third_day_on(
    app: Flask, owner: Visitor, days: int, offered: int
) -> None:
    with app.app_context():
        user = db.session.get_one(User, owner.user_id)
        user.created_at = app.extensions["clock"]() - timedelta(days=days)
        db.session.commit()
    assert len(owner.page("/today").all("aside", id="install-hint")) == offered
