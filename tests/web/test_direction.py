"""Words that people type may run from right to left: pages and fields follow the text itself.

A text of unknown direction stands in an element with ``dir="auto"`` or in ``<bdi>`` (HTML).
"""

import re
from collections import deque
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

import pytest
from flask import Flask

from coach.content.steps import IntentionStep
from coach.listening.progression import MESSAGE_KINDS
from coach.listening.views import room
from coach.questions.free_text import FreeText
from tests.conftest import Visitor
from tests.pages import Page, checked, parse

pytestmark = pytest.mark.any_database

HEBREW = re.compile("[\u05d0-\u05ea]")
ISOLATE = re.compile("\u2068[^\u2069]*\u2069")
TEXT = "\u05d3\u05d9\u05d1\u05e8\u05ea\u05d9 \u05e2\u05dd \u05e0\u05d5\u05e2\u05d4"
PERSONAL = re.compile(
    r"/(today|habits|intentions|journal|settings|listening|progress|search|lessons/[^/]+/\d+$)"
)
FILES = re.compile(r"\.(ics|csv|zip|mp3|json|svg)$|/export|/(calendar|sound|download)")
EXEMPT = {"title", "option", "script"}  # which take no markup
PAGES = 160


def strong(text: str) -> str:
    """Return the first letter of a text, which decides where it begins."""
    return next((letter for letter in text if letter.isalpha()), "")


def misread(page: Page) -> Iterator[str]:
    """Return the texts of a person that do not stand in an element of their own direction."""
    for element, above in walked(page.root, ()):
        if element.tag in EXEMPT or not isinstance(element.tag, str):
            continue
        if element.tag in ("input", "textarea"):
            if holds_words(element) and element.get("dir") != "auto":
                yield f"<{element.tag} name={element.get('name')!r}> without dir"
            continue
        holders = [element, *above]
        if loose(element.text) and not isolated(holders):
            yield f"<{element.tag}> {(element.text or '').strip()[:60]}"
        for child in element:
            if loose(child.tail) and not isolated(holders):
                yield f"<{element.tag}> … {(child.tail or '').strip()[:60]}"


def holds_words(control: Element) -> bool:
    """Return whether a control is for words: not for numbers, days, addresses or codes."""
    plain = control.get("type") in (None, "text", "search") and control.get("readonly") is None
    return plain and control.get("inputmode") in (None, "text")


def loose(text: str | None) -> bool:
    """Return whether a text has Hebrew outside Unicode's isolates (UAX 9)."""
    return bool(HEBREW.search(ISOLATE.sub("", text or "")))


def walked(element: Element, above: tuple[Element, ...]) -> Iterator[tuple[Element, list[Element]]]:
    """Return every element with those it stands in, the nearest first."""
    yield element, list(above)
    for child in element:
        yield from walked(child, (element, *above))


def isolated(holders: list[Element]) -> bool:
    """Return whether the nearest element with a direction of its own takes it from this text."""
    for holder in holders:
        if holder.tag == "bdi" or holder.get("dir") == "auto":
            return bool(HEBREW.match(strong("".join(holder.itertext()))))
    return False


def steps(app: Flask, kind: type) -> Iterator[str]:
    """Return the addresses of the steps of one kind."""
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, kind):
                yield f"/lessons/{lesson.id}/{number}"


@pytest.fixture
def writer(app: Flask, owner: Visitor) -> Visitor:
    """Somebody who writes Hebrew wherever something can be written."""
    days = {"zone": "UTC", "theme": "", "rollover": 4, "week_start": 1, "look_back_day": 5}
    owner.send("/settings", {"name": TEXT, **days})
    words = {"name": TEXT, "cue": TEXT, "act": TEXT, "smallest": TEXT, "principle": "2"}
    for number, more in enumerate(({}, {"goal": "at_least", "target": "3", "unit": TEXT}, {})):
        made = owner.send("/habits/new", {**words, "kind": "daily", "token": str(number), **more})
        assert made.status_code == 303, made.text
        habit = made.headers["Location"]
        if number < 2:
            said = {"state": "done", "note": TEXT} if not more else {"state": "note", "note": TEXT}
            owner.send(f"{habit}/days/2026-11-27", said)
    owner.send(f"{habit}/archive")
    owner.send("/habits/away", {"first": "2026-12-20", "last": "2026-12-27", "reason": TEXT})
    owner.send("/journal", {"text": TEXT})
    for tool in app.extensions["catalogue"].tools.values():
        owner.send(f"/journal/tools/{tool.id}", dict.fromkeys(controls(owner, tool.id), TEXT))
    owner.send("/listening/field", {"mattered": TEXT, "asked": TEXT, "noticed": TEXT})
    words = {"who": TEXT[:60], "words": TEXT, "day": "2026-11-27"}
    owner.send(f"{next(steps(app, IntentionStep))}/intention", words)
    owner.send(next(steps(app, FreeText)), {"answer": TEXT})
    plain = next(iter(app.extensions["catalogue"].lessons))
    owner.send(f"/lessons/{plain}/1/note", {"text": TEXT})
    with app.app_context():
        message = next(iter(room().messages))
    for kind, more in (("reply", {}), ("draft", {"later": "1"})):
        owner.send(
            f"/listening/messages/{message}/{MESSAGE_KINDS[0]}",
            {"reply": TEXT, "token": kind, **more},
        )
    return owner


def controls(visitor: Visitor, tool_id: str) -> list[str]:
    """Return the names of a tool's boxes and first cells."""
    page = visitor.page(f"/journal/tools/{tool_id}?change")
    names = [e.get("name", "") for e in page.all("textarea")]
    return [name for name in names if name.startswith("s-")]


def walk(visitor: Visitor, starts: list[str]) -> Iterator[tuple[str, Page]]:
    """Return the person's own pages, reached by links from these."""
    waiting, met = deque(starts), set(starts)
    while waiting and len(met) < 10 * PAGES:
        address = waiting.popleft()
        answer = visitor.get(address, follow_redirects=True)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        page = checked(answer.text)
        yield address, page
        if len(met) > PAGES:
            continue
        for link in sorted(page.links()):
            led = urlsplit(urljoin(address, link))
            path = led.path + (f"?{led.query}" if led.query else "")
            wanted = PERSONAL.match(led.path) and not FILES.search(led.path) and not led.netloc
            if wanted and path not in met:
                met.add(path)
                waiting.append(path)


def test_every_text_a_person_types_has_its_own_direction(app: Flask, writer: Visitor) -> None:
    starts = ["/today", "/habits", "/habits/notes", "/habits/paper", "/habits/reminders",
              "/journal", "/journal/tools", "/listening/field", "/listening", "/settings",
              "/progress", "/look-back", f"/search?q={TEXT}", next(steps(app, IntentionStep)),
              "/intentions", next(steps(app, FreeText)), "/review"]  # fmt: skip
    met, shown, wrong = 0, 0, set()
    for address, page in walk(writer, starts):
        met += 1
        shown += bool(HEBREW.search("".join(page.root.itertext())))
        shape = re.sub(r"\d+", "N", urlsplit(address).path)
        wrong |= {f"{shape}: {said}" for said in misread(page)}
    assert met > 60
    assert shown > 40
    assert not wrong, "\n".join(sorted(wrong))


@pytest.mark.parametrize("path", ["/journal", "/habits/new", "/settings", "/keep", "/sign-in"])
def test_a_visitors_fields_follow_what_is_typed(client: Visitor, path: str) -> None:
    assert list(misread(client.page(path))) == []


def test_a_text_in_an_english_sentence_needs_an_element_of_its_own() -> None:
    head = "<!doctype html><title>x</title><body>"
    assert list(misread(parse(f"{head}<p>By {TEXT}</p>"))) == [f"<p> By {TEXT}"]
    assert list(misread(parse(f'{head}<p dir="auto">By {TEXT}</p>'))) == [f"<p> By {TEXT}"]
    assert list(misread(parse(f"{head}<p>By <bdi>{TEXT}</bdi></p>"))) == []
    assert list(misread(parse(f'{head}<p dir="auto">{TEXT}</p>'))) == []
