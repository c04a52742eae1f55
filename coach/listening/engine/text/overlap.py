"""Find the words that two texts share. Forms of one word count as the same."""

from collections.abc import Iterable

from coach.listening.engine.text.clauses import words

_EMPTY = """
a about after all also am an and any are as at be because been before being both but by can
could did do does doing don't down each even for from get got had has have he he's her here him
his how i i'm i'd i've if in into is isn't it it's its just know like me more most my no nor not
now of off on one only or other our out over own really s say says she she's should so some such
than that that's the their them then there these they they're this those through to too up us
very was we we're were what when where which while who why will with would you you're you've
you'd your yours sounds seems feel feels feeling think thing things make makes made going go
want wants
"""
EMPTY = frozenset(_EMPTY.split())
ENDINGS = ("ations", "ation", "ingly", "ments", "ment", "ness", "ings", "ies", "ing", "ers", "edly",
           "ed", "er", "es", "ly", "s", "e", "y")  # fmt: skip


def stem(word: str) -> str:
    """Return a word without its ending. This is approximate: it uses a fixed list of endings."""
    word = word.removesuffix("'s")
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > 3 and word[-1] == word[-2] else word


def content(text: str) -> frozenset[str]:
    """Return the stems of the content words."""
    return stems(words(text))


def stems(all_words: Iterable[str]) -> frozenset[str]:
    return frozenset(stem(word) for word in all_words if word not in EMPTY)


def share(part: frozenset[str], whole: frozenset[str]) -> float:
    """Return the share (0 to 1) of the first set's items that are in the second."""
    return len(part & whole) / len(part) if part else 0.0
