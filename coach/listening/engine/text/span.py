"""Define a place in a text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Character offsets into the reply as typed. ``end`` is exclusive."""

    start: int
    end: int
