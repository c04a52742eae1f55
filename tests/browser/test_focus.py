"""What has the focus can be seen (WCAG 2.2, 2.4.11), also on the smallest screen."""

import pytest

from tests.browser.conftest import Opener, Tab
from tests.browser.test_habits import plan_a_habit

SMALLEST = (320, 640)
STOPS = 90  # presses of Tab; no page tried has more places to stop at
SEEN = """
() => {
  const one = document.activeElement;
  if (!one || one === document.body) return "end";
  const box = (one.labels?.[0] ?? one).getBoundingClientRect(), own = one.getBoundingClientRect();
  const spots = [];
  for (const r of [box, own])
    for (const x of [0.1, 0.5, 0.9]) for (const y of [0.1, 0.5, 0.9])
      spots.push(document.elementFromPoint(r.left + r.width * x, r.top + r.height * y));
  const near = (spot) => spot && (one.contains(spot) || spot.contains(one)
    || [...(one.labels ?? [])].some((label) => label.contains(spot)));
  return spots.some(near) ? "" : `${one.outerHTML.slice(0, 90)} at ${own.top | 0}`;
}
"""


def hidden(tab: Tab, key: str) -> list[str]:
    """Return what had the focus and could not be seen, going through the whole page."""
    found: list[str] = []
    for _ in range(STOPS):
        tab.page.keyboard.press(key)
        said = tab.page.evaluate(SEEN)
        if said == "end":
            break
        found += [said] if said else []
    return found


@pytest.fixture
def tab(open_tab: Opener) -> Tab:
    """A small phone of somebody with a habit."""
    made = open_tab(SMALLEST)
    plan_a_habit(made.go("/habits/new"))
    return made


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
@pytest.mark.parametrize(
    "path",
    ["/habits/1/history", "/habits/1/history/2026-10", "/habits/1", "/habits/new", "/settings",
     "/today", "/learn", "/journal/tools", "/look-back", "/listening"],
)  # fmt: skip
def test_no_bar_hides_what_has_the_focus(tab: Tab, path: str, key: str) -> None:
    tab.go(path)
    assert hidden(tab, key) == []


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_no_bar_hides_the_focus_where_a_line_is_caught(tab: Tab, key: str) -> None:
    tab.go("/listening")
    links = tab.page.locator("a[href^='/listening/messages/']").evaluate_all(
        "all => all.map((a) => a.getAttribute('href'))"
    )
    message = sorted(link.split("?")[0] for link in links)[0].split("/")[3]
    for part in ("", "/catch"):
        tab.go(f"/listening/messages/{message}{part}")
        assert hidden(tab, key) == [], part


def test_enlarged_four_times_the_bars_leave_room(open_tab: Opener) -> None:
    tab = open_tab((320, 256))  # 1280 by 1024 at 400 per cent (WCAG 1.4.10)
    plan_a_habit(tab.go("/habits/new"))
    for path in ("/habits/1/history", "/habits/new", "/settings"):
        tab.go(path)
        assert hidden(tab, "Tab") == [], path


@pytest.mark.parametrize("key", ["Tab", "Shift+Tab"])
def test_the_dock_of_a_question_hides_nothing_that_has_the_focus(
    open_tab: Opener, key: str
) -> None:
    for size in (SMALLEST, (390, 844), (390, 660)):
        assert hidden(open_tab(size).go("/lessons/authenticity-understand/3"), key) == []
