"""Define the parts of feedback. All values can be converted to JSON."""

from dataclasses import dataclass
from typing import Literal

from coach.listening.engine.classifier.judgement import DetailState, Mode, Sure

PieceKind = Literal["", "works", "advice", "closed", "theirs", "self", "open"]
Confidence = Literal["solid", "fair", "either"]


@dataclass(frozen=True)
class Piece:
    """A part of the reply and its kind. The texts of all pieces, joined, are the reply.

    ``note`` is the number that is shown after it, or 0.
    """

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
    """A key point and whether it was found.

    ``clause`` has the matching words of the reply; ``quote`` has the speaker's words for a point
    that was not found.
    """

    id: str
    text: str
    sure: Sure
    clause: str = ""
    quote: str = ""


@dataclass(frozen=True)
class DetailSeen:
    """A detail, and whether it was read back. ``wrote`` has the words written instead."""

    id: str
    text: str
    state: DetailState
    wrote: str = ""


@dataclass(frozen=True)
class Fact:
    """One of the four facts that are shown at a glance."""

    label: str
    value: str


@dataclass(frozen=True)
class Feedback:
    """All that is shown about one reply.

    ``judged`` says how it was judged, and how certain that is.
    """

    finding: str
    facts: tuple[Fact, ...]
    pieces: tuple[Piece, ...]
    notes: tuple[Note, ...]
    points: tuple[PointSeen, ...]
    judged: str
    mode: Mode
    english: bool
    went_well: bool
    details: tuple[DetailSeen, ...] = ()
