"""What a page weighs on the wire: the first with everything, the later ones by themselves."""

from typing import Any

import pytest

from coach import demo
from tests import demo_rows
from tests.conftest import Visitor
from tests.pages import checked

pytestmark = pytest.mark.any_database

BROTLI = {"Accept-Encoding": "br, gzip"}
FIRST, LATER = 150 * 1024, 20 * 1024
PAGES = ("/today", "/learn", "/learn/active-listening", "/habits", "/progress", "/journal",
         "/learn/active-listening/guide", "/journal/tools", "/journal/tools/promise-list",
         "/listening", "/listening/progress", "/listening/field",
         "/listening/messages/amara-change-log/reply", "/settings", "/glossary",
         "/references", "/how-it-works")  # fmt: skip


def weight(visitor: Visitor, url: str) -> int:
    """Return the bytes of an answer as transferred, headers included."""
    with visitor.get(url, headers=BROTLI) as answer:
        assert answer.status_code == 200, url
        return len(answer.data) + len(str(answer.headers))


def test_the_first_page_with_styles_fonts_and_scripts_is_light(client: Visitor) -> None:
    page = checked(client.get("/").text)
    linked = {link.get("href", "") for link in page.all("link")}
    scripts = {script.get("src", "") for script in page.all("script")}
    fonts = [url for url in linked if url.endswith(".woff2")]
    assert len(fonts) == 3
    total = weight(client, "/") + sum(weight(client, url) for url in linked | scripts)
    assert total <= FIRST, total


@pytest.fixture
def demo_person(app: Any) -> Visitor:
    """Somebody with a year of history."""
    demo_rows.fill(app)
    visitor: Visitor = app.test_client()
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    assert visitor.send("/sign-in", form).status_code == 303
    return visitor


def test_later_pages_are_lighter_still(demo_person: Visitor) -> None:
    habits = [link for link in demo_person.page("/habits").links() if link[8:].isdecimal()]
    heavy = {url: weight(demo_person, url) for url in (*PAGES, *habits)}
    assert max(heavy.values()) <= LATER, heavy


def test_every_step_of_every_lesson_is_light(app: Any, client: Visitor) -> None:
    for lesson in app.extensions["catalogue"].lessons.values():
        for number in range(1, len(lesson.steps) + 1):
            url = f"/lessons/{lesson.id}/{number}"
            assert weight(client, url) <= LATER, url
