"""A place in a text."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Span:
    """Character offsets into the reply as it was typed; ``end`` is the first one outside."""

    start: int
    end: int
