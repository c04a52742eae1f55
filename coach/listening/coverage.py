"""Which key points a reply says, by the meaning of its closest clause."""

import re

from coach.listening.clauses import Reply, plain
from coach.listening.exercise import KeyPoint
from coach.listening.judgement import PointMatch, Span
from coach.listening.overlap import content, share

_SECOND = (
    (r"\b(?:he|she|they) (?:is|are)\b", "you are"), (r"\b(?:he|she|they) (?:was|were)\b", "you were"),
    (r"\b(?:he|she) has\b", "you have"), (r"\b(?:he|she) does\b", "you do"),
    (r"\b(?:he|she|they)\b", "you"), (r"\b(?:him|them)\b", "you"), (r"\b(?:his|her|their)\b", "your"),
    (r"\b(?:himself|herself|themselves)\b", "yourself"),
)  # fmt: skip
BASIC_YES, BASIC_NO = 0.6, 0.45  # shares of a point's words


def second_person(point: str) -> str:
    """Return a point as it would be said to the speaker: “She was passed over” to “you were …”."""
    text = plain(point)
    for pattern, word in _SECOND:
        text = re.sub(pattern, word, text)
    return text


def by_words(reply: Reply, index: int, point: KeyPoint) -> PointMatch:
    """Match a point by the words it shares with the reply's closest sentence."""
    best, place = 0.0, None
    for part in (*reply.sentences, *reply.clauses):
        said = content(part.text)
        score = max(share(content(text), said) for text in (point.text, *point.also, point.quote))
        if score > best:
            best, place = score, Span(part.start, part.end)
    if best >= BASIC_YES:
        return PointMatch(index, "yes", best, place)
    return PointMatch(index, "either" if best >= BASIC_NO else "no", best, place)
