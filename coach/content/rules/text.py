"""Check rules for all texts: headings, images, links, terms, citations, raw HTML.

The rules are L02, L04-L06 and F08.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass

from coach.content.document import HEADING, Manuscript
from coach.content.markdown import CITATION, TERM, term_key
from coach.content.scanner import Passage
from coach.content.source import Fault, SourceLine, did_you_mean

_IMAGE = re.compile(r"!\[([^\]]*)\]\(")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(\s*<?([^)\s>]*)")
_TAG = re.compile(r"<(?:/?[A-Za-z][A-Za-z0-9-]*(?:\s[^<>]*)?/?>|!--|!DOCTYPE)")
_CODE = re.compile(r"`[^`]*`")


@dataclass(frozen=True)
class LinkTargets:
    """Possible targets of links: pages of the course, glossary terms, references."""

    pages: Set[str]
    terms: Set[str]
    references: Set[str]


def faults(manuscript: Manuscript, known: LinkTargets) -> Iterator[Fault]:
    """Yield all faults of the body's text, line by line."""
    for line in manuscript.body:
        yield from in_line(line, known, manuscript.path)
    yield from _headings(manuscript)


def in_line(line: SourceLine, known: LinkTargets, path: str) -> Iterator[Fault]:
    """Yield the faults of one line of Markdown, except in code spans."""
    bare = SourceLine(line.number, _CODE.sub("", line.text))
    yield from _links(bare, known, path)
    yield from _cited(bare, known, path)
    if _TAG.search(bare.text):
        yield Fault(path, line.number, "L06", "raw HTML; write Markdown")


def _cited(line: SourceLine, known: LinkTargets, path: str) -> Iterator[Fault]:
    for citation in CITATION.finditer(line.text):
        for number in re.findall(r"\d+-\d+", citation[1]):
            if number not in known.references:
                message = f"[{number}] is not in references.toml"
                yield Fault(path, line.number, "F08", message)
    for term in TERM.finditer(line.text):
        if term_key(term[1]) not in known.terms:
            hint = did_you_mean(term_key(term[1]), known.terms)
            message = f'no glossary term "{term[1]}"{hint}'
            yield Fault(path, line.number, "L05", message)


def cited_in(manuscript: Manuscript) -> set[str]:
    """Return the numbers of the works that a page cites, in its head or text."""
    text = "\n".join(line.text for line in manuscript.body)
    listed = ", ".join(CITATION.findall(text))
    return {*manuscript.head.texts("sources"), *re.findall(r"\d+-\d+", listed)}


def _links(line: SourceLine, known: LinkTargets, path: str) -> Iterator[Fault]:
    for image in _IMAGE.finditer(line.text):
        if not image[1].strip():
            yield Fault(path, line.number, "L04", "an image without a description")
    for link in _LINK.finditer(line.text):
        target = link[1]
        if not re.match(r"https?://[\w.-]+", target) and target not in known.pages:
            hint = did_you_mean(target, known.pages)
            yield Fault(path, line.number, "L05", f'dead link "{target}"{hint}')


def _headings(manuscript: Manuscript) -> Iterator[Fault]:
    level = 1  # the title of the page, from the head
    for block in manuscript.blocks:
        if not isinstance(block, Passage):
            continue
        for line in block.lines:
            heading = HEADING.match(line.text)
            if heading is None:
                continue
            found = len(heading[1])
            if found == 1:
                message = "the title stands in the head; begin with ##"
                yield Fault(manuscript.path, line.number, "L02", message)
            elif found > level + 1:
                message = f"heading level {found} after level {level}"
                yield Fault(manuscript.path, line.number, "L02", message)
            level = max(found, 1)
