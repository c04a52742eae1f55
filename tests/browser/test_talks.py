"""A conversation in which something is asked, and a message that comes back, in a real browser."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.embedder import load
from coach.listening.engine.classifier.judge import Judge
from coach.paths import CONTENT
from tests.browser.conftest import LAPTOP, PHONE, Opener

ROOM = loader.read(CONTENT).listening
EMIL = ROOM.conversations["talk-emil-saturday"]
ADDRESS = "/listening/conversations/talk-emil-saturday"
SIPHO = ROOM.messages["sipho-renewal"]


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the shipped room and the whole judge."""
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=ROOM)
    app.extensions["listening"].judge = Judge(load(), heads.read())
    return app


def test_a_request_is_refused_by_keyboard_alone(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go(ADDRESS)
    tab.check()
    assert "What is yours to decide: You cannot give anybody Saturday afternoon" in tab.words
    for turn in EMIL.turns:
        tab.page.locator("textarea").focus()
        tab.page.keyboard.type(turn.model)
        tab.page.get_by_role("button", name="Reply").focus()
        with tab.page.expect_navigation():
            tab.page.keyboard.press("Enter")
        tab.check()
    assert EMIL.ending.open in tab.words
    assert tab.words.count("It opened the door.") == 3


def test_without_script_a_vague_answer_keeps_the_door_closed(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP, script=False).go(ADDRESS)
    for words in (EMIL.turns[0].model, "I’ll see what I can do.", EMIL.turns[2].model_closed):
        tab.page.locator("textarea").fill(words)
        tab.press("Reply")
    assert EMIL.turns[2].closed in tab.words
    assert tab.words.count("The door stayed closed.") == 1
    tab.page.locator("main a[href*='/listening/replies/']").nth(1).click()
    assert tab.heading == "He still doesn’t know whether he gets it."


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_message_comes_back_first_in_todays_set_and_one_press_lets_it_go(
    open_tab: Opener, script: bool
) -> None:
    tab = open_tab(PHONE, script=script)
    for name in (SIPHO.id, "farah-two-labels"):
        tab.go(f"/listening/messages/{name}/reply")
        tab.page.locator("textarea").fill(SIPHO.models["reply"])
        tab.press("See feedback")
    tab.page.wait_for_load_state()
    open_tab.site.moment.now += timedelta(days=1)
    tab.go("/today").check()
    assert "What did Sipho tell you?" in tab.words
    tab.page.locator("form[action$='sipho-renewal/stop'] button").click()
    tab.page.wait_for_load_state()
    assert "What did Sipho tell you?" not in tab.words
    assert "What did Farah tell you?" in tab.words
    tab.check()
    tab.go("/listening").check()
    assert "One message to remember" in tab.words
    tab.go("/listening/today").check()
    assert tab.heading == "What did Farah tell you?"
    tab.page.locator("textarea").fill("She put the wrong label on a tube.")
    tab.press("See what you remembered").press("Go on")
    tab.check()
    assert "Next in today’s set" in tab.words
    tab.go("/listening/progress").check()
    assert "You came back to 1 message" in tab.words
