"""What the engine found in a reply, before any words are made about it."""

from dataclasses import dataclass, field
from typing import Literal

from coach.listening.engine.text.span import Span

Sure = Literal["yes", "no", "either"]  # "either": between two thresholds
QuestionType = Literal["none", "open", "closed"]
Main = Literal["question", "reflection", "therapist_input", "other"]
Mode = Literal["full", "basic"]


@dataclass(frozen=True)
class Act:
    """Whether a reply does something. ``score`` lies in 0..1; ``spans`` are what it rests on, and
    ``unsure`` those of them that are less sure than the act: another place shows it plainly."""

    sure: Sure = "no"
    score: float = 0.0
    spans: tuple[Span, ...] = ()
    unsure: tuple[Span, ...] = ()


@dataclass(frozen=True)
class PointMatch:
    """Whether the point with this index is found. ``clause`` is the place closest to it."""

    index: int
    sure: Sure
    score: float
    clause: Span | None = None


@dataclass(frozen=True)
class Judgement:
    """All that was found in one reply. ``parrot`` is the share (0..1) of its words that lie in
    runs of four or more copied from the message, ``copied`` are those runs."""

    question: Act = Act()
    question_type: QuestionType = "none"
    reflection: Act = Act()
    advice: Act = Act()
    information: Act = Act()
    self_turn: Act = Act()
    reassurance: Act = Act()
    feeling: Act = Act()
    parrot: float = 0.0
    copied: tuple[Span, ...] = ()
    points: tuple[PointMatch, ...] = field(default=())
    main: Main = "other"
    mode: Mode = "basic"
    english: bool = True
