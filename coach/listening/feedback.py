"""Feedback on a reply: authors' sentences about what the judge found, with the evidence."""

from dataclasses import dataclass
from typing import Literal

from coach.listening.exercise import Said
from coach.listening.judge import went_well
from coach.listening.judgement import Judgement, Mode, Span, Sure

PieceKind = Literal["", "works", "advice", "closed", "theirs", "self"]


@dataclass(frozen=True)
class Piece:
    """A stretch of the reply and what it is; ``note`` is the number shown after it, 0 for none.
    The pieces of a reply, joined, are the reply."""

    text: str
    kind: PieceKind = ""
    note: int = 0


@dataclass(frozen=True)
class Note:
    """One observation. ``id`` is stable within a reply, such as ``advice-1``."""

    id: str
    number: int
    kind: PieceKind
    title: str
    text: str
    quote: str
    sure: Literal["solid", "fair", "either"]


@dataclass(frozen=True)
class PointSeen:
    """A key point and whether it was found. ``clause`` are the matching words of the reply,
    ``quote`` the speaker's, for a point that was not found."""

    id: str
    text: str
    sure: Sure
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True)
class Fact:
    """One of the four things told at a glance."""

    label: str
    value: str


@dataclass(frozen=True)
class Feedback:
    """All that is shown about one reply. ``judged`` says how it was judged and how sure."""

    finding: str
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    points: tuple[PointSeen, ...]
    judged: str
    mode: Mode
    english: bool
    went_well: bool


def explain(kind: str, exercise: Said, reply: str, judgement: Judgement) -> Feedback:
    """Return the feedback on a reply to an exercise of a kind (or a drill's skill)."""
    return Feedback(
        finding="",
        facts=(),
        pieces=(Piece(reply),) if reply else (),
        notes=(),
        points=(),
        judged="",
        mode=judgement.mode,
        english=judgement.english,
        went_well=went_well(kind, judgement),
    )


def cut(text: str, span: Span) -> str:
    """Return the words of a span."""
    return text[span.start : span.end].strip()
