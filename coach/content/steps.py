"""Define the steps of a lesson. All are immutable and rendered.

The meaning of an id never changes, because database rows use it.
"""

from dataclasses import dataclass
from typing import ClassVar, Literal

from markupsafe import Markup

from coach.content.markdown import RenderedText
from coach.questions.base import Question
from coach.text import WEEKDAYS

OWN_CASE = "own"  # used instead of a case's id


@dataclass(frozen=True)
class Speech:
    """One turn of an example."""

    role: Literal["speaker", "weak", "strong", "why"]
    name: str
    text: RenderedText


@dataclass(frozen=True)
class Example:
    """A short exchange in a reading step."""

    id: str
    line: int
    kind: str
    turns: tuple[Speech, ...]


@dataclass(frozen=True)
class StudyNote:
    """What a reading step says about a study: who took part, what was found, its limits.

    It is folded up on the page, so its words are not counted.
    """

    id: str
    line: int
    text: Markup


@dataclass(frozen=True)
class ReflectionPrompt:
    """One short question of a reflection, with an example of an answer."""

    ask: RenderedText
    example: RenderedText | None


@dataclass(frozen=True)
class Reflection:
    """Questions about the learner's own situation, with answers in the private journal.

    ``prompt`` is the heading. Without ``prompts`` it is the only question.
    """

    id: str
    line: int
    prompt: RenderedText
    prompts: tuple[ReflectionPrompt, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """The short questions as plain text."""
        return tuple(each.ask.plain for each in self.prompts)

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return self.prompt.plain


@dataclass(frozen=True)
class HabitOffer:
    """An if-then plan that a lesson offers.

    ``title`` is a short noun, the habit's name. ``target`` is a count (week, month) or an interval
    (days). ``days`` are ISO weekdays, 1 for Monday. ``message_kind`` is the kind of message that
    the habit asks to write, or empty.
    """

    id: str
    line: int
    title: str
    principle: str
    per: str
    target: int | None
    days: tuple[int, ...]
    cue: RenderedText | None
    act: RenderedText | None
    message_kind: str = ""

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return f"A habit: if {self.cue.plain}" if self.cue else "A habit"

    @property
    def rhythm(self) -> str:
        """The frequency in words: ``3 times a week``."""
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
class HabitChoice:
    """Two or more habits on one page, of which a learner takes one or none.

    ``id`` is that of the first offer.
    """

    id: str
    line: int
    offers: tuple[HabitOffer, ...]
    name: ClassVar[str] = "A habit to take along"


@dataclass(frozen=True)
class ReadingStep:
    """A section: its heading, and rendered texts, examples and evidence in order."""

    id: str
    line: int
    heading: RenderedText
    parts: tuple[Markup | Example | StudyNote, ...]
    words: int

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return self.heading.plain


@dataclass(frozen=True)
class WritingTask:
    """A message to write.

    ``kind`` and ``case`` are ids of the writing room. In the case ``own`` the learner chooses the
    situation: ``scene`` describes it, and ``occasion`` asks for whom and when. ``title`` is the
    kind's.
    """

    id: str
    line: int
    kind: str
    case: str
    scene: RenderedText | None
    occasion: RenderedText | None
    title: str = ""

    @property
    def own(self) -> bool:
        """Whether the learner writes a real message of their own."""
        return self.case == OWN_CASE

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return f"Write it: {self.title}" if self.title else "Write it"


@dataclass(frozen=True)
class IntentionStep:
    """The learner's own case: what they will say, to whom and on which day.

    ``ask``, ``day`` and ``words`` are the labels of the three fields. ``otherwise`` is a way in for
    somebody who has no such case. A text is None if its line is missing from the file.
    """

    id: str
    line: int
    title: str
    ask: RenderedText | None
    day: RenderedText | None
    words: RenderedText | None
    example: RenderedText | None
    otherwise: RenderedText | None

    @property
    def name(self) -> str:
        """The name of the step in a list."""
        return self.title or "What you want to say"


Activity = (
    ReadingStep | Question | Reflection | HabitOffer | HabitChoice | WritingTask | IntentionStep
)
