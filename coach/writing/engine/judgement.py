"""What the engine finds in a draft. All places are (start, end) in characters of the text as it
was given, the end exclusive, in order."""

from dataclasses import dataclass
from typing import Literal

Sure = Literal["yes", "either", "no"]  # "either": between two thresholds
Mode = Literal["full", "basic"]
Length = Literal["short", "usual", "long"]
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a part or a mark is there. ``score`` lies in 0..1; ``found`` is a score of at least
    .5, and then ``spans`` holds the words it rests on."""

    found: bool = False
    sure: Sure = "no"
    score: float = 0.0
    spans: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftFacts:
    """Facts of any draft. ``words`` counts those of the body, ``length`` compares them with what
    is usual for the kind; ``dates`` are the times that pass the date test; ``grade`` is the
    Flesch-Kincaid grade of the body (school years), ``longest`` its longest sentence; ``body``
    is what was read: no quoted mail and no signature."""

    words: int
    length: Length
    greeting: bool
    dates: tuple[Place, ...]
    grade: float
    longest: Place | None
    body: tuple[Place, ...]


@dataclass(frozen=True, slots=True)
class DraftJudgement:
    """What a draft of one kind holds: a verdict for every part and every mark of the kind.
    ``mode`` is "basic" where no sentence encoder took part. A draft that is not English is not
    judged: ``english`` is False and nothing is found."""

    english: bool
    mode: Mode
    parts: dict[str, Verdict]
    marks: dict[str, Verdict]
    shared: DraftFacts


Judgement = DraftJudgement
