"""Tools and field guides in a real browser: rows without script, and what comes out on paper."""

import re
from pathlib import Path

import pytest

from tests.browser.conftest import LAPTOP, PHONE, Opener, Tab

URL = "/journal/tools/promise-list"
WHAT = "[name='s-promises.{}.what']"


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_rows_are_added_and_kept(open_tab: Opener, script: bool) -> None:
    tab = open_tab(PHONE, script=script).go(URL)
    tab.page.fill(WHAT.format(0), "The plan for the north wall")
    tab.press("Add a row")
    assert tab.page.input_value(WHAT.format(0)) == "The plan for the north wall"
    assert tab.page.evaluate("document.activeElement.name") == "s-promises.1.what"
    tab.page.fill(WHAT.format(1), "A price")
    tab.page.get_by_role("button", name="Save", exact=True).click()
    tab.page.wait_for_load_state()
    assert "The plan for the north wall" in tab.words
    assert "A price" in tab.words
    tab.check()


def test_a_draft_of_a_row_that_is_not_shown_is_told_and_comes_back(open_tab: Opener) -> None:
    tab = open_tab(PHONE).go(URL)
    tab.page.fill(WHAT.format(0), "The plan for the north wall")
    tab.press("Add a row")
    tab.page.fill(WHAT.format(1), "A price")
    tab.go(URL)
    assert tab.page.input_value(WHAT.format(0)) == "The plan for the north wall"
    assert "This browser has a draft of another row" in tab.words
    tab.press("Add a row")
    assert tab.page.input_value(WHAT.format(1)) == "A price"
    assert "This browser has a draft of another row" not in tab.words


def test_enter_in_a_line_saves_and_does_not_add_a_row(open_tab: Opener) -> None:
    tab = open_tab(LAPTOP).go("/journal/tools/event-plan")
    tab.page.fill("[name='s-event']", "The roofers’ day in Turin")
    tab.page.press("[name='s-event']", "Enter")
    tab.page.wait_for_url("**/event-plan")
    assert "Saved" in tab.words
    assert "The roofers’ day in Turin" in tab.words
    tab.check()


def sheets_of_paper(tab: Tab, path: str, folder: Path) -> int:
    """How many A4 pages the page prints on."""
    tab.go(path)
    file = folder / "page.pdf"
    tab.page.pdf(path=file, format="A4", print_background=False)
    return len(re.findall(rb"/Type\s*/Page\b", file.read_bytes()))


def test_every_field_guide_prints_on_one_page(open_tab: Opener, tmp_path: Path) -> None:
    tab = open_tab(LAPTOP)
    guides = tab.go("/learn").page.evaluate(
        "[...document.querySelectorAll('a.book')].map(a => a.getAttribute('href') + '/guide')"
    )
    assert len(guides) == 8
    printed = {path: sheets_of_paper(tab, path, tmp_path) for path in guides}
    assert set(printed.values()) == {1}, printed


def test_sheets_for_people_without_a_desk_print_on_one_page(
    open_tab: Opener, tmp_path: Path
) -> None:
    tab = open_tab(LAPTOP)
    paths = [f"/journal/tools/{name}" for name in ("handover-sheet", "hard-talk", "promise-list")]
    printed = {path: sheets_of_paper(tab, path, tmp_path) for path in paths}
    assert set(printed.values()) == {1}, printed
