"""Days to remember: a month and a day, each year. The year of a birthday is never stored.

A day is written as a number, ``100 * month + day``: 229 is 29 February.
"""

from calendar import isleap
from datetime import date, timedelta

LEAP_DAY, DAY_BEFORE = 229, 228
LEADS = (0, 1, 3, 7, 14)  # days before which it may be said
SOME_LEAP_YEAR = 2000
NEXT_YEAR = 1_300  # what is added to a day of next year, so that it follows this year's days


def month_day(day: date) -> int:
    """Return a date without its year."""
    return 100 * day.month + day.day


def is_valid(number: int) -> bool:
    """Return whether this is a day of some year."""
    try:
        date(SOME_LEAP_YEAR, number // 100, number % 100)
    except ValueError:
        return False
    return True


def observed(number: int, year: int) -> date:
    """Return the day in a year. 29 February is the 28th in years that have none."""
    if number == LEAP_DAY and not isleap(year):
        number = DAY_BEFORE
    return date(year, number // 100, number % 100)


def next_on(number: int, today: date) -> date:
    """Return the next such day. It may be today."""
    this_year = observed(number, today.year)
    return this_year if this_year >= today else observed(number, today.year + 1)


def window(today: date, lead: int) -> set[int]:
    """Return the days to remember that come today or within ``lead`` days."""
    days = [today + timedelta(days=n) for n in range(lead + 1)]
    numbers = {month_day(day) for day in days}
    if any(month_day(day) == DAY_BEFORE and not isleap(day.year) for day in days):
        numbers.add(LEAP_DAY)
    return numbers


def window_end(today: date, lead: int) -> int:
    """Return the last day to remember that comes within ``lead`` days.

    A day before today's is next year's, and ``NEXT_YEAR`` is added to it. The days up to this one
    are those of ``window``.
    """
    last = today + timedelta(days=lead)
    number = month_day(last)
    if number == DAY_BEFORE and not isleap(last.year):
        number = LEAP_DAY
    return number + NEXT_YEAR if last.year > today.year else number


def years(year: int | None, on: date) -> int | None:
    """Return how many years it has been on that day, or None without a year."""
    return None if year is None else on.year - year


def rrule(number: int) -> str:
    """Return the recurrence rule of a yearly event (RFC 5545)."""
    leap = ";BYMONTH=2;BYMONTHDAY=-1" if number == LEAP_DAY else ""
    return f"FREQ=YEARLY{leap}"
