"""Convert the values of columns to JSON and back, with every bound checked."""

import math
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import cache, partial
from typing import Any

from sqlalchemy import JSON, Column, Integer, String, Text

from coach import amounts, bounds, clock
from coach.account_data import json_shapes, value_ranges
from coach.db import UtcDateTime
from coach.habits.import_export import native_format
from coach.habits.import_export.imported import BadFile

LONGEST = 20_000  # characters of a text whose column has no length


class Wrong(ValueError):
    """A value that its column does not allow."""


def written(value: Any) -> Any:
    """Return a value as JSON: instants and days as ISO 8601, compressed bytes as text."""
    if isinstance(value, bytes):
        return native_format.unpacked(value).decode()
    if isinstance(value, Decimal):
        return amounts.as_json(value)
    return value.isoformat() if isinstance(value, date | time) else value


def read(column: Column[Any], value: Any) -> Any:
    """Return a column's value from its JSON. Raise Wrong if it is not allowed."""
    return reader(column)(value)


@cache
def reader(column: Column[Any]) -> Callable[[Any], Any]:
    """Return the function that reads a column's values.

    It is cached, because there are many values.
    """
    inner, nullable = _reader(column), column.nullable

    def read_one(value: Any) -> Any:
        if value is None:
            if not nullable:
                raise Wrong(f"{column} is empty")
            return None
        try:
            return inner(value)
        except (TypeError, ValueError, OverflowError, BadFile) as error:
            raise Wrong(f"{column} is not what it should be") from error

    return read_one


def _reader(column: Column[Any]) -> Callable[[Any], Any]:
    if isinstance(column.type, JSON):
        return json_shapes.reader(column.name)
    if isinstance(column.type, UtcDateTime):
        return bounds.instant
    kind = column.type.python_type
    if kind is date:
        return bounds.day
    if kind is time:
        return _time
    if kind is str:
        return _text_reader(column)
    if kind is bytes:
        return _packed
    if kind is Decimal:
        return _amount
    if kind is bool:
        return _boolean
    low, high = value_ranges.between(column)
    is_whole = isinstance(column.type, Integer)
    return _integer_reader(low, high) if is_whole else _number_reader(low, high)


def _text_reader(column: Column[Any]) -> Callable[[Any], str]:
    if column.name == "week":
        return bounds.week
    if column.name == "zone":
        return _zone
    if pattern := value_ranges.TEXTS.get(str(column)):
        return partial(_matching, pattern)
    length = column.type.length if isinstance(column.type, String) else None
    longest = LONGEST if isinstance(column.type, Text) or length is None else length
    clean = bounds.lines if isinstance(column.type, Text) else bounds.one_line

    def read_text(value: Any) -> str:
        sound = isinstance(value, str) and len(value) <= longest and bounds.is_unicode(value)
        if not sound:
            raise ValueError("too long, or not a text")
        return clean(value)

    return read_text


def _matching(pattern: re.Pattern[str], value: Any) -> str:
    if pattern.fullmatch(value) is None:
        raise ValueError("not a sign for each principle")
    return str(value)


def _zone(value: Any) -> str:
    if value not in clock.zones():
        raise ValueError("not a time zone")
    return str(value)


def _time(value: Any) -> time:
    parsed = time.fromisoformat(value)
    if parsed.tzinfo is not None or parsed.microsecond:
        raise ValueError("not a time of a wall clock")
    return parsed


def _packed(value: Any) -> bytes:
    if not isinstance(value, str) or not bounds.is_unicode(value):
        raise ValueError("not a text")
    return native_format.packed(value)


def _amount(value: Any) -> Decimal:
    if type(value) not in (int, float):
        raise ValueError("not a number")
    return amounts.from_json(value)


def _boolean(value: Any) -> bool:
    if type(value) is not bool:
        raise ValueError("neither true nor false")
    return value


def _integer_reader(low: float, high: float) -> Callable[[Any], int]:
    def read_whole(value: Any) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError("not a whole number within bounds")
        return value

    return read_whole


def _number_reader(low: float, high: float) -> Callable[[Any], float]:
    def read_number(value: Any) -> float:
        if type(value) not in (int, float) or not low <= value <= high or not math.isfinite(value):
            raise ValueError("not a number within bounds")
        return float(value)

    return read_number
