"""The direction of words that a person typed, inside sentences of ours."""

import unicodedata

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"  # Unicode UAX 9, 2.4
RIGHT_TO_LEFT = {"R", "AL"}


def isolated(text: str) -> str:
    """Return the text so that a sentence around it keeps its order; unchanged without need."""
    if text.isascii() or not any(
        unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text
    ):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"
