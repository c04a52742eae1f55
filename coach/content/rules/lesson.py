"""Check rules for a lesson and its questions (F07, L01 to L13, N01, Q06, Q14, Q15)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from coach.content import directives, minutes
from coach.content.document import HEADING, Manuscript
from coach.content.model import Lesson
from coach.content.readability import SHORTEST_TEXT, grade, words
from coach.content.rules import tells
from coach.content.scanner import Passage
from coach.content.source import Fault, did_you_mean
from coach.content.steps import HabitOffer, IntentionStep, ReadingStep, Reflection
from coach.questions.dialogue import Dialogue

QUESTIONS, TYPES = 3, 2
FIRST = "understand"  # the lesson that has no dialogue yet
CLOSED = ("single", "multiple", "judgement", "order", "match", "cloze", "scale")
OWN_CASE = (Reflection, IntentionStep)
STEP_WORDS = 180
HARDEST_GRADE = 10
LONGEST_NAME = 28  # maximum number of characters of a habit's name, so that it fits on a card
LONGEST_HEADING = 44  # maximum number of characters, so that a reflection's name fits two lines
MOST_PROMPTS = 4  # maximum number of short questions of a reflection


def faults(lesson: Lesson, manuscript: Manuscript) -> Iterator[Fault]:
    """Yield the faults of the lesson as a whole."""
    yield from _what_is_lacking(lesson)
    yield from _length(lesson, manuscript)
    yield from _shown_by(lesson, manuscript)
    yield from hardness(manuscript)
    for habit in lesson.habits:
        yield from _habit(habit, lesson.path)
    for step in lesson.steps:
        if isinstance(step, Reflection):
            yield from _reflection(step, lesson.path)
        if isinstance(step, IntentionStep):
            yield from _intention(step, lesson.path)


def _what_is_lacking(lesson: Lesson) -> Iterator[Fault]:
    closed = [each.kind for each in lesson.questions if each.kind in CLOSED]
    own_case = any(isinstance(step, OWN_CASE) for step in lesson.steps)
    talks = any(isinstance(each, Dialogue) for each in lesson.questions)
    written = any(each.is_written for each in lesson.questions)
    has = {
        "a contrast": any(example.kind == "contrast" for example in lesson.examples),
        f"{QUESTIONS} closed questions (has {len(closed)})": len(closed) >= QUESTIONS,
        f"questions of {TYPES} types (has {len(set(closed))})": len(set(closed)) >= TYPES,
        "a question of judgement": "judgement" in closed,
        "a dialogue": talks or lesson.id.endswith(FIRST),
        "a task in own words": written,
        "an own case": own_case,
        "a habit": bool(lesson.habits),
    }
    for part, is_there in has.items():
        if not is_there:
            yield Fault(lesson.path, 1, "L01", f"the lesson lacks {part}")


def _length(lesson: Lesson, manuscript: Manuscript) -> Iterator[Fault]:
    readings = [step for step in lesson.steps if isinstance(step, ReadingStep)]
    for step in readings:
        if step.words > STEP_WORDS:
            message = f"a step of {step.words} words; at most {STEP_WORDS}"
            yield Fault(lesson.path, step.line, "L03", message, "warning")
    need, line = minutes.minutes(lesson.steps), manuscript.head.line_of("minutes")
    if lesson.minutes and lesson.minutes != minutes.rounded(lesson.steps):
        message = f"minutes = {lesson.minutes}, but {need:.1f} are needed; round up"
        yield Fault(lesson.path, line, "F07", message, "warning")
    if need > minutes.LONGEST:
        message = f"{need:.2f} minutes; at most {minutes.LONGEST:.1f}: cut words of scenes first"
        yield Fault(lesson.path, line, "N01", message)


def _shown_by(lesson: Lesson, manuscript: Manuscript) -> Iterator[Fault]:
    """Yield L11 unless each objective has one concept of the lesson, or none has."""
    if not lesson.shown_by:
        return
    line = manuscript.head.line_of("shown_by")
    if len(lesson.shown_by) != len(lesson.objectives):
        told = f"{len(lesson.objectives)} objectives, but {len(lesson.shown_by)} concepts"
        yield Fault(lesson.path, line, "L11", f"`shown_by` has one concept an objective: {told}")
    for name in sorted(set(lesson.shown_by) - lesson.concepts):
        hint = did_you_mean(name, sorted(lesson.concepts))
        message = f'`shown_by`: no question of this lesson has the concept "{name}"{hint}'
        yield Fault(lesson.path, line, "L11", message)


def hardness(manuscript: Manuscript) -> Iterator[Fault]:
    """Yield L08 if the text of a page is hard to read."""
    lines = [
        line
        for block in manuscript.blocks
        if isinstance(block, Passage)
        for line in block.lines
        if not HEADING.match(line.text)
    ]
    text = "\n".join(line.text for line in lines)
    if len(words(text)) >= SHORTEST_TEXT and (found := grade(text)) > HARDEST_GRADE:
        first = next(line.number for line in lines if line.text.strip())
        message = f"reading grade {found:.1f}; at most {HARDEST_GRADE}: shorter sentences and words"
        yield Fault(manuscript.path, first, "L08", message, "warning")


def _habit(habit: HabitOffer, path: str) -> Iterator[Fault]:
    if not (habit.cue and habit.cue.source and habit.act and habit.act.source):
        yield Fault(path, habit.line, "L09", "a habit needs `if:` and `then:`")
    if not 1 <= len(habit.title) <= LONGEST_NAME:
        message = f'a habit needs name="...", a short noun of at most {LONGEST_NAME} characters'
        yield Fault(path, habit.line, "L09", message)
    if habit.act and re.match(r"I\b", habit.act.plain):
        yield Fault(path, habit.line, "L09", "leave out the `I` after `then:`; the pages say it")
    if habit.per in ("week", "month", "days") and not habit.target:
        yield Fault(path, habit.line, "L09", f"a habit per={habit.per} needs target=<number>")
    if habit.per == "weekdays" and not habit.days:
        yield Fault(path, habit.line, "L09", 'a habit per=weekdays needs days="mon tue"')


def _reflection(found: Reflection, path: str) -> Iterator[Fault]:
    """Yield L12 for a reflection with too many questions, or with a name but no questions."""
    named = found.prompt.line == found.line  # the name is in the opening line
    if not found.prompts and not named:
        return
    if not named or len(found.prompt.plain) > LONGEST_HEADING:
        message = f'a reflection with `- ` questions needs name="...", {LONGEST_HEADING} characters'
        yield Fault(path, found.line, "L12", f"{message} at most")
    if len(found.prompts) > MOST_PROMPTS:
        yield Fault(path, found.line, "L12", f"a reflection asks at most {MOST_PROMPTS} questions")
    if len(set(found.labels)) < len(found.labels):
        yield Fault(path, found.line, "L12", "a reflection asks the same question twice")


def _intention(found: IntentionStep, path: str) -> Iterator[Fault]:
    """Yield L13 for an intention without a short name or without one of its five lines."""
    if not 1 <= len(found.title) <= LONGEST_HEADING:
        message = f'an intention needs name="...", at most {LONGEST_HEADING} characters'
        yield Fault(path, found.line, "L13", message)
    lines = (found.ask, found.day, found.words, found.example, found.otherwise)
    for name, text in zip(directives.INTENTION_LINES, lines, strict=True):
        if text is None:
            yield Fault(path, found.line, "L13", f"an intention needs a line `{name}:`")


LONGEST_SHARE = 0.4
FEWEST_BEST = 15  # with fewer best options, shares say nothing
VARIANTS = 3


def by_principle(lessons: Iterable[Lesson]) -> Iterator[Fault]:
    """Yield Q06 and Q15 of each principle: nothing but the rules should tell the best option.

    ``lessons`` are all lessons and reviews.
    """
    by_slug: dict[str, list[Lesson]] = defaultdict(list)
    for lesson in lessons:
        by_slug[lesson.principle].append(lesson)
    for found in by_slug.values():
        yield from _longest(found)
        yield from _telling(found)


def _longest(lessons: Sequence[Lesson]) -> Iterator[Fault]:
    asked = [each for lesson in lessons for each in lesson.questions if each.kind in CLOSED]
    telling = [each for each in asked if each.best_is_longest]
    if len(telling) > LONGEST_SHARE * len(asked):
        message = f"the right option is the longest in {len(telling)} of {len(asked)} questions"
        yield Fault(lessons[0].path, telling[0].line, "Q06", message)


def _telling(lessons: Sequence[Lesson]) -> Iterator[Fault]:
    found = tells.tells(question for lesson in lessons for question in lesson.questions)
    if found.best < FEWEST_BEST:
        return
    for sign in found.beyond:
        best, others = found.shares[sign]
        message = f"{sign}: {best:.0f}% of the best options, {others:.0f}% of the others"
        yield Fault(lessons[0].path, 1, "Q15", message)


def variants(lessons: Iterable[Lesson]) -> Iterator[Fault]:
    """Yield Q14: reviews need several questions per concept."""
    asked: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for lesson in lessons:
        for question in lesson.questions:
            if question.concept:
                asked[question.concept].append((lesson.path, question.line))
            elif question.needs_concept:
                message = "a question without a concept is never reviewed"
                yield Fault(lesson.path, question.line, "Q14", message, "warning")
    for concept, places in asked.items():
        if len(places) < VARIANTS:
            path, line = places[0]
            message = f'concept "{concept}" has {len(places)} of {VARIANTS} variants'
            yield Fault(path, line, "Q14", message, "warning")
