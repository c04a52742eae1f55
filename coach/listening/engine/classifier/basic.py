"""Judge by cues alone, while the sentence encoder is not loaded or not installed."""

from collections.abc import Sequence
from dataclasses import replace

from coach.listening.engine.classifier import key_point_matching
from coach.listening.engine.classifier.judgement import Act, Judgement, Main, QuestionType, Sure
from coach.listening.engine.cues import feelings, interjections
from coach.listening.engine.cues.findings import CueMatch, Findings
from coach.listening.engine.text import overlap
from coach.listening.engine.text.clauses import ParsedReply, Span
from coach.listening.engine.text.language import is_english
from coach.listening.exercise import Heard

ONE, TWO = 0.7, 0.85  # scores of one cue and of several
PLAIN = frozenset(  # cues of advice with a precision of 0.9 or more on labelled replies
    (
        "should",
        "if-i-were",
        "why-not",
        "have-you",
        "ever",
        "what-about",
        "my-advice",
        "how-would-it",
        "worth-it",
    )
)


def by_cues(found: Sequence[CueMatch], against: Sequence[CueMatch] = ()) -> Act:
    """Return an act by its cues.

    A cue counts as weak if its sentence also has a cue in ``against``.
    """
    doubted = {f.sentence for f in against}
    clear = [f for f in found if f.sure and f.sentence not in doubted]
    faint = [f for f in found if f not in clear]
    sure: Sure = "yes" if clear else "either" if len(faint) > 1 else "no"
    score = (TWO if len(clear) > 1 else ONE) if clear else min(0.5, 0.2 * len(faint))
    return Act(sure, score, spans(clear or (faint if sure == "either" else ())))


def spans(found: Sequence[CueMatch]) -> tuple[Span, ...]:
    """Return the spans of the cues in order. Overlapping spans are merged."""
    joined: list[Span] = []
    for span in sorted((f.span for f in found), key=lambda s: (s.start, s.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def question_type(findings: Findings) -> QuestionType:
    """Return the type of the last question that has a clear cue."""
    doubted = {f.sentence for f in findings.of("no-question")}
    kinds: dict[int, set[str]] = {}
    for f in findings.of("open", "closed", sure=True):
        if f.sentence not in doubted:
            kinds.setdefault(f.sentence, set()).add(f.group)
    if not kinds:
        return "none"
    last = kinds[max(kinds)]
    return "open" if "open" in last else "closed"


def plainly_asked(found: Findings, reply: ParsedReply) -> bool:
    """Return whether one sentence is certainly a question.

    It ends in a question mark, is built like a question and has no cue of a rhetorical one.
    """
    doubted = {f.sentence for f in found.of("no-question")}
    built = {f.sentence for f in found.of("open", "closed", sure=True)} - doubted
    return any(s.asked and s.sentence in built for s in reply.sentences)


def plainly_advised(found: Findings) -> bool:
    """Return whether the reply has a clear cue of advice, such as “you should”."""
    doubted = {f.sentence for f in found.of("no-advice")}
    return any(f.name in PLAIN and f.sentence not in doubted for f in found.of("advice"))


def judged(heard: Heard, reply: ParsedReply, found: Findings) -> Judgement:
    """Judge a reply by cues, word lists and shared words."""
    share, copied = overlap.copied(reply, heard.words)
    said = found.without(interjections.exclaiming(reply.sentences))
    kind = question_type(said)
    asked = by_cues(said.of("open", "closed"), said.of("no-question"))
    named = feelings.named(reply.low, heard.feelings)
    judgement = Judgement(
        question=asked if kind != "none" else Act(),
        question_type=kind,
        reflection=by_cues(found.of("reflection"), found.of("no-reflection")),
        advice=by_cues(said.of("advice"), said.of("no-advice")),
        information=by_cues(found.of("information")),
        self_turn=by_cues(said.of("self"), said.of("no-self")),
        reassurance=by_cues(found.of("reassurance")),
        feeling=_feeling(reply, named),
        parrot=share,
        copied=copied,
        points=tuple(key_point_matching.by_words(reply, i, p) for i, p in enumerate(heard.points)),
        english=is_english(reply),
    )
    return replace(judgement, main=_main(judgement))


def _feeling(reply: ParsedReply, named: tuple[Span, ...]) -> Act:
    sure = feelings.surely(reply.low, named)
    return Act("yes" if sure else "either", ONE, sure or named) if named else Act()


def _main(judgement: Judgement) -> Main:
    if judgement.advice.sure == "yes" and judgement.advice.score >= judgement.reflection.score:
        return "therapist_input"
    if judgement.question.sure == "yes":
        return "question"
    if judgement.reflection.sure == "yes":
        return "reflection"
    return "therapist_input" if judgement.information.sure == "yes" else "other"
