"""A review from the first card to the last in a real browser, with and without script."""

import pytest
from playwright.sync_api import Page

from coach import demo
from tests import demo_rows
from tests.browser.conftest import PHONE, Opener


def fill_in(page: Page) -> None:
    """Give the card some answer, whatever its type asks for, and say how sure it is, if asked."""
    for place, menu in enumerate(page.locator("main select:visible").all(), start=1):
        menu.select_option(index=place)
    for field in page.locator("main input.input").all():
        field.fill("20")
    for pair in page.locator(".partners").all():
        pair.locator("label.pill").first.click()
    options = page.locator(".choices label")
    if options.count():
        options.first.click()
    if page.locator("main textarea").count():
        page.locator("main textarea").fill("I forgot the parts, and I will bring them on Thursday.")
    else:
        page.locator("label.pill").last.click()


@pytest.mark.parametrize("script", [True, False], ids=["script", "plain"])
def test_cards_are_answered_explained_and_come_to_an_end(open_tab: Opener, script: bool) -> None:
    tab = open_tab(PHONE, script=script)
    demo_rows.fill(open_tab.site.app, days=120)
    tab.go("/sign-in")
    tab.page.fill("#email", demo.DEMO_ADDRESS)
    tab.page.fill("#password", demo.DEMO_PASSWORD)
    tab.press("Sign in")
    tab.page.wait_for_url("**/today")
    tab.go("/review")
    for number in range(1, 21):
        assert f"card {number} of" in tab.page.title()
        fill_in(tab.page)
        tab.page.locator(".dock button").last.click()
        tab.page.wait_for_url("**#verdict")
        if number < 4:
            tab.check()
        on = tab.page.locator(".dock a")
        last = on.inner_text() == "Finish"
        on.click()
        tab.page.wait_for_load_state()
        if last:
            break
    assert tab.page.locator("h1").inner_text() == "That’s today’s review."
    tab.check()
