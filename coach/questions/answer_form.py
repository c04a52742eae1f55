"""Read an answer sheet: the form of one question, and the learner's response.

It is no WTForms form, because the content defines the names of its controls.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coach.listening.engine.classifier.judge import Judge
from coach.listening.engine.classifier.vectors import Embedder
from coach.questions import marking
from coach.questions.base import Question, Response, SentForm, Unanswered

Confidence = Literal["guess", "fairly", "sure"]
CONFIDENCE: Mapping[str, Confidence] = {"guess": "guess", "fairly": "fairly", "sure": "sure"}


@dataclass
class AnswerSheet(SentForm):
    """One question's sheet. ``values`` has the sent values by control name."""

    question: Question
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    response: Response = ()
    errors: dict[str, list[str]] = field(default_factory=dict)
    encoder: Embedder | None = None
    judge: Judge | None = None

    def validate(self) -> bool:
        """Return whether the question can be marked, and set ``response``.

        Set ``errors`` if not.
        """
        try:
            self.response = marking.admit(self.question, self.question.read(self))
        except Unanswered:
            self.errors = {"answer": [self.question.refusal(self)]}
        return not self.errors

    @property
    def rated(self) -> bool:
        """Whether the learner states a confidence.

        They do not for a text that they compare themselves, nor for a dialogue, which is many
        answers.
        """
        return self.question.is_rated

    @property
    def confidence(self) -> Confidence | None:
        """``guess``, ``fairly`` or ``sure``, or None if nothing was chosen."""
        return CONFIDENCE.get(self.given("confidence")) if self.rated else None

    @property
    def wants_hint(self) -> bool:
        """Whether the form was sent to open the hint, not to be marked."""
        return self.question.hint is not None and self.given("hint") == "open"

    @property
    def hinted(self) -> bool:
        """Whether the hint was open."""
        return self.question.hint is not None and self.given("hint") in ("open", "seen")

    def open_at(self, keys: Iterable[str | int]) -> str | int | None:
        """Return the first of these keys, in page order, whose control needs a new answer, or None.

        A control needs one if it is empty or repeats an earlier place. It is None if nothing was
        refused.
        """
        if not self.errors:
            return None
        earlier: set[str] = set()
        for key in keys:
            given = self.given(f"{self.question.control}-{key}").strip()
            if not given or (given in earlier and self.question.distinct):
                return key
            earlier.add(given)
        return None
