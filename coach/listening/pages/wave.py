"""The picture in the player: a bar for every moment of a message, high where long words fall."""

from collections.abc import Sequence

BARS = 64
LOW, HIGH = 3.0, 40.0


def bars(paragraphs: Sequence[str]) -> list[float]:
    """The heights of 64 bars (3 to 40), from the words: it shows pauses, not loudness."""
    text = " ".join(paragraphs)
    if not text:
        return [LOW] * BARS
    found = []
    for number in range(BARS):
        piece = text[number * len(text) // BARS : (number + 1) * len(text) // BARS]
        letters = sum(letter.isalpha() for letter in piece) / max(1, len(piece))
        rest = any(mark in piece for mark in ".?!…")
        swing = sum(map(ord, piece)) % 97 / 97
        height = LOW + (HIGH - LOW) * min(1.0, (0.15 + 1.1 * swing) * letters)
        found.append(round(LOW if rest else height, 1))
    return found
