"""Judge which parts and marks a draft has."""

import math

import numpy as np

from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.language import is_english
from coach.writing.engine import weights
from coach.writing.engine.body import ReadDraft
from coach.writing.engine.cues.decided import PHRASES, excused
from coach.writing.engine.facts import shared
from coach.writing.engine.judgement import DraftJudgement, Mode, Sure, Verdict
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.places import places
from coach.writing.engine.seen import SeenDraft, see
from coach.writing.engine.weights import HeadGroup

SETTLED = 3.0  # the lowest score of a unit with a phrase that decides a part


def judge(text: str, kind: str, encoder: Embedder | None = None) -> DraftJudgement:
    """Return the judgement of a draft of this kind. The text may be any text.

    ``encoder`` is the sentence encoder of the listening room; without it the mode is "basic". Raise
    KeyError for an unknown kind.
    """
    known = KINDS[kind]
    read = ReadDraft(text)
    english = is_english(ParsedReply(read.read))
    seen = see(read, encoder if english else None)
    facts = shared(read, known, seen.units[: seen.sentences])
    mode: Mode = "full" if encoder is not None else "basic"
    parts, marks = dict.fromkeys(known.parts, Verdict()), dict.fromkeys(known.marks, Verdict())
    if english and seen.units:
        trained = weights.read().groups
        parts |= _verdicts(seen, kind, trained[f"parts:{kind}"], known.parts)
        read_marks = _verdicts(seen, kind, trained["marks"], known.marks)
        for name, verdict in read_marks.items():
            out = verdict.found and excused(kind, name, parts, verdict)
            marks[name] = Verdict() if out else verdict
    return DraftJudgement(english, mode, parts, marks, facts)


def _verdicts(
    seen: SeenDraft, kind: str, group: HeadGroup, labels: tuple[str, ...]
) -> dict[str, Verdict]:
    scores = group.unit_scores(seen)
    for i, label in enumerate(group.labels):
        if phrase := PHRASES.get((kind, label)):
            settled = [phrase.search(unit.text) is not None for unit in seen.units]
            scores[settled, i] = np.maximum(scores[settled, i], SETTLED)
    logits = group.draft_scores(seen, scores)
    bands = group.bands["full" if seen.encoded else "basic"]
    found = {}
    for label in labels:
        i = group.labels.index(label)
        found[label] = _verdict(seen, label, float(logits[i]), bands[i], scores[:, i])
    return found


def _verdict(seen: SeenDraft, label: str, logit: float, band: Vectors, scores: Vectors) -> Verdict:
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    sure: Sure = "no" if logit < band[0] else "yes" if logit >= band[1] else "either"
    if logit < 0:
        return Verdict(False, sure, score)
    return Verdict(True, sure, score, places(seen, label, scores))
