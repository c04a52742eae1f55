"""Build the feedback on a reply: authors' sentences about the judgement, with the evidence."""

from collections.abc import Sequence

from coach.listening.engine.classifier.judge import went_well
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.feedback.case import Case
from coach.listening.engine.feedback.finding import finding
from coach.listening.engine.feedback.notes import annotate
from coach.listening.engine.feedback.parts import (
    DetailSeen,
    Fact,
    Feedback,
    Note,
    Piece,
    PointSeen,
)
from coach.listening.engine.feedback.speaker import Speaker
from coach.listening.exercise import Said

FULL = (
    "This was judged by rules and by a small language model, both on this "
    "server alone. It recognises questions and copied words well, but advice, saying back and key "
    "points less well: about one point in five is judged wrongly, and a wrong detail can pass."
)
BASIC = (
    "Only rules and shared words were used for this, because the language model is not "
    "there. Take the notes as hints."
)
EITHER = "What is not sure is marked “perhaps”, and counts in your favour."
OVERRULE = "Irony and unusual expressions are often misread. If a note is wrong, tell us."
FOREIGN = "The rules here can read English only, so nothing was judged."


def explain(kind: str, exercise: Said, reply: str, judgement: Judgement) -> Feedback:
    """Return the feedback on a reply. ``kind`` is an exercise's kind or a drill's skill."""
    case = Case(judgement, Speaker(exercise.pronoun), reply)
    readable = judgement.english and bool(reply.strip())
    notes, pieces = annotate(kind, case) if readable else ((), (Piece(reply),) if reply else ())
    return Feedback(
        finding=finding(kind, case),
        facts=facts(kind, case) if readable else (),
        pieces=pieces,
        notes=notes,
        points=_points(exercise, case) if readable else (),
        judged=_judged(case, notes),
        mode=judgement.mode,
        english=judgement.english,
        went_well=readable and went_well(kind, judgement),
        details=_details(kind, case) if readable else (),
    )


def facts(kind: str, case: Case) -> tuple[Fact, ...]:
    """Return the four facts that are shown at a glance."""
    found = case.found
    asked = "None" if found.question.sure == "no" else found.question_type.capitalize()
    if found.question.sure == "either":
        asked = f"Perhaps {found.question_type}"
    return (
        Fact("Key points", _heard(kind, case)),
        Fact("Your question", asked),
        Fact("Advice", _advice(case)),
        Fact(case.speaker.say("{Her} words reused"), _reused(found.parrot)),
    )


def _heard(kind: str, case: Case) -> str:
    if case.count:
        perhaps = f", {case.perhaps} perhaps" if case.perhaps else ""
        return f"{case.heard} of {case.count} found{perhaps}"
    # a message has key points anyway, but the kind “ask” does not practise them (see scene.py)
    return "Not counted here" if kind == "ask" else "None to find"


def _advice(case: Case) -> str:
    advice = case.found.advice
    if advice.sure == "no":
        return "None"
    if advice.sure == "yes" and not case.advises:
        return "Where it fits"
    if advice.sure == "either":
        return "Perhaps"
    count = max(1, len(set(advice.spans) - set(advice.unsure)))
    given = {1: "Given once", 2: "Given twice"}.get(count, f"Given {count} times")
    perhaps = len(set(advice.spans) & set(advice.unsure))
    more = {0: "", 1: ", once more perhaps", 2: ", twice more perhaps"}
    return given + more.get(perhaps, f", {perhaps} times more perhaps")


def _reused(parrot: float) -> str:
    if parrot == 0:
        return "None"
    return "A little" if parrot <= 0.5 else "Mostly"


def _points(exercise: Said, case: Case) -> tuple[PointSeen, ...]:
    points = exercise.heard.points
    found = []
    for match in case.found.points:
        if match.index >= len(points):
            continue
        point = points[match.index]
        span = match.clause
        words = case.reply[span.start : span.end].strip() if span and match.sure != "no" else ""
        quote = point.quote if match.sure == "no" else ""
        found.append(PointSeen(point.id, point.text, match.sure, words, quote))
    return tuple(found)


LISTED = ("brief", "handover")  # genres whose details are all listed


def _details(kind: str, case: Case) -> tuple[DetailSeen, ...]:
    """Return the details to show: all of a brief, elsewhere those told wrongly."""
    if kind == "ask":
        return ()
    every = case.found.genre in LISTED
    return tuple(
        DetailSeen(detail.id, detail.text, detail.state, detail.wrote)
        for detail in case.found.details
        if every or detail.state == "misread"
    )


def _judged(case: Case, notes: Sequence[Note]) -> str:
    if not case.found.english:
        return FOREIGN
    open_ones = any(n.sure == "either" for n in notes)
    either = open_ones or any(p.sure == "either" for p in case.found.points)
    how = FULL if case.found.mode == "full" else BASIC
    return " ".join((how, EITHER, OVERRULE) if either else (how, OVERRULE))
