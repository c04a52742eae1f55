"""What is being typed survives a reload, the way back and a closed tab, in a real browser."""

from tests.browser.conftest import PHONE, Opener, Tab

TYPED = "Three cranes stood still, and nobody had rung the client."
KEPT = "A draft is kept in this browser while you write."
BACK = "Your draft is back. It is kept in this browser until you save it."


def known(open_tab: Opener) -> Tab:
    """Return the browser of somebody who has kept a note."""
    tab = open_tab(PHONE).go("/journal")
    tab.page.fill("[name=text]", "A first note")
    return tab.press("Keep this note")


def text(tab: Tab) -> str:
    return tab.page.input_value("[name=text]")


def test_a_note_is_there_after_a_reload_and_gone_once_it_is_saved(open_tab: Opener) -> None:
    tab = known(open_tab)
    tab.page.fill("[name=text]", TYPED)
    assert KEPT in tab.words
    tab.page.reload()
    assert text(tab) == TYPED
    assert BACK in tab.words
    tab.check()
    tab.press("Keep this note")
    assert text(tab) == ""
    assert BACK not in tab.words
    assert tab.page.evaluate("Object.keys(localStorage)") == []


def test_the_way_back_and_a_closed_tab_lose_nothing(open_tab: Opener) -> None:
    tab = known(open_tab)
    tab.page.fill("[name=text]", TYPED)
    tab.go("/learn")
    tab.page.go_back()
    assert text(tab) == TYPED
    other = tab.page.context.new_page()
    tab.page.close()
    other.goto(f"{tab.url}/journal")
    assert other.input_value("[name=text]") == TYPED


def test_a_refused_form_keeps_its_draft(open_tab: Opener) -> None:
    tab = known(open_tab)
    tab.page.fill("[name=text]", TYPED)
    tab.page.evaluate("document.querySelector('[name=csrf_token]').value = 'x'")
    tab.press("Keep this note")
    tab.go("/journal")
    assert text(tab) == TYPED


def test_a_text_changed_elsewhere_is_not_written_over(open_tab: Opener) -> None:
    tab = known(open_tab)
    entry = tab.page.locator("a[href^='/journal/']").first.get_attribute("href") or ""
    address = entry if entry[9:].isdecimal() else "/journal/1"
    tab.go(address)
    tab.page.fill("[name=text]", TYPED)
    other = Tab(tab.page.context, tab.url, script=True).go(address)
    other.page.evaluate("localStorage.clear()")
    other.page.fill("[name=text]", "Written on the laptop")
    other.press("Save changes")
    tab.page.fill("[name=text]", TYPED + " And more.")
    tab.page.reload()
    assert text(tab) == "Written on the laptop"
    assert "This browser has another draft of this." in tab.words
    tab.check()
    tab.press("Put it back")
    assert text(tab) == TYPED + " And more."


def test_a_visitors_draft_ends_with_the_tab_and_a_guests_does_not_show_to_the_next(
    open_tab: Opener,
) -> None:
    tab = open_tab(PHONE).go("/journal")
    tab.page.fill("[name=text]", TYPED)
    tab.page.reload()
    assert text(tab) == TYPED
    other = Tab(tab.page.context, tab.url, script=True).go("/journal")
    assert text(other) == ""
    assert tab.page.evaluate("Object.keys(localStorage)") == []


def test_signing_out_drops_every_draft(open_tab: Opener) -> None:
    tab = known(open_tab)
    tab.go("/keep")
    tab.page.fill("[name=email]", "nora@example.org")
    tab.page.fill("[name=password]", "a long sentence of mine")
    tab.page.keyboard.press("Enter")
    tab.page.wait_for_url("**/today**")
    tab.go("/journal")
    tab.page.fill("[name=text]", TYPED)
    assert len(tab.page.evaluate("Object.keys(localStorage)")) == 1
    tab.go("/settings")
    tab.page.get_by_role("button", name="Sign out", exact=True).first.click()
    tab.page.wait_for_load_state()
    assert tab.page.evaluate("Object.keys(localStorage)") == []
