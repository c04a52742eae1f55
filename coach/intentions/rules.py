"""Decide which days fit, what is asked on which day, and what counts as done. Pure.

A plan that names the occasion and the words is carried out more often than a goal alone
(implementation intentions: Gollwitzer & Sheeran 2006, a meta-analysis of 94 tests).
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Literal

from coach import bounds

LONGEST_WHO, LONGEST_WORDS, LONGEST_REPLY = 60, 400, 400  # characters
MOST_OPEN = 3
AHEAD = timedelta(days=60)

OPEN = "open"
DONE = ("said", "reworded")
CLOSED = (*DONE, "let_go")
STATES = (OPEN, *CLOSED)

Due = Literal["", "today", "asked"]


def furthest(today: date) -> date:
    """Return the last day that an intention may have."""
    return min(today + AHEAD, bounds.LAST_DAY)


def fits(day: date, today: date) -> bool:
    """Return whether an intention may be planned for this day: today, or up to 60 days ahead."""
    return today <= day <= furthest(today)


def has_room(open_ones: int) -> bool:
    """Return whether one more intention may be opened beside so many open ones."""
    return open_ones < MOST_OPEN


def due(state: str, day: date, today: date) -> Due:
    """Return what Today does with an intention.

    It shows the words on their day, and asks about them from the day after until it is closed.
    """
    if state != OPEN or today < day:
        return ""
    return "today" if today == day else "asked"


def month(day: date) -> tuple[date, date]:
    """Return the first and the last day of a day's month."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])
