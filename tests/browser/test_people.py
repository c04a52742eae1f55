"""People in a real browser: every page at every size, and one tap that keeps the focus."""

import pytest

from tests.browser.conftest import LAPTOP, Opener, Tab

PAGES = (
    "/people",
    "/people/all",
    "/people/1",
    "/people/1/edit",
    "/people/1/touch",
    "/people/1/promises",
    "/people/1/dates",
    "/people/1/delete",
    "/people/promises",
    "/people/promises/1",
    "/people/rings",
    "/people/new",
    "/today",
)


def add_somebody(tab: Tab) -> None:
    """Put somebody on the list who is due, with a promise."""
    tab.go("/people/new")
    tab.page.fill("#name", "Maren Oduya")
    tab.page.fill("#role", "Project lead, next door")
    tab.page.select_option("#ring", index=1)
    tab.page.select_option("#last_spoke", "quarter")
    tab.press("Add to your list")
    tab.go("/people/1/promises")
    tab.page.fill("#what", "Workshop outline")
    tab.press("Write it down")


@pytest.mark.parametrize(
    ("size", "scheme"), [((320, 640), "light"), (LAPTOP, "dark")], ids=["320", "1280 dark"]
)
def test_every_page_of_people(open_tab: Opener, size: tuple[int, int], scheme: str) -> None:
    tab = open_tab(size, scheme=scheme)
    tab.go("/people").check()
    add_somebody(tab)
    for path in PAGES:
        tab.go(path).check()


def test_one_tap_on_today_notes_a_talk_and_the_focus_stays(open_tab: Opener) -> None:
    tab = open_tab((390, 844))
    add_somebody(tab)
    tab.go("/today")
    tab.page.locator("#contact-1 button.stamp").press("Enter")
    stamp = tab.page.locator('#contact-1 button.stamp[aria-pressed="true"]')
    stamp.wait_for()
    assert stamp.evaluate("(button) => button === document.activeElement")
    assert "Noted: in touch with Maren today, by message." in tab.page.locator("#live").inner_text()
    tab.page.get_by_role("button", name="Call", exact=True).click()
    tab.page.get_by_text("by phone").first.wait_for()
    tab.page.locator('.noted button[value="none"]').click()
    tab.page.locator('#contact-1 button.stamp[aria-pressed="false"]').wait_for()
