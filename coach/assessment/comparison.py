"""Compare any two closed cycles, by the rule of ``reliable_change`` applied to these two alone."""

from dataclasses import dataclass

from coach.assessment.calendar import Week
from coach.assessment.cycle_comparison import sheets
from coach.assessment.reliable_change import Change, ClosedCycles, contrasts, judge, sides
from coach.assessment.result import of_cycle
from coach.assessment.scoring import Estimate, profile
from coach.assessment.trend import Weeks


@dataclass(frozen=True)
class Comparison:
    """Two cycles by number, the earlier one first: their scores, and the verdict on the change."""

    first: int
    second: int
    before: dict[int, Estimate]
    scores: dict[int, Estimate]
    changes: dict[int, Change]


def compare(
    answers: Weeks, baseline: Week, first: int, second: int, past: ClosedCycles
) -> Comparison:
    """Compare cycle ``second`` with cycle ``first``. ``past`` holds the user's error variances."""
    before, after = (of_cycle(answers, baseline, number) for number in (first, second))
    found = {first: sheets(before), second: sheets(after)}
    both = {p: sides(found, second, p, second - first) for p in sorted(found[second])}
    return Comparison(
        first,
        second,
        profile(before, past.noise),
        profile(after, past.noise),
        judge({p: contrasts(each, past) for p, each in both.items()}, past),
    )
