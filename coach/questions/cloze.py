"""When two texts say the same, and whether what was written in a gap is an accepted answer."""

import unicodedata
from collections.abc import Sequence

from coach.content.steps import Cloze

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AROUND = ".,;:!?…'\""


def folded(words: str) -> str:
    """The words as a reader takes them for the same: case, runs of spaces, kinds of quotation
    marks and dashes, and punctuation around them make no difference, unless there is no more."""
    typed = words.translate(_QUOTES).translate(_DASHES)
    same = " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
    return same.strip(_AROUND + " ") or same


def plain(words: str) -> str:
    """The words as an answer is compared: folded, and spaces make no difference at all."""
    return "".join(folded(words).split())


def filled(question: Cloze, written: Sequence[str]) -> list[bool]:
    """For each gap, whether what was written is accepted."""
    pairs = zip(question.gaps, written, strict=True)
    return [plain(words) in {plain(one) for one in accepted} for accepted, words in pairs]
