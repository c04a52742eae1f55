"""Convert the values of columns to JSON and back, with every bound checked.

The ranges of numbers include both ends. The database checks some bounds as well; these are checked
before anything is written.
"""

import math
import re
from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from functools import cache, partial
from typing import Any

from sqlalchemy import JSON, Column, Integer, String, Text

from coach import amounts, bounds, clock
from coach.assessment.recommendation import Reason
from coach.assessment.reliable_change import FURTHEST
from coach.db import UtcDateTime
from coach.habits.import_export import native_format
from coach.habits.import_export.imported import BadFile
from coach.listening.engine.classifier.judgement import Judgement
from coach.listening.engine.feedback import json_codec as records
from coach.listening.engine.feedback.parts import Feedback
from coach.people.rules import rhythm
from coach.writing.engine.judgement import DraftJudgement

COUNT = (0, 1_000_000)  # a number of times
SOME = (1, 1_000_000)
EVERY = (rhythm.SHORTEST, rhythm.LONGEST)  # days
YEARS = (1900, 2100)
SPOKEN = (0, bounds.LONGEST_SPOKEN)  # seconds
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
    "listening_recall.rounds": (0, 3),
    "listening_recall_answer.spoken_after": SPOKEN,
    "listening_recall_answer.spoken_seconds": SPOKEN,
    "listening_reply.level": (1, 3),
    "listening_reply.spoken_after": SPOKEN,
    "listening_reply.spoken_seconds": SPOKEN,
    "ring.every": EVERY,
    "contact.every": EVERY,
    "contact.own_every": EVERY,
    "contact.known_since": YEARS,
    "contact_date.year": YEARS,
    "contact_date.month_day": (101, 1231),
    "contact_date.lead": (0, 14),
    "people_choice.daily": (1, 3),
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


ITEMS, NAMES, DEPTH = 200, 50, 4  # the most items of a list, names of an object, levels of nesting
RECORDS: dict[str, type[Any]] = {
    "judgement": Judgement, "feedback": Feedback, "verdicts": DraftJudgement,
}  # fmt: skip


def json_reader(name: str) -> Callable[[Any], Any]:
    """Return the function that reads the JSON of this column. It raises ValueError."""
    if name in RECORDS:
        return partial(records.clean, RECORDS[name])
    return _parts if name == "parts" else _texts


def _texts(value: Any) -> list[str]:
    items = _checked(value)
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise ValueError("not a list of texts")
    return items


def _parts(value: Any) -> list[dict[str, Any]]:
    items = _checked(value)
    if not isinstance(items, list) or not all(_is_part(item) for item in items):
        raise ValueError("not the parts of a sheet")
    return items


def _is_part(part: Any) -> bool:
    """Return whether this is a part of a filled-in tool (coach/journal/worksheet.py)."""
    if not isinstance(part, dict) or not isinstance(part.get("earlier", True), bool):
        return False
    if not (isinstance(part.get("id"), str) and isinstance(part.get("label"), str)):
        return False
    if "text" in part:
        return isinstance(part["text"], str)
    columns, rows = part.get("columns"), part.get("rows")
    return (
        isinstance(columns, dict)
        and all(isinstance(label, str) for label in columns.values())
        and isinstance(rows, list)
        and all(isinstance(row, dict) and row.keys() <= columns.keys() for row in rows)
        and all(isinstance(cell, str) for row in rows for cell in row.values())
    )


def _checked(value: Any, depth: int = 0) -> Any:
    """Return a value of lists, objects, texts and booleans. Raise ValueError for anything else."""
    if depth > DEPTH:
        raise ValueError("nested too deeply")
    if isinstance(value, str):
        if len(value) > LONGEST or not bounds.is_unicode(value):
            raise ValueError("too long, or not a text")
        return bounds.lines(value)
    if isinstance(value, bool):
        return value
    if isinstance(value, list) and len(value) <= ITEMS:
        return [_checked(item, depth + 1) for item in value]
    if isinstance(value, dict) and len(value) <= NAMES:
        return {_checked(name): _checked(item, depth + 1) for name, item in value.items()}
    raise ValueError("neither a text nor a list nor an object of texts")


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
        return json_reader(column.name)
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
    low, high = between(column)
    is_whole = isinstance(column.type, Integer)
    return _integer_reader(low, high) if is_whole else _number_reader(low, high)


def _text_reader(column: Column[Any]) -> Callable[[Any], str]:
    if column.name == "week":
        return bounds.week
    if column.name == "zone":
        return _zone
    if pattern := TEXTS.get(str(column)):
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
