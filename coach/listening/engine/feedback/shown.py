"""What feedback consists of. All values become JSON through dataclasses.asdict."""

from dataclasses import dataclass
from typing import Literal

from coach.listening.engine.classifier.judgement import Mode, Sure

PieceKind = Literal["", "works", "advice", "closed", "theirs", "self"]
Confidence = Literal["solid", "fair", "either"]


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
    sure: Confidence


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
