"""An answer sheet: what was filled in for one question, and what it comes to.

The controls' names come from the content, so no form library has a part in this.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from coach import amounts, bounds
from coach.content.steps import Cloze, Dialogue, FreeText, Match, Order, Question, Scale
from coach.questions import marking
from coach.questions import scale as estimate
from coach.questions.marking import Response

Confidence = Literal["guess", "fairly", "sure"]
CONFIDENCE: Mapping[str, Confidence] = {"guess": "guess", "fairly": "fairly", "sure": "sure"}
LONGEST_NUMBER = estimate.LONGEST + 1  # one more, so that a longer one is refused and not cut
LONGEST = 20_000  # characters of a free text
CONTROLS = {"order": "place", "match": "pair", "cloze": "gap"}  # how a control's name begins
REFUSED = {
    "order": "Choose a place for every line",
    "match": "Choose a partner for every line",
    "multiple": "Mark at least one answer",
    "cloze": "Write something in every gap",
    "text": "Write your answer first",
    "dialogue": "Continue the talk to its end first",
}
CHOOSE = "Choose an answer first"
DOUBLED = "Two lines have the same place. Give each line its own"


@dataclass
class AnswerSheet:
    """One question's sheet; ``values`` are what the form sent, each name with its values."""

    question: Question
    values: Mapping[str, Sequence[str]] = field(default_factory=dict)
    response: Response = ()
    errors: dict[str, list[str]] = field(default_factory=dict)

    def validate(self) -> bool:
        """Whether the question can be marked; sets ``response``, or says in ``errors`` why not."""
        try:
            self.response = marking.admit(self.question, self._read())
        except marking.Doubled:
            self.errors = {"answer": [DOUBLED]}
        except marking.Unanswered:
            self.errors = {"answer": [self._refusal()]}
        return not self.errors

    @property
    def rated(self) -> bool:
        """Whether the learner is asked how sure they are: not of a text that they compare
        themselves, nor of a talk, which is many answers."""
        return not isinstance(self.question, FreeText | Dialogue)

    @property
    def confidence(self) -> Confidence | None:
        """``guess``, ``fairly`` or ``sure``; None when nothing was chosen."""
        return CONFIDENCE.get(self.given("confidence")) if self.rated else None

    @property
    def wants_hint(self) -> bool:
        """Whether this was sent to open the hint, not to be marked."""
        return self.question.hint is not None and self.given("hint") == "open"

    @property
    def hinted(self) -> bool:
        """Whether the hint was open."""
        return self.question.hint is not None and self.given("hint") in ("open", "seen")

    def given(self, name: str) -> str:
        """What was sent under this name, to be shown again."""
        return bounds.lines(next(iter(self.values.get(name, ())), "").replace("\r\n", "\n"))

    def all(self, name: str) -> Sequence[str]:
        """Everything that was sent under this name."""
        return self.values.get(name, ())

    def marked(self, key: str) -> bool:
        """Whether an option was chosen."""
        return key in self.all("answer")

    def open_at(self, keys: Iterable[str | int]) -> str | int | None:
        """Return the first of these keys, in the order on the page, whose control still needs an
        answer: it is empty, or repeats an earlier place. None when nothing was refused."""
        if not self.errors:
            return None
        earlier: set[str] = set()
        for key in keys:
            given = self.given(f"{CONTROLS[self.question.kind]}-{key}").strip()
            if not given or (given in earlier and isinstance(self.question, Order)):
                return key
            earlier.add(given)
        return None

    def _read(self) -> Response:
        match self.question:
            case Order(options=options):
                names = {option.key: f"place-{option.key}" for option in options}
                places = {key: _place(self.given(name)) for key, name in names.items()}
                return marking.in_order(places)
            case Match(pairs=pairs):
                lefts = [pair.left.key for pair in pairs]
                rights = [self.given(f"pair-{left}") for left in lefts]
                return tuple(f"{a}:{b}" for a, b in zip(lefts, rights, strict=True) if b)
            case Cloze(gaps=gaps):
                return tuple(self._line(f"gap-{n}", 200) for n in range(1, len(gaps) + 1))
            case Scale():
                return (self._line("answer", LONGEST_NUMBER),)
            case FreeText():
                return self._text(self.question)
            case Dialogue():
                return tuple(self.all("said"))
        return tuple(sorted(set(self.all("answer"))))

    def _line(self, name: str, longest: int) -> str:
        return bounds.one_line(self.given(name)).strip()[:longest]

    def _text(self, question: FreeText) -> Response:
        written = self.given("answer").strip()[:LONGEST]
        if not self.given("compared"):
            return (written,)
        found = self.all("found")
        ticks = (f"{c.key}:{'yes' if c.key in found else 'no'}" for c in question.checks)
        return (written, *ticks)

    def _refusal(self) -> str:
        if isinstance(self.question, Scale):
            return _numbered(self.question, self._line("answer", LONGEST_NUMBER))
        return REFUSED.get(self.question.kind, CHOOSE)


def _numbered(question: Scale, typed: str) -> str:
    """What to write instead of a number that was refused."""
    whole = estimate.other_reading(question, typed)
    if whole is not None:
        either = f"{amounts.written(whole)} or {amounts.written(estimate.number(typed))}"
        return f"“{typed}” can be read in two ways. Write {either}"
    low, high = estimate.figure(question.low), estimate.figure(question.high)
    return f"Write a number from {low} to {high}"


def _place(given: str) -> int | None:
    return int(given) if given.isdecimal() and len(given) < 5 else None  # int() has a limit
