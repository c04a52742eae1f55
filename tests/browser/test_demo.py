"""A year of history in a real browser: charts, tables and long lists at every size."""

import pytest

from coach import demo
from tests.browser.conftest import LAPTOP, PHONE, Opener

PAGES = ("/today", "/learn", "/habits", "/progress", "/look-back", "/journal", "/settings",
         "/review", "/review/pace", "/search?q=promise", "/listening", "/listening/progress",
         "/listening/field")  # fmt: skip


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(320, 640), PHONE, LAPTOP], ids=["320", "390", "1280"])
def test_every_page_of_a_full_account(open_tab: Opener, size: tuple[int, int], scheme: str) -> None:
    tab = open_tab(size, scheme=scheme)
    demo.fill(open_tab.site.app)
    tab.go("/sign-in")
    tab.page.fill("#email", demo.DEMO_ADDRESS)
    tab.page.fill("#password", demo.DEMO_PASSWORD)
    tab.page.locator("main button").first.click()
    tab.page.wait_for_url("**/today")
    habit = tab.go("/habits").page.locator("a.checkin-name").first.get_attribute("href") or ""
    for path in (*PAGES, habit, f"{habit}/why", f"{habit}/edit"):
        tab.go(path)
        for details in tab.page.locator("main details").all():
            details.evaluate("each => each.open = true")
        tab.check()
