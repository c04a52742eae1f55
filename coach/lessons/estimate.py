"""Scale: a number read from what was typed, what it is worth, and where it lies."""

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from coach.lessons.activity import Scale

NOTHING_AT = 3  # times the tolerance: from here on an estimate is worth nothing
PLACES = 30  # the most digits before or after the point: nobody estimates beyond
_MINUS = str.maketrans("−–", "--")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def exact(written: str) -> Decimal:
    """Return the number as it was written, exactly. Raises ValueError for anything else.

    What is smaller than 30 places can show is 0; what is larger than 30 digits is refused.
    """
    try:
        found = Decimal(written.translate(_MINUS))
    except InvalidOperation:
        raise ValueError(f"not a number: {written[:40]}") from None
    if not found.is_finite() or found.adjusted() >= PLACES:
        raise ValueError(f"not a number of up to {PLACES} digits: {written[:40]}")
    return found if found.adjusted() >= -PLACES else Decimal(0)


def number(typed: str) -> Decimal:
    """The number that was typed: ``24``, ``24.5``, ``24,5``, ``24 %``, ``1,000`` or ``1 000``.

    Raises ValueError for anything else.
    """
    bare = re.sub(r"\s|%$", "", typed.translate(_MINUS).strip())
    return exact(bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else "."))


def digits(value: Decimal) -> str:
    """A number in plain digits, all of them and no more: ``34``, ``2.5``, ``500000``, ``-3``."""
    told = f"{value:f}"
    told = told.rstrip("0").rstrip(".") if "." in told else told
    return "0" if told == "-0" else told


def figure(value: Decimal) -> str:
    """A number in words of a page: ``34``, ``2.5``, ``500,000``, ``−3``."""
    whole, point, part = digits(value).partition(".")
    return f"{int(whole):,}{point}{part}".replace("-", "−")


def within(question: Scale, typed: str) -> bool:
    """Whether a number was typed that lies on the scale."""
    try:
        return question.low <= number(typed) <= question.high
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
class Line:
    """The scale as a picture: places from 0 to ``length``, left to right."""

    length: float
    given: float
    answer: float
    near: tuple[float, float]  # the stretch within the tolerance


def line(question: Scale, given: Decimal, length: float = 400) -> Line:
    """Where the estimate, the answer and what counts as near lie."""
    low, high = Fraction(question.low), Fraction(question.high)
    answer, tolerance = Fraction(question.answer), Fraction(question.tolerance)

    def place(value: Fraction) -> float:
        part = float((value - low) / (high - low))
        return round(length * min(1.0, max(0.0, part)), 1)

    near = (place(answer - tolerance), place(answer + tolerance))
    return Line(length, place(Fraction(given)), place(answer), near)
