"""The look-back in a real browser: by thumb, by keyboard alone, by what a screen reader is told;
and its pages with a year of history, on screen and on paper."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from coach import demo
from tests import demo_rows
from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab

RING = """[document.activeElement, document.activeElement.closest("label")].some(
    it => it && getComputedStyle(it).outlineStyle !== "none")"""


def begin(tab: Tab) -> None:
    tab.go("/look-back").press("Begin")


def onward(tab: Tab, number: int) -> None:
    """Wait for the page after the question with this number."""
    tab.page.wait_for_url(re.compile(r"matters$" if number == 16 else rf"/{number + 1}$"))


def test_sixteen_questions_with_one_tap_each_on_a_phone(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    begin(tab)
    page = tab.page
    for number in range(1, 17):
        answer = page.locator("button.choice").nth(number % 6)
        box = answer.bounding_box()
        assert box is not None
        assert box["height"] >= 44
        assert box["y"] + box["height"] <= PHONE[1], "reached without scrolling"
        answer.tap() if page.evaluate("'ontouchstart' in window") else answer.click()
        onward(tab, number)
    assert "Which two matter most" in tab.heading


PLACES = """
wanted => {
  const figures = document.querySelector("dl.figures");
  while (figures.children.length < wanted) figures.append(figures.children[0].cloneNode(true));
  return [...figures.children].map(each => [each.offsetLeft, each.offsetTop]);
}
"""


@pytest.mark.parametrize(("size", "rows", "columns"), [(PHONE, 2, 2), (LAPTOP, 1, 4)])
def test_of_four_figures_none_stands_alone(
    open_tab: Opener, size: tuple[int, int], rows: int, columns: int
) -> None:
    tab = open_tab(size).go("/lessons/listening-understand/1").press("Continue").go("/progress")
    places = tab.page.evaluate(PLACES, 4)
    assert len({left for left, _ in places}) == columns
    assert len({top for _, top in places}) == rows
    tab.check()


def test_a_double_tap_answers_one_question(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    begin(tab)
    box = tab.page.locator("button.choice").nth(3).bounding_box()
    assert box is not None
    tab.page.wait_for_timeout(400)
    for _ in range(2):
        tab.page.mouse.click(box["x"] + 40, box["y"] + 20)
    # the second tap breaks the first page off, so that there is no one address to wait for
    done = tab.page.get_by_role("progressbar", name="1 of 16 answered")
    expect(done).to_have_count(1)
    tab.page.wait_for_timeout(400)
    expect(done).to_have_count(1)
    tab.page.get_by_role("link", name="Back", exact=True).click()
    tab.page.wait_for_url("**/1")
    assert tab.page.get_by_role("button", name="Mostly", pressed=True).count() == 1


def test_sixteen_questions_by_keyboard_alone(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    page = tab.go("/look-back").page
    reach(tab, lambda: page.evaluate("document.activeElement.textContent").strip() == "Begin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/1")
    for number in range(1, 17):
        wanted = f"document.activeElement.value === '{25 * (number % 5)}'"
        reach(tab, lambda: bool(page.evaluate(wanted)))  # noqa: B023  asked at once
        page.keyboard.press("Enter")
        onward(tab, number)


def test_a_number_key_answers_and_the_arrows_turn_the_page(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    begin(tab)
    tab.page.keyboard.press("4")
    onward(tab, 1)
    tab.page.keyboard.press("ArrowLeft")
    tab.page.wait_for_url("**/1")
    assert tab.page.get_by_role("button", name="Mostly", pressed=True).count() == 1
    tab.page.keyboard.press("ArrowRight")
    onward(tab, 1)
    tab.check()


def reach(tab: Tab, there: Callable[[], bool]) -> None:
    """Press Tab until the focus is where it should be, seen by a ring."""
    for _ in range(20):
        tab.page.keyboard.press("Tab")
        if there():
            assert tab.page.evaluate(RING), "the focus cannot be seen"
            return
    raise AssertionError("not reached by twenty presses of Tab")


def test_a_screen_reader_is_told_the_question_and_six_answers(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    begin(tab)
    group = tab.page.get_by_role("group")
    name = tab.page.locator("fieldset > legend").inner_text()
    assert name.startswith("In your last seven days")
    assert tab.page.get_by_role("heading", level=1).inner_text().endswith(".")
    assert group.get_by_role("button").count() == 6
    for answer in ("Never", "About half the time", "It did not come up"):
        assert group.get_by_role("button", name=answer, exact=True, pressed=False).count() == 1
    assert tab.page.get_by_role("progressbar", name="0 of 16 answered").count() == 1


@pytest.fixture
def full(open_tab: Opener) -> Opener:
    """Somebody with a year of look-backs, who has come to read them."""
    demo_rows.fill(open_tab.site.app, days=380, habits=1)
    return open_tab


def sign_in(tab: Tab) -> Tab:
    tab.go("/sign-in")
    tab.page.fill("#email", demo.DEMO_ADDRESS)
    tab.page.fill("#password", demo.DEMO_PASSWORD)
    tab.page.get_by_role("button", name="Sign in").click()
    tab.page.wait_for_url("**/today")
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_of_a_year_of_look_backs(full: Opener, scheme: str) -> None:
    tab = sign_in(full((320, 640), scheme=scheme))
    for size in ((320, 640), PHONE, LAPTOP):
        tab.page.set_viewport_size({"width": size[0], "height": size[1]})
        week = "2026-W46"
        for path in (
            "/progress",
            f"/look-back/{week}",
            f"/look-back/{week}/reflection",
            f"/look-back/{week}/card",
            "/booklet",
            "/progress/compare",
            "/progress/compare?first=3&second=3",
            "/progress/focus",
        ):
            tab.go(path).check()


def test_a_result_on_paper_shows_the_table_and_no_buttons(full: Opener) -> None:
    tab = sign_in(full(LAPTOP, scheme="dark"))
    page = tab.go("/progress").page
    page.emulate_media(media="print")
    assert page.locator("table.data tbody tr").first.is_visible()
    assert page.locator("svg.radar").is_visible()
    assert page.get_by_text("Nobody answers quite the same way twice").is_visible()
    assert page.locator("main .btn:visible").count() == 0
    assert page.locator("nav:visible").count() == 0
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == "rgb(255, 255, 255)"
