"""The writing room in a real browser: written, looked at, put right, changed, taken along, kept."""

from urllib.parse import parse_qs, urlsplit

import pytest

from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab

CASE, OWN = "/write/warning/katri-page", "/write/warning/own"
DRAFT = "Dear Mr Brandt, page 5 won’t be ready on Friday. I’ll be in touch soon."
BETTER = (
    "Dear Mr Brandt, page 5 won’t be ready. You’ll have it on Monday at nine. Is that too late?"
)
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


def look(tab: Tab, draft: str) -> None:
    tab.page.fill("textarea[name=text]", draft)
    tab.press("Look at my draft")
    tab.page.locator("#verdict").wait_for()


@SIZES
@SCRIPT
def test_a_message_is_written_put_right_changed_taken_along_and_kept(
    open_tab: Opener, size: tuple[int, int], script: bool
) -> None:
    tab = open_tab(size, script=script).go("/write")
    tab.check()
    tab.press("Warn before the date")
    tab.check()
    tab.press("A page that will be late")
    tab.check()
    look(tab, DRAFT)
    tab.check()
    assert "Your draft, marked up" in tab.words
    if script:
        assert tab.page.evaluate("document.activeElement.id") == "verdict"
    _put_right(tab, script)
    tab.check()
    tab.press("Change it")
    assert "Your first draft" in tab.words
    assert tab.page.input_value("textarea[name=text]") == DRAFT
    tab.check()
    look(tab, BETTER)
    assert tab.page.locator(".compared").is_visible()
    link = tab.page.get_by_role("link", name="Open in my mail program").get_attribute("href")
    assert parse_qs(urlsplit(str(link)).query)["body"] == [BETTER]
    assert tab.page.input_value("#plain") == BETTER
    assert tab.page.locator("[data-copy]").is_visible() == script
    tab.press("Keep in my journal")
    tab.page.wait_for_url("**/write/kept/*")
    assert "Kept in your journal." in tab.words
    tab.check()


def _put_right(tab: Tab, script: bool) -> None:
    """Set the first note aside: it stays set aside, and the focus stays where it was."""
    tab.page.locator(".proof-notes button").first.click()
    tab.page.locator(".proof-notes s").wait_for()
    assert "Set aside by you." in tab.words
    assert tab.page.locator("[data-copy]").is_visible() == script
    if script:
        assert tab.page.evaluate("document.activeElement.dataset.keep")
        assert "Noted." in tab.page.locator("#live").inner_text()


def test_a_draft_survives_a_reload_the_way_back_and_a_second_tab(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go(OWN)
    tab.page.fill("[name=person]", "Ines")
    tab.page.fill("textarea[name=text]", DRAFT)
    tab.page.reload()
    assert tab.page.input_value("textarea[name=text]") == DRAFT
    assert tab.page.input_value("[name=person]") == "Ines"
    look(tab, DRAFT)
    tab.go("/write")
    tab.go(OWN)
    assert tab.page.input_value("textarea[name=text]") == DRAFT
    look(tab, DRAFT)
    tab.press("Change it")
    tab.page.fill("textarea[name=text]", BETTER)
    tab.go(OWN)
    assert tab.page.input_value("textarea[name=text]") == DRAFT


def test_what_was_kept_or_thrown_away_is_not_offered_again(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go(OWN)
    for act in ("Throw away", "Keep in my journal"):
        look(tab.go(OWN), DRAFT)
        tab.press(act)
        assert tab.go(OWN).page.input_value("textarea[name=text]") == ""
        assert "Put it back" not in tab.words


def test_copy_puts_the_plain_message_on_the_clipboard(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go(CASE)
    tab.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    look(tab, DRAFT)
    tab.page.locator("[data-copy]").click()
    tab.page.get_by_role("button", name="Copied").wait_for()
    assert tab.page.evaluate("navigator.clipboard.readText()") == DRAFT


def test_the_path_is_walked_by_keyboard_alone(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go(CASE)
    tab.page.focus("textarea[name=text]")
    tab.page.keyboard.type(DRAFT)
    tab.page.get_by_role("button", name="Look at my draft").focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator("#verdict").wait_for()
    tab.page.locator(".proof-notes button").first.focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator(".proof-notes s").wait_for()
    tab.page.get_by_role("button", name="Change it").focus()
    tab.page.keyboard.press("Enter")
    tab.page.locator(".first").wait_for()
    assert tab.page.input_value("textarea[name=text]") == DRAFT


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_hold_together_at_320_pixels_in_the_dark_and_on_paper(
    open_tab: Opener, scheme: str
) -> None:
    tab = open_tab((320, 640), scheme=scheme).go("/write/back")
    tab.check()
    look(tab.go("/write/back/own"), "Dear Ada, you lent me your boots. How is the clay school?")
    tab.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tab.check()
    tab.page.emulate_media(media="print")
    assert tab.page.locator(".proof-text").is_visible()
    assert not tab.page.locator("#onward .btn").first.is_visible()
