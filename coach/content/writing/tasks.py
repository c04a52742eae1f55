"""Parse a writing task of a lesson, and check its rules (W01, W04-W06)."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from coach.content.directives import joined, labelled
from coach.content.markdown import RenderedText, Renderer
from coach.content.scanner import Directive
from coach.content.source import Fault, did_you_mean
from coach.content.steps import OWN_CASE, Activity, WritingTask
from coach.listening.exercise import Message
from coach.questions import listen, write
from coach.questions.listen import ListenTask
from coach.questions.message import MessageQuestion
from coach.questions.rule_checks import JudgedText
from coach.questions.write import WriteTask
from coach.writing.answer import tried
from coach.writing.engine.kinds import KINDS
from coach.writing.room import WritingCase

if TYPE_CHECKING:
    from coach.content.document import Manuscript
    from coach.content.model import Lesson

OCCASION = "occasion"


@dataclass(frozen=True)
class Outline:
    """What a lesson may refer to, by id.

    It has the title and principles (slugs) of each kind of message, the kind and the texts of each
    case, the names of each kind's parts inside a sentence, by part, and the names of the marks.
    """

    titles: Mapping[str, str]
    principles: Mapping[str, tuple[str, ...]]
    cases: Mapping[str, str]
    nouns: Mapping[str, Mapping[str, str]]
    texts: Mapping[str, WritingCase]
    marks: Mapping[str, str]


class Rooms(NamedTuple):
    """What lessons take from the writing room, and from the listening room: messages by id."""

    writing: Outline
    messages: Mapping[str, Message]


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


def bound(lesson: "Lesson", rooms: Rooms, renderer: Renderer) -> "Lesson":
    """Return the lesson with what its tasks take from the writing and the listening room."""
    steps = (_bound(step, rooms, renderer) for step in lesson.steps)
    return replace(lesson, steps=tuple(steps))


def _bound(step: Activity, rooms: Rooms, renderer: Renderer) -> Activity:
    outline, messages = rooms
    if isinstance(step, WriteTask):
        return _with_case(step, outline, renderer)
    if isinstance(step, ListenTask) and (message := messages.get(step.message_id)):
        model = renderer.inline(message.models.get("reply", ""), step.line)
        step = replace(step, message=message, model=model, said=listen.names(message))
        return replace(step, scene=step.scene + listen.told(message))
    if isinstance(step, WritingTask):
        return replace(step, title=outline.titles.get(step.kind, ""))
    if isinstance(step, MessageQuestion):
        return replace(step, nouns=outline.nouns.get(step.message_kind, {}))
    return step


def _as_written(message: str, line: int) -> RenderedText:
    """Return a message with its line breaks. It is plain text, and no Markdown."""
    html = Markup("<br>").join(escape(each) for each in message.split("\n"))
    return RenderedText(message, line, html)


def _with_case(step: WriteTask, outline: Outline, renderer: Renderer) -> Activity:
    """Return the task with its case; with a check list if the judge is not good enough yet."""
    case = outline.texts.get(step.case)
    nouns = outline.nouns.get(step.message_kind, {})
    said = write.names(nouns, outline.marks)
    step = replace(step, said=said)
    if case is None:
        return step
    model = _as_written(case.model, case.line)
    longer = _as_written(case.longer, case.line) if case.longer else None
    step = replace(step.with_facts(case.facts), model=model, longer=longer)
    if step.message_kind in tried():
        items = tuple(renderer.inline(said.get(key, key), step.line) for key in step.looked_for)
        return step.compared(tuple(items))
    return step


def faults(lesson: "Lesson", page: "Manuscript", outline: Outline) -> Iterator[Fault]:
    """Yield the faults of a lesson's writing tasks."""
    for found in lesson.writing_tasks:
        where = Pointer(found.line, found.kind, found.case, found.own)
        yield from _pointing(where, lesson, outline)
    for block in page.blocks:
        if isinstance(block, Directive) and block.name == "write":
            yield from _lines(block, page.path) if "checks" not in block.attributes else ()
    for task in lesson.questions:
        if isinstance(task, WriteTask):
            yield from _points_at(task, lesson, outline)
        if isinstance(task, ListenTask) and task.message is None:
            message = f'no message "{task.message_id}" in listening/written'
            yield Fault(lesson.path, task.line, "W01", message)
        elif isinstance(task, ListenTask) and task.message:
            yield from _unknown_keys(task, listen.names(task.message), lesson.path)
    for found in lesson.writing_tasks:
        if found.own and not found.scene:
            message = "a message of one's own needs a sentence that sets the scene"
            yield Fault(lesson.path, found.line, "W05", message)
        if found.own and not found.occasion:
            yield Fault(lesson.path, found.line, "W05", f'"{OCCASION}:" is missing')


def _points_at(found: WriteTask, lesson: "Lesson", outline: Outline) -> Iterator[Fault]:
    """Yield W01 and W04 of a task's kind and case, and W08 for unknown keys of its checks."""
    kind, case = found.message_kind, found.case
    yield from _pointing(Pointer(found.line, kind, case), lesson, outline)
    known = KINDS.get(kind)
    if known is not None:
        marks = (f"!{mark}" for mark in known.marks)
        yield from _unknown_keys(found, {*known.parts, *marks, write.ASKED}, lesson.path)


def _unknown_keys(task: JudgedText, known: Collection[str], path: str) -> Iterator[Fault]:
    for key in task.wanted:
        if key not in known:
            hint = did_you_mean(key, known)
            yield Fault(path, task.line, "W08", f'checks names "{key}", which is unknown{hint}')


class Pointer(NamedTuple):
    """Where a task is, and the kind and case that it names."""

    line: int
    kind: str
    case: str
    own: bool = False


def _pointing(found: Pointer, lesson: "Lesson", outline: Outline) -> Iterator[Fault]:
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
