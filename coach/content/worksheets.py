"""Read a tool's file: its schema, the tool, and its rules (T01-T03)."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from coach.content.directives import labelled
from coach.content.document import Manuscript
from coach.content.lesson_files import unknown_sources
from coach.content.markdown import Renderer
from coach.content.reference_files import named
from coach.content.rules.lesson import hardness
from coach.content.scanner import KEBAB, Directive, Grammar, Passage
from coach.content.source import Fault, did_you_mean
from coach.content.toml_schema import Field, Schema
from coach.journal.stamps import STAMPED
from coach.journal.worksheet_template import Box, Column, Part, Rows, Tool

TOOL: Schema = {
    "id": Field("text"),
    "principle": Field("text"),
    "title": Field("text"),
    "line": Field("text"),
    "person": Field("text"),
    "note": Field("texts", required=False),
    "sources": Field("texts", required=False),
}
GRAMMARS: Mapping[str, Grammar] = {
    "field": Grammar(
        ("id", "kind", "longest", "least", "check"),
        {"kind": ("line", "text"), "check": ("specific",), "least": ("0", "1")},
        ("id", "kind", "longest"),
    ),
    "rows": Grammar(("id", "longest", "least", "most", "stamp"), {}, ("id", "longest", "most")),
    "good": Grammar((), {}, ()),
}
_COLUMNS = ("column", "date")  # with words, and with days
_SAYS: Mapping[str, tuple[str, ...]] = {
    "field": ("label", "hint", "example"),
    "rows": ("label", "hint", *_COLUMNS, "row"),
}
_MOST_ROWS = 40
_COLUMN = re.compile(r"(\S+)\s*=\s*(.+)$")


def tool(page: Manuscript, renderer: Renderer) -> Tool:
    """Return the tool as written. Missing values are empty."""
    head = page.head
    prose = [line for block in page.blocks if isinstance(block, Passage) for line in block.lines]
    good = [line for block in _named(page, "good") for line in block.body]
    return Tool(
        id=head.text("id"),
        principle=head.text("principle"),
        title=head.text("title"),
        line=head.text("line"),
        introduction=renderer.block(prose),
        person=head.text("person"),
        good=renderer.block(good),
        note=head.texts("note"),
        sources=head.texts("sources"),
        parts=tuple(_part(block) for block in _named(page, "field", "rows")),
    )


def _named(page: Manuscript, *names: str) -> Iterator[Directive]:
    for block in page.blocks:
        if isinstance(block, Directive) and block.name in names:
            yield block


def _part(block: Directive) -> Part:
    said = [(label, text) for _, label, text in labelled(block.body)]
    one = dict(said)
    label, hint = one.get("label", ""), one.get("hint", "")
    longest, least = _number(block, "longest"), _number(block, "least")
    if block.name == "field":
        kind: Literal["line", "text"] = "text" if block.attributes.get("kind") == "text" else "line"
        specific = block.attributes.get("check") == "specific"
        example = one.get("example", "")
        return Box(block.id, label, hint, kind, longest, least, specific, example)
    columns = [(_COLUMN.match(text), name == "date") for name, text in said if name in _COLUMNS]
    return Rows(
        block.id,
        label,
        hint,
        tuple(Column(found[1], found[2], is_date) for found, is_date in columns if found),
        longest,
        least,
        _number(block, "most"),
        tuple(_cells(text) for name, text in said if name == "row"),
        block.attributes.get("stamp", ""),
    )


def _cells(text: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in text.split("|"))


def _number(block: Directive, key: str) -> int:
    value = block.attributes.get(key, "")
    return int(value) if value.isascii() and value.isdecimal() else 0


def faults(page: Manuscript, found: Tool, references: Mapping[str, object]) -> Iterator[Fault]:
    """Yield F05 and F08 of the head, D03, D05 and L08 of the body, and T01-T03 of its fields."""
    yield from named(page.head, "principle", page.path)
    yield from unknown_sources(page, references)
    yield from hardness(page)
    if not found.parts:
        yield Fault(page.path, 1, "T01", "the tool lacks a field")
    if not found.good:
        yield Fault(page.path, 1, "T01", "`::: good` is missing: what makes the example a good one")
    blocks = list(_named(page, "field", "rows"))
    yield from _doubled([(block.id, block.line) for block in blocks], page.path)
    yield from _unknown_in_note(page, found)
    for block, part in zip(blocks, found.parts, strict=True):
        yield from _numbers(block, page.path)
        yield from _lines(block, page.path)
        yield from (
            _box(part, block, page.path) if isinstance(part, Box) else _rows(part, block, page.path)
        )


def _doubled(ids: Iterable[tuple[str, int]], path: str) -> Iterator[Fault]:
    seen = set[str]()
    for name, line in ids:
        if name and not KEBAB.fullmatch(name):
            message = f'id "{name}" is not kebab-case (small letters, digits, single hyphens)'
            yield Fault(path, line, "D05", message)
        if name in seen:
            yield Fault(path, line, "D05", f'id "{name}" is used twice in this tool')
        seen.add(name)


def _unknown_in_note(page: Manuscript, found: Tool) -> Iterator[Fault]:
    boxes = [part.id for part in found.parts if isinstance(part, Box)]
    for name in found.note:
        if name not in boxes:
            message = f'note names "{name}", which is no field{did_you_mean(name, boxes)}'
            yield Fault(page.path, page.head.line_of("note"), "T02", message)


def _numbers(block: Directive, path: str) -> Iterator[Fault]:
    for key in ("longest", "least", "most"):
        value = block.attributes.get(key)
        if value is not None and not (value.isascii() and value.isdecimal()):
            yield Fault(path, block.line, "D03", f'{key}="{value}" is not a whole number')
    least, most = _number(block, "least"), _number(block, "most")
    if block.name == "rows" and not least <= most <= _MOST_ROWS:
        message = f"{least} to {most} rows; least may not pass most, nor most {_MOST_ROWS}"
        yield Fault(path, block.line, "D03", message)


def _lines(block: Directive, path: str) -> Iterator[Fault]:
    known = _SAYS[block.name]
    said = labelled(block.body)
    for line, name, _ in said:
        if name not in known:
            yield Fault(path, line, "T01", f'unknown line "{name}:"{did_you_mean(name, known)}')
    names = [name for _, name, _ in said]
    for name in ("label", "hint"):
        if names.count(name) > 1:
            yield Fault(path, block.line, "T01", f'"{name}:" is given twice')
    if "label" not in names:
        yield Fault(path, block.line, "T01", '"label:" is missing')


def _box(part: Box, block: Directive, path: str) -> Iterator[Fault]:
    if not part.example:
        yield Fault(path, block.line, "T01", '"example:" is missing')
    if len(part.example) > part.longest:
        message = f"the example has {len(part.example)} characters; at most {part.longest}"
        yield Fault(path, block.line, "T03", message)


def _rows(part: Rows, block: Directive, path: str) -> Iterator[Fault]:
    said = labelled(block.body)
    columns = [(line, text) for line, name, text in said if name in _COLUMNS]
    for line, text in columns:
        if not _COLUMN.match(text):
            yield Fault(path, line, "T02", "a column is `column: id = What it is called`")
    if not columns:
        yield Fault(path, block.line, "T02", '"column:" is missing')
    lines = [line for line, text in columns if _COLUMN.match(text)]
    ids = [column.id for column in part.columns]
    yield from _doubled(zip(ids, lines, strict=True), path)
    if part.stamp and STAMPED in ids:
        yield Fault(path, block.line, "T02", f'a column "{STAMPED}" is what the stamp itself adds')
    yield from _cells_told(part, [line for line, name, _ in said if name == "row"], path)
    if not max(part.least, 1) <= len(part.example) <= part.most:
        message = f"{len(part.example)} rows in the example; {part.least} to {part.most} fit"
        yield Fault(path, block.line, "T03", message)


def _cells_told(part: Rows, lines: Sequence[int], path: str) -> Iterator[Fault]:
    for line, cells in zip(lines, part.example, strict=True):
        if len(cells) != len(part.columns):
            message = f"{len(cells)} cells for {len(part.columns)} columns; part them by |"
            yield Fault(path, line, "T02", message)
        if max(map(len, cells)) > part.longest:
            yield Fault(path, line, "T03", f"a cell of more than {part.longest} characters")
