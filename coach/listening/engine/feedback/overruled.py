"""Revise feedback after the learner overruled a part of it: “that is not what I meant”."""

from collections.abc import Sequence, Set
from dataclasses import replace

from coach.listening.engine.classifier.judge import went_well
from coach.listening.engine.classifier.judgement import (
    Act,
    DetailMatch,
    Judgement,
    PointMatch,
    Sure,
)
from coach.listening.engine.feedback.case import Case
from coach.listening.engine.feedback.explain import facts
from coach.listening.engine.feedback.finding import finding
from coach.listening.engine.feedback.parts import Feedback
from coach.listening.engine.feedback.speaker import Speaker
from coach.listening.exercise import Said

POINT = "point-"  # prefix of key points' ids, where ids of notes and points are together
DETAIL = "detail-"  # prefix of details' ids
NO = Act()


def judgement(found: Judgement, feedback: Feedback, aside: Set[str]) -> Judgement:
    """Return the judgement with the learner's corrections.

    ``aside`` has the ids of overruled notes and points. An overruled note's act was not done, an
    overruled closed question was open, and an overruled point is inverted.
    """
    names = [note.id for note in feedback.notes]
    feeling = "feeling-1" if "feeling-1" in names else "reflection-1"  # its own note or a joint one
    asks, kind = found.question, found.question_type
    if _all(names, "closed-", aside):
        asks, kind = replace(asks, sure="yes"), "open"
    elif aside & {"open-1", "check-1"}:
        asks, kind = NO, "none"
    return replace(
        found,
        question=asks,
        question_type=kind,
        reflection=NO if "reflection-1" in aside else found.reflection,
        feeling=NO if feeling in aside else found.feeling,
        self_turn=NO if "self-1" in aside else found.self_turn,
        advice=_advice(found.advice, names, aside),
        points=_points(found.points, feedback, aside),
        details=_details(found.details, aside),
        commits=NO if "commits-1" in aside else found.commits,
        vague=NO if "vague-1" in aside else found.vague,
        apologises=NO if "apologises-1" in aside else found.apologises,
        celebrates=NO if "celebrates-1" in aside else found.celebrates,
        rebuts=NO if "rebuts-1" in aside else found.rebuts,
    )


def _all(names: Sequence[str], start: str, aside: Set[str]) -> bool:
    fitting = [name for name in names if name.startswith(start)]
    return bool(fitting) and all(name in aside for name in fitting)


def _advice(found: Act, names: Sequence[str], aside: Set[str]) -> Act:
    """Return the advice without the places whose notes were overruled; all overruled means none.

    The notes' ids are ``advice-1`` and so on.
    """
    if _all(names, "advice-", aside):
        return NO
    kept = (s for i, s in enumerate(found.spans, start=1) if f"advice-{i}" not in aside)
    return replace(found, spans=tuple(kept))


def _points(
    points: Sequence[PointMatch], feedback: Feedback, aside: Set[str]
) -> tuple[PointMatch, ...]:
    said = {i for i, seen in enumerate(feedback.points) if POINT + seen.id in aside}
    return tuple(replace(p, sure=_other(p.sure)) if i in said else p for i, p in enumerate(points))


def _details(details: Sequence[DetailMatch], aside: Set[str]) -> tuple[DetailMatch, ...]:
    """Return the details; one that the learner did say, or said rightly, is read back."""
    return tuple(replace(d, state="read") if DETAIL + d.id in aside else d for d in details)


def _other(sure: Sure) -> Sure:
    return "no" if sure == "yes" else "yes"


def feedback(kind: str, exercise: Said, reply: str, shown: Feedback, found: Judgement) -> Feedback:
    """Return the feedback with the finding and the facts of a corrected judgement."""
    if not shown.facts:  # it was not judged
        return shown
    case = Case(found, Speaker(exercise.pronoun), reply)
    return replace(
        shown,
        finding=finding(kind, case),
        facts=facts(kind, case),
        went_well=went_well(kind, found),
    )
