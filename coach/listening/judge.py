"""The judge: what does this reply do, given what was said?"""

from dataclasses import replace

from coach.listening import basic, coverage, cues, feelings, parrot
from coach.listening.clauses import Reply
from coach.listening.cues import Findings
from coach.listening.exercise import Heard
from coach.listening.judgement import Act, Judgement, Main
from coach.listening.language import is_english
from coach.listening.vectors import Embedder
from coach.listening.weights import Weights


class Judge:
    """Judges replies; with an embedder and trained weights in full, else by cues and words."""

    def __init__(self, embedder: Embedder | None, weights: Weights | None) -> None:
        self._embedder = embedder
        self._weights = weights

    def judge(self, heard: Heard, reply: str) -> Judgement:
        """Return what a reply does. Any text will do; see judgement.py for ranges."""
        read = Reply(reply)
        return _basic(heard, read, cues.find(read))


def _basic(heard: Heard, reply: Reply, found: Findings) -> Judgement:
    share, copied = parrot.copied(reply, heard.words)
    kind = basic.question_type(found)
    asked = basic.by_cues(found.of("open", "closed"), found.of("no-question"))
    if kind == "none":
        asked = replace(asked, sure="no")
    named = feelings.named(reply.low, heard.feelings)
    judgement = Judgement(
        question=asked,
        question_type=kind,
        reflection=basic.by_cues(found.of("reflection"), found.of("no-reflection")),
        advice=basic.by_cues(found.of("advice"), found.of("no-advice")),
        information=basic.by_cues(found.of("information")),
        self_turn=basic.by_cues(found.of("self"), found.of("no-self")),
        reassurance=basic.by_cues(found.of("reassurance")),
        feeling=Act("yes", basic.ONE, named) if named else Act(),
        parrot=share,
        copied=copied,
        points=tuple(coverage.by_words(reply, i, p) for i, p in enumerate(heard.points)),
        english=is_english(reply),
    )
    return replace(judgement, main=main(judgement))


def main(judgement: Judgement) -> Main:
    """Return the act a reply mainly does; of a reflection and a question the question."""
    if judgement.advice.sure == "yes" and judgement.advice.score >= judgement.reflection.score:
        return "therapist_input"
    if judgement.question.sure == "yes":
        return "question"
    if judgement.reflection.sure == "yes":
        return "reflection"
    return "therapist_input" if judgement.information.sure == "yes" else "other"


def opened(judgement: Judgement) -> bool:
    """Return whether a reply opened the door: it says back or asks openly, and neither advises
    nor turns to itself. What could be read either way counts for the reply."""
    says_back = judgement.reflection.sure != "no"
    asks = judgement.question.sure != "no" and judgement.question_type == "open"
    shut = judgement.advice.sure == "yes" or judgement.self_turn.sure == "yes"
    return (says_back or asks) and not shut


def went_well(kind_or_skill: str, judgement: Judgement) -> bool:
    """Return whether a reply did what its exercise practises; what could be read either way
    counts for the reply. Raises nothing for kinds that are not judged: they went well."""
    said_back = judgement.reflection.sure != "no" and judgement.parrot <= 0.5
    no_advice = judgement.advice.sure != "yes"
    not_self = judgement.self_turn.sure != "yes"
    open_question = judgement.question.sure != "no" and judgement.question_type == "open"
    found = sum(p.sure == "yes" for p in judgement.points)
    found += sum(p.sure == "either" for p in judgement.points)
    half = not judgement.points or 2 * found >= len(judgement.points)
    rules = {
        "catch": half,
        "say-back": said_back and no_advice and not_self and found >= min(1, len(judgement.points)),
        "ask": open_question and no_advice,
        "reply": said_back and open_question and no_advice and not_self,
        "conversation": opened(judgement),
        "feeling": judgement.feeling.sure != "no" and no_advice,
        "no-advice": opened(judgement),
    }
    return rules.get(kind_or_skill, True)
