"""What the course is made of, once read: principles, lessons, steps, questions, terms, sources.

Everything is immutable and rendered. Ids never change meaning; rows in the database refer to them.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Literal

from markupsafe import Markup

from coach.principles import Principle


@dataclass(frozen=True)
class Text:
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

    text: Text
    why: Text | None
    points: int

    @property
    def key(self) -> str:
        """Names the option in a form and in a stored answer."""
        return self.text.key


@dataclass(frozen=True)
class Pair:
    """Two sides that belong together."""

    left: Text
    right: Text
    why: Text | None


@dataclass(frozen=True, kw_only=True)
class Question:
    """What every question has. ``scene`` is told before ``ask``, which is the page's heading."""

    id: str
    line: int
    kind: str
    concept: str
    scene: Markup
    ask: Text
    hint: Text | None = None
    why: Text | None = None
    digest: str = ""


@dataclass(frozen=True, kw_only=True)
class Choice(Question):
    """single, multiple and judgement."""

    options: tuple[Option, ...]

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


@dataclass(frozen=True, kw_only=True)
class Cloze(Question):
    """A text with gaps: ``pieces`` around the ``gaps``, each with its accepted answers."""

    pieces: tuple[str, ...]
    gaps: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """A number to estimate between ``low`` and ``high``."""

    low: float
    high: float
    answer: float
    tolerance: float


@dataclass(frozen=True, kw_only=True)
class FreeText(Question):
    """A free answer, then a model answer and a check list."""

    model: Text | None
    checks: tuple[Text, ...]


@dataclass(frozen=True)
class Reply:
    """What one may say at a node: it leads to ``target`` and earns ``points``."""

    text: Text
    target: str
    points: int
    why: Text | None


@dataclass(frozen=True)
class Node:
    """What the other says; ``end`` when the talk ends here."""

    id: str
    line: int
    speaker: str
    text: Text
    replies: tuple[Reply, ...]
    end: bool


@dataclass(frozen=True, kw_only=True)
class Dialogue(Question):
    """A branching talk that begins at the first node."""

    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Speech:
    """One turn of an example."""

    role: Literal["speaker", "weak", "strong", "why"]
    name: str
    text: Text


@dataclass(frozen=True)
class Example:
    """A short exchange shown inside a reading step."""

    id: str
    line: int
    kind: str
    turns: tuple[Speech, ...]


@dataclass(frozen=True)
class Reflection:
    """A question about the learner's own situation, answered in the private journal."""

    id: str
    line: int
    prompt: Text


@dataclass(frozen=True)
class HabitOffer:
    """An if-then plan on offer. ``target`` is a count (week, month) or a distance (days);
    ``days`` are ISO weekdays, 1 for Monday."""

    id: str
    line: int
    principle: str
    per: str
    target: int | None
    days: tuple[int, ...]
    cue: Text | None
    act: Text | None


@dataclass(frozen=True)
class Reading:
    """A section: its heading and, in order, rendered prose and examples."""

    id: str
    line: int
    heading: Text
    parts: tuple[Markup | Example, ...]
    words: int


Activity = Reading | Question | Reflection | HabitOffer


@dataclass(frozen=True)
class Lesson:
    """One lesson. ``principle`` is a slug; a step is one page; ``minutes`` as the author says."""

    id: str
    path: str
    line: int
    principle: str
    title: str
    minutes: int
    requires: tuple[str, ...]
    objectives: tuple[str, ...]
    sources: tuple[str, ...]
    steps: tuple[Activity, ...]

    def of(self, kind: "type[Activity]") -> Iterator[Activity]:
        """The steps of one kind, in order."""
        return (step for step in self.steps if isinstance(step, kind))

    @property
    def questions(self) -> tuple[Question, ...]:
        """Its questions and dialogues, in order."""
        return tuple(step for step in self.steps if isinstance(step, Question))

    @property
    def habits(self) -> tuple[HabitOffer, ...]:
        """The habits it offers, in order."""
        return tuple(step for step in self.steps if isinstance(step, HabitOffer))

    @property
    def examples(self) -> tuple[Example, ...]:
        """Its examples, in order."""
        readings = (step for step in self.steps if isinstance(step, Reading))
        return tuple(part for step in readings for part in step.parts if isinstance(part, Example))

    def number_of(self, step_id: str | None) -> int:
        """The number of a step, counted from 1; 1 for an id that is no longer there."""
        ids = [step.id for step in self.steps]
        return ids.index(step_id) + 1 if step_id in ids else 1


@dataclass(frozen=True)
class Coming:
    """A lesson that is announced and not written yet."""

    id: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """A principle's page: its introduction, and what is still to come."""

    principle: Principle
    line: str
    introduction: Markup
    coming: tuple[Coming, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """A glossary entry; ``see`` are ids of others."""

    id: str
    term: str
    definition: Markup
    see: tuple[str, ...]


@dataclass(frozen=True)
class Reference:
    """A source: ``grade`` and ``status`` are letters of AUTHORS.md, ``cited_by`` lesson ids."""

    number: str
    authors: str
    year: int
    title: str
    journal: str
    doi: str
    grade: str
    status: str
    finding: str
    also: tuple[str, ...]
    cited_by: tuple[str, ...] = ()


@dataclass(frozen=True)
class Catalogue:
    """The whole course. Lessons stand in the order in which they are meant to be read."""

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    terms: Mapping[str, Term] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)

    def lesson(self, lesson_id: str) -> Lesson | None:
        """The lesson with this id, or None."""
        return self.lessons.get(lesson_id)

    def of_principle(self, slug: str) -> tuple[Lesson, ...]:
        """The lessons of a principle, in order."""
        return tuple(lesson for lesson in self.lessons.values() if lesson.principle == slug)

    def habits_of(self, slug: str) -> tuple[HabitOffer, ...]:
        """The habits offered for a principle, in the order of the lessons."""
        return tuple(
            habit
            for lesson in self.lessons.values()
            for habit in lesson.habits
            if habit.principle == slug
        )

    def habit(self, habit_id: str) -> HabitOffer | None:
        """The habit offered under this directive id, or None."""
        offers = (habit for lesson in self.lessons.values() for habit in lesson.habits)
        return next((habit for habit in offers if habit.id == habit_id), None)
