"""Scale: a number read from what was typed, what it is worth, and where it lies."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from coach import amounts
from coach.content.steps import Scale

NOTHING_AT = 3  # times the tolerance: from here on an estimate is worth nothing
PLACES = 30  # the most digits before or after the point: nobody estimates beyond
LONGEST = 70  # characters of a number
_MINUS = str.maketrans("−–", "--")
_POINT_OR_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}\.\d{3}")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def exact(written: str) -> Decimal:
    """Return the number as it was written, exactly. Raises ValueError for anything else.

    What is smaller than 30 places can show is 0; what is larger than 30 digits is refused.
    """
    try:
        found = Decimal(written.translate(_MINUS) if len(written) <= LONGEST else "")
    except InvalidOperation:
        raise ValueError(f"not a number: {written[:LONGEST]}") from None
    if not found.is_finite() or found.adjusted() >= PLACES:
        raise ValueError(f"not a number of up to {PLACES} digits: {written[:LONGEST]}")
    return found if found.adjusted() >= -PLACES else Decimal(0)


def number(typed: str) -> Decimal:
    """The number that was typed: ``24``, ``24.5``, ``24,5``, ``24 %``, ``1,000`` or ``1 000``.

    Raises ValueError for anything else.
    """
    bare = re.sub(r"\s|%$", "", typed.translate(_MINUS).strip())
    return exact(bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else "."))


def figure(value: Decimal) -> str:
    """A number in words of a page: ``34``, ``2.5``, ``500,000``, ``−3``."""
    whole, point, part = amounts.written(value).partition(".")
    return f"{int(whole):,}{point}{part}".replace("-", "−")


def other_reading(question: Scale, typed: str) -> Decimal | None:
    """Return what the number also means, where both readings lie on the scale: 10 is written
    ``10.000`` in English, and ten thousand in German. None where only one reading is meant.

    A comma before three digits stands for thousands, as in the numbers of the page.
    """
    if not _POINT_OR_THOUSANDS.fullmatch(typed.translate(_MINUS).strip()):
        return None
    whole = exact(typed.strip().replace(".", ""))
    on_scale = question.low <= whole <= question.high
    return whole if on_scale and question.low <= number(typed) <= question.high else None


def within(question: Scale, typed: str) -> bool:
    """Whether a number was typed that lies on the scale, in one reading only."""
    try:
        lies = question.low <= number(typed) <= question.high
        return lies and other_reading(question, typed) is None
    except ValueError:
        return False


def score(question: Scale, given: Decimal) -> float:
    """1 within the tolerance, 0 from three times the tolerance on, a straight line between.

    Without a tolerance only the answer itself is worth anything.
    """
    off = abs(Fraction(given) - Fraction(question.answer))
    tolerance = Fraction(question.tolerance)
    if off <= tolerance:
        return 1.0
    gone = NOTHING_AT * tolerance
    return max(0.0, float((gone - off) / (gone - tolerance))) if gone else 0.0


@dataclass(frozen=True)
class ScaleDrawing:
    """The scale as a picture: places from 0 to ``length``, left to right."""

    length: float
    given: float
    answer: float
    near: tuple[float, float]  # the stretch within the tolerance


def line(question: Scale, given: Decimal, length: float = 400) -> ScaleDrawing:
    """Where the estimate, the answer and what counts as near lie."""
    low, high = Fraction(question.low), Fraction(question.high)
    answer, tolerance = Fraction(question.answer), Fraction(question.tolerance)

    def place(value: Fraction) -> float:
        part = float((value - low) / (high - low))
        return round(length * min(1.0, max(0.0, part)), 1)

    near = (place(answer - tolerance), place(answer + tolerance))
    return ScaleDrawing(length, place(Fraction(given)), place(answer), near)
