"""Cloze: whether what was written in a gap is one of the accepted answers."""

import unicodedata
from collections.abc import Sequence

from coach.lessons.activity import Cloze

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AROUND = ".,;:!?…'\""


def plain(words: str) -> str:
    """The words as they are compared: case, spaces, kinds of quotation marks and dashes, and
    punctuation around them make no difference."""
    same = unicodedata.normalize("NFKC", words.translate(_QUOTES).translate(_DASHES))
    return "".join(same.casefold().split()).strip(_AROUND)


def filled(question: Cloze, written: Sequence[str]) -> list[bool]:
    """For each gap, whether what was written is accepted."""
    pairs = zip(question.gaps, written, strict=True)
    return [plain(words) in {plain(one) for one in accepted} for accepted, words in pairs]
