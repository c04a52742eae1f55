"""Build the inputs of the trained classifiers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from math import log

import numpy as np

from coach.listening.engine.classifier import features, heads, key_point_matching
from coach.listening.engine.classifier.basic import PLAIN
from coach.listening.engine.classifier.features import ReplyFeatures
from coach.listening.engine.classifier.vectors import WIDTH, Embedder, Vectors, uncached
from coach.listening.engine.cues.findings import Findings
from coach.listening.engine.text import overlap
from coach.listening.engine.text.clauses import Clause, ParsedReply, Span
from coach.listening.exercise import Heard

ASKING = frozenset(("wh", "wh-asked", "inverted", "suggesting", "fact-asked"))

# “One change log: is that it?” states something and checks it.
_CHECK = re.compile(
    r"[,:;-] ?(?:is|was) (?:that|this) (?:it|right|so|correct|fair|about right|how it (?:is|was)|"
    r"what (?:you (?:mean|meant|want)|it is))\W*$"
)


@dataclass(frozen=True)
class Evidence:
    """All numbers about a reply.

    ``cover`` has one row of ``key_point_matching.FEATURES`` per key point, ``places`` the unit
    closest to each.
    ``share`` (0 to 1) of its words are copied from the message, in the runs of ``copied``.
    """

    seen: ReplyFeatures
    cover: Vectors
    places: tuple[Clause | None, ...]
    share: float
    copied: tuple[Span, ...]
    message: Vectors  # the gate's features of the message


def classifier_inputs(
    heard: Heard, reply: ParsedReply, found: Findings, embedder: Embedder
) -> Evidence:
    """Build the classifiers' inputs. Pass a caching embedder, since messages come again."""
    taken = features.segment(reply, uncached(embedder))
    told = embedder(_told(heard.words))
    points = [key_point_matching.phrased(p, embedder) for p in heard.points]
    share, copied = overlap.copied(reply, heard.words)
    vectors: Sequence[Vectors] = [p.vectors for p in points]
    seen = features.see(reply, taken, found, heard.words, told, copied, vectors)
    asserted = taken.without(unasserted(found, reply))
    rows, places = key_point_matching.features(asserted, points, heard.words, _rows(told))
    return Evidence(seen, rows, places, share, copied, _message(heard.words, told))


def _rows(told: Vectors) -> Vectors:
    return told if len(told) else np.zeros((1, WIDTH), np.float32)


def _message(text: str, told: Vectors) -> Vectors:
    mean = told.mean(axis=0) if len(told) else np.zeros(WIDTH, np.float32)
    length = np.array([log(1 + len(text)) / 2], np.float32)
    return np.concatenate([mean * heads.LOUDER, length])


def gate_input(evidence: Evidence) -> Vectors:
    """Return the input of the gate, which tells replies at work from counselling conversations."""
    both: Vectors = np.concatenate([heads.talk_input(evidence.seen), evidence.message])
    return both


def _told(message: str) -> tuple[str, ...]:
    return tuple(
        s.text[: features.LONGEST] for s in ParsedReply(message).sentences[: features.MOST]
    )


def unasserted(found: Findings, reply: ParsedReply) -> frozenset[int]:
    """Return the sentences that ask or advise, and therefore assert nothing about the message."""
    checks = {f.sentence for f in found.of("reflection") if f.name in ("checking", "could-it-be")}
    checks |= {f.sentence for f in found.of("closed") if f.name in ("tag", "tail")}
    checks |= {s.sentence for s in reply.sentences if _CHECK.search(s.text)}
    marked = {s.sentence for s in reply.sentences if s.asked}
    asks = {f.sentence for f in found.of("open", "closed") if f.name in ASKING} & marked
    advises = {f.sentence for f in found.of("advice") if f.name in PLAIN}
    return frozenset((asks - checks) | advises)


def question_at(seen: ReplyFeatures, found: Findings) -> int | None:
    """Return the number of the sentence with the main question (the last one), or None."""
    doubted = {f.sentence for f in found.of("no-question")}
    count = len(seen.units.sentences)
    marked = {s.sentence for s in seen.units.sentences if s.asked}
    signed = {f.sentence for f in found.of("open", "closed", sure=True) if f.sentence < count}
    for choice in ((marked & signed) - doubted, signed - doubted, marked, signed):
        if choice:
            return max(choice)
    return count - 1 if count else None


def type_input(seen: ReplyFeatures, sentence: int) -> Vectors:
    """Return the input of the classifier for open and closed questions."""
    both: Vectors = np.concatenate(
        [seen.sentences[sentence], seen.units.sentence_vectors[sentence] * heads.LOUDER]
    )
    return both


def cover_input(evidence: Evidence, acts: Sequence[float]) -> Vectors:
    """Return one row per key point. ``acts`` are the logits of key_points.ACTS."""
    given = np.tile(np.array(acts, np.float32) * heads.CALMER, (len(evidence.cover), 1))
    return np.hstack([evidence.cover, given]).astype(np.float32)
