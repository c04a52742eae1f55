"""Judge which parts and marks a draft has.

``underlined_words.py`` finds the words that each rests on, and ``writing/underlines.py`` cuts the
text into pieces that the page underlines.
"""

import math
import re

import numpy as np

from coach.listening.engine.classifier.vectors import Embedder, Vectors
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.language import is_english
from coach.writing.engine import weights
from coach.writing.engine.body import ReadDraft
from coach.writing.engine.cues.decided import NEAR_MISSES, PHRASES, excused
from coach.writing.engine.facts import shared
from coach.writing.engine.judgement import DraftJudgement, Mode, Sure, Verdict
from coach.writing.engine.kinds import KINDS
from coach.writing.engine.seen import SeenDraft, see
from coach.writing.engine.underlined_words import places
from coach.writing.engine.weights import WritingWeights

MANY = 20  # sentences of a draft from which chance finds are to be expected
CROWD = 2.0  # logits that a label must be likelier for each e-fold of sentences beyond MANY
RULED_OUT = -8.0  # the score of a unit with a phrase that only looks like a label
SETTLED = 6.0  # the lowest score of a unit with a phrase that decides a part


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
        trained = weights.read()
        parts |= _verdicts(seen, kind, trained, f"parts:{kind}", known.parts)
        read_marks = _verdicts(seen, kind, trained, "marks", known.marks)
        for name, verdict in read_marks.items():
            out = verdict.found and excused(kind, name, parts, verdict)
            marks[name] = Verdict() if out else verdict
    return DraftJudgement(english, mode, parts, marks, facts)


def _verdicts(
    seen: SeenDraft, kind: str, trained: WritingWeights, group: str, labels: tuple[str, ...]
) -> dict[str, Verdict]:
    names = labels if group == "marks" else tuple(f"{kind}/{label}" for label in labels)
    scores = trained.network.scores(seen, kind, names)
    for i, label in enumerate(labels):
        if phrase := PHRASES.get((kind, label)):
            scores[_having(phrase, seen), i] = np.maximum(scores[_having(phrase, seen), i], SETTLED)
        if phrase := NEAR_MISSES.get((kind, label)):
            scores[_having(phrase, seen), i] = RULED_OUT
    heads = trained.heads[group]
    logits = heads.logits(seen, labels, scores) - CROWD * math.log(max(1, seen.sentences / MANY))
    bands = heads.limits(seen, labels)
    return {
        label: _verdict(seen, label, float(logits[i]), bands[i], scores[:, i])
        for i, label in enumerate(labels)
    }


def _having(phrase: re.Pattern[str], seen: SeenDraft) -> list[bool]:
    return [phrase.search(unit.text) is not None for unit in seen.units]


def _verdict(seen: SeenDraft, label: str, logit: float, band: Vectors, scores: Vectors) -> Verdict:
    score = 1 / (1 + math.exp(-max(-30.0, min(30.0, logit))))
    sure: Sure = "no" if logit < band[0] else "yes" if logit >= band[1] else "either"
    if logit < 0:
        return Verdict(False, sure, score)
    return Verdict(True, sure, score, places(seen, label, scores))
