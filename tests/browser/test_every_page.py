"""Every page there is, in one visit each: layout at 320, 390 and 1280 px, the default text size
doubled (WCAG 1.4.4, 1.4.10), the focus (2.4.11), sizes of targets (2.5.8), axe and contrast."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask

from tests.browser import answering, rounds
from tests.browser.conftest import RULES, Opener, Tab
from tests.conftest import Visitor
from tests.fuzz import stage

LAYOUT = (Path(__file__).parent / "layout.js").read_text(encoding="utf-8")
LOOKS = ((1280, 800, 16), (320, 640, 16), (390, 844, 32), (320, 640, 32))
CONTRAST = {"runOnly": ["color-contrast"]}
COOKIES = ("session", "remember_token")


class Visit:
    """A tab that looks at one page after the other, each in every size and scheme."""

    def __init__(self, tab: Tab) -> None:
        self.tab, self.page = tab, tab.page
        self.devtools = self.page.context.new_cdp_session(self.page)
        self.faults: list[str] = []

    def as_(self, visitor: Visitor) -> "Visit":
        """Go on as the person of this browser."""
        self.page.context.clear_cookies()
        named = [(name, visitor.get_cookie(name)) for name in COOKIES]
        self.page.context.add_cookies(
            [{"name": n, "value": c.value, "url": self.tab.url} for n, c in named if c]
        )
        return self

    def shown(self, width: int, height: int, text: int) -> None:
        """Set the size of the window, and the browser's default size of text (pixels)."""
        self.page.set_viewport_size({"width": width, "height": height})
        sizes = {"standard": text, "fixed": text * 13 // 16}
        self.devtools.send("Page.setFontSizes", {"fontSizes": sizes})

    def look(self, path: str = "") -> None:
        """Open a path, or stay on the page, and note what is wrong with it."""
        if path:
            self.tab.go(path)
        where = path or self.page.url.removeprefix(self.tab.url)
        self.page.evaluate("document.querySelectorAll('main details').forEach(d => d.open = true)")
        for width, height, text in LOOKS:
            self.shown(width, height, text)
            told = self.page.evaluate(LAYOUT)
            self.faults += [f"{where} at {width} px, text {text}: {fault}" for fault in told]
        self.shown(390, 844, 16)
        self.page.evaluate(
            "scrollTo(0, document.body.scrollHeight)"
        )  # the dock covers nothing there
        self._axe(where, "light", RULES)
        self._axe(where, "dark", CONTRAST)
        self.page.emulate_media(color_scheme="light")
        self.faults += [f"{where}: {words}" for words in self.tab.complaints]
        self.tab.complaints.clear()

    def _axe(self, where: str, scheme: str, rules: dict[str, list[str]]) -> None:
        self.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for found in Axe().run(self.page, options=rules).response["violations"]:
            nodes = [node["html"][:120] for node in found["nodes"]][:3]
            self.faults.append(f"{where}, {scheme}: {found['id']} {nodes}")

    def sound(self) -> None:
        """Nothing was wrong."""
        assert not self.faults, f"{len(self.faults)} faults:\n" + "\n".join(self.faults)


@pytest.fixture
def visit(open_tab: Opener) -> Iterator[Visit]:
    """One tab for all pages of a test."""
    return Visit(open_tab((1280, 800)))


def test_every_page_and_every_kind_of_step_of_a_filled_account(app: Flask, visit: Visit) -> None:
    account = rounds.filled(app)
    pages = rounds.found(app, account, tuple(rounds.hidden_ways(app)))
    assert left_out(app, set(pages.values())) == []
    visit.as_(account)
    for path in pages:
        visit.look(path)
    for path in rounds.steps(app).values():
        visit.look(f"{path}?again")
        if answering.asks(visit.tab):
            answering.anything(visit.tab)
            visit.look()
    answering.anything(visit.tab.go("/review"))
    visit.look()
    visit.sound()


def left_out(app: Flask, seen: set[str]) -> list[str]:
    """Return the endpoints of pages that no test of this file looks at."""
    elsewhere = {"today.welcome", "security.login", "portable.bring_along", "portable.preview",
                 "account.keep", "assessment.question", "review.answered",
                 "security.two_factor_token_validation", "security.mf_recovery"}  # fmt: skip
    apart = rounds.NO_PAGES | rounds.LEADS_ON | rounds.ON_OCCASION | elsewhere
    rules = (r for r in app.url_map.iter_rules() if "GET" in (r.methods or ()))
    every = {r.endpoint for r in rules if "." not in r.rule and r.endpoint != "static"}
    return sorted(every - seen - apart)


def test_every_page_of_somebody_who_has_just_come(app: Flask, visit: Visit) -> None:
    for path in ("/", "/sign-in", "/reset", "/today", "/learn", "/habits", "/progress",
                 "/look-back", "/journal", "/review", "/listening", "/listening/field",
                 "/listening/progress", "/search", "/keep", "/settings", "/nowhere"):  # fmt: skip
        visit.look(path)
    visit.tab.go("/look-back").press("Begin")
    visit.look()
    visit.sound()


def test_every_form_with_something_to_fix(app: Flask, visit: Visit) -> None:
    visit.as_(stage.guest(app))
    for path in ("/habits/new", "/keep", "/sign-in", "/listening/field"):
        visit.tab.go(path).page.locator("main form .btn").first.click()
        visit.page.locator("#problem").wait_for()
        visit.look()
    visit.sound()


def test_the_pages_between_two_doors(app: Flask, visit: Visit) -> None:
    rounds.filled(app)
    visit.as_(rounds.merging(app)).look("/bring-along")
    visit.as_(rounds.importing(app)).look("/settings/import/preview")
    visit.as_(stage.halfway(app))
    for path in ("/sign-in/code", "/sign-in/recovery-code"):
        visit.look(path)
    visit.sound()
