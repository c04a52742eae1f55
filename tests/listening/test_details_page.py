"""The feedback on a brief: which details were read back, and what was written instead."""

import re

import pytest
from flask import Flask

from coach.content import loader
from coach.paths import CONTENT
from tests.conftest import Visitor

HENRIK = "/listening/messages/henrik-sixty-four-guests/reply"
REPLY = "So it’s the ninth, sixty-four guests, and no nuts on table six."


@pytest.fixture
def app(app: Flask) -> Flask:
    """Return the app with the shipped course."""
    app.extensions["catalogue"] = loader.read(CONTENT)
    return app


def test_a_misread_detail_stands_beside_what_was_said_and_can_be_counted(owner: Visitor) -> None:
    token = owner.page(HENRIK).one("input", name="token").get("value", "")
    place = str(owner.send(HENRIK, {"reply": REPLY, "token": token}).location)
    page = owner.page(place)
    assert re.search(r"You wrote “?ninth”? ?, he said: Friday the nineteenth", page.words)
    assert "Read back. sixty-four guests" in page.words
    assert "Not in your reply. the fish at a quarter past eight" in page.words
    own = place.partition("?")[0].partition("#")[0]
    owner.send(f"{own}/aside", {"note": "detail-d-nineteenth"})
    assert "Counted, on your word. Friday the nineteenth" in owner.page(place).words
