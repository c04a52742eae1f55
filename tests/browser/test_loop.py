"""The purpose of it all, walked by a stranger: a lesson, a sentence to say, a habit, a check-in,
a look-back, and on the next day everything still there, and what came back in the journal."""

from datetime import timedelta

import pytest

from tests.browser import answering
from tests.browser.answering import asks
from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab

WAYS = pytest.mark.parametrize(
    ("size", "script"),
    [(PHONE, True), (LAPTOP, True), (PHONE, False), (LAPTOP, False)],
    ids=["390-script", "1280-script", "390-plain", "1280-plain"],
)
LONGEST_LESSON = 40  # pages: a lesson that does not end fails here
TO_SAY, CAME_BACK = "What worries you most, Femi?", "Asked Femi what he really thought."


@WAYS
def test_the_whole_loop(open_tab: Opener, size: tuple[int, int], script: bool) -> None:
    tab = open_tab(size, script)
    take_the_first_lesson(tab)
    check_in(tab)
    look_back(tab)
    come_back_tomorrow(tab, open_tab)


def test_three_clicks_from_the_welcome_page_to_the_first_question(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go("/")
    tab.press("Take the first lesson")
    clicks = 1
    while not asks(tab):
        tab.press("Continue")
        clicks += 1
    assert clicks <= 3


def test_pressing_check_in_twice_in_two_tabs_is_one_truth(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    plan_a_habit(tab.go("/habits/new"))
    tab.go("/today")
    other = Tab(tab.page.context, tab.url, script=True).go("/today")
    for one in (tab, other):
        one.page.locator("button.stamp").click()
        one.page.locator('button.stamp[aria-pressed="true"]').wait_for()
    assert "1 of 1 done" in tab.go("/today").words


def test_by_keyboard_alone_a_question_is_answered(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/lessons/listening-understand/3")
    page = tab.page
    page.locator("input[type=radio]").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.locator("#verdict").wait_for()
    assert page.evaluate("document.activeElement.id") == "verdict"


def take_the_first_lesson(tab: Tab) -> None:
    tab.go("/").check()
    tab.press("Take the first lesson")
    planned: set[str] = set()
    for _ in range(LONGEST_LESSON):
        tab.check()
        if tab.page.url.endswith("/finish"):
            break
        planned.add(one_step(tab))
    assert tab.page.url.endswith("/finish")
    assert {"intention", "habit"} <= planned


def one_step(tab: Tab) -> str:
    """Do what the step asks, and go on. Return what was planned, or an empty text."""
    page = tab.page
    if asks(tab):
        answering.anything(tab)
        tab.check()
    elif page.locator("form#intention").count():
        plan_a_sentence(tab)
        return "intention"
    elif page.get_by_role("button", name="Add “").count():
        page.get_by_role("button", name="Add “").first.click()
        page.locator("#verdict").wait_for()
        assert "You have this habit" in tab.words
        tab.check()
        tab.press("Continue")
        return "habit"
    tab.press("Continue")
    return ""


def plan_a_sentence(tab: Tab) -> None:
    """Plan what to say to somebody today, and go on."""
    tab.page.fill("#who", "Femi")
    tab.page.fill("#day", f"{tab.page.locator('#day').get_attribute('min')}")
    tab.page.fill("#words", TO_SAY)
    tab.press("Keep it")
    tab.page.locator("#verdict").wait_for()
    assert TO_SAY in tab.words
    tab.check()
    tab.press("Continue")


def plan_a_habit(tab: Tab) -> None:
    page = tab.page
    for name, words in {
        "name": "Ask before I answer",
        "cue": "a colleague brings me a problem",
        "act": "ask one question first",
    }.items():
        if not page.locator(f"#{name}").input_value():
            page.fill(f"#{name}", words)
    page.locator("input[name=kind][value=daily]").check(force=True)
    tab.check()
    tab.press("Plan this habit")
    tab.check()


def check_in(tab: Tab) -> None:
    tab.go("/today").check()
    assert "Today you want to say to Femi" in tab.words
    tab.page.locator("button.stamp").first.click()
    tab.page.locator('button.stamp[aria-pressed="true"]').first.wait_for()
    assert "1 of 1 done" in tab.go("/today").words
    tab.check()
    tab.go("/habits").check()
    tab.page.locator("a.checkin-name").first.click()
    tab.page.wait_for_load_state()
    tab.check()


def look_back(tab: Tab) -> None:
    tab.go("/look-back").check()
    tab.press("Begin")
    for number in range(16):
        if number % 8 == 0:
            tab.check()
        tab.page.locator("button.choice").nth(number % 6).click()
        tab.page.wait_for_url("**/matters" if number == 15 else f"**/{number + 2}")
    assert "Which two matter most" in tab.heading
    for number in (1, 6):
        tab.page.locator("label.choice").nth(number).click()
    tab.press("Keep these two")
    tab.check()
    tab.go("/progress").check()


def come_back_tomorrow(tab: Tab, open_tab: Opener) -> None:
    open_tab.site.moment.now += timedelta(days=1)
    tab.go("/today").check()
    assert "0 of 1 done" in tab.words
    say_what_came_back(tab)
    assert CAME_BACK in tab.go("/journal").words
    tab.check()
    assert "1 of" in tab.go("/learn").words
    tab.go("/habits")
    assert tab.page.locator("a.checkin-name").count() == 1
    tab.go("/progress").check()


def say_what_came_back(tab: Tab) -> None:
    """Answer what Today asks about the day before, and keep a line about it."""
    assert "Did you say it?" in tab.words
    tab.press("Yes")
    tab.check()
    tab.page.fill("#came_back", CAME_BACK)
    tab.press("Keep it")
    tab.check()
    assert "Did you say it?" not in tab.go("/today").words
