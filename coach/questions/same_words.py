"""Decide when two texts say the same."""

import unicodedata
from collections.abc import Iterator, Sequence

from coach.content.markdown import RenderedText
from coach.content.source import Fault

_QUOTES = str.maketrans(dict.fromkeys("‘’‚‛′`´", "'") | dict.fromkeys("“”„‟″«»", '"'))
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—−", "-"))
_AROUND = ".,;:!?…'\""


def folded(words: str) -> str:
    """Return the words without differences that a reader ignores.

    These are case, runs of spaces, kinds of quotation marks and dashes, and punctuation around the
    words, unless there is only punctuation.
    """
    typed = words.translate(_QUOTES).translate(_DASHES)
    same = " ".join(unicodedata.normalize("NFKC", typed).casefold().split())
    return same.strip(_AROUND + " ") or same


def plain(words: str) -> str:
    """Return the words for a comparison of answers: folded, and without spaces."""
    return "".join(folded(words).split())


def repeated(texts: Sequence[RenderedText], path: str) -> Iterator[Fault]:
    """Yield Q05 for each option that repeats an earlier one."""
    seen: set[str] = set()
    for text in texts:
        words = folded(text.plain)
        if words in seen:
            yield Fault(path, text.line, "Q05", "the same option twice")
        seen.add(words)
