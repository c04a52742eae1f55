"""Read a lesson's file: its head's schema, the lesson, and the rules of its head."""

from collections.abc import Iterator, Mapping

from coach.content.document import Manuscript, steps
from coach.content.ids import Ledger, circular
from coach.content.markdown import Renderer
from coach.content.model import Lesson
from coach.content.reference_files import named
from coach.content.scanner import Directive
from coach.content.source import Fault, did_you_mean
from coach.content.toml_schema import Field, Schema, Table
from coach.principles import PRINCIPLES, by_slug

LESSON: Schema = {
    "id": Field("text"),
    "principle": Field("text"),
    "title": Field("text"),
    "minutes": Field("number"),
    "requires": Field("texts", required=False),
    "objectives": Field("texts"),
    "rules": Field("texts", required=False),
    "shown_by": Field("texts", required=False),
    "sources": Field("texts"),
}

REVIEW: Schema = {
    "id": Field("text"),
    "principle": Field("text"),
    "sources": Field("texts", required=False),
}


def lesson(page: Manuscript, renderer: Renderer) -> Lesson:
    """Return the lesson as written. Missing values of the head are empty."""
    return Lesson(
        id=page.head.text("id"),
        path=page.path,
        line=1,
        principle=page.head.text("principle"),
        title=page.head.text("title"),
        minutes=page.head.number("minutes"),
        requires=page.head.texts("requires"),
        objectives=page.head.texts("objectives"),
        sources=page.head.texts("sources"),
        steps=steps(page, renderer),
        shown_by=page.head.texts("shown_by"),
        rules=page.head.texts("rules"),
    )


def review_faults(page: Manuscript) -> Iterator[Fault]:
    """Yield L14 for anything in a review's file that is no question."""
    for block in page.blocks:
        if not isinstance(block, Directive):
            line = next(line.number for line in block.lines if line.text.strip())
            yield Fault(page.path, line, "L14", "a review has no text besides its questions")
        elif block.name not in ("question", "dialogue"):
            yield Fault(page.path, block.line, "L14", f"a review has no `::: {block.name}`")


def enter(page: Manuscript, ledger: Ledger) -> None:
    """Add the ids of a lesson or a principle's page, and of the lessons that it announces."""
    head = page.head
    ledger.enter(head.text("id"), page.path, head.line_of("id"), "F04")
    for row in head.tables("coming"):
        ledger.enter(row.text("id"), page.path, row.line, "F04", keep=False)
    for block in page.blocks:
        if isinstance(block, Directive):
            keep = block.name not in ("example", "evidence")
            ledger.enter(block.id, page.path, block.line, "D05", keep)


def habit_faults(page: Manuscript) -> Iterator[Fault]:
    """Yield F05 for a habit that belongs to no principle."""
    for block in page.blocks:
        if isinstance(block, Directive) and block.name == "habit":
            slug = block.attributes.get("principle", "")
            if slug and by_slug(slug) is None:
                hint = did_you_mean(slug, [principle.slug for principle in PRINCIPLES])
                yield Fault(page.path, block.line, "F05", f'no principle "{slug}"{hint}')


def head_faults(
    page: Manuscript, requires: Mapping[str, tuple[str, ...]], references: Mapping[str, object]
) -> Iterator[Fault]:
    """Yield F05, F06 and F08 of a lesson's head. ``requires`` has the entries of all lessons."""
    yield from named(page.head, "principle", page.path)
    yield from _required(page.head, requires, page.path)
    yield from unknown_sources(page, references)


def _required(head: Table, requires: Mapping[str, tuple[str, ...]], path: str) -> Iterator[Fault]:
    line = head.line_of("requires")
    for name in head.texts("requires"):
        if name not in requires:
            hint = did_you_mean(name, requires)
            yield Fault(path, line, "F06", f'requires "{name}", which is no lesson{hint}')
    if head.text("id") in circular(requires):
        yield Fault(path, line, "F06", "requires itself, round about")


def unknown_sources(page: Manuscript, references: Mapping[str, object]) -> Iterator[Fault]:
    """Yield F08 for sources of the head that are not in the references."""
    for number in page.head.texts("sources"):
        if number not in references:
            hint = did_you_mean(number, references)
            message = f'source "{number}" is not in references.toml{hint}'
            yield Fault(page.path, page.head.line_of("sources"), "F08", message)
