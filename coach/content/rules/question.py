"""Rules about questions, one by one and over a lesson (Q01-Q12, Q14; Q13 is in dialogues)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from itertools import chain

from coach import amounts
from coach.content import dialogue_directives
from coach.content.diagnostics import Fault
from coach.content.model import Lesson
from coach.content.steps import (
    Choice,
    Cloze,
    Dialogue,
    Match,
    Option,
    Order,
    Question,
    RenderedText,
    Scale,
)
from coach.questions.cloze import folded

LONGEST_SHARE = 0.4
VARIANTS = 3
_CATCH_ALL = re.compile(r"\b(all|none|both|neither) of (the|these) (above|options|answers)\b", re.I)


def faults(question: Question, path: str) -> Iterator[Fault]:
    """The faults of one question."""
    match question:
        case Choice():
            yield from _choice(question, path)
        case Order():
            if len(question.options) < 3:
                message = f"order needs at least 3 lines, this has {len(question.options)}"
                yield Fault(path, question.line, "Q08", message)
            yield from _equal([option.text for option in question.options], path)
        case Match():
            yield from _match(question, path)
        case Cloze():
            if not question.gaps or not all(question.gaps):
                message = "cloze needs a gap with an answer: {{answer|other answer}}"
                yield Fault(path, question.line, "Q10", message)
        case Scale():
            yield from _scale(question, path)
        case Dialogue():
            yield from dialogue_directives.faults(question, path)


def _choice(question: Choice, path: str) -> Iterator[Fault]:
    options = question.options
    right = sum(option.points > 0 for option in options)
    if question.kind == "single" and right != 1:
        message = f"single needs exactly one (x), this has {right}"
        yield Fault(path, question.line, "Q01", message)
    if question.kind == "multiple" and right in (0, len(options)):
        yield Fault(path, question.line, "Q02", "multiple needs a right and a wrong option")
    if question.kind == "judgement":
        yield from _judgement(question, path)
    elif len(options) < 3:
        message = f"{question.kind} needs at least 3 options, this has {len(options)}"
        yield Fault(path, question.line, "Q04", message)
    yield from _equal([option.text for option in options], path)
    yield from chain.from_iterable(_option(option, path) for option in options)


def _option(option: Option, path: str) -> Iterator[Fault]:
    if option.why is None:
        yield Fault(path, option.text.line, "Q03", "an option needs its `> explanation` below it")
    if _CATCH_ALL.search(option.text.source):
        message = "an option that only points at the others"
        yield Fault(path, option.text.line, "Q07", message, "warning")


def _judgement(question: Choice, path: str) -> Iterator[Fault]:
    if len(question.options) < 3:
        message = f"judgement needs at least 3 options, this has {len(question.options)}"
        yield Fault(path, question.line, "Q11", message)
    elif len(question.best) != 1 or not any(option.points for option in question.options):
        yield Fault(path, question.line, "Q11", "judgement needs a single best option")


def _match(question: Match, path: str) -> Iterator[Fault]:
    empty = [pair for pair in question.pairs if not pair.right.source]
    for pair in empty:
        yield Fault(path, pair.left.line, "Q09", "a left side without a right one")
    if len(question.pairs) < 2:
        yield Fault(path, question.line, "Q09", "match needs at least two lines `left = right`")
    yield from _equal([pair.left for pair in question.pairs], path)
    yield from _equal([pair.right for pair in question.pairs if pair.right.source], path)


def _scale(question: Scale, path: str) -> Iterator[Fault]:
    low, high, answer = question.low, question.high, question.answer
    if not all(map(Decimal.is_finite, (low, high, answer))) or low >= high:
        message = "scale needs min, max and answer as numbers, min below max"
        yield Fault(path, question.line, "Q12", message)
    elif not low <= answer <= high:
        message = f"the answer is not between {amounts.written(low)} and {amounts.written(high)}"
        yield Fault(path, question.line, "Q12", message)
    elif not question.tolerance.is_finite() or question.tolerance < 0:
        yield Fault(path, question.line, "Q12", "tolerance must be a number, 0 or more")


def _equal(texts: Sequence[RenderedText], path: str) -> Iterator[Fault]:
    seen: set[str] = set()
    for text in texts:
        words = folded(text.plain)
        if words in seen:
            yield Fault(path, text.line, "Q05", "the same option twice")
        seen.add(words)


def longest(lesson: Lesson) -> Iterator[Fault]:
    """Q06: the learner must not be able to pick the right option by its length."""
    telling = [question for question in lesson.questions if _best_is_longest(question)]
    if len(telling) > LONGEST_SHARE * len(lesson.questions):
        lines = ", ".join(str(question.line) for question in telling)
        message = (
            f"the right option is the longest in {len(telling)} of"
            f" {len(lesson.questions)} questions (lines {lines})"
        )
        yield Fault(lesson.path, telling[0].line, "Q06", message)


def _best_is_longest(question: Question) -> bool:
    """Whether a single best option is longer than every other."""
    if not isinstance(question, Choice) or len(question.best) != 1:
        return False
    lengths = {option.key: len(option.text.source) for option in question.options}
    (best,) = question.best
    return all(lengths[best] > length for key, length in lengths.items() if key != best)


def variants(lessons: Iterable[Lesson]) -> Iterator[Fault]:
    """Q14: review needs several questions for one concept."""
    asked: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for lesson in lessons:
        for question in lesson.questions:
            if question.concept:
                asked[question.concept].append((lesson.path, question.line))
            elif not isinstance(question, Dialogue):
                message = "a question without a concept is never reviewed"
                yield Fault(lesson.path, question.line, "Q14", message, "warning")
    for concept, places in asked.items():
        if len(places) < VARIANTS:
            path, line = places[0]
            message = f'concept "{concept}" has {len(places)} of {VARIANTS} variants'
            yield Fault(path, line, "Q14", message, "warning")
