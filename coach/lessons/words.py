"""Glossary terms on a page: the links to them, led to definitions on the page itself."""

import re

from markupsafe import Markup

_LINK = re.compile(r'class="term" href="/glossary#([a-z0-9-]+)"')


def named(html: str) -> list[str]:
    """The ids of the glossary's terms that a page links to, each once, in order."""
    return list(dict.fromkeys(_LINK.findall(html)))


def led_here(html: str) -> Markup:
    """The page with its links to terms led to ``#term-<id>`` on the page itself."""
    return Markup(_LINK.sub(r'class="term" href="#term-\1"', html))  # noqa: S704  rendered before
