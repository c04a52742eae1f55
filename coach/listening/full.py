"""Judging with the sentence encoder and the trained heads."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from coach.listening import coverage, features, heads, parrot, units
from coach.listening.clauses import Clause, Reply
from coach.listening.coverage import Phrased
from coach.listening.cues import Findings
from coach.listening.exercise import Heard
from coach.listening.features import Seen
from coach.listening.judgement import Span
from coach.listening.vectors import Embedder, Vectors


@dataclass(frozen=True)
class Evidence:
    """All numbers about a reply. ``cover`` has a row of coverage.FEATURES for each point,
    ``places`` the stretch of the reply that is closest to it."""

    seen: Seen
    cover: Vectors
    places: tuple[Clause | None, ...]
    share: float
    copied: tuple[Span, ...]


def gather(heard: Heard, reply: Reply, found: Findings, embedder: Embedder) -> Evidence:
    """Return what the heads need to know of a reply. ``embedder`` should remember."""
    taken = units.take(reply, embedder)
    told = embedder(_told(heard.words))
    points = [coverage.phrased(p, embedder) for p in heard.points]
    share, copied = parrot.copied(reply, heard.words)
    vectors: Sequence[Vectors] = [p.vectors for p in points]
    seen = features.see(reply, taken, found, heard.words, told, copied, vectors)
    rows, places = _cover(reply, taken, points, heard, told)
    return Evidence(seen, rows, places, share, copied)


def _cover(
    reply: Reply, taken: units.Units, points: Sequence[Phrased], heard: Heard, told: Vectors
) -> tuple[Vectors, tuple[Clause | None, ...]]:
    if not len(told):
        told = np.zeros((1, taken.whole.shape[0]), np.float32)
    return coverage.features(reply, taken, points, heard.words, told)


@lru_cache(maxsize=512)
def _told(message: str) -> tuple[str, ...]:
    return tuple(s.text[: units.LONGEST] for s in Reply(message).sentences[: units.MOST])


def asked(seen: Seen, found: Findings) -> int | None:
    """Return the number of the sentence with the main question: the last one that asks."""
    doubted = {f.sentence for f in found.of("no-question")}
    count = len(seen.units.sentences)
    marked = {s.sentence for s in seen.units.sentences if s.asked}
    signed = {f.sentence for f in found.of("open", "closed", sure=True) if f.sentence < count}
    for choice in ((marked & signed) - doubted, signed - doubted, marked, signed):
        if choice:
            return max(choice)
    return count - 1 if count else None


def type_input(seen: Seen, sentence: int) -> Vectors:
    """Return what the head for open and closed questions sees."""
    both: Vectors = np.concatenate(
        [seen.sentences[sentence], seen.units.sentence_vectors[sentence] * heads.LOUDER]
    )
    return both
