"""Read a kind of message and the marks: schemas, labelled lines, rules (W01, W02, W05, W06)."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from coach.content.directives import labelled
from coach.content.document import HEADING, Manuscript
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive, Grammar, Passage
from coach.content.source import Fault, SourceLine, did_you_mean
from coach.content.toml_schema import Field, Schema
from coach.principles import PRINCIPLES, by_slug
from coach.writing.engine.kinds import KINDS, MessageKind
from coach.writing.room import CHANNELS, WritingCase, WritingKind, WritingMark, WritingPart

QUOTED = ("model", "weak")  # labels whose text is on the ``>`` lines below them
REPEATED = ("fact", "model")  # a second model is a longer one


@dataclass(frozen=True)
class Labels:
    """The labelled lines of a directive: (line, label, text) in file order."""

    block: Directive
    said: tuple[tuple[int, str, str], ...]

    def text(self, label: str) -> str:
        """Return the text of a label, or an empty string."""
        return next((text for _, name, text in self.said if name == label), "")

    def texts(self, label: str) -> tuple[str, ...]:
        """Return all texts of a label that may be repeated."""
        return tuple(text for _, name, text in self.said if name == label and text)

    def line(self, label: str) -> int:
        """Return the line of a label, or the directive's own."""
        return next((line for line, name, _ in self.said if name == label), self.block.line)

    def rendered(self, label: str, renderer: Renderer) -> RenderedText:
        """Return the text of a label, rendered as Markdown."""
        return renderer.inline(self.text(label), self.line(label))


def labels_of(block: Directive) -> Labels:
    """Return the labels of a directive. Messages keep their line breaks."""
    plain = [line for line in block.body if not _is_quoted(line)]
    said = [
        (number, name, _message(block.body, number) if name in QUOTED else text)
        for number, name, text in labelled(plain)
    ]
    return Labels(block, tuple(said))


def _is_quoted(line: SourceLine) -> bool:
    return line.text.startswith(">")


def _message(body: Sequence[SourceLine], number: int) -> str:
    """Return the ``> `` lines directly below line ``number``."""
    found: list[str] = []
    for line in body:
        if line.number == number + len(found) + 1 and _is_quoted(line):
            found.append(line.text[1:].strip())
    return "\n".join(found).strip()


def blocks(page: Manuscript, name: str) -> list[Labels]:
    """Return the directives of this name, in file order."""
    return [labels_of(b) for b in page.blocks if isinstance(b, Directive) and b.name == name]


def label_faults(labels: Labels, needed: Collection[str], path: str) -> Iterator[Fault]:
    """Yield W05 for a missing or empty label, W06 for an unknown or repeated one."""
    seen = set[str]()
    for line, label, text in labels.said:
        if label not in needed:
            yield Fault(path, line, "W06", f'unknown line "{label}:"{did_you_mean(label, needed)}')
        elif label in seen and label not in REPEATED:
            yield Fault(path, line, "W06", f'"{label}:" is given twice')
        elif not text.strip():
            yield Fault(path, line, "W05", f'"{label}:" is empty')
        seen.add(label)
    for label in needed:
        if label not in seen:
            yield Fault(path, labels.block.line, "W05", f'"{label}:" is missing')


MARKS: Schema = {"sources": Field("texts", required=False)}
MARK_GRAMMARS: Mapping[str, Grammar] = {"mark": Grammar(("id", "in"))}
MARK = ("name", "does", "way")
KNOWN = {mark: kind.name for kind in KINDS.values() for mark in kind.marks}


def marks(page: Manuscript, kind_id: str, renderer: Renderer) -> tuple[WritingMark, ...]:
    """Return the marks of a kind in the order of the file, the most serious first.

    A mark for this kind (``in``) replaces the general one.
    """
    found: dict[str, Labels] = {}
    for labels in blocks(page, "mark"):
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


def mark_faults(page: Manuscript) -> Iterator[Fault]:
    """Yield W01 for an unknown kind in ``in``, W05 for missing, W06 for unknown or double parts."""
    seen = set[tuple[str, str]]()
    for labels in blocks(page, "mark"):
        mark, line = labels.block.id, labels.block.line
        yield from label_faults(labels, MARK, page.path)
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


KIND: Schema = {
    "id": Field("text"),
    "title": Field("text"),
    "principles": Field("texts"),
    "line": Field("text"),
    "leave": Field("text"),
    "sources": Field("texts", required=False),
}
KIND_GRAMMARS: Mapping[str, Grammar] = {
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
        parts=tuple(_part(each, known, renderer) for each in blocks(page, "part")),
        marks=marks,
        cases=tuple(case(each, page, known.name) for each in blocks(page, "case")),
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


def case(labels: Labels, page: Manuscript, kind_id: str) -> WritingCase:
    """Return a case as written. Missing texts are empty."""
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
        longer="".join(labels.texts("model")[1:2]),
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
    cases = blocks(page, "case")
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
    parts = blocks(page, "part")
    for part in parts:
        needed = (*PART, "absent") if part.block.id in known.core else PART
        yield from label_faults(part, needed, page.path)
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
    yield from label_faults(case, CASE, path)
    for label in NEEDED:
        if not case.texts(label):
            message = f'the case "{case.block.id}" has no “{label}”'
            yield Fault(path, case.block.line, "W02", message)
