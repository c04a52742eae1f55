"""Any two closed cycles side by side, judged by the rule of change.py over the two alone."""

from dataclasses import dataclass

from coach.assessment.change import Change, Past, contrasts, judge
from coach.assessment.result import of_cycle
from coach.assessment.scoring import Estimate, profile
from coach.assessment.trend import Weeks
from coach.assessment.window import Week
from coach.principles import PRINCIPLES


@dataclass(frozen=True)
class Comparison:
    """Two cycles by number, the earlier first: their scores and the verdict on what changed."""

    first: int
    second: int
    before: dict[int, Estimate]
    scores: dict[int, Estimate]
    changes: dict[int, Change]


def compare(answers: Weeks, baseline: Week, first: int, second: int, past: Past) -> Comparison:
    """Cycle ``second`` held against ``first``; ``past`` tells the person's error."""
    before, after = (of_cycle(answers, baseline, number) for number in (first, second))
    held = contrasts({1: before, 2: after}, 2, "1" * len(PRINCIPLES))
    return Comparison(
        first,
        second,
        profile(before, past.noise),
        profile(after, past.noise),
        judge(held, past),
    )
