"""Find typed values in a text: numbers with what they count, days, months, dates and times.

Two values of one type can be compared: “the ninth” is not “the nineteenth”. Digits and words are
the same, “7.30” is “half past seven”, and a time of the clock is taken modulo twelve hours.
"""

import re
from dataclasses import dataclass
from typing import Literal

from coach.listening.engine.text.clauses import plain
from coach.listening.engine.text.overlap import EMPTY, stem

ValueType = Literal["weekday", "month", "ordinal", "clock", "count"]


def _set(words: str) -> tuple[str, ...]:
    return tuple(words.split())


_UNITS = _set(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_TENS = _set("twenty thirty forty fifty sixty seventy eighty ninety")
_NUMBERS = {word: i for i, word in enumerate(_UNITS)} | {
    word: 10 * i for i, word in enumerate(_TENS, start=2)
}
_SCALES = {"hundred": 100, "thousand": 1000}
_ORDINALS = _set(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth"
)
_ORDINAL = {word: i for i, word in enumerate(_ORDINALS, start=1)} | {"thirtieth": 30}
_WEEKDAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
_MONTHS = _set(
    "january february march april may june july august september october november december"
)
_DOUBTFUL_MONTHS = _set("may march")
_BEFORE_MONTH = _set("in of from to until since by before after")
_BEFORE_CLOCK = _set("at by until till before from about around")
# nouns whose number follows them: “table six”
_NUMBERED = _set(
    "table boiler room pond container floor page slide box block number line seat gate pump door "
    "bed ward lift item step"
)
_ENDS = _set(". , ; : ! ?")
_TOKEN = re.compile(r"\d+(?:[.:]\d\d)?(?:st|nd|rd|th)?|%|[^\W\d_]+(?:'[^\W\d_]+)*|[.,;:!?]")
_CLOCK_DIGITS = re.compile(r"(\d{1,2})[.:](\d\d)$")
HALF_DAY = 720  # minutes


@dataclass(frozen=True)
class TypedValue:
    """A value in a text, from character ``start`` to ``end``.

    ``amount`` is a number, minutes for a time of the clock, or the name of a day or month.
    ``unit`` is the stem of what a count counts, or empty.
    """

    type: ValueType
    amount: float | str
    unit: str
    start: int
    end: int

    @property
    def key(self) -> tuple[str, float | str, str]:
        """What two equal values share."""
        return self.type, self.amount, self.unit

    def comparable(self, other: "TypedValue") -> bool:
        """Return whether the two are values of the same thing, so that they can differ."""
        if self.type != other.type:
            return False
        return self.type != "count" or (bool(self.unit) and self.unit == other.unit)


@dataclass(frozen=True)
class _Token:
    text: str
    start: int
    end: int


def values(text: str) -> list[TypedValue]:
    """Return the typed values of a text in order."""
    low = plain(text).replace("-", " ")
    tokens = [_Token(m.group(), *m.span()) for m in _TOKEN.finditer(low)]
    found: list[TypedValue] = []
    at = 0
    while at < len(tokens):
        value, used = _value(tokens, at)
        if value is not None:
            found.append(value)
        at += max(1, used)
    return found


def _value(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    for reader in (_clock, _named, _ordinal, _count):
        value, used = reader(tokens, at)
        if value is not None:
            return value, used
    return None, 1


def _word(tokens: list[_Token], at: int) -> str:
    return tokens[at].text if 0 <= at < len(tokens) else ""


def _made(
    type_: ValueType, amount: float | str, tokens: list[_Token], at: int, used: int, unit: str = ""
) -> tuple[TypedValue, int]:
    start, end = tokens[at].start, tokens[at + used - 1].end
    return TypedValue(type_, amount, unit, start, end), used


def _hour(word: str) -> int | None:
    hour = int(word) if word.isascii() and word.isdigit() else _NUMBERS.get(word, -1)
    return hour if 0 <= hour <= 24 else None


def _clock(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    """Read “half past seven”, “quarter to nine”, “ten to five”, “half six”, “19:30”, “at nine”."""
    first, second, third = (_word(tokens, at + n) for n in range(3))
    minutes = {"half": 30, "quarter": 15}.get(first, _hour(first))
    hour = _hour(third)
    if minutes is not None and second in ("past", "to") and hour is not None and 1 <= hour <= 12:
        total = hour * 60 + (minutes if second == "past" else -minutes)
        return _made("clock", total % HALF_DAY, tokens, at, 3)
    hour = _hour(second)
    if first == "half" and hour is not None and 1 <= hour <= 12:
        return _made("clock", (hour * 60 + 30) % HALF_DAY, tokens, at, 2)
    if first in ("noon", "midnight"):
        return _made("clock", 0, tokens, at, 1)
    if digits := _CLOCK_DIGITS.match(first):
        hours, more = int(digits[1]), int(digits[2])
        if hours <= 24 and more < 60 and not _unit(tokens, at + 1):
            return _made("clock", (hours * 60 + more) % HALF_DAY, tokens, at, 1)
    return _full_hour(tokens, at)


def _full_hour(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    hour, after = _hour(_word(tokens, at)), _word(tokens, at + 1)
    if not hour:
        return None, 0
    if after in ("o'clock", "am", "pm"):
        return _made("clock", hour * 60 % HALF_DAY, tokens, at, 2)
    ends = not after or after in _ENDS or after in ("and", "with", "today", "tomorrow", "in")
    if _word(tokens, at - 1) in _BEFORE_CLOCK and ends:
        return _made("clock", hour * 60 % HALF_DAY, tokens, at, 1)
    minutes = _NUMBERS.get(after, 0)
    if _word(tokens, at - 1) in _BEFORE_CLOCK and minutes in (15, 20, 30, 40, 45, 50):
        return _made("clock", (hour * 60 + minutes) % HALF_DAY, tokens, at, 2)
    return None, 0


def _named(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    word = _word(tokens, at)
    day = word.removesuffix("'s").removesuffix("s") if word not in _WEEKDAYS else word
    if day in _WEEKDAYS:
        return _made("weekday", day, tokens, at, 1)
    sure = word not in _DOUBTFUL_MONTHS or _word(tokens, at - 1) in _BEFORE_MONTH
    return _made("month", word, tokens, at, 1) if word in _MONTHS and sure else (None, 0)


def _ordinal(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    """Read “the nineteenth”, “19th”, “first of June”, “July ninth” as days of a month."""
    word, used = _word(tokens, at), 1
    day = int(word[:-2]) if re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", word) else _ORDINAL.get(word)
    if word in ("twenty", "thirty") and 1 <= _ORDINAL.get(_word(tokens, at + 1), 0) <= 9:
        day, used = _NUMBERS[word] + _ORDINAL[_word(tokens, at + 1)], 2
    if day is None:
        return None, 0
    after, before = _word(tokens, at + used), _word(tokens, at - 1)
    dated = after == "of" and (_word(tokens, at + used + 1) in {*_MONTHS, "the"})
    ends = not after or after in _ENDS or after in ("and", "for", "at", "with", "is", "to")
    if dated or before in _MONTHS or after in _MONTHS or (before == "the" and ends):
        return _made("ordinal", day, tokens, at, used)
    return None, 0


def _count(tokens: list[_Token], at: int) -> tuple[TypedValue | None, int]:
    """Read a number in words or digits, and what it counts: “sixty-four guests”, “table six”."""
    amount, used = _number(tokens, at)
    if amount is None:
        return None, 0
    before = _word(tokens, at - 1)
    if before in _NUMBERED:
        return _made("count", amount, tokens, at, used, stem(before))
    unit = _unit(tokens, at + used)
    if amount == 1 and not unit:
        return None, 0
    return _made("count", amount, tokens, at, used, unit)


def _number(tokens: list[_Token], at: int) -> tuple[float | None, int]:
    word = _word(tokens, at)
    if word.isascii() and word.isdigit() and len(word) < 10:
        return float(word), 1
    if word == "a" and _word(tokens, at + 1) in _SCALES:
        amount, used = _number(tokens, at + 1)
        return amount, used + 1
    total, part, used = 0.0, 0.0, 0
    for token in tokens[at:]:
        if token.text in _NUMBERS and not (part and part % 10):
            part += _NUMBERS[token.text]
        elif token.text in _SCALES and (part or not used):
            part = max(part, 1) * _SCALES[token.text]
            total, part = total + part, 0
        elif token.text == "and" and total and _word(tokens, at + used + 1) in _NUMBERS:
            pass
        else:
            break
        used += 1
    return (total + part, used) if used else (None, 0)


def _unit(tokens: list[_Token], at: int) -> str:
    """Return the stem of the noun that follows a number, or an empty string."""
    for word in (_word(tokens, at), _word(tokens, at + 1)):
        if word in ("%", "percent") or (word == "per" and _word(tokens, at + 1) == "cent"):
            return "percent"
        if not word or word in _ENDS or word in EMPTY or word in _NUMBERS:
            return ""
        if word not in ("more", "new", "other", "hurt", "small", "big", "whole", "dead", "wrong"):
            return stem(word)
    return ""
