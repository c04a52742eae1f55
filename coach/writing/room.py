"""The writing room as it was read: kinds of message with their parts, marks and cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from coach.content.markdown import RenderedText

CHANNELS = ("e-mail", "chat", "card")


@dataclass(frozen=True)
class WritingPart:
    """A part that a message of its kind may have. ``name`` is its heading, ``noun`` names it
    inside a sentence, ``what`` says what it is, ``why`` why it matters, ``ask`` is the question
    that helps to write it. ``absent`` is a clause that says what is open without a core part, and
    empty for the others."""

    id: str
    core: bool
    name: str
    noun: str
    plural: bool
    what: RenderedText
    why: RenderedText
    ask: RenderedText
    absent: str = ""


@dataclass(frozen=True)
class WritingMark:
    """Words that may get in the way: what they may do to the reader, and one way out."""

    id: str
    name: str
    does: RenderedText
    way: RenderedText


@dataclass(frozen=True)
class WritingCase:
    """An invented occasion. ``writer`` is who the learner is in it, ``reader`` who gets the
    message; ``model`` and ``weak`` are messages with their line breaks, ``note`` says where the
    weak one falls short. All are plain text; ``path`` and ``line`` say where it was written."""

    id: str
    path: str
    line: int
    kind: str
    channel: str
    title: str
    writer: str
    reader: str
    scene: str
    facts: tuple[str, ...]
    model: str
    weak: str
    note: str


@dataclass(frozen=True)
class WritingKind:
    """A kind of message. ``principles`` are slugs; ``line`` says what it is for, ``leave`` when
    not to send it, and ``when_not`` says more about that where people could be harmed. ``parts``
    begin with the core ones, ``marks`` with the most serious; a message of this kind usually has
    ``shortest`` to ``longest`` words."""

    id: str
    title: str
    principles: tuple[str, ...]
    line: str
    leave: str
    when_not: Markup
    sources: tuple[str, ...]
    shortest: int
    longest: int
    parts: tuple[WritingPart, ...]
    marks: tuple[WritingMark, ...]
    cases: tuple[WritingCase, ...]

    def part(self, part_id: str) -> WritingPart:
        """Return the part with this id. Raises KeyError for one that the kind does not have."""
        return self._parts[part_id]

    def mark(self, mark_id: str) -> WritingMark:
        """Return the mark with this id. Raises KeyError for one that the kind does not have."""
        return self._marks[mark_id]

    @cached_property
    def _parts(self) -> Mapping[str, WritingPart]:
        return {part.id: part for part in self.parts}

    @cached_property
    def _marks(self) -> Mapping[str, WritingMark]:
        return {mark.id: mark for mark in self.marks}


@dataclass(frozen=True, eq=False)  # there is one
class WritingRoom:
    """All kinds of message by their id, in the order of the engine's list."""

    kinds: Mapping[str, WritingKind] = field(default_factory=dict)

    @cached_property
    def cases(self) -> Mapping[str, WritingCase]:
        """Every case by its id."""
        return {case.id: case for kind in self.kinds.values() for case in kind.cases}

    def of_principle(self, slug: str) -> tuple[WritingKind, ...]:
        """Return the kinds of message that practise a principle."""
        return tuple(kind for kind in self.kinds.values() if slug in kind.principles)

    @property
    def empty(self) -> bool:
        """Whether there is no kind of message to write."""
        return not self.kinds
