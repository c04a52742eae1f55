"""What became of an answer: all that a page of results shows, whatever asked the question."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.content.steps import Cloze, Dialogue, FreeText, Option, Question, RenderedText, Scale
from coach.questions import cloze, dialogue, marking, scale
from coach.questions import feedback as verdict
from coach.questions.marking import Response


@dataclass(frozen=True)
class Gap:
    """A gap: what was written, whether it is accepted, and the first accepted answer."""

    written: str
    right: bool
    answer: str


Detail = Sequence[Gap] | scale.ScaleDrawing | dialogue.Talk | frozenset[str] | None


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
    detail: Detail

    @property
    def to_compare(self) -> bool:
        """Whether the learner has still to compare a text with its check list."""
        question = self.question
        return isinstance(question, FreeText) and self.score is None and bool(question.checks)


def of(
    question: Question, response: Response, seed: str, confidence: str | None = None
) -> QuestionResult:
    """The result of an admitted response; ``seed`` orders the options as they were asked."""
    shown = marking.arranged(question, seed)
    score = marking.score(question, response)
    return QuestionResult(
        question=question,
        response=response,
        score=score,
        verdict=verdict.say(question, response, [option.key for option in shown]),
        doubt=verdict.misjudged_confidence(score, confidence),
        shown=shown,
        detail=_detail(question, response),
    )


def _detail(question: Question, response: Response) -> Detail:
    match question:
        case Cloze():
            filled = zip(response, cloze.filled(question, response), question.gaps, strict=True)
            return [Gap(written, right, accepted[0]) for written, right, accepted in filled]
        case Scale():
            return scale.line(question, scale.number(response[0]))
        case Dialogue():
            return dialogue.walk(question, response)
        case FreeText():
            return marking.ticked(response)
    return None
