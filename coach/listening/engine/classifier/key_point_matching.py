"""Match the key points of a message to the closest clause of a reply, by meaning.

What the feedback says about them stands in ``engine/feedback/explain.py``.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from coach.listening.engine.classifier.features import Units
from coach.listening.engine.classifier.judgement import PointMatch
from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.listening.engine.text.clauses import Clause, ParsedReply, Span, plain, words
from coach.listening.engine.text.overlap import content, numbers, share, stems, swapped
from coach.listening.exercise import KeyPoint

_SECOND = tuple(
    (re.compile(rf"\b(?:{pattern})\b"), word)
    for pattern, word in (
        ("(?:he|she|they) (?:is|are)", "you are"), ("(?:he|she|they) (?:was|were)", "you were"),
        ("(?:he|she) has", "you have"), ("(?:he|she) does", "you do"), ("he|she|they", "you"),
        ("him|them", "you"), ("his|her|their", "your"), ("himself|herself|themselves", "yourself"),
    )
)  # fmt: skip
_NEGATIVE = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|without|neither|\w+n't|cannot|refus\w+|den(?:y|ied)|"
    r"lost|lack\w*)\b"
)
FEWEST_QUOTED = 2  # minimum number of content words of a quotation that can stand for its point
_IF = re.compile(r"\bif\b")
BASIC_YES, BASIC_NO = 0.6, 0.45  # shares of a point's words, without the encoder
FEATURES = (
    "closest", "phrasings", "steady", "told", "whole", "over-others-here", "over-others", "second",
    "sentences", "message", "asked", "length-here", "length", "if", "words", "words-here",
    "words-back", "closest-words", "other-number", "same-number", "new-number", "negation",
)  # fmt: skip
ACTS = ("reflection", "advice")  # the key-point classifier also gets the logits of these


@dataclass(frozen=True)
class Phrased:
    """The phrasings of a key point, and their embeddings.

    ``vectors`` has the phrasings as written, then the same ones in the second person.
    """

    point: KeyPoint
    texts: tuple[str, ...]
    vectors: Vectors

    def near(self, vectors: Vectors) -> Vectors:
        """Return the cosine similarity (-1 to 1) of each row to each phrasing.

        Of the two grammatical persons, the closer one counts.
        """
        both = vectors @ self.vectors.T
        half = len(self.texts)
        closer: Vectors = np.maximum(both[:, :half], both[:, half:])
        return closer


def phrased(point: KeyPoint, embedder: Embedder) -> Phrased:
    texts = (point.text, *point.also)
    both = [*map(plain, texts), *map(second_person, texts)]
    return Phrased(point, texts, embedder(both))


def second_person(point: str) -> str:
    """Return a point as said to the speaker: “She was passed over” becomes “you were …”."""
    text = plain(point)
    for pattern, word in _SECOND:
        text = pattern.sub(word, text)
    return text


def features(
    units: Units, points: Sequence[Phrased], message: str, told: Vectors
) -> tuple[Vectors, tuple[Clause | None, ...]]:
    """Return one row of FEATURES per point, and the unit closest to each point.

    ``units`` are those that assert something; ``told`` are the embeddings of the message's
    sentences. If nothing is asserted, the rows are zero and the units None.
    """
    if not units.all or not points:
        return np.zeros((len(points), len(FEATURES)), np.float32), (None,) * len(points)
    near = [point.near(units.vectors) for point in points]
    best = np.stack([n.max(axis=1) for n in near])
    known = numbers(message)
    rows, places = [], []
    for k, point in enumerate(points):
        at = int(best[k].argmax())
        others = np.delete(best, k, axis=0)
        here = units.all[at]
        rest = (float(others[:, at].max()), float(others.max())) if len(others) else (0.0, 0.0)
        meant = _meant(units, near[k], point, rest, float((units.vectors[at] @ told.T).max()))
        rows.append([*meant, *_said(units, here, point, known, float(best[k][at]))])
        places.append(here)
    return np.array(rows, np.float32), tuple(places)


def _meant(
    units: Units, near: Vectors, point: Phrased, rest: tuple[float, float], message: float
) -> list[float]:
    best = near.max(axis=1)
    at = int(best.argmax())
    told = [n for n, unit in zip(best, units.all, strict=True) if not unit.asked]
    return [
        best[at],
        near.max(axis=0).mean(),
        near.mean(axis=1).max(),
        max(told, default=0.0),
        float((units.whole @ point.vectors.T).max()),
        best[at] - rest[0],
        best[at] - rest[1],
        float(np.sort(best)[-2:][0]),
        len(units.sentences) / 5,
        message,
    ]


def _said(
    units: Units, here: Clause, point: Phrased, known: frozenset[float | str], near: float
) -> list[float]:
    text = " ".join(s.text for s in units.sentences)
    everywhere, there = content(text), content(here.text)
    kept = [content(text) for text in point.texts]
    shared = max(share(k, everywhere) for k in kept)
    mine, theirs = numbers(text), numbers(point.point.text)
    return [
        here.asked,
        len(words(here.text)) / 20,
        len(words(text)) / 50,
        bool(_IF.search(here.text)),
        shared,
        max(share(k, there) for k in kept),
        share(there, frozenset().union(*kept)),
        near * shared,
        bool(theirs and mine and not theirs & mine),
        bool(theirs & mine),
        bool(mine - known),
        bool(_NEGATIVE.search(here.text)) != bool(_NEGATIVE.search(plain(point.texts[0]))),
    ]


def repeated(reply: ParsedReply, quote: str, doubted: Collection[int]) -> Span | None:
    """Return the clause of the reply that contains the speaker's own words, or None.

    “I” and “you” count as the same word. Sentences with a number in ``doubted`` are skipped, and so
    is a clause that is negative where the quotation is not, or the other way round. A quotation
    with fewer than FEWEST_QUOTED content words never matches.
    """
    wanted = swapped(words(quote))
    if len(stems(wanted)) < FEWEST_QUOTED:
        return None
    said = swapped(word for word, _ in reply.words)
    for at in range(len(said) - len(wanted) + 1):
        if said[at : at + len(wanted)] != wanted:
            continue
        place = reply.words[at][1].start
        here = next((c for c in reply.clauses if c.start <= place < c.end), None)
        if here is None or here.sentence in doubted:
            continue
        if bool(_NEGATIVE.search(here.text)) == bool(_NEGATIVE.search(plain(quote))):
            return here.span
    return None


def by_words(reply: ParsedReply, index: int, point: KeyPoint) -> PointMatch:
    """Match a point by the share of its words that the reply's closest sentence or clause has."""
    best, place = 0.0, None
    texts = [content(text) for text in (point.text, *point.also, point.quote)]
    for part in (*reply.sentences, *reply.clauses):
        said = content(part.text)
        score = max(share(text, said) for text in texts)
        if score > best:
            best, place = score, Span(part.start, part.end)
    if best >= BASIC_YES:
        return PointMatch(index, "yes", best, place)
    return PointMatch(index, "either" if best >= BASIC_NO else "no", best, place)
