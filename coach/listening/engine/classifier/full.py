"""Judge a reply with the trained classifiers, and find the places that show each act."""

from collections.abc import Mapping, Set
from dataclasses import dataclass, replace
from math import exp

import numpy as np

from coach.listening.engine.classifier import basic, heads, key_point_matching
from coach.listening.engine.classifier.basic import PLAIN, plainly_advised, plainly_asked, spans
from coach.listening.engine.classifier.evidence import (
    Evidence,
    classifier_inputs,
    cover_input,
    gate_input,
    question_at,
    type_input,
)
from coach.listening.engine.classifier.heads import Weights
from coach.listening.engine.classifier.judgement import (
    Act,
    Judgement,
    Main,
    PointMatch,
    QuestionType,
    Sure,
)
from coach.listening.engine.classifier.vectors import Embedder
from coach.listening.engine.cues import feelings, interjections
from coach.listening.engine.cues.findings import Findings
from coach.listening.engine.text.clauses import ParsedReply, Span, plain
from coach.listening.engine.text.language import is_english
from coach.listening.exercise import Heard

SUGGESTS = frozenset(("why-not", "have-you"))  # questions that contain the learner's own idea
NOT_NAMED = 0.4  # the highest score if words only look like a feeling
SIGNED = {"advice": ("advice",), "self_turn": ("self",)}


def judged(
    heard: Heard, reply: ParsedReply, found: Findings, embedder: Embedder, weights: Weights
) -> Judgement:
    """Judge a reply by cues, embeddings and trained classifiers.

    A reply to a message with key points, or one that the gate takes for a reply at work, is judged
    by the classifiers for replies at work; any other by those for counselling conversations.
    """
    evidence = classifier_inputs(heard, reply, found, embedder)
    read = _read(heard, evidence, weights)
    acts = _with_signs(read, reply, found)
    at = {act: placed(act, acts[act], evidence, found, weights) for act in heads.PLACES}
    named = _told(feelings.named(reply.low, heard.feelings), reply, found)
    return Judgement(
        question=at["question"],
        reflection=at["reflection"],
        advice=at["advice"],
        self_turn=at["self_turn"],
        question_type=_kind(acts["question"], evidence, found, weights, read.at_work),
        information=acts["information"],
        reassurance=replace(acts["reassurance_or_praise"], spans=spans(found.of("reassurance"))),
        feeling=_feeling(acts["feeling_named"], named, heard, reply),
        parrot=evidence.share,
        copied=evidence.copied,
        points=_with_quotes(_points(evidence, read.logits, weights), heard, reply, found),
        main=read.main,
        mode="full",
        english=is_english(reply),
    )


@dataclass(frozen=True)
class Heads:
    """The output of the classifiers. ``logits`` are those for replies at work."""

    at_work: bool
    logits: Mapping[str, float]
    acts: Mapping[str, Act]
    main: Main


def _read(heard: Heard, evidence: Evidence, weights: Weights) -> Heads:
    trained = weights.heads
    talk = heads.talk_scores(trained, heads.talk_input(evidence.seen))
    inputs = heads.work_input(evidence.seen, talk)
    logits = {act: float(trained[f"work-{act}"].scores(inputs)[0]) for act in heads.WORK_ACTS}
    acts = {act: _act(f"work-{act}", logit, weights) for act, logit in logits.items()}
    if heard.points or _gate(evidence, weights) >= 0:
        return Heads(True, logits, acts, _main(trained["work-main"].scores(inputs)))
    said = dict(zip(heads.TALK, map(float, talk), strict=True))
    acts |= _by_talk(said, logits, weights)
    return Heads(False, logits, acts, _main(talk[: len(heads.TALK_MAIN)]))


def _with_signs(read: Heads, reply: ParsedReply, found: Findings) -> dict[str, Act]:
    """Return the acts, corrected by the cues.

    Clear cues decide. Advice and self-turns are never “either” without a cue.
    """
    acts = dict(read.acts)
    if plainly_asked(found, reply):
        acts["question"] = _at_least(acts["question"])
    if read.at_work and plainly_advised(found):
        acts["advice"] = _at_least(acts["advice"])
    for act, signs in SIGNED.items():
        if acts[act].sure == "either" and not found.of(*signs):
            acts[act] = replace(acts[act], sure="no")
    return acts


def _act(name: str, logit: float, weights: Weights) -> Act:
    """Return an act by its thresholds. The score is 0.5 at the middle threshold."""
    low, middle, high = weights.thresholds(name)
    sure: Sure = "yes" if logit >= high else "either" if logit >= low else "no"
    return Act(sure, 1 / (1 + exp(-max(-30.0, min(30.0, logit - middle)))))


def _at_least(found: Act) -> Act:
    """Return the act as certain, because of a clear cue."""
    return replace(found, sure="yes", score=max(found.score, basic.ONE))


def _by_talk(
    talk: Mapping[str, float], work: Mapping[str, float], weights: Weights
) -> Mapping[str, Act]:
    """Return the acts by the classifiers for counselling conversations.

    They have one class for advice and information, so the classifiers for replies at work choose.
    """
    told = _act("talk-input", talk["input"], weights)
    kind = "advice" if work["advice"] >= work["information"] else "information"
    return {
        "question": _act("talk-question", talk["question"], weights),
        "reflection": _act("talk-reflection", talk["reflection"], weights),
        "advice": told if kind == "advice" else Act(),
        "information": told if kind == "information" else Act(),
    }


def _gate(evidence: Evidence, weights: Weights) -> float:
    return float(weights.heads["gate"].scores(gate_input(evidence))[0])


def _main(mains: np.ndarray[tuple[int], np.dtype[np.float32]]) -> Main:
    names: tuple[Main, ...] = ("other", "question", "reflection", "therapist_input")
    return names[int(np.argmax(mains))]


def _kind(
    question: Act, evidence: Evidence, found: Findings, weights: Weights, at_work: bool
) -> QuestionType:
    at = question_at(evidence.seen, found)
    if (question.sure == "no" and question.score < 0.5) or at is None:
        return "none"
    if any(f.sentence == at and f.name in SUGGESTS for f in found.of("advice")):
        return "closed"
    head = weights.heads["work-type" if at_work else "talk-type"]
    logit = float(head.scores(type_input(evidence.seen, at))[0])
    return "open" if logit >= 0 else "closed"


def _feeling(found: Act, named: tuple[Span, ...], heard: Heard, reply: ParsedReply) -> Act:
    """Return the act of naming a feeling, with its surest places. It is as sure as they are.

    A word that the exercise accepts counts even if the classifier says no. Words that only look
    like a feeling, such as an hour lost, do not count.
    """
    if not named and feelings.worded(reply.low, heard.feelings):
        return Act("no", min(found.score, NOT_NAMED))
    sure = feelings.surely(reply.low, named)
    accepted = {plain(words) for words in heard.feelings}
    if found.sure == "no" and any(reply.low[s.start : s.end] in accepted for s in named):
        found = Act("yes" if sure else "either", max(found.score, 0.5))
    if found.sure != "no":
        found = replace(found, sure="yes" if sure else "either")
    return replace(found, spans=(sure or named) if found.sure != "no" else ())


def _told(named: tuple[Span, ...], reply: ParsedReply, found: Findings) -> tuple[Span, ...]:
    """Return the feelings outside open questions, or all of them if there are no others."""
    open_ones = {f.sentence for f in found.of("open")}
    asked = [s for s in reply.sentences if s.asked and s.sentence in open_ones]
    told = tuple(n for n in named if not any(s.start <= n.start < s.end for s in asked))
    return told or named


def _points(
    evidence: Evidence, acts: Mapping[str, float], weights: Weights
) -> tuple[PointMatch, ...]:
    if not len(evidence.cover):
        return ()
    inputs = cover_input(evidence, [acts[act] for act in key_point_matching.ACTS])
    logits = weights.heads["cover"].scores(inputs)[:, 0]
    found = []
    for i, (logit, place) in enumerate(zip(logits, evidence.places, strict=True)):
        if place is None:
            found.append(PointMatch(i, "no", 0.0))
            continue
        act = _act("cover", float(logit), weights)
        found.append(PointMatch(i, act.sure, act.score, place.span if place else None))
    return tuple(found)


def _with_quotes(
    points: tuple[PointMatch, ...], heard: Heard, reply: ParsedReply, found: Findings
) -> tuple[PointMatch, ...]:
    """Return the points. A point is also found if the reply repeats its quotation.

    A quotation in an open question or in clear advice does not count.
    """
    marked = {s.sentence for s in reply.sentences if s.asked}
    doubted = {f.sentence for f in found.of("open")} & marked
    doubted |= {f.sentence for f in found.of("advice") if f.name in PLAIN}
    kept = []
    for match, point in zip(points, heard.points, strict=True):
        place = (
            key_point_matching.repeated(reply, point.quote, doubted)
            if match.sure != "yes"
            else None
        )
        if place is not None:
            match = PointMatch(match.index, "yes", max(match.score, 0.5), place)
        kept.append(match)
    return tuple(kept)


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
