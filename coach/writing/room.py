"""Define the content of the writing room: kinds of message with parts, marks and cases."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from coach.content.markdown import RenderedText

CHANNELS = ("e-mail", "chat", "card")


@dataclass(frozen=True)
class WritingPart:
    """A part that a message of its kind may have.

    ``name`` is its heading, ``noun`` its name inside a sentence. ``what`` defines it, ``why`` says
    why it matters, ``ask`` is a question that helps to write it. ``absent`` is a clause for a
    missing core part; it is empty for other parts.
    """

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
    """Words that may get in the way: their effect on the reader, and a better way."""

    id: str
    name: str
    does: RenderedText
    way: RenderedText


@dataclass(frozen=True)
class WritingCase:
    """An invented situation.

    ``writer`` is the learner's role, ``reader`` the recipient. ``model`` and ``weak`` are messages
    with line breaks; ``note`` says what the weak one lacks. All are plain text. ``path`` and
    ``line`` are the place in the content.
    """

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
    """A kind of message.

    ``principles`` are slugs. ``line`` is its purpose, ``leave`` says when not to send it, and
    ``when_not`` says more if it could harm people. ``parts`` begin with the core parts, ``marks``
    with the most serious. A message usually has ``shortest`` to ``longest`` words.
    """

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
        """Return the part with this id. Raise KeyError if the kind does not have it."""
        return self._parts[part_id]

    def mark(self, mark_id: str) -> WritingMark:
        """Return the mark with this id. Raise KeyError if the kind does not have it."""
        return self._marks[mark_id]

    @cached_property
    def _parts(self) -> Mapping[str, WritingPart]:
        return {part.id: part for part in self.parts}

    @cached_property
    def _marks(self) -> Mapping[str, WritingMark]:
        return {mark.id: mark for mark in self.marks}


@dataclass(frozen=True, eq=False)  # there is only one
class WritingRoom:
    """All kinds of message by id, in the order of the engine's list."""

    kinds: Mapping[str, WritingKind] = field(default_factory=dict)

    @cached_property
    def cases(self) -> Mapping[str, WritingCase]:
        """All cases by id."""
        return {case.id: case for kind in self.kinds.values() for case in kind.cases}

    def of_principle(self, slug: str) -> tuple[WritingKind, ...]:
        """Return the kinds of message that practise a principle."""
        return tuple(kind for kind in self.kinds.values() if slug in kind.principles)

    @property
    def empty(self) -> bool:
        """Whether there are no kinds of message."""
        return not self.kinds
