"""Format numbers and days as words, and normalise the direction and case of text."""

import unicodedata
from collections.abc import Sequence
from datetime import date

FIRST_STRONG_ISOLATE, POP_DIRECTIONAL_ISOLATE = "\u2068", "\u2069"  # Unicode UAX 9, 2.4
RIGHT_TO_LEFT = {"R", "AL"}
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@")  # signs that begin a formula in a spreadsheet
# characters that may precede the sign
UNSEEN = " \t\r\n\v\f\xa0\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"
NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def agree(count: int, one: str, many: str = "") -> str:
    """Return the form of a word that agrees with a number: ``day`` or ``days``, ``is`` or ``are``.

    ``many`` defaults to ``one`` with an s. Every number but 1 takes ``many``, also 0.
    """
    return one if count == 1 else many or one + "s"


def plural(count: int, one: str, many: str = "") -> str:
    """Return a number with its noun: ``1 day``, ``2 days``, ``1,200 days``."""
    return f"{count:,} {agree(count, one, many)}"


def in_words(count: int) -> str:
    """Return a number from 0 to 10 as a word, a larger one in figures."""
    return NUMBERS[count] if 0 <= count < len(NUMBERS) else f"{count:,}"


def listed(words: Sequence[str]) -> str:
    """Return words as a list inside a sentence: ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(words[:-1]), *words[-1:])))


def latest(count: int, one: str, many: str = "") -> str:
    """Return a period that ends now: ``the last week``, ``the last 3 weeks``."""
    return f"the last {one}" if count == 1 else f"the last {plural(count, one, many)}"


def weekday(day: date) -> str:
    """Return a day's weekday: ``Friday``."""
    return WEEKDAYS[day.weekday()]


def month(day: date) -> str:
    """Return the name of a day's month: ``November``."""
    return MONTHS[day.month - 1]


def day_of_month(day: date) -> str:
    """Return a day without its year: ``27 November``."""
    return f"{day.day} {month(day)}"


def long_day(day: date) -> str:
    """Return a day without its year: ``Friday 27 November``."""
    return f"{weekday(day)} {day_of_month(day)}"


def short_day(day: date) -> str:
    """Return a day without its year: ``Fri 27 Nov``."""
    return f"{weekday(day)[:3]} {day.day} {month(day)[:3]}"


def isolated(text: str) -> str:
    """Return the text in directional isolates if it has right-to-left letters.

    The sentence around it then keeps its order.
    """
    if text.isascii() or not any(
        unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text
    ):
        return text
    return f"{FIRST_STRONG_ISOLATE}{text}{POP_DIRECTIONAL_ISOLATE}"


def folded(text: str) -> str:
    """Return a text without differences of case, for comparison: ``Ärger`` as ``ärger``."""
    if text.isascii():  # the same result, many times faster: search folds thousands of texts
        return text.lower()
    return unicodedata.normalize("NFKC", text).casefold()


def for_sheet(text: str) -> str:
    """Return a text for a cell that no spreadsheet runs as a formula (CWE-1236).

    An apostrophe is put before the signs that begin a formula, also the wide ones of East Asian
    keyboards, and also if white space or invisible characters precede them.
    """
    begin = unicodedata.normalize("NFKC", text.lstrip(UNSEEN)[:1])
    return f"'{text}" if begin in FORMULA or text[:1] in ("\t", "\r", "\n") else text
