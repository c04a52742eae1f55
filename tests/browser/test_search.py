"""Search is within reach of every page: by a link in the header and by a key."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab
from tests.browser.test_every_page import COOKIES, Visit
from tests.conftest import Visitor
from tests.search import measured


def at_search(tab: Tab) -> bool:
    tab.page.wait_for_timeout(300)
    return tab.page.url.endswith("/search")


@pytest.mark.parametrize(
    "path", ["/today", "/habits", "/settings", "/lessons/listening-understand/1"]
)
def test_the_key_opens_search_from_every_page(open_tab: Opener, path: str) -> None:
    tab = open_tab(LAPTOP).go(path)
    tab.page.keyboard.press("/")
    tab.page.wait_for_url("**/search")


@pytest.mark.parametrize("key", ["Control+/", "Alt+/", "Meta+/"])
def test_the_key_with_another_one_held_is_the_browsers(open_tab: Opener, key: str) -> None:
    tab = open_tab(LAPTOP).go("/today")
    tab.page.keyboard.press(key)
    assert not at_search(tab)


def test_the_key_is_a_letter_while_somebody_types(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/journal")
    tab.page.locator("#text").press_sequentially("and/or")
    assert not at_search(tab)
    assert tab.page.locator("#text").input_value() == "and/or"


def test_on_the_search_page_the_key_goes_to_the_field(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/search?q=promise")
    tab.page.keyboard.press("/")
    tab.page.keyboard.type("trust")
    assert tab.page.locator("#q").input_value() == "trust"


def test_the_key_can_be_turned_off_for_this_browser(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/search")
    tab.page.get_by_role("checkbox").uncheck()
    tab.go("/today")
    tab.page.keyboard.press("/")
    assert not at_search(tab)
    assert not tab.go("/search").page.get_by_role("checkbox").is_checked()
    tab.page.get_by_role("checkbox").check()
    tab.go("/today").page.keyboard.press("/")
    tab.page.wait_for_url("**/search")


@pytest.mark.parametrize("size", [(320, 640), PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_the_header_leads_to_search_also_without_script(
    open_tab: Opener, size: tuple[int, int]
) -> None:
    tab = open_tab(size, script=False).go("/today")
    tab.page.get_by_role("banner").get_by_role("link", name="Search").click()
    tab.page.wait_for_url("**/search")
    assert tab.page.get_by_role("checkbox").count() == 0


def test_search_journal_promises_and_calendar_of_somebody_who_has_them(
    open_tab: Opener, owner: Visitor
) -> None:
    """In every size, with large text, in both schemes: layout, contrast, axe, focus."""
    measured.settle(owner)
    owner.send("/habits/reminders/feed")
    row = {"s-promises.0.what": "Two chairs", "s-promises.0.when": "2026-11-28"}
    done = {"s-promises.1.what": "A price", "s-promises.1.kept": "1"}
    owner.send("/journal/tools/promise-list", {**row, **done})
    visit = Visit(open_tab(LAPTOP)).as_(owner)
    for path in (
        "/search?q=what+did+I+promise+to+Jordi",
        "/search?q=appologize",
        "/search?q=zeppelin",
        "/journal",
        "/journal?q=jordi&month=2026-11",
        "/journal/tools/promise-list",
        "/journal/tools/promise-list?change",
        "/today",
        "/habits/reminders",
    ):
        visit.look(path)
    visit.sound()


def test_search_needs_no_mouse(open_tab: Opener, owner: Visitor) -> None:
    measured.settle(owner)
    visit = Visit(open_tab(LAPTOP)).as_(owner)
    tab = visit.tab.go("/today")
    tab.page.keyboard.press("/")
    tab.page.wait_for_url("**/search")
    expect(tab.page.locator("#q")).to_be_focused()  # one can type at once
    tab.page.keyboard.type("Jordi")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/search?q=Jordi")
    for _ in range(40):
        tab.page.keyboard.press("Tab")
        if tab.page.evaluate("document.activeElement.closest('#yours') !== null"):
            break
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/journal/*")


def test_without_script_no_button_is_shown_that_would_do_nothing(
    open_tab: Opener, owner: Visitor
) -> None:
    measured.settle(owner)
    owner.send("/habits/reminders/feed")
    tab = open_tab(LAPTOP, script=False)
    cookies = [(name, owner.get_cookie(name)) for name in COOKIES]
    tab.page.context.add_cookies(
        [{"name": n, "value": c.value, "url": tab.url} for n, c in cookies if c]
    )
    for path in ("/habits/reminders", "/journal/tools/promise-list", "/search", "/listening"):
        tab.go(path)
        hidden = tab.page.locator("[hidden]")
        shown = [each.get_attribute("class") for each in hidden.all() if each.is_visible()]
        assert shown == [], path


def test_after_the_key_one_can_type_at_once(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/today")
    tab.page.keyboard.press("/")
    tab.page.wait_for_url("**/search")
    tab.page.locator("#q:focus").wait_for()
    tab.page.keyboard.type("promise")
    assert tab.page.locator("#q").input_value() == "promise"


def test_nothing_is_said_of_keys_where_there_is_only_touch(open_tab: Opener) -> None:
    size = {"width": 390, "height": 844}
    context = open_tab.engine.new_context(viewport=size, has_touch=True, is_mobile=True)
    open_tab.contexts.append(context)
    tab = Tab(context, open_tab.site.url, script=True).go("/search")
    assert not tab.page.locator("[data-search-key]").is_visible()
    tab.go("/lessons/listening-understand/2")
    assert not tab.page.locator("[data-keys]").is_visible()
