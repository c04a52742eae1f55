"""When two texts say the same."""

import unicodedata
from collections.abc import Iterator, Sequence

from coach.content.diagnostics import Fault
from coach.content.markdown import RenderedText

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AROUND = ".,;:!?…'\""


def folded(words: str) -> str:
    """Return the words as a reader takes them for the same: case, runs of spaces, kinds of
    quotation marks and dashes, and punctuation around them make no difference, unless there is
    nothing else."""
    typed = words.translate(_QUOTES).translate(_DASHES)
    same = " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
    return same.strip(_AROUND + " ") or same


def plain(words: str) -> str:
    """Return the words as an answer is compared: folded, and spaces make no difference at all."""
    return "".join(folded(words).split())


def repeated(texts: Sequence[RenderedText], path: str) -> Iterator[Fault]:
    """Yield Q05 for each option that says what one before it says."""
    seen: set[str] = set()
    for text in texts:
        words = folded(text.plain)
        if words in seen:
            yield Fault(path, text.line, "Q05", "the same option twice")
        seen.add(words)
