"""Segment a reply into units that are compared by meaning, and compute its features."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log

import numpy as np

from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.listening.engine.cues import feelings, findings
from coach.listening.engine.cues.findings import NAMES, Findings
from coach.listening.engine.text import overlap
from coach.listening.engine.text.clauses import Clause, ParsedReply, Span, words
from coach.listening.engine.text.overlap import share, stems

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


GROUPS = tuple(findings.GROUPS)
_PLACE = {name: i for i, name in enumerate(NAMES)}
_WORDS = {
    "i": "i i'm i'd i've i'll im ive me my mine myself",
    "we": "we us our we're we've ours",
    "you": "you your you're you've you'd you'll u ur yours youre yourself",
    "they": "he she they him her them his their he's she's they're they've",
    "past": "was were had did got went said told made felt knew took left",
    "be": "is are am it's that's you're they're there's isn't aren't",
    "modal": "should could would can might may must will i'd you'd i'll",
    "wh": "what how why who when where which what's how's",
}
_KINDS = {kind: frozenset(listed.split()) for kind, listed in _WORDS.items()}
_RATES = (*(f"rate:{k}" for k in _KINDS), *(f"starts:{k}" for k in _KINDS))
SENTENCE = (
    *NAMES, "asked", "first", "last", "alone", "length", "near", "near-mean", "shared", "copied",
    "feeling", "new-words", "comma", *_RATES,
)  # fmt: skip
WHOLE = (
    *NAMES, *(f"share:{g}" for g in GROUPS), *(f"ends:{g}" for g in GROUPS), "sentences", "length",
    "asked", "asked-last", "near", "near-mean", "shared", "copied", "feeling",
    *_RATES,
)  # fmt: skip


POINTS = ("point-sentence", "point-any", "point-told", "point-steady", "point-whole", "point-sum")


@dataclass(frozen=True)
class ReplyFeatures:
    """The features of a reply.

    ``sentences`` has one row per sentence with the columns of SENTENCE; ``whole`` has the columns
    of WHOLE, ``points`` those of POINTS.
    """

    units: Units
    sentences: Vectors
    whole: Vectors
    points: Vectors


def see(
    reply: ParsedReply,
    units: Units,
    found: Findings,
    message: str,
    told: Vectors,
    copied: Sequence[Span],
    points: Sequence[Vectors],
) -> ReplyFeatures:
    """Return the features of a reply to a message.

    ``told`` are the embeddings of the message's sentences; ``points`` has one array per key point,
    with a row for each phrasing.
    """
    parts = units.sentences
    vectors = np.vstack([units.sentence_vectors, units.whole[None]])
    near = vectors @ told.T if len(told) else np.zeros((len(vectors), 1), np.float32)
    heard = stems(overlap.swapped(words(message)))
    rows = [_sentence(p, found, near[i], heard, copied, len(parts)) for i, p in enumerate(parts)]
    width = len(SENTENCE)
    sentences = np.array(rows, np.float32) if rows else np.zeros((0, width), np.float32)
    whole = _whole(reply, parts, found, near, heard, copied)
    return ReplyFeatures(units, sentences, whole, _points(units, points))


def _points(units: Units, points: Sequence[Vectors]) -> Vectors:
    if not points or not units.all:
        return np.zeros(len(POINTS), np.float32)
    near = np.stack([(units.vectors @ p.T).max(axis=1) for p in points], axis=1)
    best = near.max(axis=1)
    count = len(units.sentences)
    told = [n for n, part in zip(best, units.sentences, strict=False) if not part.asked]
    whole = max(float((units.whole @ p.T).max()) for p in points)
    steady = float(best[:count].mean())
    row = [best[:count].max(), best.max(), max(told, default=0.0), steady, whole]
    return np.array([*row, near.max(axis=0).mean()], np.float32)


def _sentence(
    part: Clause,
    found: Findings,
    near: Vectors,
    heard: frozenset[str],
    copied: Sequence[Span],
    count: int,
) -> list[float]:
    own = words(part.text)
    said = stems(overlap.swapped(own))
    inside = sum(max(0, min(s.end, part.end) - max(s.start, part.start)) for s in copied)
    shared = share(said, heard)
    return [
        *_signs(found.by_sentence.get(part.sentence, frozenset())),
        part.asked,
        part.sentence == 0,
        part.sentence == count - 1,
        count == 1,
        log(1 + len(own)) / 3,
        near.max(),
        near.mean(),
        shared,
        inside / max(1, part.end - part.start),
        bool(feelings.worded(part.text)),
        min(1.0, len(said - heard) / 10),
        "," in part.text,
        *_kinds(own),
    ]


def _whole(
    reply: ParsedReply,
    parts: Sequence[Clause],
    found: Findings,
    near: Vectors,
    heard: frozenset[str],
    copied: Sequence[Span],
) -> Vectors:
    own = [word for word, _ in reply.words]
    count = max(1, len(parts))
    held = [{f.sentence for f in found.of(g)} for g in GROUPS]
    row = [
        *_signs(frozenset().union(*found.by_sentence.values())),
        *(len(h) / count for h in held),
        *(count - 1 in h for h in held),
        log(1 + count) / 2,
        log(1 + len(own)) / 4,
        any(p.asked for p in parts),
        bool(parts) and parts[-1].asked,
        near.max(),
        near.mean(),
        share(stems(overlap.swapped(own)), heard),
        sum(s.end - s.start for s in copied) / max(1, len(reply.typed.strip())),
        bool(feelings.worded(reply.low)),
        *_kinds(own),
    ]
    return np.array(row, np.float32)


def _signs(names: frozenset[str]) -> list[float]:
    row = [0.0] * len(NAMES)
    for name in names:
        row[_PLACE[name]] = 1.0
    return row


def _kinds(own: Sequence[str]) -> list[float]:
    count = max(1, len(own))
    rates = [min(1.0, 4 * sum(w in kind for w in own) / count) for kind in _KINDS.values()]
    return [*rates, *(bool(own) and own[0] in kind for kind in _KINDS.values())]
