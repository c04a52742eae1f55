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
    # asked in the tab that dropped it: another one may hear of it a moment later
    assert other.page.evaluate("Object.keys(localStorage)") == []


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


def test_dates_ticks_and_choices_come_back_with_the_text(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go("/journal/tools/promise-list")
    what = tab.page.locator("textarea.cell").first
    day = tab.page.locator("input[type=date]").first
    kept = tab.page.locator("input[type=checkbox]").first
    what.fill("Send Jordi the hinge list")
    day.fill("2026-12-03")
    kept.check()
    tab.page.reload()
    assert what.input_value() == "Send Jordi the hinge list"
    assert day.input_value() == "2026-12-03"
    assert kept.is_checked()
    assert tab.words.count(BACK) == 1
    tab.check()


def test_a_habit_that_is_being_planned_is_there_after_a_reload(open_tab: Opener) -> None:
    tab = known(open_tab).go("/habits/new")
    page = tab.page
    page.fill("[name=name]", "Site diary")
    page.fill("[name=cue]", "I close the site container")
    page.check("[name=kind][value=weekdays]")
    page.uncheck("[name=weekdays][value='3']")
    page.check("[name=goal][value=at_least]")
    page.fill("[name=target]", "3")
    page.select_option("[name=principle]", "5")
    tab.go("/today").go("/habits/new")
    assert page.input_value("[name=name]") == "Site diary"
    assert page.input_value("[name=cue]") == "I close the site container"
    assert page.is_checked("[name=kind][value=weekdays]")
    days = [page.is_checked(f"[name=weekdays][value='{n}']") for n in range(1, 8)]
    assert days == [True, True, False, True, True, False, False]
    assert page.is_checked("[name=goal][value=at_least]")
    assert page.input_value("[name=target]") == "3"
    assert page.input_value("[name=principle]") == "5"
    assert tab.words.count(BACK) == 1
    tab.check()
    page.fill("[name=act]", "write three lines")
    tab.press("Plan this habit")
    tab.go("/habits/new")
    assert page.input_value("[name=name]") == ""
    assert page.is_checked("[name=kind][value=daily]")
    assert page.evaluate("Object.keys(localStorage)") == []


def test_saving_in_one_tab_leaves_what_another_tab_holds(open_tab: Opener) -> None:
    tab = known(open_tab)
    tab.page.fill("[name=text]", TYPED)
    other = Tab(tab.page.context, tab.url, script=True).go("/journal")
    assert text(other) == ""
    other.page.fill("[name=text]", "The second tab's own note")
    tab.press("Keep this note")
    assert text(tab) == ""
    other.page.reload()
    assert text(other) == "The second tab's own note"
    other.press("Keep this note")
    assert text(other) == ""
    # asked in the tab that dropped it: another one may hear of it a moment later
    assert other.page.evaluate("Object.keys(localStorage)") == []


def test_a_password_or_a_code_is_never_kept(open_tab: Opener) -> None:
    tab = known(open_tab).go("/keep")
    tab.page.fill("[name=email]", "nora@example.org")
    tab.page.fill("[name=password]", "a long sentence of mine")
    assert tab.page.evaluate("Object.keys(localStorage)") == []
