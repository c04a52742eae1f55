"""Marks on a sitting whose answers disagree. They are kept, and nobody is lectured."""

from collections.abc import Collection
from enum import Enum

from coach.assessment.scoring import Answer, keyed

APART = 75  # points between the two answers of a principle that still go together
HASTE = 1.5  # seconds a question
ALL = 16


class Mark(Enum):
    """Why a sitting is left out of the reliability figures."""

    APART = "the two answers of a principle lie more than 75 points apart"
    EQUAL = "all sixteen answers are the same"
    HASTE = "less than 1.5 seconds a question"


def marks(answers: Collection[Answer]) -> frozenset[Mark]:
    """The marks of one week's answers; empty when they go together."""
    found = set()
    if any(_apart(answers, principle) for principle in {a.principle for a in answers}):
        found.add(Mark.APART)
    if len(answers) == ALL and len({a.value for a in answers}) == 1:
        found.add(Mark.EQUAL)
    times = [a.seconds for a in answers if a.seconds is not None]
    if times and sum(times) / len(times) < HASTE:
        found.add(Mark.HASTE)
    return frozenset(found)


def _apart(answers: Collection[Answer], principle: int) -> bool:
    values = [x for a in answers if a.principle == principle and (x := keyed(a)) is not None]
    return bool(values) and max(values) - min(values) > APART
