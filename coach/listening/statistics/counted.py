"""Extract from a judgement what is counted over time."""

from dataclasses import dataclass

from coach.listening.engine.classifier.judgement import Judgement


@dataclass(frozen=True)
class Counted:
    """What counts of one reply: an open question, advice, and key points found."""

    asked_open: bool
    advised: bool
    points_found: int
    points: int


def of(judgement: Judgement) -> Counted:
    """Return what counts of a reply. Uncertain acts do not count.

    No key point counts if the reply is in another language. For overruled notes see
    ``feedback.revised``.
    """
    points = judgement.points if judgement.english else ()
    return Counted(
        judgement.question.sure == "yes" and judgement.question_type == "open",
        judgement.advice.sure == "yes",
        sum(point.sure == "yes" for point in points),
        len(points),
    )
