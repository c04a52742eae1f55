"""Habits in a real browser: every page at every size, two tabs, the keyboard alone."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab
from tests.browser.test_loop import plan_a_habit
from tests.conftest import Moment

PAGES = (
    "/habits",
    "/habits?by=principle",
    "/habits/1",
    "/habits/1/why",
    "/habits/1/edit",
    "/habits/1/rehearse",
    "/habits/1/rehearse?step=3",
    "/habits/1/history",
    "/habits/1/history/2026-10",
    "/habits/away",
    "/habits/notes",
    "/habits/arrange",
    "/habits/paper",
    "/today",
)


def numeric(tab: Tab) -> None:
    """Plan a habit that records a number."""
    tab.go("/habits/new")
    tab.page.locator("input[name=goal][value=at_least]").check(force=True)
    tab.page.fill("#target", "20")
    tab.page.fill("#unit", "pages")
    plan_a_habit(tab)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_every_page_of_a_habit(open_tab: Opener, size: tuple[int, int], scheme: str) -> None:
    tab = open_tab(size, scheme=scheme)
    numeric(tab)
    plan_a_habit(tab.go("/habits/new"))
    for path in PAGES:
        tab.go(path).check()


def test_two_tabs_on_one_habit_are_one_truth(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    plan_a_habit(tab.go("/habits/new"))
    tab.go("/habits/1")
    other = Tab(tab.page.context, tab.url, script=True).go("/habits/1")
    for one in (tab, other):
        one.page.locator("button.stamp").click()
        one.page.locator('button.stamp[aria-pressed="true"]').wait_for()
        assert "1 days" in one.words or "1 day" in one.words
    assert "Streak 1 day" in tab.go("/habits").words


def test_a_decimal_comma_is_typed_and_stays_a_comma_until_it_is_read(open_tab: Opener) -> None:
    """A number field of Chromium with English menus drops the comma and sends 15."""
    tab = open_tab(LAPTOP)
    numeric(tab)
    page = tab.go("/habits/1").page
    page.locator("#number").press_sequentially("1,5")
    page.locator("form.amount button").click()
    page.locator("ol.log p", has_text="1.5").first.wait_for()
    assert page.locator("#number").input_value() == "1.5"
    page.locator("#number").fill("10,000")
    page.locator("form.amount button").click()
    page.locator("#problem", has_text="Write 10000 or 10").wait_for()
    assert page.locator("#number").input_value() == "10,000"


def test_by_keyboard_the_arrows_move_through_days_and_space_checks_in(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    plan_a_habit(tab.go("/habits/new"))
    open_tab.site.moment.now += timedelta(days=2)  # days before the start are on no list
    page = tab.go("/habits/1").page
    page.locator("[data-days] li > form > button").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Space")
    undo = page.locator("[data-days] li:nth-child(2) > form > button", has_text="Undo")
    undo.wait_for()
    assert page.evaluate("document.activeElement.textContent.trim()").startswith("Undo")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Space")
    page.locator('button.stamp[aria-pressed="true"]').wait_for()
    assert "2 days" in tab.go("/habits").words


def test_a_month_is_filled_in_by_keyboard(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    plan_a_habit(tab.go("/habits/new"))
    page = tab.go("/habits/1/history/2026-10").page
    page.locator("input[name=days]").first.focus()
    for _ in range(3):
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    tab.press("Mark done")
    assert "Saved for 3 days." in tab.words
    tab.check()


@pytest.mark.parametrize("size", [(320, 640), PHONE], ids=["320", "390"])
def test_a_name_without_a_space_widens_no_page(open_tab: Opener, size: tuple[int, int]) -> None:
    tab = open_tab(size)
    plan_a_habit(tab.go("/habits/new"))
    tab.go("/habits/1/edit").page.fill("#name", "Rindfleischetikettierungsüberwachung" * 2)
    tab.press("Save changes")
    for path in (*PAGES, "/habits/reminders"):
        tab.go(path).check()


def test_the_month_sheet_prints_all_its_days(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP)
    plan_a_habit(tab.go("/habits/new"))
    page = tab.go("/habits/paper").page
    page.emulate_media(media="print")
    for width in (1032, 703):  # A4 across and upright, without its margins, in CSS pixels
        page.set_viewport_size({"width": width, "height": 700})
        assert page.locator(".sheet-of-paper").evaluate("e => e.scrollWidth <= e.clientWidth")


def test_the_tally_follows_a_check_in(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    plan_a_habit(tab.go("/habits/new"))
    page = tab.go("/today").page
    assert "0 of 1 done" in tab.words
    page.locator("button.stamp").click()
    page.locator('button.stamp[aria-pressed="true"]').wait_for()
    assert "1 of 1 done" in tab.words


def test_what_today_says_of_the_week_and_of_days_away_follows_the_stamp(
    open_tab: Opener, moment: Moment
) -> None:
    tab = open_tab(PHONE)
    plan_a_habit(tab.go("/habits/new"))
    page = tab.go("/today").page
    stamp = page.locator("button.stamp").first
    for said in ("is done on 1 day so far.", "is done on 2 days so far."):
        stamp.click()
        expect(page.locator("#told")).to_contain_text(said)
        moment.now += timedelta(days=1)
        tab.go("/today")
    moment.now += timedelta(days=4)
    expect(tab.go("/today").page.locator("#back")).to_be_visible()
    stamp.click()
    expect(page.locator('button.stamp[aria-pressed="true"]').first).to_be_visible()
    expect(page.locator("#back")).to_have_count(0)
