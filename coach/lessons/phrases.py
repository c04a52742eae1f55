"""Authors' text put into a page: terms explained on it, headings fitted below its own."""

import re

from markupsafe import Markup

_HEADING = re.compile(r"(</?h)([3-6])\b")
_LINK = re.compile(r'class="term" href="/glossary#([a-z0-9-]+)"')


def named(html: str) -> list[str]:
    """The ids of the glossary's terms that a page links to, each once, in order."""
    return list(dict.fromkeys(_LINK.findall(str(html))))


def led_here(html: str) -> Markup:
    """The page with its links to terms led to ``#term-<id>`` on the page itself."""
    led = _LINK.sub(r'class="term" href="#term-\1"', str(html))  # in a Markup it would be escaped
    return Markup(led)  # noqa: S704  rendered before


def raised(html: str) -> Markup:
    """The text of a step on a page of its own, where the step's heading is the first of all:
    each heading in it a level higher."""
    raised = _HEADING.sub(lambda found: f"{found[1]}{int(found[2]) - 1}", str(html))
    return Markup(raised)  # noqa: S704  rendered before


def letter(place: int) -> str:
    """The letter of an option, counted from 1: A to Z, then AA, AB and on."""
    name = ""
    while place > 0:
        place, last = divmod(place - 1, 26)
        name = chr(ord("A") + last) + name
    return name
