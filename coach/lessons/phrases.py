"""Adapt the authors' text to a page: explain its terms there, and change heading levels."""

import re

from markupsafe import Markup

_HEADING = re.compile(r"(</?h)([3-6])\b")
_LINK = re.compile(r'class="term" href="/glossary#([a-z0-9-]+)"')


def named(html: str) -> list[str]:
    """Return the ids of the glossary terms that a page links to, each once, in order."""
    return list(dict.fromkeys(_LINK.findall(str(html))))


def led_here(html: str) -> Markup:
    """Return the page with its links to terms changed to ``#term-<id>`` on the same page."""
    led = _LINK.sub(r'class="term" href="#term-\1"', str(html))  # a Markup would escape it
    return Markup(led)  # noqa: S704  rendered before


def raised(html: str) -> Markup:
    """Return the text of a step with each heading one level higher, for a page of its own."""
    raised = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", str(html))
    return Markup(raised)  # noqa: S704  rendered before


def letter(place: int) -> str:
    """Return the letter of an option, counted from 1: A to Z, then AA, AB and so on."""
    name = ""
    while place > 0:
        place, last = divmod(place - 1, 26)
        name = chr(ord("A") + last) + name
    return name
