"""Check rules for the questions of a lesson and of the course (Q06, Q14)."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coach.content.diagnostics import Fault
from coach.content.model import Lesson

LONGEST_SHARE = 0.4
VARIANTS = 3


def longest(lesson: Lesson) -> Iterator[Fault]:
    """Yield Q06: learners should not be able to choose the right option by its length."""
    telling = [question for question in lesson.questions if question.best_is_longest]
    if len(telling) > LONGEST_SHARE * len(lesson.questions):
        lines = ", ".join(str(question.line) for question in telling)
        message = (
            f"the right option is the longest in {len(telling)} of"
            f" {len(lesson.questions)} questions (lines {lines})"
        )
        yield Fault(lesson.path, telling[0].line, "Q06", message)


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
