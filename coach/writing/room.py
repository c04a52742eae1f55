"""Define the content of the writing room: kinds of message, their cases, occasions to write."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from coach.content.markdown import RenderedText
from coach.content.steps import OWN_CASE
from coach.principles import PRINCIPLES, Principle, by_slug

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
    with line breaks, ``longer`` is a second model or empty; ``note`` says what the weak one lacks.
    All are plain text. ``path`` and ``line`` are the place in the content.
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
    longer: str = ""

    @property
    def reader_name(self) -> str:
        """Return the reader's name alone, without what they do, which follows a comma."""
        return self.reader.partition(",")[0]


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


@dataclass(frozen=True)
class Occasion:
    """A kind of message and one of its cases. Without a case it is the user's own situation."""

    kind: WritingKind
    case: WritingCase | None = None

    @property
    def case_id(self) -> str:
        """The id of the case, or ``own``."""
        return self.case.id if self.case else OWN_CASE

    @property
    def title(self) -> str:
        """The title of the draft's page."""
        return self.case.title if self.case else self.kind.title

    @property
    def subject(self) -> str:
        """The subject of an e-mail, or an empty string for the user's own message."""
        return self.case.title if self.case else ""

    @property
    def channel(self) -> str:
        """The channel of a case's message, or an empty string for the user's own."""
        return self.case.channel if self.case else ""


def find(room: WritingRoom, kind_id: str, case_id: str) -> Occasion | None:
    """Return the occasion with these ids, or None."""
    kind = room.kinds.get(kind_id)
    if kind is None or case_id == OWN_CASE:
        return Occasion(kind) if kind else None
    case = next((case for case in kind.cases if case.id == case_id), None)
    return Occasion(kind, case) if case else None


def still(room: WritingRoom, kind_id: str, case_id: str) -> Occasion | None:
    """Return the occasion of a stored message, without the case if that is gone, or None."""
    kind = room.kinds.get(kind_id)
    return find(room, kind_id, case_id) or (Occasion(kind) if kind else None)


def number(kind: WritingKind) -> int:
    """Return the number (1 to 8) of the first principle that a kind practises."""
    principle = by_slug(kind.principles[0])
    return principle.number if principle else 0


def shelves(kinds: Iterable[WritingKind]) -> Iterator[tuple[Principle, list[WritingKind]]]:
    """Yield each principle with the kinds that practise it first, without empty ones."""
    found = list(kinds)
    for principle in PRINCIPLES:
        here = [kind for kind in found if kind.principles[0] == principle.slug]
        if here:
            yield principle, here
