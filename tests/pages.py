"""Every page is parsed strictly and checked for what a reader or a screen reader needs."""

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib

ALLOWED_ERRORS = {"non-void-element-with-trailing-solidus", "unexpected-self-closing-tag"}
CONTROLS = {"input", "select", "textarea"}
VALID_TIME = re.compile(  # what our pages use of the HTML standard's "valid time strings"
    r"\d{4}-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)?)?)?|\d\d:\d\d"
)
UNLABELLED = {"hidden", "submit", "button"}


class Page:
    """A parsed page with the few questions tests ask of it."""

    def __init__(self, root: Element) -> None:
        self.root = root

    def all(self, tag: str, **attributes: str) -> list[Element]:
        """Return the elements of this tag whose attributes have these values."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.root.iter(tag)
            if all(element.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """Return the only such element."""
        found = self.all(tag, **attributes)
        assert len(found) == 1, f"{len(found)} <{tag}> with {attributes}"
        return found[0]

    @property
    def title(self) -> str:
        """The page's title."""
        return text(self.one("title"))

    @property
    def heading(self) -> str:
        """The text of the page's h1."""
        return text(self.one("h1"))

    @property
    def words(self) -> str:
        """All text a reader sees, with single spaces."""
        return text(
            self.root.find(".//main") if self.root.find(".//main") is not None else self.root
        )

    def token(self) -> str:
        """Return the form token of the page, or an empty string."""
        found = self.all("input", name="csrf_token")
        return found[0].get("value", "") if found else ""

    def links(self) -> set[str]:
        """Return all addresses the page links to."""
        return {a.get("href", "") for a in self.all("a")}

    def actions(self) -> set[str]:
        """Return the addresses of the page's forms."""
        return {f.get("action", "") for f in self.all("form")}


def text(element: Element) -> str:
    """Return the element's text with single spaces."""
    return " ".join("".join(element.itertext()).split())


def parse(markup: str) -> Page:
    """Parse a page or part; any parse error of HTML5 fails the test."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(markup)
    faults = [e for e in parser.errors if e[1] not in ALLOWED_ERRORS]
    assert not faults, faults[:3]
    return Page(root)


def checked(markup: str) -> Page:
    """Parse a whole page and check it."""
    page = parse(markup)
    faults = list(_faults(page))
    assert not faults, faults
    return page


def _faults(page: Page) -> Iterator[str]:
    if len(page.all("h1")) != 1:
        yield f"{len(page.all('h1'))} h1 elements"
    if not page.title.endswith("Good Terms") or len(page.title) < 15:
        yield f"title {page.title!r}"
    seen: set[str] = set()
    for element in page.root.iter():
        if not isinstance(element.tag, str):
            continue
        yield from _inline(element)
        if name := element.get("id"):
            if name in seen:
                yield f"id {name!r} twice"
            seen.add(name)
    yield from _labels(page)
    yield from _references(page, seen)
    yield from _times(page)


def _inline(element: Element) -> Iterator[str]:
    if element.tag == "style" or element.get("style"):
        yield f"inline style on <{element.tag}>"
    if element.tag == "script" and (element.text or "").strip():
        yield "inline script"
    yield from (f"handler {name}" for name in element.attrib if str(name).startswith("on"))


def _labels(page: Page) -> Iterator[str]:
    named = {label.get("for") for label in page.all("label")}
    inside = {id(c) for label in page.all("label") for c in label.iter() if c.tag in CONTROLS}
    for tag in CONTROLS:
        for control in page.all(tag):
            if control.get("type") in UNLABELLED or id(control) in inside:
                continue
            if control.get("id") not in named and not control.get("aria-label"):
                yield f"<{tag} name={control.get('name')!r}> without a label"


def _times(page: Page) -> Iterator[str]:
    for element in page.all("time"):
        said = element.get("datetime", text(element))
        if not VALID_TIME.fullmatch(said):
            yield f"<time> of {said!r}, which is not valid in HTML"


def _references(page: Page, ids: set[str]) -> Iterator[str]:
    for element in page.root.iter():
        for name in ("aria-describedby", "aria-labelledby", "for"):
            for wanted in (element.get(name) or "").split():
                if wanted not in ids:
                    yield f"{name} names {wanted!r}, which is not on the page"
