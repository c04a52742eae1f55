"""Flag sittings whose answers contradict each other or were given too quickly.

The answers are kept and counted all the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from coach.assessment.scoring import ItemAnswer, reverse_scored

APART = 75  # points; a larger difference between the two answers of a principle is flagged
HASTE = 1.5  # seconds per question
ALL = 16


class Exclusion(Enum):
    """Why a sitting is left out of the reliability figures."""

    APART = "the two answers of a principle lie more than 75 points apart"
    EQUAL = "all sixteen answers are the same"
    HASTE = "less than 1.5 seconds a question"


@dataclass(frozen=True)
class Doubt:
    """A quality flag. ``principle`` is set if its two answers contradict each other."""

    mark: Exclusion
    principle: int | None = None


def doubts(answers: Sequence[ItemAnswer]) -> tuple[Doubt, ...]:
    """Return the flags of one week's answers."""
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
