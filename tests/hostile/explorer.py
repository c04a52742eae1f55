"""Finds what there is to attack: follows every link, and tries every form as it is meant."""

import io
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule

from coach import demo
from coach.mail import Letter
from tests.conftest import Visitor
from tests.pages import Page, parse, text

ALIKE = 4  # pages of one rule that are looked at, as a rule
TYPED = {
    "date": "2026-11-24",
    "time": "08:30",
    "number": "2",
    "email": demo.DEMO_ADDRESS,
    "password": demo.DEMO_PASSWORD,
}
WORDS = "An ordinary sentence about Tuesday."
CHOSEN = ("checked", "selected")
LEAVES = {"account.sign_out", "account.sign_out_elsewhere", "account.end_session",
          "portable.delete"}  # fmt: skip
EXPORTS = ("/habits/export.json", "/settings/export")  # files that can be brought in again


Filled = dict[str, list[str]]


@dataclass(frozen=True)
class Control:
    """One control of a form: what it holds, and the values that a person could give it."""

    name: str
    kind: str
    held: tuple[str, ...]
    values: tuple[str, ...]


@dataclass(frozen=True)
class Form:
    """A form as a page offers it, with one of its addresses."""

    endpoint: str
    action: str
    controls: tuple[Control, ...]

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What makes two forms the same: where they go, their fields without the numbers."""
        names = {"".join("#" if c.isdigit() else c for c in one.name) for one in self.controls}
        buttons = {v for c in self.controls if c.kind == "button" for v in c.values}
        return self.endpoint, tuple(sorted(names)), tuple(sorted(buttons))

    @property
    def has_file(self) -> bool:
        """Whether a file goes along."""
        return any(control.kind == "file" for control in self.controls)

    def as_it_stands(self) -> list[Filled]:
        """Return what is sent by pressing each of its buttons and nothing else."""
        return self._pressed({c.name: list(c.held) for c in self._fields() if c.held})

    def typed(self) -> list[Filled]:
        """Return what is sent after something ordinary was typed or chosen everywhere."""
        return self._pressed({c.name: [c.values[-1]] for c in self._fields() if c.values})

    def _fields(self) -> list[Control]:
        return [c for c in self.controls if c.kind not in ("button", "file")]

    def _pressed(self, filled: Filled) -> list[Filled]:
        buttons = [(c.name, v) for c in self.controls if c.kind == "button" for v in c.values]
        return [{**filled, name: [value]} for name, value in buttons] or [filled]


@dataclass(repr=False)
class Site:
    """Everything that was found."""

    rules: list[Rule]
    pages: dict[str, str] = field(default_factory=dict)  # address: its endpoint
    forms: dict[Any, Form] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    parts: dict[str, set[str]] = field(default_factory=dict)  # of addresses, as they were met

    def note(self, app: Flask, address: str, method: str) -> str:
        """Keep the parts of an address; return the endpoint that answers there, or nothing."""
        found, parts = answering(app, address, method)
        for name, value in parts.items():
            self.parts.setdefault(name, set()).add(str(value))
        return found

    def names(self) -> list[str]:
        """Return the names of all fields of all forms."""
        return sorted({c.name for form in self.forms.values() for c in form.controls})


def answering(app: Flask, address: str, method: str) -> tuple[str, dict[str, Any]]:
    """Return the endpoint that answers at an address, with its parts; empty for none."""
    try:
        found, parts = app.url_map.bind("localhost").match(urlsplit(address).path, method)
    except (HTTPException, RequestRedirect):
        return "", {}
    return str(found), dict(parts)


def forms_of(app: Flask, site: Site, page: Page, address: str) -> Iterator[Form]:
    """Return the forms of a page that are sent by POST, one for each address they can go to."""
    everything = list(page.root.iter())
    for form in page.all("form", method="post"):
        mark = form.get("id")
        beyond = [e for e in everything if mark and e.get("form") == mark]
        parts = [*form.iter(), *beyond]
        own = form.get("action") or address
        for action in {own, *(e.get("formaction") or own for e in parts)}:
            led = urljoin(address, action)
            found = site.note(app, led, "POST")
            if found and not urlsplit(led).netloc:
                here = [e for e in parts if e.tag != "button" or e.get("formaction", own) == action]
                yield Form(found, led, tuple(_controls(here)))


def _controls(elements: Iterable[Element]) -> Iterator[Control]:
    """Return the named controls; radio buttons and buttons of one name are one control."""
    found: dict[tuple[str, str], Control] = {}
    for element in elements:
        name = element.get("name", "")
        if element.tag in ("input", "select", "textarea", "button") and name != "csrf_token":
            one = _control(element, name)
            if name and (old := found.get((name, one.kind))):
                one = replace(one, held=old.held + one.held, values=old.values + one.values)
            if name:
                found[name, one.kind] = one
    return iter(found.values())


def _control(element: Element, name: str) -> Control:
    kind = element.get("type", "text") if element.tag == "input" else element.tag
    if kind == "select":
        options = list(element.iter("option"))
        chosen = [o for o in options if o.get("selected") is not None] or options[:1]
        values = (tuple(o.get("value") or text(o) for o in these) for these in (chosen, options))
        return Control(name, kind, *values)
    if kind == "textarea":
        return Control(name, kind, ("".join(element.itertext()).strip(),), (WORDS,))
    if kind in ("radio", "checkbox"):
        value = (element.get("value", "on"),)
        return Control(name, kind, value if element.get("checked") is not None else (), value)
    value = (element.get("value", ""),)
    if kind in ("hidden", "button", "submit"):
        return Control(name, kind, value, value)
    return Control(name, kind, value, (TYPED.get(kind, "Some words"),))


class Explorer:
    """Walks through the whole app, as one person after the other."""

    def __init__(self, app: Flask, letters: list[Letter], alike: int = ALIKE) -> None:
        self.app, self.letters, self.alike = app, letters, alike
        rules = app.url_map.iter_rules()
        self.site = Site(sorted(rules, key=lambda rule: (rule.rule, rule.endpoint)))
        self.tried: set[Any] = set()
        self.read = 0

    def walk(self, visitor: Visitor) -> Site:
        """Look at all pages, press each form once, look at what that made, and so on."""
        self.visitor, self.token = visitor, visitor.token()
        self.seen: set[str] = set()
        self.looked = Counter[str]()
        rules = list(self.app.url_map.iter_rules())
        self.waiting = deque(
            r.rule for r in rules if "GET" in (r.methods or ()) and not r.arguments
        )
        again: list[Form] = []
        while True:
            self._look()
            fresh = [form for key, form in self.site.forms.items() if key not in self.tried]
            self.tried.update(form.key for form in fresh)
            for form in fresh or again:
                if form.endpoint not in LEAVES:
                    self._press(form, form.as_it_stands() if fresh else form.typed())
            if not fresh and not again:
                return self.site
            again = again + fresh if fresh else []

    def _look(self) -> None:
        while self.waiting:
            address = self.waiting.popleft()
            name = self.site.note(self.app, address, "GET")
            if address in self.seen or name in ("", "static") or self.looked[name] >= self.alike:
                continue
            self.seen.add(address)
            self.looked[name] += 1
            self.site.pages[address] = name
            self._take(self.visitor.get(address), address)

    def _press(self, form: Form, ways: list[Filled]) -> None:
        for filled in ways:
            for files in self._files(form):
                answer = self._send(form, {**filled, **files})
                if (
                    b"no longer valid, so it was not saved" in answer.data
                ):  # somebody came in meanwhile
                    self.token = self.visitor.token()
                    answer = self._send(form, {**filled, **files})
                self._take(answer, form.action)
        for letter in self.letters[self.read :]:
            words = letter.text.split()
            links = [urlsplit(word) for word in words if word.startswith(("http", "/"))]
            self.waiting.extend(link.path for link in links)
        self.read = len(self.letters)

    def _send(self, form: Form, sent: Mapping[str, Any]) -> Any:
        files = {n: file(value) for n, value in sent.items() if isinstance(value, bytes)}
        return self.visitor.post(form.action, data={**sent, **files, "csrf_token": self.token})

    def _files(self, form: Form) -> list[dict[str, bytes]]:
        """Return what can be sent along: nothing, or what the app itself gave out."""
        if not form.has_file:
            return [{}]
        names = [control.name for control in form.controls if control.kind == "file"]
        given = [self.visitor.get(url).data for url in EXPORTS]
        return [dict.fromkeys(names, content) for content in given]

    def _take(self, answer: Any, address: str) -> None:
        if answer.status_code >= 500:
            self.site.faults.append(f"{answer.status_code} {address}")
        if answer.location:
            self.looked[self.site.note(self.app, answer.location, "GET")] -= 1
            self.seen.discard(answer.location)
            self.waiting.append(answer.location)
        elif answer.mimetype == "text/html":
            page = parse(answer.text)
            links = (urljoin(address, link) for link in page.links())
            self.waiting.extend(link.partition("#")[0] for link in sorted(links) if link[:1] == "/")
            for form in forms_of(self.app, self.site, page, address):
                self.site.forms.setdefault(form.key, form)


def file(content: bytes, name: str = "good-terms.json") -> tuple[io.BytesIO, str]:
    """Return a file as the test client sends one."""
    return io.BytesIO(content), name
