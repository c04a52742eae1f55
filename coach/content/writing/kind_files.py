"""Read a kind's file: its schema, the kind, and its rules (W01, W02, W05, W06)."""

from collections.abc import Iterator, Mapping

from coach.content.diagnostics import Fault, did_you_mean
from coach.content.document import HEADING, Manuscript
from coach.content.markdown import Renderer
from coach.content.scanner import Grammar, Passage
from coach.content.toml_schema import Field, Schema
from coach.content.writing import lines
from coach.content.writing.lines import Labels
from coach.principles import PRINCIPLES, by_slug
from coach.writing.engine.kinds import KINDS, MessageKind
from coach.writing.room import CHANNELS, WritingCase, WritingKind, WritingMark, WritingPart

KIND: Schema = {
    "id": Field("text"),
    "title": Field("text"),
    "principles": Field("texts"),
    "line": Field("text"),
    "leave": Field("text"),
    "sources": Field("texts", required=False),
}
GRAMMARS: Mapping[str, Grammar] = {
    "part": Grammar(("id", "plural"), {"plural": ("yes",)}),
    "case": Grammar(("id", "channel"), {"channel": CHANNELS}, ("id", "channel")),
}
PART = ("name", "noun", "what", "why", "ask")
CASE = ("title", "you", "to", "scene", "fact", "model", "weak", "note")
NEEDED = ("fact", "model", "weak")  # without these, learners cannot practise a case (W02)
FEWEST_CASES = 3
WARNED = ("back", "mistake")  # kinds that could harm a person who was already harmed


def kind(page: Manuscript, renderer: Renderer, marks: tuple[WritingMark, ...]) -> WritingKind:
    """Return the kind as written. Its id must be one of the engine's; ``marks`` are its own."""
    head, known = page.head, KINDS[page.head.text("id")]
    prose = [line for block in page.blocks if isinstance(block, Passage) for line in block.lines]
    return WritingKind(
        id=known.name,
        title=head.text("title"),
        principles=head.texts("principles"),
        line=head.text("line"),
        leave=head.text("leave"),
        when_not=renderer.block([line for line in prose if not HEADING.match(line.text)]),
        sources=head.texts("sources"),
        shortest=known.shortest,
        longest=known.longest,
        parts=tuple(_part(each, known, renderer) for each in lines.blocks(page, "part")),
        marks=marks,
        cases=tuple(_case(each, page, known.name) for each in lines.blocks(page, "case")),
    )


def _part(labels: Labels, known: MessageKind, renderer: Renderer) -> WritingPart:
    return WritingPart(
        id=labels.block.id,
        core=labels.block.id in known.core,
        name=labels.text("name"),
        noun=labels.text("noun"),
        plural="plural" in labels.block.attributes,
        what=labels.rendered("what", renderer),
        why=labels.rendered("why", renderer),
        ask=labels.rendered("ask", renderer),
        absent=labels.text("absent"),
    )


def _case(labels: Labels, page: Manuscript, kind_id: str) -> WritingCase:
    return WritingCase(
        id=labels.block.id,
        path=page.path,
        line=labels.block.line,
        kind=kind_id,
        channel=labels.block.attributes.get("channel", CHANNELS[0]),
        title=labels.text("title"),
        writer=labels.text("you"),
        reader=labels.text("to"),
        scene=labels.text("scene"),
        facts=labels.texts("fact"),
        model=labels.text("model"),
        weak=labels.text("weak"),
        note=labels.text("note"),
    )


def faults(page: Manuscript) -> Iterator[Fault]:
    """Yield F05 and W01 of the head, W05 and W06 of the parts, W02 and W05 of the cases."""
    head, path = page.head, page.path
    yield from _principles(page)
    yield from _name(page)
    if known := KINDS.get(head.text("id")):
        yield from _parts(page, known)
    cases = lines.blocks(page, "case")
    if len(cases) < FEWEST_CASES:
        message = f"{len(cases)} cases; a kind has at least {FEWEST_CASES}"
        yield Fault(path, head.line, "W05", message)
    for case in cases:
        yield from _case_faults(case, path)
    prose = [block for block in page.blocks if isinstance(block, Passage)]
    if head.text("id") in WARNED and not prose:
        yield Fault(path, head.line, "W05", "“When not to” is missing: people could be harmed")


def _name(page: Manuscript) -> Iterator[Fault]:
    name, line = page.head.text("id"), page.head.line_of("id")
    if name not in KINDS:
        message = f'no kind of message "{name}"{did_you_mean(name, KINDS)}'
        yield Fault(page.path, line, "W01", message)
    elif not page.path.endswith(f"/{name}.md"):
        yield Fault(page.path, line, "W01", f"the kind “{name}” stands in {name}.md")


def _principles(page: Manuscript) -> Iterator[Fault]:
    line = page.head.line_of("principles")
    for slug in page.head.texts("principles"):
        if by_slug(slug) is None:
            hint = did_you_mean(slug, [principle.slug for principle in PRINCIPLES])
            yield Fault(page.path, line, "F05", f'no principle "{slug}"{hint}')


def _parts(page: Manuscript, known: MessageKind) -> Iterator[Fault]:
    parts = lines.blocks(page, "part")
    for part in parts:
        needed = (*PART, "absent") if part.block.id in known.core else PART
        yield from lines.faults(part, needed, page.path)
        if part.block.id not in known.parts:
            message = f'"{part.block.id}" is no part of “{known.name}”'
            hint = did_you_mean(part.block.id, known.parts)
            yield Fault(page.path, part.block.line, "W06", f"{message}{hint}")
    ids = [part.block.id for part in parts]
    for missing in (each for each in known.parts if each not in ids):
        yield Fault(page.path, page.head.line, "W05", f'the part "{missing}" is missing')
    for index, part in enumerate(parts):
        if part.block.id in ids[:index]:
            message = f'the part "{part.block.id}" is given twice'
            yield Fault(page.path, part.block.line, "W06", message)


def _case_faults(case: Labels, path: str) -> Iterator[Fault]:
    yield from lines.faults(case, CASE, path)
    for label in NEEDED:
        if not case.texts(label):
            message = f'the case "{case.block.id}" has no “{label}”'
            yield Fault(path, case.block.line, "W02", message)
