"""Compute the outcome of a lesson: strengths, the hardest concept, and related lessons."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from coach.content.model import Lesson
from coach.questions import marking

WELL = 0.75  # mean score of the first answers: three right out of four


@dataclass(frozen=True)
class First:
    """A first answer to a question: its score, from 0 to 1, and whether the hint was open."""

    question_id: str
    score: float
    hinted: bool


@dataclass(frozen=True)
class Outcome:
    """The outcome: ``right`` of ``marked`` first answers were right, ``unaided`` without the hint.

    ``can`` are the objectives that were answered well. ``concept`` is the one with the lowest mean
    score if it is below WELL, and ``hardest`` its objective if the lesson names one; otherwise they
    are empty.
    """

    marked: int
    right: int
    unaided: int
    can: tuple[str, ...]
    concept: str
    hardest: str


def of(lesson: Lesson, answers: Sequence[First]) -> Outcome:
    """Return the outcome of the lesson for these first answers."""
    right = [each for each in answers if each.score >= marking.FULL]
    means = _means(lesson, answers)
    concept = min(means, key=lambda name: means[name], default="")
    if concept and means[concept] >= WELL:
        concept = ""
    named = dict(zip(reversed(lesson.shown_by), reversed(lesson.objectives), strict=False))
    return Outcome(
        marked=len(answers),
        right=len(right),
        unaided=sum(not each.hinted for each in right),
        can=_can(lesson, answers, means),
        concept=concept,
        hardest=named.get(concept, ""),
    )


def sentence(found: Outcome, returns: str, is_new: bool) -> str:
    """Return the sentence about the outcome.

    ``returns`` says when the concept comes back (``tomorrow``), or is empty; ``is_new`` says
    whether it comes back as a question that the learner has not answered before.
    """
    again = f"comes back {returns}" + (", as a new question" if is_new else "")
    if not found.marked:
        return "Its questions are still there whenever you want to try them."
    if not found.concept:
        stays = f"{again}, so that it stays" if is_new else f"{again} so that it stays"
        return "You answered it well." + (f" It {stays}." if returns else "")
    if found.hardest:
        hard = f"The hardest part was to {found.hardest}."
        return f"{hard} It {again}." if returns else hard
    return "Some of it was hard." + (f" The hardest part {again}." if returns else "")


def _can(lesson: Lesson, answers: Sequence[First], means: Mapping[str, float]) -> tuple[str, ...]:
    if not lesson.shown_by:
        return lesson.objectives if _mean(each.score for each in answers) >= WELL else ()
    pairs = zip(lesson.objectives, lesson.shown_by, strict=False)
    return tuple(objective for objective, concept in pairs if means.get(concept, 0.0) >= WELL)


def _means(lesson: Lesson, answers: Sequence[First]) -> dict[str, float]:
    """Return the mean score of each answered concept, in the lesson's order."""
    scores = {each.question_id: each.score for each in answers}
    found: dict[str, list[float]] = {}
    for question in lesson.questions:
        if question.concept and question.id in scores:
            found.setdefault(question.concept, []).append(scores[question.id])
    return {concept: _mean(each) for concept, each in found.items()}


def _mean(scores: Iterable[float]) -> float:
    found = list(scores)
    return sum(found) / len(found) if found else 0.0


MOST = 3


def related(lesson: Lesson, others: Iterable[Lesson]) -> list[Lesson]:
    """Return up to three other lessons, the closest first, then in the course's order.

    Each shared concept counts 3, each shared source 1; a lesson that requires this one, or that it
    requires, gets 2 more. Lessons without any of these are left out.
    """
    closeness = {other.id: _closeness(lesson, other) for other in others if other.id != lesson.id}
    close = [other for other in others if closeness.get(other.id)]
    return sorted(close, key=lambda other: -closeness[other.id])[:MOST]


def _closeness(one: Lesson, other: Lesson) -> int:
    concepts = one.concepts & other.concepts
    sources = set(one.sources) & set(other.sources)
    bound = one.id in other.requires or other.id in one.requires
    return 3 * len(concepts) + len(sources) + 2 * bound
