"""Sharing a page and the offer to install, in a real browser."""

from datetime import timedelta

from playwright.sync_api import expect

from tests.browser.conftest import LAPTOP, PHONE, Opener, Site

OFFER = """() => {
  const event = new Event("beforeinstallprompt", { cancelable: true });
  event.prompt = () => { window.asked = true; return Promise.resolve({ outcome: "accepted" }); };
  window.dispatchEvent(event);
}"""
SHEET = """() => {
  navigator.canShare = () => true;
  navigator.share = (page) => { window.shared = page; return Promise.resolve(); };
}"""


def test_a_page_is_handed_to_the_devices_own_share_sheet(open_tab: Opener) -> None:
    tab = open_tab(PHONE)
    tab.page.add_init_script(f"({SHEET})()")
    tab.go("/learn/authenticity/guide")
    tab.page.get_by_text("Share this page").click()
    tab.check()
    tab.page.get_by_role("button", name="Share with an app").click()
    shared = tab.page.evaluate("window.shared")
    assert shared["title"] == "Field guide: Authenticity"
    assert shared["url"].endswith("/learn/authenticity/guide")


def test_without_a_share_sheet_the_address_can_be_copied(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/learn/authenticity/guide")
    tab.page.get_by_text("Share this page").click()
    expect(tab.page.get_by_role("button", name="Share with an app")).to_be_hidden()
    expect(tab.page.get_by_role("button", name="Copy the address")).to_be_visible()


def test_installing_is_offered_once(open_tab: Opener, site: Site) -> None:
    tab = open_tab(PHONE).go("/journal")
    tab.page.fill("textarea", "A first note")  # from now on there is a guest
    tab.press("Keep this note")
    site.moment.now += timedelta(days=3)
    tab.go("/today")
    hint = tab.page.locator("#install-hint")
    expect(hint).to_be_hidden()
    tab.page.evaluate(OFFER)
    expect(hint).to_be_visible()
    tab.check()
    hint.get_by_role("button", name="Install").click()
    expect(hint).to_be_hidden()
    assert tab.page.evaluate("window.asked")
    tab.go("/today")
    tab.page.evaluate(OFFER)
    expect(hint).to_be_hidden()
