"""Glossary terms on a page: the links to them, led to definitions on the page itself."""

import re

from markupsafe import Markup

_LINK = re.compile(r'class="term" href="/glossary#([a-z0-9-]+)"')


def named(html: str) -> list[str]:
    """The ids of the glossary's terms that a page links to, each once, in order."""
    return list(dict.fromkeys(_LINK.findall(str(html))))


def led_here(html: str) -> Markup:
    """The page with its links to terms led to ``#term-<id>`` on the page itself."""
    led = _LINK.sub(r'class="term" href="#term-\1"', str(html))  # in a Markup it would be escaped
    return Markup(led)  # noqa: S704  rendered before
