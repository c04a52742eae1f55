"""Compute the features of a sentence or clause: signs of grammar and parts, and word pairs."""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from coach.listening.engine.classifier.vectors import Vectors
from coach.writing.engine.cues.grammar import GRAMMAR, NAME
from coach.writing.engine.cues.signs import SIGNS
from coach.writing.engine.dates import dates
from coach.writing.engine.sentences import Unit

TOKEN = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*|\d+|[?%@]")
PLACE = ("date", "date-lead", "name", "asked", "first", "second", "last", "early", "late", "short",
         "long", "words", "one")  # fmt: skip
GENERAL = (*PLACE, *GRAMMAR, *SIGNS)
_PATTERNS = [(p, "^" in p.pattern) for p in (*GRAMMAR.values(), *SIGNS.values())]


def general(unit: Unit, count: int, whole: Vectors | None = None) -> Vectors:
    """Return the GENERAL features of a unit. ``count`` is the number of the draft's sentences.

    ``whole`` is the row of the sentence around a clause. Signs that it does not have are skipped.
    """
    size = len(unit.text.split())
    times = dates(unit.text) if whole is None or whole[0] else ()
    at = unit.sentence
    row = np.zeros(len(GENERAL), np.float32)
    row[: len(PLACE)] = [
        bool(times), bool(times) and times[0][0] == 0, bool(NAME.search(unit.cased)), unit.asked,
        at == 0, at == 1, at == count - 1, at * 3 < count, at * 3 >= 2 * count, size <= 4,
        size >= 18, min(size, 40) / 20, 1.0,
    ]  # fmt: skip
    text = unit.text + "?" if unit.asked else unit.text
    for i, (pattern, anchored) in enumerate(_PATTERNS, start=len(PLACE)):
        if whole is None or anchored or whole[i]:
            row[i] = pattern.search(text) is not None
    return row


def grams(unit: Unit) -> set[str]:
    """Return the words and pairs of neighbouring words of a unit. All numbers count as one word."""
    found = ["0" if t.isdigit() else t for t in TOKEN.findall(unit.text)]
    ends = ["^", *found, "?" if unit.asked else "$"]
    return {*found, *(f"{a} {b}" for a, b in pairwise(ends))}


def bag(units: Sequence[Unit], known: Mapping[str, int]) -> Vectors:
    """Return one row of zeros and ones per unit, for the known words and pairs."""
    rows = np.zeros((len(units), len(known)), np.float32)
    for row, unit in zip(rows, units, strict=True):
        row[[known[g] for g in grams(unit) if g in known]] = 1
    return rows
