"""Find what to ask next time, among the lines noted about somebody."""

from collections.abc import Collection
from datetime import date
from typing import NamedTuple


class Line(NamedTuple):
    """A line noted about somebody. ``later``: what to ask next time, and from which day on."""

    id: int
    day: date
    is_touch: bool
    later: str
    later_on: date | None


def remember(lines: Collection[Line]) -> tuple[str, date | None] | None:
    """Return what to ask next time and from which day on, or None.

    It is the newest such line among the last touch and everything noted after it. A touch without
    one clears it. Two lines of one day follow each other as they were written.
    """
    for line in sorted(lines, key=lambda line: (line.day, line.id), reverse=True):
        if line.later:
            return line.later, line.later_on
        if line.is_touch:
            return None
    return None
