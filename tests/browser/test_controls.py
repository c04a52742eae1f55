"""Controls of the browser that scripts make better: lists, passwords, notes to words."""

import pytest

from coach.content import loader
from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab
from tests.lessons.course import GOOD

SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["390", "1280"])
TERM = "/lessons/listening-understand/1"  # of the small course


def box(tab: Tab, selector: str) -> dict[str, float]:
    return dict(
        tab.page.locator(selector).first.evaluate("e => e.getBoundingClientRect().toJSON()")
    )


# ------------------------------------------------------------------ time zones


def test_a_zone_is_found_by_its_country(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go("/settings")
    tab.page.locator("#zone-search").press_sequentially("Sweden")
    assert tab.page.locator("#zone").input_value() == "Europe/Stockholm"
    assert "Stockholm, Sweden is chosen" in tab.words
    tab.page.locator("#zone-search").fill("san")
    tab.page.keyboard.press("Enter")
    assert "places have this in their name" in tab.words
    assert tab.page.locator("#zone").input_value() == "Europe/Stockholm"
    tab.press("Save")
    assert tab.go("/settings").page.locator("#zone").input_value() == "Europe/Stockholm"


def test_the_zone_of_this_device_stands_first_and_is_chosen_by_nobody(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go("/settings")
    first = tab.page.locator("#zone optgroup").first
    assert first.get_attribute("label") == "This device"
    assert first.locator("option").get_attribute("value") == "UTC"
    tab.page.locator("#zone").select_option("Asia/Tokyo")
    tab.press("Save")
    assert tab.go("/settings").page.locator("#zone").input_value() == "Asia/Tokyo"


def test_without_script_the_list_of_zones_is_a_plain_one(open_tab: Opener) -> None:
    tab = open_tab(PHONE, script=False).go("/settings")
    assert tab.page.locator("#zone-search").count() == 0
    tab.page.locator("#zone").select_option("Asia/Tokyo")
    tab.press("Save")
    assert tab.go("/settings").page.locator("#zone").input_value() == "Asia/Tokyo"


# ------------------------------------------------------------------ passwords


def test_a_password_can_be_shown_and_is_sent_as_one(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go("/keep")
    field = tab.page.locator("input[name=password]")
    field.fill("a long sentence of mine")
    tab.press("Show password")
    assert field.get_attribute("type") == "text"
    tab.press("Hide password")
    assert field.get_attribute("type") == "password"
    tab.press("Show password")
    tab.page.locator("#email").fill("nora@example.org")
    tab.page.locator("main form .btn").first.click()
    tab.page.locator("text=Sign out").or_(tab.page.locator("main h1")).first.wait_for()
    assert tab.complaints == []


def test_without_script_no_button_promises_to_show_a_password(open_tab: Opener) -> None:
    tab = open_tab(PHONE, script=False).go("/sign-in")
    assert tab.page.locator("input[name=password]").get_attribute("type") == "password"
    assert tab.page.locator("button", has_text="Show password").count() == 0


# ------------------------------------------------------------------ a note to a word


@SIZES
def test_a_note_covers_no_part_of_a_line_and_stays_in_the_column(
    open_tab: Opener, size: tuple[int, int]
) -> None:
    open_tab.site.app.extensions["catalogue"] = loader.read(GOOD)
    tab = open_tab(size).go(TERM)
    tab.page.locator("a.term").first.focus()
    tab.page.keyboard.press("Enter")
    note, word, column = (box(tab, each) for each in (".term-card", "a.term", "main .prose"))
    assert note["height"] > 20
    assert 0 <= note["top"] - word["bottom"] < 12 or 0 <= word["top"] - note["bottom"] < 12
    assert abs(note["left"] - column["left"]) <= 1
    assert abs(note["right"] - column["right"]) <= 1
    assert note["top"] >= 0
    assert note["bottom"] <= size[1]
    tab.check()
    tab.page.keyboard.press("Escape")
    assert not tab.page.locator(".term-card").first.is_visible()
    assert tab.page.evaluate("document.activeElement.className") == "term"


# ------------------------------------------------------------------ lists


@SIZES
def test_the_arrow_of_every_list_keeps_away_from_the_edge(
    open_tab: Opener, size: tuple[int, int]
) -> None:
    tab = open_tab(size)
    for path in ("/settings", "/habits/new", "/habits/away"):
        tab.go(path)
        for padding in tab.page.locator("main select").evaluate_all(
            "all => all.map(e => [getComputedStyle(e).appearance, "
            "parseFloat(getComputedStyle(e).paddingInlineEnd)])"
        ):
            assert padding == ["none", 44], path


# ------------------------------------------------------------------ what a device asks for


def test_more_contrast_is_given_where_it_is_asked_for(open_tab: Opener) -> None:
    page = open_tab(PHONE).go("/settings").page
    inks = "['.hint', 'h1'].map(e => getComputedStyle(document.querySelector(e)).color)"
    pale, ink = page.evaluate(inks)
    assert pale != ink
    page.emulate_media(contrast="more")
    assert page.evaluate(inks) == [ink, ink]


def test_in_a_contrast_theme_a_chosen_radio_button_is_drawn_by_the_browser(
    open_tab: Opener,
) -> None:
    page = open_tab(PHONE).go("/settings").page
    page.emulate_media(forced_colors="active")
    drawn = "getComputedStyle(document.querySelector('.choice input:checked')).appearance"
    assert page.evaluate(drawn) == "auto"
    assert page.locator("#zone").evaluate("e => getComputedStyle(e).appearance") == "auto"


def test_nothing_moves_where_less_motion_is_asked_for(open_tab: Opener) -> None:
    page = open_tab(PHONE).go("/settings").page  # tabs of these tests ask for it
    longest = """Math.max(...[...document.querySelectorAll("*")].flatMap(e =>
        getComputedStyle(e).transitionDuration.split(",").map(parseFloat)))"""
    assert page.evaluate(longest) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert page.evaluate(longest) > 0
