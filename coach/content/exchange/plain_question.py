"""A question as plain words, between our own format and those of other programs."""

import operator
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True)
class PlainOption:
    """An option, or one side of a pair with its ``partner``. ``points`` as in ``Option``."""

    text: str
    why: str = ""
    points: int = 0
    partner: str = ""


@dataclass(frozen=True)
class PlainQuestion:
    """A question in plain words.

    ``told`` are its paragraphs, the last of which asks (in a cloze: holds the gap, between
    ``told[-1]`` and ``rest``; ``glued`` says whether the words before and after it touch the gap).
    ``lines`` are options, pairs or a gap's accepted answers, ``why`` explains the whole; of a text
    it is the model answer. ``number`` is (answer, tolerance), exactly.
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
        """Of a cloze, its sentence with ``____`` for the gap."""
        return around(self, "____")


class CannotCarry(ValueError):
    """The question says more than the other format can hold; the message says what."""


def around(item: PlainQuestion, gap: str) -> str:
    """A cloze's sentence with ``gap`` between the words before and after it."""
    before, after = (" " if space else "" for space in map(operator.not_, item.glued))
    lead = f"{item.told[-1]}{before}" if item.told[-1] else ""
    return f"{lead}{gap}{after}{item.rest}" if item.rest else f"{lead}{gap}"
