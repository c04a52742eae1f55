"""A real Chromium on a real server whose clock the test sets."""

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from coach.db import db
from tests.conftest import Moment
from tests.loopback import on_loopback

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, LAPTOP = (390, 844), (1280, 800)
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip with a reason where there is no Chromium, except where one must be."""
    missing = chromium() is None and "CI" not in os.environ
    for item in items:
        if "tests/browser" in item.path.as_posix():
            item.add_marker("browser")
            if item.path.name != "test_loop.py":  # one walk through everything on each database
                item.add_marker("any_database")
            if missing:
                item.add_marker(pytest.mark.skip(reason="no Chromium here (set CHROMIUM)"))


def chromium() -> str | None:
    """Return the path of an installed Chromium, or None."""
    named = os.environ.get("CHROMIUM", "")
    return named or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def engine() -> Iterator[Browser]:
    """One Chromium for all browser tests."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium(), args=FLAGS)
        yield browser
        browser.close()


@dataclass
class Site:
    """The app at an address, with the clock it runs by."""

    url: str
    app: Flask
    moment: Moment


@pytest.fixture
def site(app: Flask, moment: Moment) -> Iterator[Site]:
    """The app served by waitress on a free port, as in production."""
    app.config["TESTING"] = False
    with on_loopback(app, threads=4) as port:
        yield Site(f"http://127.0.0.1:{port}", app, moment)
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


class Tab:
    """One page of a browser: goes to paths, looks after faults, checks what it sees."""

    def __init__(self, context: BrowserContext, url: str, script: bool) -> None:
        self.page: Page = context.new_page()
        self.url = url
        self.script = script
        self.complaints: list[str] = []
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on(
            "request",
            lambda r: None if r.url.startswith(url) else self.complaints.append(f"asked {r.url}"),
        )

    def go(self, path: str) -> "Tab":
        """Open a path."""
        self.page.goto(self.url + path)
        return self

    def press(self, name: str) -> "Tab":
        """Press the first button or link of this name and wait for what comes."""
        button = self.page.get_by_role("button", name=name).or_(
            self.page.get_by_role("link", name=name)
        )
        button.first.click()
        self.page.wait_for_load_state()
        return self

    @property
    def words(self) -> str:
        """The text of the page's main part."""
        return " ".join(self.page.locator("main").inner_text().split())

    @property
    def heading(self) -> str:
        """The page's h1."""
        return " ".join(self.page.locator("h1").inner_text().split())

    def check(self) -> None:
        """No fault of script, no foreign request, no sideways scroll, nothing axe finds."""
        assert self.complaints == []
        width = self.page.viewport_size["width"]  # type: ignore[index]
        if self.script:
            wide = self.page.evaluate("document.documentElement.scrollWidth")
            assert wide <= width, f"{self.page.url} scrolls sideways: {wide} > {width}"
            found = Axe().run(self.page, options=RULES).response["violations"]
            told = [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found]
            assert told == [], self.page.url


@pytest.fixture
def open_tab(engine: Browser, site: Site) -> Iterator["Opener"]:
    """A way to open tabs with a size, with or without script."""
    opener = Opener(engine, site)
    yield opener
    opener.close()


class Opener:
    """Opens tabs; each has cookies of its own."""

    def __init__(self, engine: Browser, site: Site) -> None:
        self.engine, self.site = engine, site
        self.contexts: list[BrowserContext] = []

    def __call__(
        self, size: tuple[int, int] = LAPTOP, script: bool = True, scheme: str = "light"
    ) -> Tab:
        context = self.engine.new_context(
            viewport={"width": size[0], "height": size[1]},
            java_script_enabled=script,
            color_scheme=scheme,  # type: ignore[arg-type]
            timezone_id="UTC",
            reduced_motion="reduce",
        )
        context.set_default_timeout(8000)
        self.contexts.append(context)
        return Tab(context, self.site.url, script)

    def close(self) -> None:
        """Close all tabs."""
        for context in self.contexts:
            context.close()
