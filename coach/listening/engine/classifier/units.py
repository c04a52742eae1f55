"""Segment a reply into the units that are compared by meaning, and embed them."""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.listening.engine.text.clauses import Clause, ParsedReply

MOST = 40  # maximum number of sentences, and half that of clauses
LONGEST = 400  # maximum number of characters of a unit that are embedded


@dataclass(frozen=True)
class Units:
    """The units of a reply.

    ``all`` are the sentences, then the clauses and the pairs of neighbouring clauses that are not
    whole sentences; ``vectors`` has one embedding per unit. ``whole`` is the embedding of the
    reply.
    """

    sentences: tuple[Clause, ...]
    all: tuple[Clause, ...]
    vectors: Vectors
    whole: Vectors

    @property
    def sentence_vectors(self) -> Vectors:
        return self.vectors[: len(self.sentences)]

    def without(self, numbers: frozenset[int]) -> "Units":
        """Return the units outside the sentences with these numbers."""
        kept = [i for i, unit in enumerate(self.all) if unit.sentence not in numbers]
        if len(kept) == len(self.all):
            return self
        sentences = tuple(s for s in self.sentences if s.sentence not in numbers)
        vectors = self.vectors[kept]
        mean = vectors[: len(sentences)].sum(axis=0)
        whole = mean / max(1e-6, float(np.linalg.norm(mean)))
        return Units(sentences, tuple(self.all[i] for i in kept), vectors, whole)


def segment(reply: ParsedReply, embedder: Embedder) -> Units:
    """Return the units of a reply. This calls the encoder once, for all units."""
    sentences = reply.sentences[:MOST]
    spans = {s.span for s in sentences}
    smaller = (c for c in (*reply.clauses[: 2 * MOST], *_pairs(reply)) if c.span not in spans)
    units = (*sentences, *smaller)
    texts = [*(u.text[:LONGEST] for u in units), reply.low[: 4 * LONGEST].strip()]
    vectors = np.asarray(embedder(texts), np.float32)
    return Units(sentences, units, vectors[:-1], vectors[-1])


def _pairs(reply: ParsedReply) -> list[Clause]:
    clauses = reply.clauses[: 2 * MOST]
    return [
        replace(a, end=b.end, text=reply.low[a.start : b.end], last=b.last)
        for a, b in pairwise(clauses)
        if a.sentence == b.sentence
    ]
