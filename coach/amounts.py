"""Parse and format amounts: decimal numbers of 0 or more.

Users type numbers in the format of their own language, whatever the language of the page. A text
with one reading is accepted. A text with two (``10,000`` and ``10.000`` are ten thousand in one
language and ten in another) is refused with a question, so that a number is never silently misread.
"""

import re
import unicodedata
from decimal import Decimal

from coach.bounds import AMOUNT_PLACES, LARGEST_AMOUNT, is_amount

WRITE_A_NUMBER = f"Write a number from 0 to {LARGEST_AMOUNT:,}"
TOO_MANY_PLACES = f"Write a number with at most {AMOUNT_PLACES} decimal places"
LONGEST = 60  # characters

POINT, GROUP = "\u066b", "\u066c"  # Arabic signs: the decimal separator, the thousands separator
_SIGNS = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "،": ",", "\t": " "})
_WRITTEN = re.compile(rf"[0-9 ,.'{POINT}{GROUP}]*[0-9][0-9 ,.'{POINT}{GROUP}]*", re.ASCII)
_TWO_READINGS = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}", re.ASCII)
_THREES = r"[0-9]{1,3}(?:S[0-9]{3})+"  # 1,234,567
_INDIAN = r"[0-9]{1,2}(?:S[0-9]{2})+S[0-9]{3}"  # 12,34,567
_GROUPED = {
    sign: re.compile(f"{_THREES}|{_INDIAN}".replace("S", re.escape(sign)), re.ASCII)
    for sign in f" ',.{GROUP}"
}


class NotAnAmount(ValueError):
    """The text is no amount. The message tells the user what to write."""


class TwoReadings(NotAnAmount):
    """The text is one number in one language and another number in another."""

    def __init__(self, typed: str, whole: Decimal, fraction: Decimal):
        either = f"{for_field(whole)} or {for_field(fraction)}"
        super().__init__(f"“{typed}” can be read in two ways. Write {either}")
        self.whole, self.fraction = whole, fraction


def read(typed: str) -> Decimal:
    """Return the typed amount, from 0 to 1,000,000,000 and exact to six places.

    ``1.5``, ``1,5``, ``,5``, ``10 000``, ``10'000``, ``1,234.5``, ``1.234,5`` and ``12,34,567``
    have one reading, in digits of any script. Raise TwoReadings for one separator before exactly
    three digits (``10,000``), NotAnAmount for everything else.
    """
    text = _in_ascii(typed)
    if len(text) > LONGEST or not _WRITTEN.fullmatch(text):
        raise NotAnAmount(WRITE_A_NUMBER)
    if _TWO_READINGS.fullmatch(text):
        whole, fraction = re.sub("[.,]", "", text), text.replace(",", ".")
        raise TwoReadings(typed.strip(), Decimal(whole), Decimal(fraction))
    number = Decimal(_plainly(text))
    if is_amount(number):
        return number
    raise NotAnAmount(WRITE_A_NUMBER if number > LARGEST_AMOUNT else TOO_MANY_PLACES)


def _in_ascii(typed: str) -> str:
    """Return the text with ASCII digits and with one sign for each kind of separator."""
    text = unicodedata.normalize("NFKC", typed).translate(_SIGNS).strip()
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in text)


def _plainly(text: str) -> str:
    """Return the digits with at most one decimal point.

    Raise NotAnAmount if a separator is misplaced.
    """
    signs = [sign for sign in text if not sign.isdigit()]
    if not signs:
        return text
    last = signs[-1]
    if last not in f",.{POINT}" or signs.count(last) > 1:
        return _ungrouped(text)
    whole, _, places = text.partition(last)
    return f"{_ungrouped(whole) or '0'}.{places or '0'}"


def _ungrouped(text: str) -> str:
    """Return the digits of a whole number without separators.

    Raise NotAnAmount if a group is misplaced.
    """
    if not text or text.isdigit():
        return text
    sign = next(sign for sign in text if not sign.isdigit())
    if sign not in _GROUPED or not _GROUPED[sign].fullmatch(text):
        raise NotAnAmount(WRITE_A_NUMBER)
    return text.replace(sign, "")


def written(number: Decimal | float) -> str:
    """Return a number in plain notation: ``20``, ``1.5``, ``123456.78``; no exponent, no trailing
    zeros."""
    exact = number if isinstance(number, Decimal) else Decimal(str(number))
    text = f"{exact:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text


def for_field(number: Decimal) -> str:
    """Return an amount for a form field, such that ``read`` accepts it: ``1.125`` as ``1.1250``."""
    text = written(number)
    return f"{text}0" if _TWO_READINGS.fullmatch(text) else text


def as_json(number: Decimal) -> int | float:
    """Return an amount as a JSON number that is read as the same amount.

    An amount has at most 16 digits, which a float preserves (IEEE 754).
    """
    return int(number) if number == number.to_integral_value() else float(number)


def from_json(number: int | float | str) -> Decimal:
    """Return a JSON number, or its digits, as an exact decimal, rounded to six places.

    Raise NotAnAmount for a number out of bounds.
    """
    try:
        amount = Decimal(str(number))
    except ArithmeticError:
        raise NotAnAmount(WRITE_A_NUMBER) from None
    if not amount.is_finite() or not 0 <= amount <= LARGEST_AMOUNT:
        raise NotAnAmount(WRITE_A_NUMBER)
    return round(amount, AMOUNT_PLACES)
