"""Compare, sort and shorten people's names."""

import re
import unicodedata

# letters whose strokes are no combining marks, so that Unicode does not take them apart
STROKES = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ħ": "h", "ŧ": "t",
    "ı": "i",
})  # fmt: skip
TITLES = {
    "prof", "professor", "dr", "phil", "med", "ing", "rer", "nat", "dipl", "mag", "mr", "mrs",
    "ms", "miss", "mx", "sir", "dame", "jr", "sr", "phd", "md", "msc", "bsc", "mba",
}  # fmt: skip
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHES = str.maketrans(dict.fromkeys("'’ʼ`´"))


def fold(text: str) -> str:
    """Return a text without case, accents and strokes, for searching and sorting.

    Folding twice changes nothing: decomposition and case folding take turns until they are done.
    """
    while True:
        folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
        folded = "".join(each for each in folded if not unicodedata.combining(each))
        folded = folded.translate(STROKES)
        if folded == text:
            return folded
        text = folded


def key(name: str) -> str:
    """Return a name as a key: folded, without titles and single letters, the words sorted.

    ``Doe, Jane`` and ``Dr. Jane A. Doe`` have the same key.
    """
    words = _WORD.findall(fold(name).translate(_APOSTROPHES))
    untitled = [word for word in words if word not in TITLES]
    whole = [word for word in untitled if len(word) > 1]
    return " ".join(sorted(whole or untitled or words))


def initials(name: str) -> str:
    """Return the first letters of the first and the last word, without titles, in capitals."""
    words = _untitled(unicodedata.normalize("NFC", name).replace(",", " "))
    letters = [match[0][0] for word in words if (match := _WORD.search(word))]
    ends = letters[:1] + letters[1:][-1:]
    return "".join(letter.upper()[:1] for letter in ends) or name.strip()[:1]


def called(name: str) -> str:
    """Return the name by which a sentence calls somebody: the given name, as far as one can tell.

    After a comma stands the given name (``Doe, Jane``), unless it is a title (``Jane Doe, PhD``).
    """
    family, _, given = name.partition(",")
    words = _untitled(given) or _untitled(family) or name.split()
    return words[0] if words else name


def _untitled(text: str) -> list[str]:
    return [word for word in text.split() if fold(word).strip(".,") not in TITLES]
