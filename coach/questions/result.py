"""Compute the result of an answer: all that a result page shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.content.markdown import RenderedText
from coach.questions import feedback, marking
from coach.questions.base import Option, Question, Response


@dataclass(frozen=True)
class QuestionResult:
    """A marked answer with its feedback.

    ``score`` is 0 to 1, or None if there is nothing to mark (yet). ``shown`` are the options in
    page order. ``detail`` is the data for the type's own part of the page: a cloze's gaps, a
    scale's drawing, a dialogue's path, a text's ticked points.
    """

    question: Question
    response: Response
    score: float | None
    verdict: str
    doubt: str
    shown: Sequence[Option | RenderedText]
    detail: object

    @property
    def to_compare(self) -> bool:
        """Whether the learner must still compare a text with its check list."""
        return self.question.to_compare(self.response)


def of(
    question: Question, response: Response, seed: str, confidence: str | None = None
) -> QuestionResult:
    """Return the result of an admitted response. ``seed`` gives the options their order again."""
    shown = marking.arranged(question, seed)
    score = question.score(response)
    return QuestionResult(
        question=question,
        response=response,
        score=score,
        verdict=question.feedback(response, [option.key for option in shown]),
        doubt=feedback.misjudged_confidence(score, confidence),
        shown=shown,
        detail=question.detail(response),
    )
