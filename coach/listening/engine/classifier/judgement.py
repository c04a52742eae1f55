"""Define the engine's judgement of a reply, before any feedback is written."""

from dataclasses import dataclass, field
from typing import Literal

from coach.listening.engine.text.clauses import Span
from coach.listening.exercise import Asks, Genre, PointKind

Sure = Literal["yes", "no", "either"]  # "either": between two thresholds
QuestionType = Literal["none", "open", "closed"]
Main = Literal["question", "reflection", "therapist_input", "other"]
Mode = Literal["full", "basic"]
DetailState = Literal["read", "misread", "absent"]


@dataclass(frozen=True)
class Act:
    """Whether a reply does something, with a score from 0 to 1.

    ``spans`` are the places that show it; ``unsure`` are those of them that are less certain than
    the act itself.
    """

    sure: Sure = "no"
    score: float = 0.0
    spans: tuple[Span, ...] = ()
    unsure: tuple[Span, ...] = ()


@dataclass(frozen=True)
class PointMatch:
    """Whether the key point with this index is found. ``clause`` is the place closest to it.

    ``kind`` and ``needed`` are the point's, so that a kept judgement stays complete if an author
    chooses other points.
    """

    index: int
    sure: Sure
    score: float
    clause: Span | None = None
    kind: PointKind = "fact"
    needed: bool = False


@dataclass(frozen=True)
class DetailMatch:
    """Whether a detail of the message is read back, wrongly, or not at all.

    ``wrote`` has the words that stand in the reply instead, ``place`` is where.
    """

    id: str
    text: str
    state: DetailState
    safety: bool = False
    wrote: str = ""
    place: Span | None = None


@dataclass(frozen=True)
class Judgement:
    """The whole judgement of a reply.

    ``parrot`` is the share (0 to 1) of its words in runs of four or more that are copied from the
    message; ``copied`` are those runs. ``vague`` is a promise that nobody could check. ``genre``,
    ``asks`` and ``advice_after`` are the message's.
    """

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
    commits: Act = Act()
    vague: Act = Act()
    apologises: Act = Act()
    celebrates: Act = Act()
    rebuts: Act = Act()
    refuses: Act = Act()
    reads_back: Act = Act()
    details: tuple[DetailMatch, ...] = ()
    genre: Genre = "weight"
    asks: Asks = "nothing"
    advice_after: bool = False
