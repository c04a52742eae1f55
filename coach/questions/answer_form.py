"""An answer sheet: what was filled in for one question, and what it comes to.

The controls' names come from the content, so no form library has a part in this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coach.questions import marking
from coach.questions.base import Question, Response, SentForm, Unanswered

Confidence = Literal["guess", "fairly", "sure"]
CONFIDENCE: Mapping[str, Confidence] = {"guess": "guess", "fairly": "fairly", "sure": "sure"}


@dataclass
class AnswerSheet(SentForm):
    """One question's sheet; ``values`` are what the form sent, each name with its values."""

    question: Question
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    response: Response = ()
    errors: dict[str, list[str]] = field(default_factory=dict)

    def validate(self) -> bool:
        """Return whether the question can be marked; set ``response``, or say in ``errors`` why
        not."""
        try:
            self.response = marking.admit(self.question, self.question.read(self))
        except Unanswered:
            self.errors = {"answer": [self.question.refusal(self)]}
        return not self.errors

    @property
    def rated(self) -> bool:
        """Return whether the learner is asked how sure they are: not of a text that they compare
        themselves, nor of a talk, which is many answers."""
        return self.question.is_rated

    @property
    def confidence(self) -> Confidence | None:
        """Return ``guess``, ``fairly`` or ``sure``; None when nothing was chosen."""
        return CONFIDENCE.get(self.given("confidence")) if self.rated else None

    @property
    def wants_hint(self) -> bool:
        """Return whether this was sent to open the hint, not to be marked."""
        return self.question.hint is not None and self.given("hint") == "open"

    @property
    def hinted(self) -> bool:
        """Return whether the hint was open."""
        return self.question.hint is not None and self.given("hint") in ("open", "seen")

    def open_at(self, keys: Iterable[str | int]) -> str | int | None:
        """Return the first of these keys, in the order on the page, whose control still needs an
        answer: it is empty, or repeats an earlier place. None when nothing was refused."""
        if not self.errors:
            return None
        earlier: set[str] = set()
        for key in keys:
            given = self.given(f"{self.question.control}-{key}").strip()
            if not given or (given in earlier and self.question.distinct):
                return key
            earlier.add(given)
        return None
