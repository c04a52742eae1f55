"""The listening room in a real browser: heard or read, answered, judged, overruled, tried again."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.paths import CONTENT
from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab
from tests.conftest import Moment
from tests.listening.acts import shown, silent
from tests.listening.course import GOOD
from tests.listening.shown import REPLY

MESSAGE = "/listening/messages/maren-steering/reply"
SPOT, LINE = "/listening/drills/drill-name-the-act/ts-valves", "/listening/drills/drill-one-breath"
TALK = "/listening/conversations/talk-tom-rota"
BETTER = "You’re caught between them. What would you want them to understand on Thursday?"
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small room, which has recordings."""
    room = loader.read(GOOD).listening
    app.extensions["catalogue"] = replace(app.extensions["catalogue"], listening=room)
    return app


def example(tab: Tab, site: Any) -> str:
    """Give whoever is in this tab the design's example as a reply; its address."""

    class Visitor:
        user_id = 1

    return shown(site.app, Visitor, site.moment.now)  # type: ignore[arg-type]


def answer(tab: Tab, reply: str) -> None:
    tab.page.fill("textarea", reply)
    tab.page.get_by_role("button", name="See feedback").click()
    tab.page.wait_for_url("**/replies/**")


def until(tab: Tab, script: str) -> None:
    """Wait until this is true on the page; its CSP lets no script of ours wait inside it."""
    for _ in range(100):
        if tab.page.evaluate(script):
            return
        tab.page.wait_for_timeout(50)
    raise AssertionError(script)


def test_the_link_from_today_shows_the_rooms_title_and_todays_set(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    tab.go("/listening#today")
    tab.page.wait_for_timeout(200)
    title = tab.page.locator("h1").bounding_box()
    begin = tab.page.get_by_role("link", name="Begin").first.bounding_box()
    assert title
    assert begin
    assert title["y"] >= 0
    assert begin["y"] + begin["height"] <= PHONE[1]


# ------------------------------------------------------------------ one exercise


@SIZES
@SCRIPT
def test_an_exercise_is_read_answered_overruled_and_tried_again(
    open_tab: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_tab(size, script=script).go(MESSAGE)
    tab.check()
    tab.page.locator("summary", has_text="Read it instead").click()
    assert "We’ve moved the launch twice now" in tab.words
    answer(tab, REPLY)
    assert "Your reply, marked up" in tab.words
    assert "You should just tell the steering group" in tab.words
    tab.check()
    tab.go(example(tab, open_tab.site))
    tab.page.locator("#n-advice-1").get_by_role("button").click()
    tab.page.locator("#n-advice-1 s").wait_for()
    assert "Set aside by you." in tab.page.locator("#n-advice-1").inner_text()
    assert "Advice, before she asked" in tab.page.locator("#n-advice-1").inner_text()
    if script:
        keep = tab.page.evaluate("document.activeElement.dataset.keep")
        assert keep == "advice-1"
        assert "Kept with your reply." in tab.page.locator("#live").inner_text()
    tab.check()
    tab.page.get_by_role("button", name="Let it stand again").click()
    tab.page.locator("#n-advice-1 s").wait_for(state="detached")
    tab.press("Try again")
    answer(tab, BETTER)
    assert "Your tries" in tab.words
    assert "this one" in tab.words
    tab.check()


@SCRIPT
def test_an_empty_reply_is_refused_and_the_words_stay_for_later(
    open_tab: Opener, script: bool
) -> None:
    tab = open_tab(PHONE, script=script).go(MESSAGE)
    tab.press("See feedback")
    assert "Write what you would say first" in tab.words
    tab.check()
    tab.page.fill("textarea", "So it slipped")
    tab.press("Save for later")
    tab.page.wait_for_url("**/listening")
    assert "So it slipped" in tab.words
    tab.go(MESSAGE)
    assert tab.page.input_value("textarea") == "So it slipped"


# ------------------------------------------------------------------ hearing it


def test_the_player_is_worked_by_keyboard(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go(MESSAGE)
    play = tab.page.get_by_role("button", name="Play Maren’s message")
    assert "4 seconds" in play.inner_text()
    slider = tab.page.get_by_role("slider")
    play.focus()
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("button", name="Pause Maren’s message").wait_for()
    until(tab, "document.querySelector('audio').currentTime > 0")
    tab.page.keyboard.press("Enter")
    tab.page.get_by_role("button", name="Play Maren’s message").wait_for()
    slider.focus()
    tab.page.keyboard.press("Home")
    tab.page.keyboard.press("ArrowRight")
    tab.page.keyboard.press("ArrowRight")
    until(tab, "Math.round(document.querySelector('audio').currentTime) === 2")
    assert slider.get_attribute("aria-valuetext") == "2 seconds of 4 seconds"
    assert tab.page.locator(".wave .played").count() > 20
    tab.page.get_by_role("button", name="0.75 times speed").click()
    assert tab.page.evaluate("document.querySelector('audio').playbackRate") == 0.75
    tab.check()


def test_without_script_the_browsers_own_control_is_there(open_tab: Opener) -> None:
    tab = open_tab(PHONE, script=False).go(MESSAGE)
    assert tab.page.locator("audio[controls]").is_visible()
    assert not tab.page.locator(".play").count()


def test_a_recording_that_cannot_be_played_gives_way_to_the_words(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    tab.page.route("**/*.mp3", lambda route: route.fulfill(status=404, body=""))
    tab.go(MESSAGE)
    tab.page.get_by_role("button", name="Play Maren’s message").click()
    tab.page.locator("details[data-transcript][open]").wait_for()
    assert tab.page.locator(".play").count() == 0
    tab.check()


def test_without_a_recording_or_a_voice_the_lines_appear_one_by_one(open_tab: Opener) -> None:
    silent(open_tab.site.app)
    tab = open_tab(LAPTOP)
    tab.page.add_init_script(
        "Object.defineProperty(window, 'speechSynthesis', { value: undefined })"
    )
    tab.go(MESSAGE)
    tab.press("Show it line by line")
    tab.page.locator("[data-lines] p").first.wait_for()
    assert tab.page.locator("[data-lines] p").count() == 1
    tab.check()
    tab.press("Stop")
    assert tab.page.get_by_role("button", name="Show it again").is_visible()


VOICES = """
const said = [];
window.said = said;
window.SpeechSynthesisUtterance = class extends EventTarget {
  constructor(text) { super(); this.text = text; }
};
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => [
    { name: "Google UK English", lang: "en-GB", localService: true },
    { name: "Far away", lang: "en-US", localService: false },
    { name: "Here", lang: "en-GB", localService: true },
  ],
  cancel() {}, addEventListener() {},
  speak(u) {
    said.push([u.text, u.voice.name, u.lang]);
    setTimeout(() => u.dispatchEvent(new Event("end")), 5);
  },
} });
"""


def test_a_voice_of_this_device_speaks_sentence_by_sentence(open_tab: Opener) -> None:
    silent(open_tab.site.app)
    tab = open_tab(LAPTOP)
    tab.page.add_init_script(VOICES)
    tab.go(MESSAGE)
    tab.page.fill("textarea", "My own words")
    tab.press("Hear it")
    until(tab, "window.said.length >= 3")
    said = tab.page.evaluate("window.said")
    assert (
        said[0][0].strip()
        == "We’ve moved the launch twice now because the supplier keeps slipping."
    )
    assert {(voice, lang) for _, voice, lang in said} == {("Here", "en-GB")}
    assert not any("My own words" in text for text, _, _ in said)


# ------------------------------------------------------------------ drills and talks


@SCRIPT
def test_a_drill_and_a_talk(open_tab: Opener, script: bool) -> None:
    tab = open_tab(PHONE, script=script).go(SPOT)
    tab.page.get_by_label("Gives advice").check()
    tab.press("Check")
    assert tab.heading == "Yes: it gives advice."
    tab.check()
    tab.press("Next line")
    tab.go(f"{LINE}/tl-oven")
    answer(tab, "Forty orders, and the oven gone.")
    assert "Forty orders, and no oven." in tab.words
    tab.check()
    tab.go(TALK)
    for _ in range(3):
        tab.page.fill("textarea", "Every Sunday, and the wall told you. What is that like?")
        tab.press("Reply")
        tab.check()
    assert "How it ended" in tab.words
    assert "Tom stays another minute." in tab.words


# ------------------------------------------------------------------ before anything else


def test_the_welcome_page_plays_a_voice_and_loads_it_only_then(
    app: Flask, open_tab: Opener
) -> None:
    app.extensions["catalogue"] = loader.read(CONTENT)
    tab = open_tab(PHONE)
    asked: list[str] = []
    tab.page.on("request", lambda request: asked.append(request.url))
    tab.go("/")
    tab.check()
    assert not [url for url in asked if url.endswith(".mp3")]
    tab.page.get_by_role("button", name="Play Amara’s message").click()
    until(tab, "document.querySelector('audio').currentTime > 0")
    assert [url for url in asked if url.endswith("/amara-change-log/opening.mp3")]
    assert tab.page.evaluate("document.querySelector('audio').duration") < 12


def test_the_welcome_page_has_the_browsers_own_player_without_script(
    app: Flask, open_tab: Opener
) -> None:
    app.extensions["catalogue"] = loader.read(CONTENT)
    tab = open_tab(PHONE, script=False).go("/")
    assert tab.page.locator("audio[controls]").is_visible()
    assert "Good, you’re here, two minutes." in tab.words


# ------------------------------------------------------------------ every page


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_every_page_of_the_room(
    open_tab: Opener, size: tuple[int, int], scheme: str, moment: Moment
) -> None:
    tab = open_tab(size, scheme=scheme).go("/listening/field")
    tab.page.fill("#asked", "What made Monday hard?")
    tab.press("Log this talk")
    feedback = example(tab, open_tab.site)
    pages = ("/listening", MESSAGE, feedback, "/listening/drills/drill-name-the-act", SPOT,
             f"{LINE}/tl-oven", TALK, "/listening/field", "/listening/field/1",
             "/listening/progress")  # fmt: skip
    for path in pages:
        tab.go(path)
        for details in tab.page.locator("main details").all():
            details.evaluate("each => each.open = true")
        tab.check()
