"""What of a judgement is counted over time."""

from dataclasses import dataclass

from coach.listening.engine.classifier.judgement import Judgement


@dataclass(frozen=True)
class Counted:
    """What one reply did: asked an open question, gave advice, held so many of the points."""

    asked_open: bool
    advised: bool
    points_found: int
    points: int


def of(judgement: Judgement) -> Counted:
    """Return what counts of a reply; what is not sure is not counted, and of a reply in another
    language no point is. Of one that the learner put right, see ``feedback.revised``."""
    points = judgement.points if judgement.english else ()
    return Counted(
        judgement.question.sure == "yes" and judgement.question_type == "open",
        judgement.advice.sure == "yes",
        sum(point.sure == "yes" for point in points),
        len(points),
    )
