"""Define the course: principles, lessons, guides, glossary terms and sources. All are immutable."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from markupsafe import Markup

from coach.content.markdown import RenderedText
from coach.content.minutes import seconds
from coach.content.steps import (
    Activity,
    Example,
    HabitChoice,
    HabitOffer,
    ReadingStep,
    WritingTask,
)
from coach.journal.worksheet_template import Tool
from coach.listening.room import Room
from coach.principles import PRINCIPLES, Principle
from coach.questions.base import Question
from coach.writing.room import WritingRoom


@dataclass(frozen=True)
class Phrase:
    """Words to say, and the moment for them."""

    moment: RenderedText
    words: RenderedText


@dataclass(frozen=True)
class Trap:
    """A common mistake, and what to do instead."""

    trap: RenderedText
    instead: RenderedText


@dataclass(frozen=True)
class PrincipleRule:
    """One of the five rules of a principle. Its ``id`` is the concept of the questions about it.

    ``lesson`` is the id of the lesson that brings it; ``how`` is a sentence for the field guide.
    """

    id: str
    line: str
    lesson: str
    how: RenderedText | None = None


@dataclass(frozen=True)
class Guide:
    """The field guide of one principle, without its rules, which the chapter has.

    ``limits`` says when not to follow it.
    """

    id: str
    principle: str
    sources: tuple[str, ...]
    phrases: tuple[Phrase, ...]
    traps: tuple[Trap, ...]
    limits: Markup


@dataclass(frozen=True)
class Lesson:
    """One lesson. ``principle`` is a slug; each step is a page; ``minutes`` are the author's."""

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
    shown_by: tuple[str, ...] = ()  # for each objective, the concept that shows it
    rules: tuple[str, ...] = ()  # ids of the principle's rules that the lesson brings

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The lesson's questions and dialogues, in order."""
        return tuple(step for step in self.steps if isinstance(step, Question))

    @cached_property
    def habits(self) -> tuple[HabitOffer, ...]:
        """The habits that the lesson offers, in order."""
        found: list[HabitOffer] = []
        for step in self.steps:
            if isinstance(step, HabitChoice):
                found += step.offers
            elif isinstance(step, HabitOffer):
                found.append(step)
        return tuple(found)

    @cached_property
    def step_seconds(self) -> tuple[float, ...]:
        """The seconds of each step. They are counted once, because that takes a while."""
        return tuple(map(seconds, self.steps))

    @cached_property
    def writing_tasks(self) -> tuple[WritingTask, ...]:
        """The writing tasks of the lesson, in order."""
        return tuple(step for step in self.steps if isinstance(step, WritingTask))

    @cached_property
    def concepts(self) -> frozenset[str]:
        """The concepts of the lesson's questions."""
        return frozenset(question.concept for question in self.questions if question.concept)

    @property
    def words(self) -> int:
        """The number of words in texts and examples."""
        return sum(step.words for step in self.steps if isinstance(step, ReadingStep))

    @property
    def examples(self) -> tuple[Example, ...]:
        """The lesson's examples, in order."""
        readings = (step for step in self.steps if isinstance(step, ReadingStep))
        return tuple(part for step in readings for part in step.parts if isinstance(part, Example))

    def number_of(self, step_id: str | None) -> int:
        """Return the number of a step, counted from 1, or 1 for an unknown id."""
        return self._numbers.get(step_id, 1)

    @cached_property
    def _numbers(self) -> Mapping[str | None, int]:
        return {step.id: number for number, step in enumerate(self.steps, start=1)}


@dataclass(frozen=True)
class Asked:
    """A question and its place: step ``number`` of a lesson."""

    lesson: Lesson
    number: int
    question: Question


@dataclass(frozen=True)
class NumberedStep:
    """A step and its place: step ``number`` of a lesson."""

    lesson: Lesson
    number: int
    step: Activity


@dataclass(frozen=True)
class Coming:
    """A lesson that is announced but not written yet."""

    id: str
    title: str


@dataclass(frozen=True)
class Chapter:
    """A principle's page: its introduction, its rules, and the announced lessons."""

    principle: Principle
    line: str
    introduction: Markup
    coming: tuple[Coming, ...]
    sources: tuple[str, ...]
    rules: tuple[PrincipleRule, ...] = ()


@dataclass(frozen=True)
class CastPerson:
    """A person whom a principle's lessons are about. ``talks`` are sentences they would say."""

    id: str
    name: str
    role: str
    wants: str
    talks: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """The people of a principle's lessons, their workplace, the learner's part, and the stake."""

    principle: str
    workplace: str
    you: str
    stake: str
    people: tuple[CastPerson, ...]


@dataclass(frozen=True)
class GlossaryTerm:
    """A glossary entry. ``see`` are the ids of other entries."""

    id: str
    term: str
    definition: Markup
    see: tuple[str, ...]


GRADES = {
    "A": "Many studies taken together, or one very large study",
    "B": "Several experiments, or good data from everyday work and life",
    "C": "One small study, a study by interviews, or a theory",
    "D": "Studies contradict each other",
}
STATUS = {
    "V": "We checked that the work exists and what it mainly found",
    "U": "It is named as background, and we did not check it",
}


@dataclass(frozen=True)
class Reference:
    """A source. ``grade`` and ``status`` are letters of AUTHORS.md, ``cited_by`` lesson ids."""

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

    @property
    def byline(self) -> str:
        """The first author and year: ``Bailey et al., 2022``."""
        names = self.authors.split(", ")
        several = " et al." if len(names) > 2 else ""
        return ", ".join(part for part in (f"{names[0]}{several}", str(self.year or "")) if part)

    @property
    def standing(self) -> str:
        """The kind of evidence, and how it was checked, in words."""
        grade = GRADES.get(self.grade, "Not graded")
        return f"{grade}. {STATUS.get(self.status, 'We did not check it')}."


@dataclass(frozen=True, eq=False)  # there is only one, and a comparison would be slow
class Catalogue:
    """The whole course.

    Lessons are in the order in which they should be read, tools in that of the principles.
    ``guides``, ``casts`` and ``reviews`` have slugs as keys. A review is a principle's further
    questions, in the form of a lesson that nobody walks through. ``references`` are those that a
    valid page cites.
    """

    lessons: Mapping[str, Lesson] = field(default_factory=dict)
    chapters: Mapping[str, Chapter] = field(default_factory=dict)
    terms: Mapping[str, GlossaryTerm] = field(default_factory=dict)
    references: Mapping[str, Reference] = field(default_factory=dict)
    guides: Mapping[str, Guide] = field(default_factory=dict)
    reviews: Mapping[str, Lesson] = field(default_factory=dict)
    casts: Mapping[str, Cast] = field(default_factory=dict)
    tools: Mapping[str, Tool] = field(default_factory=dict)
    listening: Room = field(default_factory=Room)
    writing: WritingRoom = field(default_factory=WritingRoom)

    @cached_property
    def questions(self) -> Mapping[str, Asked]:
        """All questions by id, in the order of the course; then those of the reviews.

        A review's question has the place of the first one in a lesson that asks about its concept.
        """
        found = {
            step.id: Asked(lesson, number, step)
            for lesson in self.lessons.values()
            for number, step in enumerate(lesson.steps, start=1)
            if isinstance(step, Question)
        }
        first = {each.question.concept: each for each in reversed(found.values())}
        for slug, review in self.reviews.items():
            lessons = self.of_principle(slug)
            for question in review.questions if lessons else ():
                place = first.get(question.concept) or Asked(lessons[0], 1, question)
                found[question.id] = replace(place, question=question)
        return found

    @cached_property
    def steps(self) -> Mapping[str, NumberedStep]:
        """All steps by id, in the order of the course."""
        return {
            step.id: NumberedStep(lesson, number, step)
            for lesson in self.lessons.values()
            for number, step in enumerate(lesson.steps, start=1)
        }

    @cached_property
    def dated_tools(self) -> tuple[str, ...]:
        """The ids of the tools that have rows with a due day and a stamp."""
        return tuple(tool.id for tool in self.tools.values() if tool.dated)

    @cached_property
    def shelves(self) -> tuple[tuple[Principle | None, tuple[Reference, ...]], ...]:
        """The references by principle, in order; those without a principle come last.

        A reference's number begins with its principle's number: 2-04 is a work on listening.
        """
        by_number = {principle.number: principle for principle in PRINCIPLES}
        found: dict[Principle | None, list[Reference]] = {p: [] for p in (*PRINCIPLES, None)}
        for work in self.references.values():
            found[by_number.get(int(work.number.partition("-")[0]))].append(work)
        return tuple((principle, tuple(works)) for principle, works in found.items() if works)

    @property
    def coming(self) -> int:
        """The number of lessons that are announced but not written yet."""
        return sum(len(chapter.coming) for chapter in self.chapters.values())

    def lesson(self, lesson_id: str) -> Lesson | None:
        """Return the lesson with this id, or None."""
        return self.lessons.get(lesson_id)

    def of_principle(self, slug: str) -> tuple[Lesson, ...]:
        """Return the lessons of a principle, in order."""
        return tuple(lesson for lesson in self.lessons.values() if lesson.principle == slug)

    def longer_practice(self, slug: str) -> tuple[Question, ...]:
        """Return the long talks and texts of a principle, which are too long for a review card."""
        review = self.reviews.get(slug)
        return tuple(each for each in review.questions if not each.is_card) if review else ()

    def tools_of(self, slug: str) -> tuple[Tool, ...]:
        """Return the tools that practise a principle."""
        return tuple(tool for tool in self.tools.values() if tool.principle == slug)

    def habits_of(self, slug: str) -> tuple[HabitOffer, ...]:
        """Return the habits offered for a principle, in the order of the lessons."""
        return tuple(
            habit
            for lesson in self.lessons.values()
            for habit in lesson.habits
            if habit.principle == slug
        )

    def habit(self, habit_id: str) -> HabitOffer | None:
        """Return the habit offer with this directive id, or None."""
        offers = (habit for lesson in self.lessons.values() for habit in lesson.habits)
        return next((habit for habit in offers if habit.id == habit_id), None)
