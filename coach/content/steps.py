"""What a lesson's steps are made of: texts, examples, questions, reflections, habits on offer.

Everything is immutable and rendered. Ids never change meaning; rows in the database refer to them.
"""

from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Literal

from markupsafe import Markup

from coach.text import WEEKDAYS

MOST_BESIDE, LONGEST_BESIDE = 6, 28  # right sides, and characters of each
OWN_CASE = "own"  # stands in the place of a case's id


@dataclass(frozen=True)
class RenderedText:
    """An author's words: as written, where, and rendered for a page."""

    source: str
    line: int
    html: Markup

    @property
    def plain(self) -> str:
        """The words alone, without markup: for a page's title or a journal entry."""
        return self.html.striptags()

    @property
    def spoken(self) -> bool:
        """Whether the whole text is direct speech."""
        words = self.source.strip()
        return len(words) > 1 and words[0] in '"“' and words[-1] in '"”'

    @property
    def key(self) -> str:
        """A short name of these words that gives nothing away in a form's value."""
        return sha256(self.source.encode()).hexdigest()[:10]


@dataclass(frozen=True)
class Option:
    """Something to choose. ``points``: 1 or 0 (single), a signed weight (multiple), the key's
    grade (judgement)."""

    text: RenderedText
    why: RenderedText | None
    points: int

    @property
    def key(self) -> str:
        """Names the option in a form and in a stored answer."""
        return self.text.key


@dataclass(frozen=True)
class Pair:
    """Two sides that belong together."""

    left: RenderedText
    right: RenderedText
    why: RenderedText | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every question has. ``scene`` is told before ``ask``, which is the page's heading."""

    id: str
    line: int
    kind: str
    concept: str
    scene: Markup
    ask: RenderedText
    hint: RenderedText | None = None
    why: RenderedText | None = None
    digest: str = ""

    @property
    def name(self) -> str:
        """What the step is called in a list."""
        return self.ask.plain


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """single, multiple and judgement."""

    options: tuple[Option, ...]

    @property
    def about_conduct(self) -> bool:
        """Whether it asks what the learner would do, not what a rule or a study says."""
        return self.kind == "judgement" and "would you" in self.ask.plain.lower()

    @property
    def best(self) -> frozenset[str]:
        """The keys of the strongest options; of a multiple question, all that fit."""
        if self.kind == "multiple":
            return frozenset(option.key for option in self.options if option.points > 0)
        top = max((option.points for option in self.options), default=0)
        return frozenset(option.key for option in self.options if option.points == top)


@dataclass(frozen=True, kw_only=True)
class Order(Question):
    """Lines to bring into the order in which they stand here (their points are unused)."""

    options: tuple[Option, ...]


@dataclass(frozen=True, kw_only=True)
class Match(Question):
    """Left sides to be joined with right sides."""

    pairs: tuple[Pair, ...]

    @property
    def brief(self) -> bool:
        """Whether the right sides are so few and short that all fit beside each left side."""
        longest = max((len(pair.right.plain) for pair in self.pairs), default=0)
        return len(self.pairs) <= MOST_BESIDE and longest <= LONGEST_BESIDE


@dataclass(frozen=True, kw_only=True)
class Cloze(Question):
    """A text with gaps: ``pieces`` around the ``gaps``, each with its accepted answers."""

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """A number to estimate between ``low`` and ``high``, exactly as its author wrote it."""

    low: Decimal
    high: Decimal
    answer: Decimal
    tolerance: Decimal


@dataclass(frozen=True, kw_only=True)
class FreeText(Question):
    """A free answer, then a model answer and a check list."""

    model: RenderedText | None
    checks: tuple[RenderedText, ...]


@dataclass(frozen=True)
class DialogueReply:
    """What one may say at a node: it leads to ``target`` and earns ``points``."""

    text: RenderedText
    target: str
    points: int
    why: RenderedText | None


@dataclass(frozen=True)
class DialogueNode:
    """What the other says; ``end`` when the talk ends here."""

    id: str
    line: int
    speaker: str
    text: RenderedText
    replies: tuple[DialogueReply, ...]
    end: bool


@dataclass(frozen=True, kw_only=True)
class Dialogue(Question):
    """A branching talk that begins at the first node."""

    nodes: tuple[DialogueNode, ...]

    def number_of(self, node_id: str) -> int:
        """The number of a node, counted from 1."""
        return [node.id for node in self.nodes].index(node_id) + 1


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
