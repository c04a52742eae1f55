"""Correct quotation marks next to markup, where smart punctuation sees only one side."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

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
