"""Compare the words of two texts: shared words, copied runs, and numbers.

Forms of one word count as the same. *Parroting* is the share of a reply's words that are copied
from the message in runs.
"""

from collections.abc import Iterable, Sequence

from coach.listening.engine.text.clauses import ParsedReply, Span, words

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


RUN = 4  # minimum number of words in a row that count as a copy
SWAPS = {
    "i": "you", "me": "you", "my": "your", "mine": "yours", "myself": "yourself", "am": "are",
    "i'm": "you're", "im": "you're", "youre": "you're", "i've": "you've", "ive": "you've",
    "youve": "you've", "i'd": "you'd", "i'll": "you'll", "was": "were", "we": "you", "us": "you",
    "our": "your", "ours": "yours", "we're": "you're", "we've": "you've", "we'd": "you'd",
    "we'll": "you'll", "ourselves": "yourself", "yourselves": "yourself",
}  # fmt: skip


def swapped(all_words: Iterable[str]) -> list[str]:
    """Return the words with the first person changed to the second, so that both texts compare."""
    return [SWAPS.get(word, word) for word in all_words]


def copied(reply: ParsedReply, message: str) -> tuple[float, tuple[Span, ...]]:
    """Return the share (0 to 1) of words in copied runs of four or more, and the runs' spans."""
    own = swapped(word for word, _ in reply.words)
    runs = _runs(swapped(words(message)))
    inside = [False] * len(own)
    for i in range(len(own) - RUN + 1):
        if tuple(own[i : i + RUN]) in runs:
            inside[i : i + RUN] = [True] * RUN
    if not own:
        return 0.0, ()
    return sum(inside) / len(own), tuple(_spans(reply, inside))


def _runs(message: Sequence[str]) -> set[tuple[str, ...]]:
    return {tuple(message[i : i + RUN]) for i in range(len(message) - RUN + 1)}


def _spans(reply: ParsedReply, inside: Sequence[bool]) -> Iterable[Span]:
    start = None
    for (_, span), copy in zip(reply.words, inside, strict=True):
        if copy and start is None:
            start = span.start
        if copy:
            end = span.end
        elif start is not None:
            yield Span(start, end)
            start = None
    if start is not None:
        yield Span(start, end)


_SMALL = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_WORDS: dict[str, float | str] = {word: float(i) for i, word in enumerate(_SMALL.split())}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_WORDS |= {"ninety": 90, "hundred": 100, "thousand": 1000, "million": 1e6, "dozen": 12}
_WORDS |= {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "once": 1, "twice": 2}
_WORDS |= {"half": 0.5, "couple": 2, "pair": 2}
_DAYS = "monday tuesday wednesday thursday friday saturday sunday"
_MONTHS = "january february march april june july august september october november december"
_WORDS |= {day: day for day in (*_DAYS.split(), *_MONTHS.split())}


def numbers(text: str) -> frozenset[float | str]:
    """Return the numbers and calendar names in a text. Parts of a number count separately."""
    found: set[float | str] = set()
    for word in words(text):
        if word in _WORDS:
            found.add(_WORDS[word])
        elif word.isascii() and word.isdigit() and len(word) < 12:
            found.add(float(word))
    return frozenset(found)
