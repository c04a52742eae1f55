"""Parse a writing task of a lesson, and check its rules (W01, W04-W06)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from coach.content.directives import joined, labelled
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.content.source import Fault, did_you_mean
from coach.content.steps import OWN_CASE, Activity, WritingTask
from coach.questions.message import MessageQuestion

if TYPE_CHECKING:
    from coach.content.document import Manuscript
    from coach.content.model import Lesson

OCCASION = "occasion"


@dataclass(frozen=True)
class Outline:
    """What a lesson may refer to, by id.

    It has the title and principles (slugs) of each kind of message, the kind of each case, and
    the names of each kind's parts inside a sentence, by part.
    """

    titles: Mapping[str, str]
    principles: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, str]
    nouns: Mapping[str, Mapping[str, str]]


def task(directive: Directive, renderer: Renderer) -> WritingTask:
    """Return the task as written. The lines before ``occasion:`` are the scene."""
    said = {label: (text, line) for line, label, text in labelled(directive.body)}
    first = min((line for _, line in said.values()), default=None)
    before = [line for line in directive.body if first is None or line.number < first]
    scene = joined(before, directive, renderer)
    return WritingTask(
        id=directive.id,
        line=directive.line,
        kind=directive.attributes.get("kind", ""),
        case=directive.attributes.get("case", ""),
        scene=scene if scene.source else None,
        occasion=_occasion(said, renderer),
    )


def _occasion(said: Mapping[str, tuple[str, int]], renderer: Renderer) -> RenderedText | None:
    text, line = said.get(OCCASION, ("", 0))
    return renderer.inline(text, line) if text else None


def titled(lesson: "Lesson", outline: Outline) -> "Lesson":
    """Return the lesson with the titles of its tasks' kinds, and the names of messages' parts."""
    return replace(lesson, steps=tuple(_titled(step, outline) for step in lesson.steps))


def _titled(step: Activity, outline: Outline) -> Activity:
    if isinstance(step, WritingTask):
        return replace(step, title=outline.titles.get(step.kind, ""))
    if isinstance(step, MessageQuestion):
        return replace(step, nouns=outline.nouns.get(step.message_kind, {}))
    return step


def faults(lesson: "Lesson", page: "Manuscript", outline: Outline) -> Iterator[Fault]:
    """Yield the faults of a lesson's writing tasks."""
    for found in lesson.writing_tasks:
        yield from _pointing(found, lesson, outline)
    for block in page.blocks:
        if isinstance(block, Directive) and block.name == "write":
            yield from _lines(block, page.path)
    for found in lesson.writing_tasks:
        if found.own and not found.scene:
            message = "a message of one's own needs a sentence that sets the scene"
            yield Fault(lesson.path, found.line, "W05", message)
        if found.own and not found.occasion:
            yield Fault(lesson.path, found.line, "W05", f'"{OCCASION}:" is missing')


def _pointing(found: WritingTask, lesson: "Lesson", outline: Outline) -> Iterator[Fault]:
    path, line = lesson.path, found.line
    if found.kind not in outline.titles:
        hint = did_you_mean(found.kind, outline.titles)
        yield Fault(path, line, "W01", f'no kind of message "{found.kind}"{hint}')
    elif lesson.principle not in outline.principles[found.kind]:
        message = f"“{found.kind}” practises {' and '.join(outline.principles[found.kind])}"
        yield Fault(path, line, "W04", message, "warning")
    if not found.own and outline.cases.get(found.case) != found.kind:
        own = [name for name, kind in outline.cases.items() if kind == found.kind]
        hint = did_you_mean(found.case, [*own, OWN_CASE])
        yield Fault(path, line, "W01", f'no case "{found.case}" of “{found.kind}”{hint}')


def _lines(block: Directive, path: str) -> Iterator[Fault]:
    said = [(line, label) for line, label, _ in labelled(block.body)]
    known = [OCCASION] if block.attributes.get("case") == OWN_CASE else []
    for index, (line, label) in enumerate(said):
        if label not in known:
            yield Fault(path, line, "W06", f'unknown line "{label}:"{did_you_mean(label, known)}')
        elif label in [name for _, name in said[:index]]:
            yield Fault(path, line, "W06", f'"{label}:" is given twice')
