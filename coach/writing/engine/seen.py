"""Compute all features of a draft: its units, their features, and those of the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors
from coach.writing.engine.body import ReadDraft
from coach.writing.engine.features import GENERAL, general, grams
from coach.writing.engine.sentences import DraftUnits, Unit

FIRST, LAST = 24, 8  # sentences at the start and end that are encoded; rules read the rest
MOST_CLAUSES = 80  # maximum number of clauses that are encoded
MOST_READ = 400  # maximum number of sentences that are read
LONGEST = 400  # maximum number of characters of a unit that are encoded
LOUDER = 4.0  # scale of embeddings beside signs, by cross-validation
_AT = {name: i for i, name in enumerate(GENERAL)}
COUNTED = (
    "could-you", "please-do", "may-i", "i-ask", "would-you-mind", "asked", "date", "and-also",
    "vague-time", "soon-free", "sorry", "i-did", "i-past", "passive-fail", "mistake-happened",
    "blame-you", "but-start", "if-sorry", "because", "sorry-plain",
)  # fmt: skip
ASKS = ("could-you", "please-do", "i-ask", "would-you-mind")
WHOLE = (*COUNTED, "no-ask", "one-ask", "asks", "undated", "length", "question", "sorries", "one")
WIDE = 2 * WIDTH + 2 * len(GENERAL) + 1  # inputs of the network besides kind and words


@dataclass(frozen=True)
class SeenDraft:
    """The features of a draft.

    ``units`` are its sentences, then its clauses. ``rows`` has the GENERAL features of each unit;
    ``vectors`` has the sentence embeddings of those units that ``encoded`` lists.
    """

    read: ReadDraft
    units: tuple[Unit, ...]
    sentences: int
    rows: Vectors
    vectors: Vectors
    encoded: tuple[int, ...]

    @cached_property
    def grams(self) -> tuple[frozenset[str], ...]:
        return tuple(frozenset(grams(unit)) for unit in self.units)

    @cached_property
    def inputs(self) -> Vectors:
        """Return a row per unit for the network: its embedding and that of the sentence around a
        clause, its signs and those of that sentence, and whether it is a clause.

        An embedding that is not there is zero.
        """
        own = np.zeros((len(self.units), WIDTH), np.float32)
        own[list(self.encoded)] = self.vectors * LOUDER
        around = [unit.sentence for unit in self.units]
        clause = (np.arange(len(self.units)) >= self.sentences)[:, None].astype(np.float32)
        signs = [self.rows, self.rows[around] * clause, clause]
        return np.hstack([own, own[around] * clause, *signs])

    @cached_property
    def whole(self) -> Vectors:
        """The features of WHOLE: the frequency of some signs, and values derived from it."""
        rows = self.rows[: self.sentences]
        counts = [min(float(rows[:, _AT[name]].sum()), 3) / 2 for name in COUNTED]
        asks = int(rows[:, [_AT[name] for name in ASKS]].any(axis=1).sum())
        vague = self.rows[:, _AT["vague-time"]] > self.rows[:, _AT["soon-free"]]
        undated = bool((vague & (self.rows[:, _AT["date"]] == 0)).any())
        sorries = self.read.low.count("sorry") + self.read.low.count("apolog")
        asked = "?" in self.read.read
        rest = [asks == 0, asks == 1, asks > 1, undated, min(len(rows), 40) / 8, asked]
        return np.array([*counts, *rest, sorries > 2, 1], np.float32)


def see(read: ReadDraft, encoder: Embedder | None) -> SeenDraft:
    """Return the features of a draft. This calls the encoder once."""
    cut = DraftUnits(read)
    sentences = cut.sentences[:MOST_READ]
    clauses = tuple(c for group in cut.clauses[:MOST_READ] for c in group)
    rows = np.zeros((len(sentences) + len(clauses), len(GENERAL)), np.float32)
    for i, unit in enumerate(sentences):
        rows[i] = general(unit, len(sentences))
    for i, unit in enumerate(clauses, start=len(sentences)):
        rows[i] = general(unit, len(sentences), rows[unit.sentence])
    units = (*sentences, *clauses)
    chosen = _encoded(sentences, clauses) if encoder is not None else ()
    vectors = np.zeros((0, WIDTH), np.float32)
    if encoder is not None and chosen:
        vectors = np.asarray(encoder([_safe(units[i].text) for i in chosen]), np.float32)
    return SeenDraft(read, units, len(sentences), rows, vectors, chosen)


def _encoded(sentences: Sequence[Unit], clauses: Sequence[Unit]) -> tuple[int, ...]:
    """Return the numbers of the units to encode: the first and last sentences and their clauses."""
    first = len(sentences)
    near = {*range(min(first, FIRST)), *range(max(0, first - LAST), first)}
    own = [first + i for i, c in enumerate(clauses) if c.sentence in near]
    if len(own) > MOST_CLAUSES:
        own = [*own[: MOST_CLAUSES - LAST], *own[-LAST:]]
    return (*sorted(near), *own)


def _safe(text: str) -> str:
    """Return a text that any encoder can read: short, and without lone surrogates."""
    return text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
