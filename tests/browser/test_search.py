"""Search is within reach of every page: by a link in the header and by a key."""

import pytest

from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab


def at_search(tab: Tab) -> bool:
    tab.page.wait_for_timeout(150)
    return tab.page.url.endswith("/search")


@pytest.mark.parametrize(
    "path", ["/today", "/habits", "/settings", "/lessons/listening-understand/1"]
)
def test_the_key_opens_search_from_every_page(open_tab: Opener, path: str) -> None:
    tab = open_tab(LAPTOP).go(path)
    tab.page.keyboard.press("/")
    assert at_search(tab)


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
    assert at_search(tab)


@pytest.mark.parametrize("size", [(320, 640), PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_the_header_leads_to_search_also_without_script(
    open_tab: Opener, size: tuple[int, int]
) -> None:
    tab = open_tab(size, script=False).go("/today")
    tab.page.get_by_role("banner").get_by_role("link", name="Search").click()
    assert at_search(tab)
    assert tab.page.get_by_role("checkbox").count() == 0
