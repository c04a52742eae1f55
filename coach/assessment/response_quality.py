"""Marks on a sitting whose answers do not fit together or came too quickly to be read.

They are kept, and nobody is lectured.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coach.assessment.scoring import ItemAnswer, reverse_scored

APART = 75  # points between the two answers of a principle that still go together
HASTE = 1.5  # seconds a question
ALL = 16


class Exclusion(Enum):
    """Why a sitting is left out of the reliability figures."""

    APART = "the two answers of a principle lie more than 75 points apart"
    EQUAL = "all sixteen answers are the same"
    HASTE = "less than 1.5 seconds a question"


@dataclass(frozen=True)
class Doubt:
    """One mark; ``principle`` says which one's answers lie apart."""

    mark: Exclusion
    principle: int | None = None


def doubts(answers: Sequence[ItemAnswer]) -> tuple[Doubt, ...]:
    """The marks of one week's answers; empty when they go together."""
    found = [Doubt(Exclusion.APART, principle) for principle in _apart(answers)]
    if len(answers) == ALL and len({a.value for a in answers}) == 1:
        found.append(Doubt(Exclusion.EQUAL))
    times = [a.seconds for a in answers if a.seconds is not None]
    if times and sum(times) / len(times) < HASTE:
        found.append(Doubt(Exclusion.HASTE))
    return tuple(found)


def _apart(answers: Sequence[ItemAnswer]) -> list[int]:
    values: dict[int, list[int]] = {}
    for answer in answers:
        if (x := reverse_scored(answer)) is not None:
            values.setdefault(answer.principle, []).append(x)
    return sorted(p for p, each in values.items() if max(each) - min(each) > APART)
