"""Say it instead: the words come into the field, can be mended, and only then are judged."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect

from coach.listening.speech.recogniser import NoSpeech, NotEnglish, Transcript
from coach.listening.speech.waiting_line import WaitingLine
from tests.browser.conftest import PHONE, Opener, Site, Tab
from tests.browser.test_say_aloud import MESSAGE, allowed, microphone, speaker
from tests.listening.speech.conftest import StandIn
from tests.listening.speech.test_pages import step_with_a_reply

PATIENCE = 20_000  # milliseconds, for a machine that does much at once
__all__ = ["microphone", "speaker"]  # fixtures


@pytest.fixture
def recogniser(site: Site) -> Iterator[StandIn]:
    """The recogniser of this server."""
    made = StandIn()
    site.app.extensions["speech"] = WaitingLine(lambda seat: made)
    yield made
    made.go_on.set()


def told(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.locator("[data-say-aloud] [role=status]")).to_have_text(words, timeout=PATIENCE)


def speak(tab: Tab) -> None:
    """Press, wait until it records, and press again, with the keyboard alone."""
    tab.page.get_by_role("button", name="Say it instead").focus()
    tab.page.keyboard.press("Enter")
    expect(tab.page.get_by_role("button", name="Stop")).to_be_focused()
    sounding(tab.page)
    tab.page.keyboard.press("Enter")


def sounding(page: Page) -> None:
    """Wait until it records and has measured some sound."""
    told(page, "Recording. It stops by itself after 90 seconds.")
    expect(page.locator(".level .played")).not_to_have_attribute("width", "0", timeout=PATIENCE)


def test_what_is_said_comes_into_the_field_is_mended_and_then_judged(
    recogniser: StandIn, speaker: Opener
) -> None:
    tab = allowed(speaker(PHONE)).go(MESSAGE)
    field = tab.page.locator("textarea[name=reply]")
    field.fill("Hello Amara.")
    tab.check()
    speak(tab)
    told(
        tab.page,
        "You spoke for 3 seconds. The words are in the field. Read them, and change what is wrong.",
    )
    expect(field).to_be_focused()
    expect(field).to_have_value("Hello Amara.\nSo the third one hurt.")
    tab.check()
    assert recogniser.heard[0][0] > 500
    assert recogniser.heard[0][1] == "matroska"
    field.fill("So the third one hurt. What would help?")
    tab.press("See feedback")
    assert "What would help?" in tab.words
    assert (
        "You spoke for 3 seconds; Amara for 61. Your first word came within a second." in tab.words
    )
    tab.check()


def test_the_reply_to_a_message_in_a_lesson_can_be_said(
    recogniser: StandIn, speaker: Opener, site: Site
) -> None:
    tab = allowed(speaker(PHONE)).go(step_with_a_reply(site.app))
    speak(tab)
    told(tab.page, re.compile("The words are in the field."))
    expect(tab.page.locator("textarea[name=answer]")).to_have_value("So the third one hurt.")
    tab.check()
    tab.press("Look at my reply")
    assert "So the third one hurt." in tab.words


def test_what_is_said_aloud_is_not_sent_where_the_server_could_write_it_down(
    recogniser: StandIn, speaker: Opener
) -> None:
    tab = allowed(speaker(PHONE)).go(MESSAGE)
    speak(tab)
    told(tab.page, re.compile("^You spoke for 3 seconds"))
    tab.page.get_by_role("button", name="Say it again").click()
    sounding(tab.page)
    tab.page.get_by_role("button", name="Stop").click()
    told(tab.page, re.compile(r"^Recorded: \d seconds?\.$"))
    assert len(recogniser.heard) == 1


def test_a_refusal_is_told_and_what_was_not_answered_can_be_sent_again_or_typed(
    recogniser: StandIn, speaker: Opener
) -> None:
    tab = allowed(speaker(PHONE)).go(MESSAGE)
    field, again = (
        tab.page.locator("textarea[name=reply]"),
        tab.page.get_by_role("button", name="Send it again"),
    )
    for refusal, words in (
        (NoSpeech(), "No speech was found in this recording. Is it the right microphone?"),
        (NotEnglish("pl"), re.compile("^That sounded like Polish.")),
    ):
        recogniser.answer = refusal
        speak(tab)
        told(tab.page, words)
        expect(again).to_be_hidden()
        expect(tab.page.get_by_role("button", name="Type instead")).to_be_visible()
        tab.check()
    tab.page.route("**/listening/speech", lambda route: route.abort())
    speak(tab)
    told(tab.page, "The server did not answer. Send it again, or type.")
    expect(again).to_be_focused()
    expect(tab.page.get_by_role("button", name="Say it instead")).to_be_hidden()
    tab.check()
    tab.page.unroute("**/listening/speech")
    recogniser.answer = Transcript("It is the third one.", 0, 1)
    again.click()
    told(tab.page, re.compile("^You spoke for 1 second. The words are in the field."))
    expect(field).to_have_value("It is the third one.")
    expect(again).to_be_hidden()
    recogniser.answer = NoSpeech()
    speak(tab)
    tab.page.get_by_role("button", name="Type instead").click()
    expect(field).to_be_focused()
    expect(again).to_be_hidden()


def test_two_people_at_once_and_a_recording_that_stops_by_itself(
    recogniser: StandIn, speaker: Opener
) -> None:
    recogniser.go_on.clear()
    first, second = (allowed(speaker(PHONE)).go(MESSAGE) for _ in range(2))
    first.page.eval_on_selector("[data-say-aloud]", "each => each.dataset.seconds = 1")
    first.page.get_by_role("button", name="Say it instead").click()
    told(first.page, "That was 1 second. What you said is being written down.")
    assert recogniser.begun.wait(20)
    speak(second)
    told(second.page, "One person is before you. It takes about 20 seconds.")
    second.check()
    second.page.get_by_role("button", name="Wait").click()
    told(second.page, "Waiting.")
    recogniser.go_on.set()
    for tab in (first, second):
        told(tab.page, re.compile("The words are in the field."))
    assert len(recogniser.heard) == 2


def test_without_a_speech_model_nothing_of_it_shows(speaker: Opener) -> None:
    page = allowed(speaker(PHONE)).go(MESSAGE).page
    expect(page.get_by_role("button", name="Say it aloud")).to_be_visible()
    expect(page.get_by_role("button", name="Say it instead")).to_have_count(0)
