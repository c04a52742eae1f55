"""Convert texts of any format, and whole questions, to plain words, and report what is lost."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Literal

from markdown import Markdown

from coach.content.exchange.plain_question import PlainQuestion
from coach.questions.base import Question

Format = Literal["html", "moodle", "plain", "markdown"]

_TAG = re.compile(
    r"<!--.*?(?:-->|\Z)|<[!?][^>]*>"
    r"|<(?P<close>/?)(?P<name>[a-zA-Z][\w:-]*)(?P<more>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)>",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"(href|src|alt)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'>]+)", re.IGNORECASE)
_NAMES: Mapping[str, str] = {
    "emphasis": "b strong i em u s del ins mark small big font tt",
    "the type of code": "code kbd samp pre",
    "raised or lowered letters": "sub sup",
    "headings": "h1 h2 h3 h4 h5 h6",
    "the form of a list": "ul ol dl",
    "the form of a table": "table",
    "the form of a quotation": "blockquote",
    "embedded media": "audio video iframe object embed svg math canvas",
    "parts of a form": "form input select textarea button",
    "scripts or styles": "script style",
    # these lose nothing, or have their own message with the address
    "": "span a img tbody thead abbr q cite label center",
}
_BLOCKS = """p div br hr li ul ol dl dt dd h1 h2 h3 h4 h5 h6 table tr td th caption pre blockquote
    section article header footer figure figcaption form"""
_LOST = {name: what for what, names in _NAMES.items() for name in names.split()}
_BREAKS = frozenset(_BLOCKS.split())
_KNOWN = frozenset(_LOST) | _BREAKS


@dataclass(frozen=True)
class Plain:
    """The paragraphs, none of them empty, and what is lost, without duplicates."""

    paragraphs: tuple[str, ...]
    lost: tuple[str, ...] = ()

    @property
    def line(self) -> str:
        """All paragraphs as one line."""
        return " ".join(self.paragraphs)


def plain(text: str, form: Format) -> Plain:
    """Return a text as plain words. A line break ends a paragraph, except in HTML and Markdown."""
    if form == "html":
        return flat(text)
    if form == "markdown":
        return flat(Markdown(extensions=["extra"]).convert(text))
    if form == "moodle" and (_knows(text) or unescape(text) != text):
        return flat(text.replace("\n", "<br>"), only_known=True)
    return Plain(_paragraphs(text.split("\n")))


def flat(html: str, only_known: bool = False) -> Plain:
    """Return HTML as plain words. With ``only_known``, tags that HTML does not have are text."""
    lost: dict[str, None] = {}
    pieces = "".join(_pieces(html, lost, only_known))
    return Plain(_paragraphs(pieces.split("\x00")), tuple(lost))


def _pieces(html: str, lost: dict[str, None], only_known: bool) -> Iterator[str]:
    """Yield the text between the tags, NUL for a break. This adds what is lost to ``lost``."""
    html, place, hidden = html.replace("\x00", " "), 0, ""
    for tag in _TAG.finditer(html):
        name = (tag["name"] or "").lower()
        if only_known and name and name not in _KNOWN:
            continue
        if not hidden:
            yield unescape(html[place : tag.start()])
        place = tag.end()
        if hidden:
            hidden = "" if tag["close"] and name == hidden else hidden
            continue
        if not tag["close"] and (what := _loses(name, tag["more"] or "")):
            lost[what] = None
        if name in ("script", "style") and not tag["close"]:
            hidden = name
        yield "\x00" if name in _BREAKS else ""
    if not hidden:
        yield unescape(html[place:])


def _loses(name: str, more: str) -> str:
    given = {key.lower(): value.strip("\"'") for key, value in _ATTRIBUTE.findall(more)}
    if name == "a" and given.get("href"):
        return f"a link to {unescape(given['href'])[:200]}"
    if name == "img":
        return f"a picture ({unescape(given.get('alt') or given.get('src', ''))[:200]})"
    if name and name not in _KNOWN:
        return f"the tag <{name[:40]}>"
    return _LOST.get(name, "")


def _knows(text: str) -> bool:
    return any((tag["name"] or "").lower() in _KNOWN for tag in _TAG.finditer(text))


def _paragraphs(parts: Iterable[str]) -> tuple[str, ...]:
    lines = (" ".join(part.split()) for part in parts)
    return tuple(line for line in lines if line)


def item(question: Question) -> PlainQuestion:
    """Return the question in plain words. ``left_behind`` reports what is lost.

    Raise CannotCarry if the question has no plain form.
    """
    return question.plain((*flat(str(question.scene)).paragraphs, question.ask.plain))


def left_behind(question: Question, form: str) -> list[str]:
    """Return what an exportable question loses in ``form``, which is ``gift`` or ``anki``."""
    hint = ["its hint"] if question.hint else []
    return [*hint, *question.lost_in(form), *_markup(question)]


def _markup(question: Question) -> list[str]:
    """Return the kinds of markup in a question's texts, once each. All links count as one."""
    texts = (text for text in (question.ask, question.why, *question.texts()) if text)
    found: dict[str, None] = {}
    for html in (question.scene, *(text.html for text in texts)):
        for what in flat(str(html)).lost:
            found["its links" if what.startswith("a link") else f"its {what}"] = None
    return [what.replace("its the", "the") for what in found]
