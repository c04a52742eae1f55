"""Judging by hand cues alone, for when the sentence encoder is not (yet) there."""

from collections.abc import Sequence

from coach.listening.cues import Finding, Findings
from coach.listening.judgement import Act, QuestionType, Span, Sure

ONE, TWO = 0.7, 0.85  # scores of one and of several signs


def by_cues(found: Sequence[Finding], against: Sequence[Finding] = ()) -> Act:
    """Return an act by its signs. Signs in a sentence that shows one against it count half."""
    doubted = {f.sentence for f in against}
    clear = [f for f in found if f.sure and f.sentence not in doubted]
    faint = [f for f in found if f not in clear]
    sure: Sure = "yes" if clear else "either" if len(faint) > 1 else "no"
    score = (TWO if len(clear) > 1 else ONE) if clear else min(0.5, 0.2 * len(faint))
    return Act(sure, score, spans(clear or (faint if sure == "either" else ())))


def spans(found: Sequence[Finding]) -> tuple[Span, ...]:
    """Return the places of findings in order, overlapping ones joined."""
    joined: list[Span] = []
    for span in sorted((f.span for f in found), key=lambda s: (s.start, s.end)):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return tuple(joined)


def question_type(findings: Findings) -> QuestionType:
    """Return the kind of the last question that is one."""
    doubted = {f.sentence for f in findings.of("no-question")}
    kinds: dict[int, set[str]] = {}
    for f in findings.of("open", "closed", sure=True):
        if f.sentence not in doubted:
            kinds.setdefault(f.sentence, set()).add(f.group)
    if not kinds:
        return "none"
    last = kinds[max(kinds)]
    return "open" if "open" in last else "closed"
