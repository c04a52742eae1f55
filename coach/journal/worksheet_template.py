"""Define a tool: a sheet to fill in, as the course's authors describe it."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Box:
    """One field.

    ``longest`` counts characters; ``least`` is 1 if a complete sheet needs it; ``specific`` asks
    for words that would not fit anyone (see specific.py).
    """

    id: str
    label: str
    hint: str
    kind: Literal["line", "text"]
    longest: int
    least: int
    specific: bool
    example: str


@dataclass(frozen=True)
class Column:
    """One cell of every row. A ``date`` is stored in ISO 8601; it may also hold other words."""

    id: str
    label: str
    date: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows that repeat.

    ``longest`` counts the characters of a cell; a complete sheet has at least ``least`` rows, and
    the form at most ``most``; ``example`` holds the cells of the example's rows. ``stamp`` is the
    word for a row that is done, such as "Kept"; without it rows cannot be stamped.
    """

    id: str
    label: str
    hint: str
    columns: tuple[Column, ...]
    longest: int
    least: int
    most: int
    example: tuple[tuple[str, ...], ...]
    stamp: str = ""

    @property
    def due(self) -> str:
        """The id of the column with the due day, or an empty string."""
        return next((column.id for column in self.columns if column.date), "")

    @property
    def dated(self) -> bool:
        """Whether each row has a due day and can be stamped."""
        return bool(self.due and self.stamp)


Part = Box | Rows


@dataclass(frozen=True)
class Tool:
    """One tool.

    ``person`` filled in the example; ``good`` says what makes it a good one; ``note`` are the ids
    of the boxes whose texts, joined, are a letter.
    """

    id: str
    principle: str
    title: str
    line: str
    introduction: Markup
    person: str
    good: Markup
    note: tuple[str, ...]
    sources: tuple[str, ...]
    parts: tuple[Part, ...]

    @property
    def dated(self) -> tuple[Rows, ...]:
        """The parts whose rows have a due day and can be stamped."""
        return tuple(part for part in self.parts if isinstance(part, Rows) and part.dated)
