"""Convert Markdown to Markup: raw HTML is refused; terms and citations become links.

Quotation marks next to markup are corrected, where smart punctuation sees only one side.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString
from markupsafe import Markup

from coach.content.source import SourceLine

PRIORITY = 7  # after emphasis (20), before smart punctuation (6)
_STRAIGHT = "\"'"
_OPENING, _CLOSING = str.maketrans(_STRAIGHT, "“‘"), str.maketrans(_STRAIGHT, "”’")
_OPENING_AFTER = "[{(-“‘"  # a mark opens after these and after a space, as in smart punctuation
_INLINE = {"a", "abbr", "b", "code", "del", "em", "i", "img", "span", "strong", "sub", "sup"}


class SeamQuotes(Treeprocessor):
    """A processor that decides which marks at the ends of a run of text open and which close.

    Smart punctuation handles one run of text at a time. It would open the second mark of
    ``"*test*"``, because there is nothing before it in its run.
    """

    def run(self, root: Element) -> None:
        """Change the text of all elements in place."""
        for block in root.iter():
            if block.tag not in _INLINE:
                _decide(block)


def _decide(block: Element) -> None:
    before = ""
    runs = list(_runs(block))
    for place, (element, part) in enumerate(runs, start=1):
        text = getattr(element, part) or ""
        if not isinstance(text, AtomicString):
            curled = _at_start(text) if _word_ends(before) else text
            if place < len(runs):
                curled = _at_end(curled, before)
            setattr(element, part, curled)
        before += text


def _at_start(text: str) -> str:
    rest = text.lstrip(_STRAIGHT)
    return text[: len(text) - len(rest)].translate(_CLOSING) + rest


def _at_end(text: str, before: str) -> str:
    rest = text.rstrip(_STRAIGHT)
    marks = text[len(rest) :]
    return text if _word_ends(before + rest) else rest + marks.translate(_OPENING)


def _runs(element: Element) -> Iterator[tuple[Element, str]]:
    """Yield the runs of text of a block and its inline markup, in reading order."""
    yield element, "text"
    for child in element:
        if child.tag in _INLINE:
            yield from _runs(child)
        yield child, "tail"


def _word_ends(before: str) -> bool:
    """Return whether a mark after this text closes. Marks before it are ignored."""
    last = before.rstrip(_STRAIGHT)[-1:]
    return bool(last) and not last.isspace() and last not in _OPENING_AFTER


TERM = re.compile(r"\[\[([^\]|]+)(?:\|([^\]]+))?\]\]")
CITATION = re.compile(r"\[(\d{1,2}-\d\d(?:[,;]\s*\d{1,2}-\d\d)*)\]")


def term_key(words: str) -> str:
    """Return the key to look up a glossary term, independent of case and spaces."""
    return "-".join(words.lower().split())


@dataclass(frozen=True)
class RenderedText:
    """An author's text: the source, its line, and the HTML."""

    source: str
    line: int
    html: Markup

    @property
    def plain(self) -> str:
        """The text without markup, for a page's title or a journal entry."""
        return self.html.striptags()

    @property
    def spoken(self) -> bool:
        """Whether the whole text is direct speech."""
        words = self.source.strip()
        return len(words) > 1 and words[0] in '"“' and words[-1] in '"”'

    @property
    def key(self) -> str:
        """A short hash of the text, which reveals nothing as a form's value."""
        return sha256(self.source.encode()).hexdigest()[:10]


class Renderer:
    """A renderer of authors' text.

    ``terms`` maps the possible words in ``[[...]]`` to a term's id.
    """

    def __init__(self, terms: Mapping[str, str]) -> None:
        self._markdown = Markdown(
            extensions=["extra", "sane_lists", "smarty"],
            extension_configs={"smarty": {"smart_dashes": False}},
        )
        self._markdown.preprocessors.deregister("html_block")
        self._markdown.inlinePatterns.deregister("html")
        self._markdown.treeprocessors.register(SeamQuotes(), "seam-quotes", PRIORITY)
        self._markdown.inlinePatterns.register(_Term(TERM.pattern, terms), "term", 179)
        self._markdown.inlinePatterns.register(_Citation(CITATION.pattern), "citation", 178)

    def block(self, lines: Iterable[SourceLine]) -> Markup:
        """Return Markdown with paragraphs, lists and quotations as HTML."""
        return self._render("\n".join(line.text for line in lines))

    def inline(self, source: str, line: int) -> RenderedText:
        """Return a text for the inside of an element of the page."""
        html = self._render(source)
        if html.startswith("<p>") and html.count("<p>") == 1 and html.endswith("</p>"):
            html = html[3:-4]
        return RenderedText(source, line, html)

    def _render(self, source: str) -> Markup:
        self._markdown.reset()
        return Markup(self._markdown.convert(source))  # noqa: S704  authors' Markdown, HTML refused


class _Term(InlineProcessor):
    """The pattern ``[[term]]`` or ``[[term|other words]]``, a link.

    An unknown term becomes plain text.
    """

    def __init__(self, pattern: str, terms: Mapping[str, str]) -> None:
        super().__init__(pattern)
        self._terms = terms

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element | str, int, int]:
        words = m[2] or m[1]
        term = self._terms.get(term_key(m[1]))
        if term is None:
            return words, m.start(0), m.end(0)
        link = Element("a", {"class": "term", "href": f"/glossary#{term}"})
        link.text = words
        return link, m.start(0), m.end(0)


class _Citation(InlineProcessor):
    """The pattern ``[2-04]`` or ``[2-04, 2-05]``, with a link for each reference."""

    def handleMatch(  # type: ignore[override]  # noqa: N802  (Markdown's name)
        self, m: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        cite: Any = Element("span", {"class": "cite"})
        cite.text = "["
        numbers = re.split(r"[,;]\s*", m[1])
        for number in numbers:
            link = Element("a", {"href": f"/references/{number}"})
            link.text = number
            link.tail = "]" if number == numbers[-1] else ", "
            cite.append(link)
        return cite, m.start(0), m.end(0)
