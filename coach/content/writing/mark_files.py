"""Read the file of the marks: its schema, the marks of a kind, and its rules."""

from collections.abc import Iterator, Mapping

from coach.content.diagnostics import Fault, did_you_mean
from coach.content.document import Manuscript
from coach.content.markdown import Renderer
from coach.content.scanner import Grammar
from coach.content.toml_schema import Field, Schema
from coach.content.writing import lines
from coach.content.writing.lines import Labels
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingMark

MARKS: Schema = {"sources": Field("texts", required=False)}
GRAMMARS: Mapping[str, Grammar] = {"mark": Grammar(("id", "in"))}
MARK = ("name", "does", "way")
KNOWN = {mark: kind.name for kind in KINDS.values() for mark in kind.marks}


def marks(page: Manuscript, kind_id: str, renderer: Renderer) -> tuple[WritingMark, ...]:
    """Return the marks of a kind in the order of the file, the most serious first.

    A mark for this kind (``in``) replaces the general one.
    """
    found: dict[str, Labels] = {}
    for labels in lines.blocks(page, "mark"):
        if labels.block.id in KINDS[kind_id].marks and kind_id in _kinds(labels, kind_id):
            found[labels.block.id] = labels
    return tuple(_mark(labels, renderer) for labels in found.values())


def _kinds(labels: Labels, otherwise: str = "") -> list[str]:
    return labels.block.attributes.get("in", otherwise).split()


def _mark(labels: Labels, renderer: Renderer) -> WritingMark:
    return WritingMark(
        id=labels.block.id,
        name=labels.text("name"),
        does=labels.rendered("does", renderer),
        way=labels.rendered("way", renderer),
    )


def faults(page: Manuscript) -> Iterator[Fault]:
    """Yield W01 for an unknown kind in ``in``, W05 for missing, W06 for unknown or double parts."""
    seen = set[tuple[str, str]]()
    for labels in lines.blocks(page, "mark"):
        mark, line = labels.block.id, labels.block.line
        yield from lines.faults(labels, MARK, page.path)
        if mark not in KNOWN:
            yield Fault(page.path, line, "W06", f'no mark "{mark}"{did_you_mean(mark, KNOWN)}')
        for kind_id in _kinds(labels):
            if kind_id not in KINDS:
                message = f'no kind of message "{kind_id}"{did_you_mean(kind_id, KINDS)}'
                yield Fault(page.path, line, "W01", message)
        for kind_id in _kinds(labels) or [""]:
            if (mark, kind_id) in seen:
                yield Fault(page.path, line, "W06", f'the mark "{mark}" is given twice')
            seen.add((mark, kind_id))
    for mark in KNOWN:
        if (mark, "") not in seen:
            yield Fault(page.path, page.head.line, "W05", f'the mark "{mark}" is missing')
