"""Define the engine's judgement of a draft.

All places are (start, end) offsets in characters of the given text, with an exclusive end, in
order.
"""

from dataclasses import dataclass
from typing import Literal

Sure = Literal["yes", "either", "no"]  # "either": between two thresholds
Mode = Literal["full", "basic"]
Length = Literal["short", "usual", "long"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a part or mark is there.

    ``score`` is 0 to 1. ``found`` is True from .5, and then ``spans`` has the words that show it.
    """

    found: bool = False
    sure: Sure = "no"
    score: float = 0.0
    spans: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """Facts of a draft.

    ``words`` are those of the body; ``length`` compares them with the usual range of the kind.
    ``dates`` are the times that pass the date test. ``grade`` is the body's Flesch-Kincaid grade
    (school years), ``longest`` its longest sentence. ``body`` is the text that was read, without
    quoted mail and signature.
    """

    words: int
    length: Length
    greeting: bool
    dates: tuple[Place, ...]
    grade: float
    longest: Place | None
    body: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DraftJudgement:
    """The judgement of a draft of one kind: a verdict for each part and mark of the kind.

    ``mode`` is "basic" if there was no sentence encoder. A draft in another language is not judged:
    ``english`` is False, and nothing is found.
    """

    english: bool
    mode: Mode
    parts: dict[str, Verdict]
    marks: dict[str, Verdict]
    shared: DraftFacts


Judgement = DraftJudgement
