"""Wait for it in a real browser: with sound, with words at the speed of talking, step by step."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect

from coach.content import loader
from tests.browser.conftest import LAPTOP, PHONE, Opener
from tests.listening.course import GOOD

WAIT = "/listening/wait"
MAREN = f"{WAIT}/maren-steering"  # four seconds
HURRY = "window.setTimeout = ((real) => (act, ms) => real(act, ms / 10))(window.setTimeout)"


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small room, which has a recording with known pauses."""
    room = loader.read(GOOD).listening
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=room)
    return app


def test_a_message_is_heard_by_keyboard_and_a_press_after_the_last_word_is_waiting(
    open_tab: Opener,
) -> None:
    tab = open_tab(PHONE)
    page = tab.page
    page.add_init_script(HURRY)  # the four seconds of silence
    tab.go(WAIT).check()
    tab.press("Begin with three messages")
    assert page.url.startswith(open_tab.site.url + MAREN)
    page.get_by_role("button", name="Begin").focus()
    page.keyboard.press("Enter")
    speak = page.get_by_role("button", name="I’d speak now")
    expect(speak).to_be_focused()
    page.keyboard.press("Enter")  # a double press is one
    assert "mail" not in tab.words  # no word of the message is on the page
    tab.check()
    expect(page.locator("[data-part-of=status]")).to_have_text(
        "Maren has finished. Press the button to go on.", timeout=9000
    )
    expect(speak).to_be_focused()
    page.keyboard.press("Space")
    page.wait_for_url("**/turns/**")
    assert tab.heading == "You let Maren finish."
    tab.check()
    tab.press("Next message")  # there is no other one here
    assert tab.heading == "4 of 4 pauses let pass"
    tab.check()


def test_words_appear_at_their_times_and_a_press_ends_them(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go(f"{MAREN}?way=timed")
    page = tab.page
    page.get_by_label("Slower").check()
    page.get_by_role("button", name="Begin").click()
    lines = page.locator("[data-start]:visible")
    expect(lines.nth(1)).to_be_visible()
    assert lines.count() < 5
    page.wait_for_timeout(400)
    page.get_by_role("button", name="I’d speak now").click()
    page.wait_for_url("**/turns/**")
    assert tab.heading.startswith("You came in ")
    assert "points had been made by then" in tab.words
    tab.check()
    page.get_by_role("button", name="Play Maren’s message").click()
    for _ in range(100):
        if page.evaluate("document.querySelector('audio').currentTime") > 0.5:
            break
        page.wait_for_timeout(50)
    else:
        raise AssertionError("the rest does not play from where it was")


def test_without_script_or_sound_there_is_the_version_to_read(open_tab: Opener) -> None:
    tab = open_tab(PHONE, script=False).go(MAREN)
    assert not tab.page.get_by_role("button", name="Begin").is_visible()
    tab.press("Read it step by step instead")
    tab.press("Let Maren go on")
    tab.press("I’d speak now")
    assert tab.heading.startswith("You came in during a pause, after ")
    deaf = open_tab(PHONE)
    deaf.page.route("**/*.mp3", lambda route: route.fulfill(status=404, body=""))
    deaf.go(MAREN).page.wait_for_timeout(300)
    assert "You can read it step by step instead." in deaf.words
    deaf.check()
