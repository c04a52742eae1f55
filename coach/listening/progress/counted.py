"""What of a judgement is counted over time, without the notes that the learner set aside."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from coach.listening.feedback.shown import Feedback
from coach.listening.judging.judgement import Judgement

POINT = "point-"  # stands before a key point's id where notes and points are named together


@dataclass(frozen=True)
class Counted:
    """What one reply did: asked an open question, gave advice, held so many of the points."""

    asked_open: bool
    advised: bool
    points_found: int
    points: int


def of(judgement: Judgement, feedback: Feedback, aside: Collection[str] = ()) -> Counted:
    """What counts of a reply. ``aside`` names the notes and points set aside: a note then counts
    as not made, a point as the other way round. What is not sure is not counted."""
    notes = [note for note in feedback.notes if note.kind == "advice"]
    advised = judgement.advice.sure == "yes" and not _all_aside([n.id for n in notes], aside)
    asked_open = judgement.question.sure == "yes" and judgement.question_type == "open"
    closed = [note.id for note in feedback.notes if note.kind == "closed"]
    found = sum((p.sure == "yes") != (POINT + p.id in aside) for p in feedback.points)
    return Counted(
        asked_open or _all_aside(closed, aside),
        advised,
        found,
        len(feedback.points),
    )


def _all_aside(notes: Sequence[str], aside: Collection[str]) -> bool:
    return bool(notes) and all(note in aside for note in notes)
