"""What is seen of a sentence or clause: signs of grammar and of each part, and pairs of words."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from coach.listening.engine.classifier.vectors import Vectors
from coach.writing.engine.cues.grammar import GRAMMAR, NAME
from coach.writing.engine.dates import dates
from coach.writing.engine.sentences import Unit

TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?%@]")
PLACE = ("date", "date-lead", "name", "asked", "first", "second", "last", "early", "late", "short",
         "long", "words", "signs")  # fmt: skip
GENERAL = (*PLACE, *GRAMMAR)


def general(piece: Unit, count: int) -> list[float]:
    """Return GENERAL of a piece; ``count`` is the number of sentences of its draft."""
    size = len(piece.text.split())
    times = dates(piece.text)
    at = piece.sentence
    seen = [
        bool(times), bool(times) and times[0][0] == 0, bool(NAME.search(piece.cased)), piece.asked,
        at == 0, at == 1, at == count - 1, at * 3 < count, at * 3 >= 2 * count, size <= 4,
        size >= 18, min(size, 40) / 20, 1.0,
    ]  # fmt: skip
    return [*map(float, seen), *(float(bool(p.search(piece.text))) for p in GRAMMAR.values())]


def grams(piece: Unit) -> set[str]:
    """Return the words and neighbouring pairs of words of a piece; numbers count as one word."""
    found = ["0" if t.isdigit() else t for t in TOKEN.findall(piece.text)]
    ends = ["^", *found, "?" if piece.asked else "$"]
    return {*found, *(f"{a} {b}" for a, b in pairwise(ends))}


def bag(pieces: Sequence[Unit], known: Mapping[str, int]) -> Vectors:
    """Return a row of zeros and ones for each piece, over the known words and pairs."""
    rows = np.zeros((len(pieces), len(known)), np.float32)
    for row, piece in zip(rows, pieces, strict=True):
        row[[known[g] for g in grams(piece) if g in known]] = 1
    return rows
