"""Values of a column as JSON, and back again with every bound checked."""

import math
import re
from datetime import UTC, date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, Column, String, Text

from coach import amounts, bounds, clock
from coach.db import UtcDateTime
from coach.habits.exchange import packed
from coach.habits.exchange.brought import BadFile
from coach.listening.feedback import kept
from coach.listening.feedback.shown import Feedback
from coach.listening.judging.judgement import Judgement

LONGEST = 20_000  # characters of a text without a bound of its own
FIRST, LAST = date(2000, 1, 1), date(2199, 12, 31)
WEEK = re.compile(r"2[01]\d\d-W(0[1-9]|[1-4]\d|5[0-3])", re.ASCII)

RECORDS: dict[str, type[Any]] = {"judgement": Judgement, "feedback": Feedback}


class Wrong(ValueError):
    """A value that cannot stand in its column."""


def written(value: Any) -> Any:
    """Return a value as JSON has it; instants and days as ISO 8601 text, what is packed as text."""
    if isinstance(value, bytes):
        return packed.unpacked(value).decode()
    if isinstance(value, Decimal):
        return amounts.as_json(value)
    return value.isoformat() if isinstance(value, date | time) else value


def read(column: Column[Any], value: Any) -> Any:
    """Return the value of a column from its JSON. Raises Wrong for what cannot be one."""
    if value is None:
        if not column.nullable:
            raise Wrong(f"{column} is empty")
        return None
    if column.name in RECORDS:
        return _recorded(RECORDS[column.name], value)
    if isinstance(column.type, JSON):
        return _shaped(column.name, _simple(value))
    kind = column.type.python_type
    if kind is bytes:
        return _packed(column, value)
    try:
        if isinstance(column.type, UtcDateTime):
            return _instant(value)
        if kind in (date, time):
            return _day(value) if kind is date else time.fromisoformat(value)
    except (TypeError, ValueError) as error:
        raise Wrong(f"{column} is no {kind.__name__}") from error
    if kind is Decimal:
        return _amount(column, value)
    if kind is float and type(value) is int:
        value = float(value)
    if type(value) is not kind or (isinstance(value, float) and not math.isfinite(value)):
        raise Wrong(f"{column} is no {kind.__name__}")
    if isinstance(value, int) and abs(value) > 2**31 - 1:
        raise Wrong(f"{column} is too large")
    return _text(column, value) if isinstance(value, str) else value


def _packed(column: Column[Any], value: Any) -> bytes:
    if not isinstance(value, str) or not bounds.is_unicode(value):
        raise Wrong(f"{column} is no text")
    try:
        return packed.packed(value)
    except BadFile as error:
        raise Wrong(f"{column} is too long") from error


def _amount(column: Column[Any], value: Any) -> Decimal:
    if type(value) in (int, float):
        try:
            return amounts.from_json(value)
        except amounts.NotAnAmount:
            pass
    raise Wrong(f"{column} is no amount")


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its zone")
    _within(moment.astimezone(UTC).date())
    return moment.astimezone(UTC)


def _day(text: str) -> date:
    return _within(date.fromisoformat(text))


def _within(day: date) -> date:
    if not FIRST <= day <= LAST:
        raise ValueError("out of the years an app can know")
    return day


def _text(column: Column[Any], value: str) -> str:
    bound = column.type.length if isinstance(column.type, String) else None
    longest = LONGEST if isinstance(column.type, Text) or bound is None else bound
    if len(value) > longest or "\x00" in value or any(0xD800 <= ord(c) < 0xE000 for c in value):
        raise Wrong(f"{column} is too long or holds what is no text")
    if column.name == "week" and not WEEK.fullmatch(value):
        raise Wrong(f"{column} is no week")
    if column.name == "zone" and value not in clock.zones():
        raise Wrong(f"{column} is no time zone")
    return value


def _recorded(kind: type[Any], value: Any) -> Any:
    """Return what was shown about a reply, if the pages can show it again."""
    try:
        return kept.plain(kept.read(kind, value))
    except ValueError as error:
        raise Wrong(f"no {kind.__name__.lower()}: {error}") from error


def _shaped(name: str, value: Any) -> Any:
    """Return the value if it has the shape that the pages read it by."""
    if not isinstance(value, list):
        raise Wrong(f"{name} is no list")
    if name == "parts":
        good = all(isinstance(part, dict) and _is_part(part) for part in value)
    else:
        good = all(isinstance(item, str) for item in value)
    if not good:
        raise Wrong(f"{name} holds something else")
    return value


def _is_part(part: dict[str, Any]) -> bool:
    """Whether this is a part of a filled-in tool (coach/journal/sheet.py)."""
    if not (isinstance(part.get("id"), str) and isinstance(part.get("label"), str)):
        return False
    if "text" in part:
        return isinstance(part["text"], str)
    columns, rows = part.get("columns"), part.get("rows")
    return (
        isinstance(columns, dict)
        and all(isinstance(label, str) for label in columns.values())
        and isinstance(rows, list)
        and all(isinstance(row, dict) for row in rows)
        and all(isinstance(cell, str) for row in rows for cell in row.values())
    )


def _simple(value: Any, depth: int = 0) -> Any:
    """Return lists and objects of short texts, and nothing else."""
    if depth > 4:
        raise Wrong("nested too deeply")
    if isinstance(value, str):
        if len(value) > LONGEST or "\x00" in value:
            raise Wrong("too long or no text")
        return value
    if isinstance(value, list) and len(value) <= 200:
        return [_simple(item, depth + 1) for item in value]
    if isinstance(value, dict) and len(value) <= 50:
        return {str(name): _simple(item, depth + 1) for name, item in value.items()}
    raise Wrong("neither a text nor a list nor an object of texts")
