"""Define the bounds that forms, URLs, imports and exports share.

What one of them accepts, the others can store, show and export. This module knows no user, no
database and no clock.
"""

import re
from datetime import UTC, date, datetime
from decimal import Decimal

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)
LARGEST_ID = 2**31 - 1  # the maximum of an integer column on every database

# amounts of habits: from 0, with so many decimal places
LARGEST_AMOUNT, AMOUNT_PLACES = 1_000_000_000, 6

# limits for one account
MOST_HABITS = 200  # created by hand
HABITS_IN_ALL = 300  # including those from lessons and imported files
MOST_AWAY = 500  # date ranges of days away
LIVED = 60_000  # days from each habit's first day to today, summed: 16 habits for ten years

# limits of the writing room
LONGEST_MESSAGE = 20_000  # characters of a draft
MOST_MESSAGES = 5_000  # kept or sent, in an import
MOST_SAVED = 100  # drafts saved for later

LONGEST_SPOKEN = 3_600  # seconds; somebody may speak several times for one reply

# settings of a user
ROLLOVERS = range(12)  # the hour at which a new day begins
WEEK_STARTS = range(1, 8)  # ISO 8601: Monday 1 ... Sunday 7
LOOK_BACK_DAYS = range(2, 8)  # ISO 8601; Monday morning belongs to the week before
RETENTIONS = range(80, 96)  # per cent
THEMES = ("", "light", "dark")  # empty: follow the device

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_WEEK = re.compile(r"(\d{4})-W(\d\d)", re.ASCII)
_BREAKS = "\v\f\x1c\x1d\x1e\x85\u2028\u2029"  # line boundaries of str.splitlines, without CR and LF
_CONTROLS = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
_IN_A_LINE = str.maketrans(dict.fromkeys([*_CONTROLS, *_BREAKS], " "))
_IN_LINES = str.maketrans(
    dict.fromkeys(_CONTROLS, " ") | dict.fromkeys(_BREAKS, "\n") | {"\n": "\n", "\t": "\t"}
)
# text with any of these is never str.isprintable, which is by far the quickest test
_SURROGATE = re.compile("[\ud800-\udfff]")


class OutOfBounds(ValueError):
    """A value out of bounds. The message says why, in lower case."""


def within(day: date) -> date:
    """Return the day. Raise OutOfBounds if it is before 1990 or after 2100."""
    if not FIRST_DAY <= day <= LAST_DAY:
        raise OutOfBounds(f"{day} is not a day from {FIRST_DAY.year} to {LAST_DAY.year}")
    return day


def day(text: str) -> date:
    """Return the day written ``2026-11-27``. Raise OutOfBounds for anything else."""
    try:
        parsed = date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        parsed = None
    if parsed is None:
        raise OutOfBounds("this is not a day")
    return within(parsed)


def week(text: str) -> str:
    """Return the ISO 8601 week written ``2026-W48`` if it exists and begins within bounds.

    Raise OutOfBounds for anything else, such as ``2025-W53``.
    """
    match = _WEEK.fullmatch(text)
    try:
        year, number = (int(match[1]), int(match[2])) if match else (0, 0)
        within(date.fromisocalendar(year, number, 1))
    except ValueError:
        raise OutOfBounds("this is not a week") from None
    return text


def instant(text: str) -> datetime:
    """Return, in UTC, the instant written in ISO 8601 with its UTC offset. Raise OutOfBounds."""
    try:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo is None:
            raise OutOfBounds("an instant needs its offset from UTC")
        moment = moment.astimezone(UTC)
    except OutOfBounds:
        raise
    except (ValueError, OverflowError):
        raise OutOfBounds("this is not an instant") from None
    within(moment.date())
    return moment


def is_amount(number: Decimal) -> bool:
    """Return whether this is a valid amount: finite, 0 to LARGEST_AMOUNT, at most six places."""
    if not number.is_finite() or not 0 <= number <= LARGEST_AMOUNT:
        return False
    return number == round(number, AMOUNT_PLACES)


def is_unicode(text: str) -> bool:
    """Return whether a text can be encoded as UTF-8: it contains no lone surrogate."""
    return text.isprintable() or _SURROGATE.search(text) is None


def one_line(text: str) -> str:
    """Return the text as one line: each control character and line break becomes a space.

    The length does not change, so that positions in the text stay valid.
    """
    return text if text.isprintable() else text.translate(_IN_A_LINE)


def lines(text: str) -> str:
    """Return a text of several lines: other line breaks become LF, control characters spaces.

    Tabs stay. The length does not change, so replace CR LF by LF before.
    """
    return text if text.isprintable() else text.translate(_IN_LINES)
