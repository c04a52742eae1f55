"""A tool: a sheet to fill in and keep, as the course's authors define it."""

from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup


@dataclass(frozen=True)
class Box:
    """One field. ``longest`` counts characters; ``least`` is 1 when the sheet lacks something
    without it; ``specific`` asks for words that would not fit anyone (see specific.py)."""

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
    """One cell of every row. A ``date`` is kept as ISO 8601; words are kept as they are, too."""

    id: str
    label: str
    date: bool = False


@dataclass(frozen=True)
class Rows:
    """Rows that repeat. ``longest`` counts the characters of a cell; ``least`` rows make the
    sheet whole, ``most`` are offered; ``example`` holds the cells of the filled one. ``stamp`` is
    the word with which a row is done, such as "Kept"; without it rows are only emptied."""

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
        """The id of the column that says by when; empty without one."""
        return next((column.id for column in self.columns if column.date), "")

    @property
    def dated(self) -> bool:
        """Whether each row has a day by when, and a stamp."""
        return bool(self.due and self.stamp)


Part = Box | Rows


@dataclass(frozen=True)
class Tool:
    """One tool. ``person`` filled in the example, ``good`` says what makes it a good one;
    ``note`` are the ids of the boxes that, read one after the other, are a letter."""

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
        """The parts whose rows have a day by when, and a stamp."""
        return tuple(part for part in self.parts if isinstance(part, Rows) and part.dated)
