"""Define scale questions: a number to estimate, how it is read, and its score."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from typing import Self

from coach import amounts
from coach.content.exchange.plain_question import PlainQuestion
from coach.content.markdown import Renderer
from coach.content.question_directives import common, take_apart
from coach.content.scanner import Directive
from coach.content.source import Fault
from coach.questions import base
from coach.questions.base import Question, Response, SentForm

NOTHING_AT = 3  # times the tolerance, from which an estimate scores 0
PLACES = 30  # maximum number of digits before or after the decimal point
LONGEST = 70  # maximum number of characters of a number
LENGTH = 400  # of the drawing
_MINUS = str.maketrans("−–", "--")
_POINT_OR_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def exact(written: str) -> Decimal:
    """Return the exact number. Raise ValueError for any other text.

    A number too small for 30 decimal places is 0. One of more than 30 digits is refused.
    """
    try:
        found = Decimal(written.translate(_MINUS) if len(written) <= LONGEST else "")
    except InvalidOperation:
        raise ValueError(f"not a number: {written[:LONGEST]}") from None
    if not found.is_finite() or found.adjusted() >= PLACES:
        raise ValueError(f"not a number of up to {PLACES} digits: {written[:LONGEST]}")
    return found if found.adjusted() >= -PLACES else Decimal(0)


def number(typed: str) -> Decimal:
    """Return the typed number: ``24``, ``24.5``, ``24,5``, ``24 %``, ``1,000`` or ``1 000``.

    Raise ValueError for any other text.
    """
    bare = re.sub(r"\s|%$", "", typed.translate(_MINUS).strip())
    return exact(bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else "."))


def figure(value: Decimal) -> str:
    """Return a number as a page shows it: ``34``, ``2.5``, ``500,000``, ``−3``."""
    whole, point, part = amounts.written(value).partition(".")
    return f"{int(whole):,}{point}{part}".replace("-", "−")


@dataclass(frozen=True)
class ScaleDrawing:
    """The drawing of a scale, with positions from 0 to ``length``, left to right."""

    length: float
    given: float
    answer: float
    near: tuple[float, float]  # the range within the tolerance


@dataclass(frozen=True, kw_only=True)
class Scale(Question):
    """A number to estimate between ``low`` and ``high``, with the exact decimals of its author."""

    low: Decimal
    high: Decimal
    answer: Decimal
    tolerance: Decimal

    task = "Estimate"
    attributes = ("min", "max", "answer", "tolerance")
    single_field = True
    script = "scale"

    @classmethod
    def parsed(cls, directive: Directive, renderer: Renderer) -> Self:
        """Parse the numbers of the attributes. Invalid ones are NaN."""
        body = take_apart(directive.body)
        return cls(
            **common(directive, body, renderer),
            low=_attribute(directive, "min"),
            high=_attribute(directive, "max"),
            answer=_attribute(directive, "answer"),
            tolerance=_attribute(directive, "tolerance", "0"),
        )

    def faults(self, path: str) -> Iterator[Fault]:
        """Yield Q12."""
        low, high, answer = self.low, self.high, self.answer
        if not all(map(Decimal.is_finite, (low, high, answer))) or low >= high:
            message = "scale needs min, max and answer as numbers, min below max"
            yield Fault(path, self.line, "Q12", message)
        elif not low <= answer <= high:
            ends = f"{amounts.written(low)} and {amounts.written(high)}"
            yield Fault(path, self.line, "Q12", f"the answer is not between {ends}")
        elif not self.tolerance.is_finite() or self.tolerance < 0:
            yield Fault(path, self.line, "Q12", "tolerance must be a number, 0 or more")

    def plain(self, told: tuple[str, ...]) -> PlainQuestion:
        """Return the question with its answer and tolerance."""
        number, why = (self.answer, self.tolerance), base.words(self.why)
        return PlainQuestion(self.id, self.kind, self.concept, told, number=number, why=why)

    def lost_in(self, form: str) -> Sequence[str]:
        """Return the ends of the scale, which other programs do not support."""
        return ["the ends of its scale"]

    def read(self, form: SentForm) -> Response:
        """Return the number as typed.

        It reads one character more than allowed, so that a longer number is refused and not cut.
        """
        return (form.line("answer", LONGEST + 1),)

    def refusal(self, form: SentForm) -> str:
        """Return what to write instead of a refused number."""
        (typed,) = self.read(form)
        whole = self.other_reading(typed)
        if whole is not None:
            either = f"{amounts.written(whole)} or {amounts.written(number(typed))}"
            return f"“{typed}” can be read in two ways. Write {either}"
        return f"Write a number from {figure(self.low)} to {figure(self.high)}"

    def other_reading(self, typed: str) -> Decimal | None:
        """Return the other meaning of a typed number, or None if only one meaning is on the scale.

        ``10.000`` is 10 in English and ten thousand in German. A comma before three digits always
        separates thousands, as on the page.
        """
        if not _POINT_OR_THOUSANDS.fullmatch(typed.translate(_MINUS).strip()):
            return None
        whole = exact(typed.strip().replace(".", ""))
        on_scale = self.low <= whole <= self.high
        return whole if on_scale and self.low <= number(typed) <= self.high else None

    def within(self, typed: str) -> bool:
        """Return whether the typed text is a number on the scale with only one meaning."""
        try:
            lies = self.low <= number(typed) <= self.high
            return lies and self.other_reading(typed) is None
        except ValueError:
            return False

    def complete(self, response: Response) -> bool:
        """Return whether it is one number on the scale."""
        return len(response) == 1 and self.within(response[0])

    def score(self, response: Response) -> float:
        """Return the score of the typed number."""
        return self.worth(number(response[0]))

    def worth(self, given: Decimal) -> float:
        """Return 1 within the tolerance, 0 from three times the tolerance, and linear between.

        Without a tolerance only the exact answer scores.
        """
        off = abs(Fraction(given) - Fraction(self.answer))
        tolerance = Fraction(self.tolerance)
        if off <= tolerance:
            return 1.0
        gone = NOTHING_AT * tolerance
        return max(0.0, float((gone - off) / (gone - tolerance))) if gone else 0.0

    def feedback(self, response: Response, shown: Sequence[str]) -> str:
        """Return how close the estimate is, and the number."""
        given = number(response[0])
        share, answer = self.worth(given), figure(self.answer)
        if given == self.answer:
            return f"{answer} is exactly right."
        side = "high" if given > self.answer else "low"
        much = "is close" if share == 1 else f"is {'somewhat' if share else 'far'} too {side}"
        return f"{figure(given)} {much}. The number is {answer}."

    def detail(self, response: Response) -> ScaleDrawing:
        """Return the positions of the estimate, the answer and the tolerance range."""
        low, high = Fraction(self.low), Fraction(self.high)
        answer, tolerance = Fraction(self.answer), Fraction(self.tolerance)

        def place(value: Fraction) -> float:
            part = float((value - low) / (high - low))
            return round(LENGTH * min(1.0, max(0.0, part)), 1)

        near = (place(answer - tolerance), place(answer + tolerance))
        return ScaleDrawing(LENGTH, place(Fraction(number(response[0]))), place(answer), near)


def _attribute(directive: Directive, key: str, otherwise: str = "") -> Decimal:
    try:
        return exact(directive.attributes.get(key, otherwise))
    except ValueError:
        return Decimal("nan")
