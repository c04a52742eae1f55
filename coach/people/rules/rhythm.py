"""Compute when somebody is due, from the last touch and the rhythm the user wished for.

A rhythm is the number of days between two talks, 7 to 1,095. No study says which is right.
"""

from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction

SHORTEST, LONGEST = 7, 1_095  # days
LONG = 2  # so many rhythms without a touch are a long silence
WEEK = 7
# answers to "When did you last speak?", in days before today
LAST_SPOKE = {"week": 3, "month": 15, "quarter": 45, "year": 180, "longer": 400}
STANDINGS = ("none", "rest", "quiet", "due", "long")


def base(last_touch: date | None, rhythm_from: date | None) -> date | None:
    """Return the day from which the rhythm counts: the later of the two, or None without both."""
    return max(filter(None, (last_touch, rhythm_from)), default=None)


def next_due(every: int | None, since: date | None) -> date | None:
    """Return the day on which somebody becomes due, or None without a rhythm."""
    return since + timedelta(days=every) if every and since else None


def standing(
    every: int | None, since: date | None, today: date, rest_until: date | None = None
) -> str:
    """Return one of STANDINGS: ``long`` from twice the rhythm on, ``due`` from the rhythm on."""
    if rest_until is not None and rest_until > today:
        return "rest"
    if every is None or since is None:
        return "none"
    passed = ratio(every, since, today)
    return "long" if passed >= LONG else "due" if passed >= 1 else "quiet"


def ratio(every: int, since: date, today: date) -> Fraction:
    """Return the days since the base in rhythms, exactly: 1 on the day it is due."""
    return Fraction((today - since).days, every)


def spread(number: int, every: int, today: date) -> list[date]:
    """Return first due days for people who get the same rhythm at once, sorted.

    They are even over the coming interval, so that no day has more than its share.
    """
    return [today + timedelta(days=-(-every * (n + 1) // number)) for n in range(number)]


def demand(everies: Iterable[int]) -> float:
    """Return how many notes a week these rhythms ask for together."""
    return float(sum((Fraction(WEEK, every) for every in everies), Fraction()))
