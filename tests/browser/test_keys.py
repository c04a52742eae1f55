"""Keys in lessons and review: they choose, check and turn pages, and are never stolen."""

import pytest

from coach.content import loader
from tests.browser.conftest import LAPTOP, Opener, Tab
from tests.lessons.course import GOOD

LESSON = "/lessons/listening-understand"


@pytest.fixture
def open_lesson(open_tab: Opener) -> Opener:
    """Tabs on a site with the small course, which has every type once."""
    open_tab.site.app.extensions["catalogue"] = loader.read(GOOD)
    return open_tab


def key(tab: Tab, name: str) -> None:
    tab.page.keyboard.press(name)
    tab.page.wait_for_load_state()


def test_a_question_is_answered_by_keys_alone(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/2")
    key(tab, "2")
    assert tab.page.locator("label.choice input").nth(1).is_checked()
    key(tab, "3")
    assert tab.page.locator("label.choice input:checked").count() == 1
    key(tab, "Enter")
    tab.page.locator("#verdict").wait_for()
    key(tab, "Enter")
    tab.page.wait_for_url(f"**{LESSON}/3")
    tab.check()


def test_a_number_marks_and_unmarks_where_several_fit(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/3")
    for name in ("1", "2", "1"):
        key(tab, name)
    boxes = tab.page.locator("label.choice input")
    assert [boxes.nth(place).is_checked() for place in range(3)] == [False, True, False]


def test_a_number_says_a_reply_in_a_talk(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/11")
    key(tab, "1")
    tab.page.get_by_role("button", name="See how it went").wait_for()


def test_arrows_turn_pages_where_nothing_is_lost(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/1")
    key(tab, "ArrowRight")
    tab.page.wait_for_url(f"**{LESSON}/2")
    key(tab, "ArrowRight")
    assert tab.page.url.endswith("/2"), "an open question is not skipped"
    key(tab, "ArrowLeft")
    tab.page.wait_for_url(f"**{LESSON}/1")
    key(tab, "ArrowRight")
    tab.page.wait_for_url(f"**{LESSON}/2")
    key(tab, "1")
    tab.page.evaluate("document.activeElement.blur()")
    key(tab, "ArrowLeft")
    assert tab.page.url.endswith("/2"), "what was chosen would be lost"


def test_no_key_is_stolen_from_a_field_a_modifier_or_a_radio_button(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/9")
    tab.page.locator("#answer-1").focus()
    for name in ("2", "4", "ArrowLeft"):
        key(tab, name)
    assert tab.page.locator("#answer-1").input_value() == "24"
    assert tab.page.url.endswith("/9")
    tab.go(f"{LESSON}/2")
    for name in ("Alt+1", "Control+2", "Shift+ArrowLeft"):
        key(tab, name)
    assert tab.page.url.endswith("/2")
    assert tab.page.locator("label.choice input:checked").count() == 0
    tab.page.locator("label.choice input").first.focus()
    key(tab, "ArrowRight")
    assert tab.page.locator("label.choice input").nth(1).is_checked(), "the browser's own use"
    assert tab.page.url.endswith("/2")


def test_the_keys_are_said_once_and_can_be_turned_off(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP).go(f"{LESSON}/2")
    assert tab.words.count("Enter checks or goes on") == 1
    tab.press("Turn the keys off").check()
    tab.go(f"{LESSON}/2")
    key(tab, "1")
    assert tab.page.locator("label.choice input:checked").count() == 0
    tab.press("Turn them on")
    tab.go(f"{LESSON}/2")
    key(tab, "1")
    assert tab.page.locator("label.choice input:checked").count() == 1


def test_without_script_nothing_is_promised(open_lesson: Opener) -> None:
    tab = open_lesson(LAPTOP, script=False).go(f"{LESSON}/2")
    assert "Enter checks" not in tab.words
