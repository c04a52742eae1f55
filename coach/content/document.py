"""Parse a content file: a TOML head between ``+++`` lines, and a body with directives."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from coach.content import directives
from coach.content.markdown import RenderedText, Renderer
from coach.content.readability import words
from coach.content.scanner import Block, Directive, Grammar, Passage, scan
from coach.content.source import Fault, Source, SourceLine
from coach.content.steps import (
    Activity,
    Example,
    HabitChoice,
    HabitOffer,
    ReadingStep,
    StudyNote,
)
from coach.content.toml_schema import Schema, Table, check, parse
from coach.content.writing import tasks
from coach.questions import types
from coach.questions.dialogue import Dialogue
from coach.questions.listen import ListenTask
from coach.questions.write import WriteTask

HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*$")


@dataclass(frozen=True)
class Manuscript:
    """A parsed file: its head, the lines below it, and their blocks."""

    path: str
    head: Table
    body: tuple[SourceLine, ...]
    blocks: tuple[Block, ...]
    faults: tuple[Fault, ...]


def open_up(source: Source, schema: Schema, grammars: Mapping[str, Grammar]) -> Manuscript:
    """Return the parsed file, with the faults of its bytes, head and directives."""
    head_lines, body = _split(source.lines)
    faults = list(source.faults)
    if head_lines is None:
        head = Table(1)
        faults.append(Fault(source.path, 1, "F01", "the head is missing: TOML between `+++` lines"))
    else:
        head, head_faults = parse(head_lines, source.path)
        faults += head_faults or check(head, schema, source.path)
    blocks, block_faults = scan(body, grammars, source.path)
    return Manuscript(source.path, head, body, tuple(blocks), (*faults, *block_faults))


def _split(
    lines: Sequence[SourceLine],
) -> tuple[tuple[SourceLine, ...] | None, tuple[SourceLine, ...]]:
    marks = [index for index, line in enumerate(lines) if line.text.strip() == "+++"]
    if len(marks) < 2 or any(line.text.strip() for line in lines[: marks[0]]):
        return None, tuple(lines)
    return tuple(lines[marks[0] + 1 : marks[1]]), tuple(lines[marks[1] + 1 :])


def steps(manuscript: Manuscript, renderer: Renderer) -> tuple[Activity, ...]:
    """Return the steps in file order: a section of text with its examples, or one activity."""
    maker = _Steps(manuscript, renderer)
    for block in manuscript.blocks:
        if isinstance(block, Passage):
            maker.prose(block)
        else:
            maker.directive(block)
    maker.close()
    return tuple(_habits_together(maker.steps))


def _habits_together(found: Iterable[Activity]) -> Iterator[Activity]:
    """Yield the steps, with habits that follow each other as one choice."""
    for offered, group in groupby(found, lambda step: isinstance(step, HabitOffer)):
        steps = list(group)
        offers = tuple(step for step in steps if isinstance(step, HabitOffer))
        if offered and len(offers) > 1:
            yield HabitChoice(offers[0].id, offers[0].line, offers)
        else:
            yield from steps


class _Steps:
    """A collector of text and examples, until a heading or an activity closes the section."""

    def __init__(self, manuscript: Manuscript, renderer: Renderer) -> None:
        self.lesson_id = manuscript.head.text("id")
        self.renderer = renderer
        self.steps: list[Activity] = []
        first = manuscript.body[0].number if manuscript.body else 1
        self.heading: RenderedText = renderer.inline(manuscript.head.text("title"), first)
        self.parts: list[Markup | Example | StudyNote] = []
        self.words = 0

    def prose(self, passage: Passage) -> None:
        gathered: list[SourceLine] = []
        for line in passage.lines:
            heading = HEADING.match(line.text)
            if heading and len(heading[1]) <= 2:
                self._gather(gathered)
                self.close()
                self.heading = self.renderer.inline(heading[2], line.number)
                gathered = []
            else:
                gathered.append(line)
        self._gather(gathered)

    def directive(self, block: Directive) -> None:
        if block.name == "example":
            shown = directives.example(block, self.renderer)
            self.parts.append(shown)
            self.words += sum(len(words(turn.text.source)) for turn in shown.turns)
            return
        if block.name == "evidence":
            self.parts.append(directives.evidence(block, self.renderer))
            return
        self.close()
        activity = _activity(block, self.renderer)
        if activity is not None:
            self.steps.append(activity)

    def close(self) -> None:
        if self.parts:
            where = self.heading.line
            parts = tuple(self.parts)
            step = ReadingStep(self._step_id(), where, self.heading, parts, self.words)
            self.steps.append(step)
        self.parts, self.words = [], 0

    def _gather(self, lines: list[SourceLine]) -> None:
        if any(line.text.strip() for line in lines):
            self.parts.append(self.renderer.block(lines))
            self.words += len(words("\n".join(line.text for line in lines)))

    def _step_id(self) -> str:
        slug = "-".join(re.findall(r"[a-z0-9]+", self.heading.plain.lower()))
        wanted = f"{self.lesson_id}.{slug}"[:100]
        taken = {step.id for step in self.steps}
        count = 2
        unique = wanted
        while unique in taken:
            unique, count = f"{wanted}-{count}", count + 1
        return unique


def _activity(block: Directive, renderer: Renderer) -> Activity | None:
    match block.name:
        case "question":
            return types.parsed(block, renderer)
        case "dialogue":
            return Dialogue.parsed(block, renderer)
        case "reflect":
            return directives.reflection(block, renderer)
        case "intention":
            return directives.intention(block, renderer)
        case "habit":
            return directives.habit(block, renderer)
        case "write" if "checks" in block.attributes:
            return WriteTask.parsed(block, renderer)
        case "write":
            return tasks.task(block, renderer)
        case "listen":
            return ListenTask.parsed(block, renderer)
    return None
