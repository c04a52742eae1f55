"""Read when the pieces of a recording are spoken, from the JSON beside it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from coach.listening.turn_taking import SpeechTiming, SpokenPiece

FEWEST_PAUSES = 3  # with fewer pauses nothing tempts one to speak


def timing(told: Mapping[str, object], paragraphs: Sequence[str]) -> SpeechTiming | None:
    """Return the timing of a recording; None if its JSON has none, or one that is not valid.

    ``pieces`` are [start, end, first character, end character] in hundredths of a second and in
    characters of the transcript, whose paragraphs are joined by one character.
    """
    text = " ".join(paragraphs)
    try:
        pieces = tuple(_pieces(told["pieces"], text))
        points = {str(name): float(second) for name, second in _mapping(told["told"]).items()}
        kinds = [kind for _, _, kind in _rows(told["pauses"])]
    except (KeyError, TypeError, ValueError):
        return None
    if len(pieces) <= FEWEST_PAUSES or " ".join(each.words for each in pieces) != text:
        return None
    return SpeechTiming(pieces, points, "written" in kinds)


def _pieces(rows: object, text: str) -> Iterator[SpokenPiece]:
    """Yield the pieces. Raises ValueError if they are not in the order of time."""
    before = 0
    for start, end, first, last in _rows(rows):
        if not before <= start < end:
            raise ValueError("a piece begins before the one before it ends")
        before = end
        yield SpokenPiece(start / 100, end / 100, text[first:last].strip())


def _rows(value: object) -> Sequence[Any]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return value


def _mapping(value: object) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
