"""Scale: a number read from what was typed, what it is worth, and where it lies."""

import re
from dataclasses import dataclass
from math import isfinite

from coach.lessons.activity import Scale

NOTHING_AT = 3  # times the tolerance: from here on an estimate is worth nothing
_MINUS = str.maketrans("−–", "--")
_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d+)?")


def number(typed: str) -> float:
    """The number that was typed: ``24``, ``24.5``, ``24,5``, ``24 %``, ``1,000`` or ``1 000``.

    Raises ValueError for anything else.
    """
    bare = re.sub(r"\s|%$", "", typed.translate(_MINUS).strip())
    found = float(bare.replace(",", "" if _THOUSANDS.fullmatch(bare) else "."))
    if not isfinite(found):
        raise ValueError(typed)
    return found


def figure(value: float) -> str:
    """A number in words of a page: ``34``, ``2.5``, ``500,000``, ``−3``."""
    return f"{value:,.10g}".replace("-", "−")


def within(question: Scale, typed: str) -> bool:
    """Whether a number was typed that lies on the scale."""
    try:
        return question.low <= number(typed) <= question.high
    except ValueError:
        return False


def score(question: Scale, given: float) -> float:
    """1 within the tolerance, 0 from three times the tolerance on, a straight line between.

    Without a tolerance only the answer itself is worth anything.
    """
    off = abs(given - question.answer)
    if off <= question.tolerance:
        return 1.0
    gone = NOTHING_AT * question.tolerance
    return max(0.0, (gone - off) / (gone - question.tolerance)) if gone else 0.0


@dataclass(frozen=True)
class Line:
    """The scale as a picture: places from 0 to ``length``, left to right."""

    length: float
    given: float
    answer: float
    near: tuple[float, float]  # the stretch within the tolerance


def line(question: Scale, given: float, length: float = 400) -> Line:
    """Where the estimate, the answer and what counts as near lie."""

    def place(value: float) -> float:
        part = (value - question.low) / (question.high - question.low)
        return round(length * min(1.0, max(0.0, part)), 1)

    near = (question.answer - question.tolerance, question.answer + question.tolerance)
    return Line(length, place(given), place(question.answer), (place(near[0]), place(near[1])))
