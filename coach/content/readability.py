"""Count words, and compute how hard a text is to read."""

import re

from coach.content.markdown import CITATION, TERM

_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_SENTENCE_END = re.compile(r"[.!?:…]+[\"”’)]*(?:\s|$)|\n\s*\n")
_VOWELS = re.compile(r"[aeiouy]+")
SHORTEST_TEXT = 100  # words; the grade of a shorter text is unreliable


def bare(text: str) -> str:
    """Return the text without citations, link targets and emphasis marks."""
    text = CITATION.sub("", TERM.sub(lambda term: term[2] or term[1], text))
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"[*_`#>]", "", text)


def words(text: str) -> list[str]:
    """Return the words of a text, without its markup."""
    return _WORD.findall(bare(text))


def syllables(word: str) -> int:
    """Return the number of syllables of an English word, by groups of vowels; at least 1."""
    word = word.lower()
    count = len(_VOWELS.findall(word))
    silent = word.endswith("e") and not word.endswith(("le", "ee", "ye"))
    silent = silent or (word.endswith("ed") and not word.endswith(("ted", "ded", "eed", "ied")))
    return max(1, count - silent)


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade level (Kincaid et al. 1975), a US school year.

    It is 0 if there are no words.
    """
    found = words(text)
    if not found:
        return 0.0
    sentences = max(1, len([part for part in _SENTENCE_END.split(bare(text)) if part.strip()]))
    total = sum(syllables(word) for word in found)
    return 0.39 * len(found) / sentences + 11.8 * total / len(found) - 15.59
