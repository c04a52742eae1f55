"""Read the days of other programs: birthdays without their year, and years."""

import re

from coach.people.rules import dates

_ISO = re.compile(r"(?:\d{4}|--)-?(\d\d)-?(\d\d)(?:[T ].*)?", re.ASCII | re.DOTALL)
_DOTS = re.compile(r"(\d\d?)\.\s?(\d\d?)\.(?:\s?\d{2,4})?", re.ASCII)
_SLASHES = re.compile(r"(\d\d?)[/-](\d\d?)(?:[/-]\d{2,4})?", re.ASCII)
_YEAR_FIRST = re.compile(r"\d{4}/(\d\d?)/(\d\d?)", re.ASCII)
_WORDS = re.compile(r"[^\W\d_]+|\d+", re.ASCII)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b", re.ASCII)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class Doubtful(Exception):
    """Raised for a day that can be read two ways: 3/4/1980."""


def iso(text: str) -> int | None:
    """Return the month and day of a date as vCards write it, as 100 * month + day, or None.

    The year is dropped, and a time of day and its zone do not move the day.
    """
    match = _ISO.fullmatch(text.strip()[:60])
    return _valid(int(match[1]), int(match[2])) if match else None


def any_way(text: str) -> int | None:
    """Return the month and day of a date as tables write it, or None. Raise Doubtful."""
    text = text.strip()[:60]
    if match := _ISO.fullmatch(text) or _YEAR_FIRST.fullmatch(text):
        return _valid(int(match[1]), int(match[2]))
    if match := _DOTS.fullmatch(text):
        return _valid(int(match[2]), int(match[1]))
    if match := _SLASHES.fullmatch(text):
        return _either(int(match[1]), int(match[2]))
    return _in_words(text)


def year(text: str) -> int | None:
    """Return the year named in a text, 1900 to 2099, or None."""
    match = _YEAR.search(text)
    return int(match[0]) if match else None


def _either(first: int, second: int) -> int | None:
    month_first, day_first = _valid(first, second), _valid(second, first)
    if month_first and day_first and month_first != day_first:
        raise Doubtful
    return month_first or day_first


def _in_words(text: str) -> int | None:
    """Return the day of ``12 Mar 1980`` or ``March 12, 1980``."""
    words = _WORDS.findall(text.lower())[:6]
    months = [MONTHS.index(word[:3]) + 1 for word in words if word[:3] in MONTHS]
    days = [int(word) for word in words if word.isdecimal() and len(word) < 3]
    return _valid(months[0], days[0]) if months and days else None


def _valid(month: int, day: int) -> int | None:
    number = 100 * month + day
    return number if day < 100 and dates.is_valid(number) else None
