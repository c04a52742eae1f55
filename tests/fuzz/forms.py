"""Forms and addresses as pages offer them."""

import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect, Rule

from coach import demo
from tests.pages import Page, text

TYPED = {
    "date": "2026-11-24",
    "time": "08:30",
    "number": "2",
    "email": demo.DEMO_ADDRESS,
    "password": demo.DEMO_PASSWORD,
}
WORDS = "An ordinary sentence about Tuesday."

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
    plain: bool = False  # it has a button without a name

    @property
    def key(self) -> tuple[str, tuple[str, ...], tuple[str, ...]]:
        """What makes two forms the same: where they go, their fields without the numbers."""
        names = {"".join("#" if c.isdigit() else c for c in one.name) for one in self.controls}
        buttons = {v for c in self.controls if c.kind == "button" for v in c.values}
        return self.endpoint, tuple(sorted(names)), tuple(sorted(buttons))

    @property
    def mark(self) -> tuple[str, str, tuple[Control, ...]]:
        """What makes two forms one and the same step: all but the token, new on each page."""
        named = tuple(control for control in self.controls if control.name != "token")
        return self.endpoint, self.action, named

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

    def varied(self) -> Filled:
        """Return what is sent after something else was chosen in each field, as in an order."""
        filled: Filled = {}
        for number, control in enumerate(self._fields()):
            some = [value for value in control.values if value] or [""]
            filled[control.name] = [some[number % len(some)]]
        return self._pressed(filled)[-1]

    def _fields(self) -> list[Control]:
        return [c for c in self.controls if c.kind not in ("button", "file")]

    def _pressed(self, filled: Filled) -> list[Filled]:
        buttons = [(c.name, v) for c in self.controls if c.kind == "button" for v in c.values]
        pressed = [{**filled, name: [value]} for name, value in buttons]
        return [*pressed, filled] if self.plain or not pressed else pressed


@dataclass(repr=False)
class Site:
    """Everything that was found."""

    rules: list[Rule]
    pages: dict[str, str] = field(default_factory=dict)  # address: its endpoint
    forms: dict[Any, Form] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    parts: dict[str, set[str]] = field(default_factory=dict)  # of addresses, as they were met
    finished: list[tuple[str, Form]] = field(default_factory=list)  # sent by whom, to the end
    files: dict[str, bytes] = field(default_factory=dict)  # that the app gave out, by endpoint

    def __repr__(self) -> str:
        return f"<Site of {len(self.pages)} pages and {len(self.forms)} forms>"

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
        for action in dict.fromkeys([own, *(e.get("formaction") or own for e in parts)]):
            led = urljoin(address, action)
            found = site.note(app, led, "POST")
            if found and not urlsplit(led).netloc:
                here = [e for e in parts if e.tag != "button" or e.get("formaction", own) == action]
                plain = any(e.tag == "button" and not e.get("name") for e in here)
                yield Form(found, led, tuple(_controls(here)), plain)


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
        values = (tuple(o.get("value", text(o)) for o in these) for these in (chosen, options))
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


def file(content: bytes, name: str = "good-terms.json") -> tuple[io.BytesIO, str]:
    """Return a file as the test client sends one."""
    return io.BytesIO(content), name
