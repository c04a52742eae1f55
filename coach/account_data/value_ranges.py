"""Define the ranges of the numbers in columns, both ends included, and patterns of some texts.

The database checks some of these as well. These are checked before anything is written.
"""

import re

from sqlalchemy import Column

from coach import bounds
from coach.assessment.recommendation import Reason
from coach.assessment.reliable_change import FURTHEST

COUNT = (0, 1_000_000)  # a number of times
SOME = (1, 1_000_000)
AMOUNT = (0, bounds.LARGEST_AMOUNT)

BETWEEN: dict[str, tuple[float, float]] = {
    "user.rollover": (bounds.ROLLOVERS[0], bounds.ROLLOVERS[-1]),
    "user.week_start": (bounds.WEEK_STARTS[0], bounds.WEEK_STARTS[-1]),
    "user.look_back_day": (bounds.LOOK_BACK_DAYS[0], bounds.LOOK_BACK_DAYS[-1]),
    "advice.reason": (0, (~Reason(0)).value),
    "check_in.number": AMOUNT,
    "habit_plan.target": AMOUNT,
    "habit_plan.times": (1, 366),
    "habit_plan.days": (1, 366),
    "habit_plan.weekdays": (0, 127),
    "habit_plan.week_start": (bounds.WEEK_STARTS[0], bounds.WEEK_STARTS[-1]),
    "lesson_answer.first_score": (0, 1),
    "lesson_answer.tries": SOME,
    "listening_reply.level": (1, 3),
    "response.seconds": COUNT,
    "review_log.rating": (1, 4),
    "review_log.score": (0, 1),
    "sitting.cycle": SOME,
    "sitting.week_in_cycle": (1, 4),
}
# one sign per principle, as in reliable_change.ClosedCycles
VERDICT = re.compile(r"[-+=.]{8}")
TEXTS = {
    "sitting.reach": re.compile(rf"[0-{FURTHEST}]{{8}}"),
    "sitting.verdict": VERDICT,
    "sitting.told": VERDICT,
}
PRINCIPLES = ("principle", "first", "second", "focus")
IDS = (-bounds.LARGEST_ID, bounds.LARGEST_ID)  # negative: temporary ids of imported rows


def between(column: Column[int] | Column[float]) -> tuple[float, float]:
    """Return the smallest and largest number of a column; COUNT if nothing else is defined."""
    if column.foreign_keys:
        return IDS
    if column.name in PRINCIPLES:
        return 1, 8
    return BETWEEN.get(str(column), COUNT)
