"""Refuse credit for a key point where the reply has another number, day or time than the point."""

from collections.abc import Sequence
from dataclasses import replace

from coach.listening.engine.classifier.judgement import Judgement, PointMatch
from coach.listening.engine.text.clauses import ParsedReply
from coach.listening.engine.text.values import TypedValue, values
from coach.listening.exercise import Heard, KeyPoint

WRONG = 0.3  # the highest score of a point with a wrong fact


def right_points(heard: Heard, reply: ParsedReply, judgement: Judgement) -> Judgement:
    """Return the judgement with each point's kind, and without the points told wrongly."""
    said = values(reply.low)
    told = {value.key for value in values(heard.words)}
    points = tuple(
        _right(match, point, said, told, reply)
        for match, point in zip(judgement.points, heard.points, strict=True)
    )
    return replace(judgement, points=points)


def _right(
    match: PointMatch,
    point: KeyPoint,
    said: Sequence[TypedValue],
    told: set[tuple[str, float | str, str]],
    reply: ParsedReply,
) -> PointMatch:
    match = replace(match, kind=point.kind, needed=point.needed)
    place = match.clause
    if match.sure == "no" or place is None:
        return match
    sentence = next((s for s in reply.sentences if s.start <= place.start < s.end), None)
    if sentence is None:
        return match
    here = [v for v in said if sentence.start <= v.start < sentence.end]
    wanted = [v for text in (point.text, *point.also, point.quote) for v in values(text)]
    if any(_differs(value, wanted, here, told) for value in here):
        return replace(match, sure="no", score=min(match.score, WRONG))
    return match


def _differs(
    value: TypedValue,
    wanted: Sequence[TypedValue],
    here: Sequence[TypedValue],
    told: set[tuple[str, float | str, str]],
) -> bool:
    """Return whether a value stands where one of the point's values should.

    A value that is in the message, too, belongs to another fact.
    """
    rivals = [w for w in wanted if w.comparable(value)]
    if not rivals or value.key in told or any(w.amount == value.amount for w in rivals):
        return False
    return not any(w.amount == h.amount and w.comparable(h) for w in rivals for h in here)
