"""What became of an answer: all that a page of results shows, whatever asked the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.content.markdown import RenderedText
from coach.questions import feedback, marking
from coach.questions.base import Option, Question, Response


@dataclass(frozen=True)
class QuestionResult:
    """An answer marked and put into words.

    ``score`` runs from 0 to 1, or is None when there is nothing to mark (yet). ``shown`` are the
    options in the order on the page. ``detail`` is what the type's own part of the page shows: the
    gaps of a cloze, the line of a scale, the way through a talk, the ticked points of a text.
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
        """Return whether the learner has still to compare a text with its check list."""
        return self.question.to_compare(self.response)


def of(
    question: Question, response: Response, seed: str, confidence: str | None = None
) -> QuestionResult:
    """Return the result of an admitted response; ``seed`` orders the options as they were asked."""
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
