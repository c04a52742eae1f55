"""Define a question in plain words, between the lesson format and other programs' formats."""

import operator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class PlainOption:
    """An option, or one side of a pair with its ``partner``. ``points`` are as in ``Option``."""

    text: str
    why: str = ""
    points: int = 0
    partner: str = ""


@dataclass(frozen=True)
class PlainQuestion:
    """A question in plain words.

    ``told`` are its paragraphs; the last one asks. In a cloze the gap is between ``told[-1]`` and
    ``rest``, and ``glued`` says whether the words before and after touch it. ``lines`` are options,
    pairs or a gap's accepted answers. ``why`` is the explanation, or a text question's model
    answer. ``number`` is the exact (answer, tolerance).
    """

    id: str
    kind: str
    concept: str
    told: tuple[str, ...]
    lines: tuple[PlainOption, ...] = ()
    rest: str = ""
    why: str = ""
    number: tuple[Decimal, Decimal] | None = None
    glued: tuple[bool, bool] = (False, False)

    @property
    def gapped(self) -> str:
        """The sentence of a cloze with ``____`` for the gap."""
        return around(self, "____")


class CannotCarry(ValueError):
    """The other format cannot express the question. The message says what."""


def around(item: PlainQuestion, gap: str) -> str:
    """Return a cloze's sentence with ``gap`` between the words before and after it."""
    before, after = (" " if space else "" for space in map(operator.not_, item.glued))
    lead = f"{item.told[-1]}{before}" if item.told[-1] else ""
    return f"{lead}{gap}{after}{item.rest}" if item.rest else f"{lead}{gap}"
