"""Find where in a reply an act is: the sentences with the highest scores."""

from collections.abc import Set
from dataclasses import replace

from coach.listening.engine.classifier import heads
from coach.listening.engine.classifier.basic import PLAIN
from coach.listening.engine.classifier.evidence import Evidence
from coach.listening.engine.classifier.judgement import Act
from coach.listening.engine.classifier.weights import Weights
from coach.listening.engine.cues import interjections
from coach.listening.engine.cues.findings import Findings
from coach.listening.engine.text.span import Span

CUES = {
    "advice": ("advice",),
    "self_turn": ("self",),
    "question": ("open", "closed"),
    "reflection": ("reflection",),
}
NOT_THERE = 0.4  # the highest score of an act that only exclamations show


def placed(act: str, found: Act, evidence: Evidence, findings: Findings, weights: Weights) -> Act:
    """Return the act with its places.

    A sentence that only exclaims is not a place. An act that has no other place does not count.
    """
    parts = evidence.seen.units.sentences
    if found.sure == "no" or not parts:
        return found
    silent = interjections.exclaiming(parts) if act != "reflection" else frozenset()
    if len(silent) == len(parts):
        return Act("no", min(found.score, NOT_THERE))
    spans = {
        i: Span(_start(act, evidence, i, findings), parts[i].end)
        for i in sorted(_likeliest(act, evidence, findings, weights, silent))
    }
    unsure = _unsure(set(spans), findings) if act == "advice" else set()
    return replace(
        found, spans=tuple(spans.values()), unsure=tuple(spans[i] for i in sorted(unsure))
    )


def _likeliest(
    act: str, evidence: Evidence, findings: Findings, weights: Weights, silent: Set[int]
) -> set[int]:
    """Return the numbers of the sentences that show the act, at least one."""
    logits = weights.heads[f"place-{act}"].scores(heads.sentence_input(evidence.seen))[:, 0]
    count = len(evidence.seen.units.sentences)
    open_ones = [i for i in range(count) if i not in silent]
    chosen = {i for i in open_ones if logits[i] > 0} or {max(open_ones, key=lambda i: logits[i])}
    if act == "advice":
        doubted = {f.sentence for f in findings.of("no-advice")} | silent
        plain = {f.sentence for f in findings.of("advice", sure=True) if f.name in PLAIN} - doubted
        chosen |= {i for i in plain if i < count}
    return chosen


def _unsure(chosen: Set[int], findings: Findings) -> set[int]:
    """Return the chosen sentences without a cue of advice, if others have one."""
    signed = {f.sentence for f in findings.of("advice")}
    return set(chosen - signed) if chosen & signed else set()


def _start(act: str, evidence: Evidence, sentence: int, findings: Findings) -> int:
    """Return where the clause with the first cue starts, or where the sentence starts."""
    part = evidence.seen.units.sentences[sentence]
    signs = findings.of(*CUES[act], sure=True) if act != "reflection" else ()
    first = min((f.span.start for f in signs if f.sentence == sentence), default=-1)
    starts = [u.start for u in evidence.seen.units.all if u.sentence == sentence]
    return max((s for s in starts if s <= first), default=part.start)
