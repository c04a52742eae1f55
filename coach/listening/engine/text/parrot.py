"""Detect parroting: the share of a reply's words that are copied from the message in runs."""

from collections.abc import Iterable, Sequence

from coach.listening.engine.text.clauses import ParsedReply, words
from coach.listening.engine.text.span import Span

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
