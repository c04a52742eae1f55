"""What a lesson's steps are made of: texts, examples, reflections, habits on offer, messages.

Everything is immutable and rendered. Ids never change meaning; rows in the database refer to them.
"""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from coach.content.markdown import RenderedText
from coach.questions.base import Question
from coach.text import WEEKDAYS

OWN_CASE = "own"  # stands in the place of a case's id


@dataclass(frozen=True)
class Speech:
    """One turn of an example."""

    role: Literal["speaker", "weak", "strong", "why"]
    name: str
    text: RenderedText


@dataclass(frozen=True)
class Example:
    """A short exchange shown inside a reading step."""

    id: str
    line: int
    kind: str
    turns: tuple[Speech, ...]


@dataclass(frozen=True)
class ReflectionPrompt:
    """One short question of a reflection, and how somebody might answer it."""

    ask: RenderedText
    example: RenderedText | None


@dataclass(frozen=True)
class Reflection:
    """Questions about the learner's own situation, answered in the private journal.

    ``prompt`` is the heading. Without ``prompts`` it is the one thing that is asked.
    """

    id: str
    line: int
    prompt: RenderedText
    prompts: tuple[ReflectionPrompt, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Its short questions as plain words."""
        return tuple(each.ask.plain for each in self.prompts)

    @property
    def name(self) -> str:
        """What the step is called in a list."""
        return self.prompt.plain


@dataclass(frozen=True)
class HabitOffer:
    """An if-then plan on offer. ``title`` is a short noun, the habit's name; ``target`` is a count
    (week, month) or a distance (days); ``days`` are ISO weekdays, 1 for Monday."""

    id: str
    line: int
    title: str
    principle: str
    per: str
    target: int | None
    days: tuple[int, ...]
    cue: RenderedText | None
    act: RenderedText | None

    @property
    def name(self) -> str:
        """What the step is called in a list."""
        return f"A habit: if {self.cue.plain}" if self.cue else "A habit"

    @property
    def rhythm(self) -> str:
        """How often, in words: ``3 times a week``."""
        match self.per:
            case "weekdays":
                return "On " + ", ".join(WEEKDAYS[day - 1] for day in self.days)
            case "days":
                return "Every day" if self.target == 1 else f"Every {self.target} days"
            case "week" | "month":
                times = {1: "Once", 2: "Twice"}.get(self.target or 0, f"{self.target} times")
                return f"{times} a {self.per}"
        return "Every day"


@dataclass(frozen=True)
class ReadingStep:
    """A section: its heading and, in order, rendered prose and examples."""

    id: str
    line: int
    heading: RenderedText
    parts: tuple[Markup | Example, ...]
    words: int

    @property
    def name(self) -> str:
        """What the step is called in a list."""
        return self.heading.plain


@dataclass(frozen=True)
class WritingTask:
    """A message to write. ``kind`` and ``case`` are ids of the writing room, whose page tells
    what they are; the case ``own`` is the learner's own, and then ``scene`` sets the scene and
    ``occasion`` asks for whom and when. ``title`` is the kind's."""

    id: str
    line: int
    kind: str
    case: str
    scene: RenderedText | None
    occasion: RenderedText | None
    title: str = ""

    @property
    def own(self) -> bool:
        """Whether the message is one that the learner really owes somebody."""
        return self.case == OWN_CASE

    @property
    def name(self) -> str:
        """What the step is called in a list."""
        return f"Write it: {self.title}" if self.title else "Write it"


Activity = ReadingStep | Question | Reflection | HabitOffer | WritingTask
