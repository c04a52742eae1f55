"""Answering whatever a step asks, by the controls a person sees."""

import re
from collections.abc import Sequence

from tests.browser.conftest import Tab

LOOK = re.compile("^Look at my (message|reply|text)$")


def asks(tab: Tab) -> bool:
    """Return whether the page asks a question."""
    buttons = tab.page.locator("main button.btn", has_text="Check my answer")
    compare = tab.page.get_by_role("button", name="Compare", exact=True)
    message = tab.page.get_by_role("button", name=LOOK)
    return buttons.or_(compare).or_(message).or_(tab.page.locator("button.reply")).count() > 0


def anything(tab: Tab) -> None:
    """Answer the question with something, and wait for what became of it."""
    page = tab.page
    if page.locator("button.reply").count():
        while page.locator("button.reply").count():
            page.locator("button.reply").first.click()
            page.wait_for_load_state()
        tab.check()
        tab.press("See how it went")
        return
    if page.locator("label.choice input").count():
        page.locator("label.choice").nth(1).click()
    elif page.locator("button.move").count():
        page.locator("button.move-down").first.click()
    elif page.locator(".partners").count():
        for pair in page.locator(".partners").all():
            pair.locator("label.pill").first.click()
    elif page.locator("main select").count():
        for number in range(page.locator("main select").count()):
            page.locator("main select").nth(number).select_option(index=number + 1)
    elif page.locator("input.gap").count():
        for gap in page.locator("input.gap").all():
            gap.fill("help")
    elif page.locator(".scale input").count():
        page.fill("#answer-1", page.locator("#scale-range").inner_text().split()[-1])
    elif page.get_by_role("button", name=LOOK).count():
        page.fill("#answer-1", "I forgot to order the parts, and I will bring them on Thursday.")
        page.get_by_role("button", name=LOOK).click()
        page.locator("#verdict").wait_for()
        return
    else:
        page.fill("#answer-1", "So it moved, and you heard last.")
        tab.press("Compare")
        tab.check()
        page.locator("label.choice").first.click()
        tab.press("Keep my ticks")
        return
    tab.press("Check my answer")


def order(tab: Tab, lines: Sequence[str]) -> None:
    """Put the lines in this order: by the buttons with script, by the menus without."""
    rows = tab.page.locator("li.sort")
    if not tab.script:
        for place, words in enumerate(lines, start=1):
            rows.filter(has_text=words).locator("select").select_option(str(place))
        return
    for place, words in enumerate(lines):
        row = rows.filter(has_text=words)
        while row.evaluate("line => [...line.parentElement.children].indexOf(line)") > place:
            row.locator("button.move-up").click()


def match(tab: Tab, pairs: Sequence[tuple[str, str]]) -> None:
    """Join each left side with a right side, by their words."""
    for left, right in pairs:
        row = tab.page.locator("li.sort").filter(has_text=left)
        row.locator("label.pill", has_text=right).click()


def choose(tab: Tab, *words: str) -> None:
    """Choose or mark the options with these words."""
    for one in words:
        tab.page.locator("label.choice", has_text=one).click()
