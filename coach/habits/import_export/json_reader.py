"""Read JSON from other programs value by value, and report errors with their line."""

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from math import isfinite
from typing import Any, NoReturn

from coach import amounts, bounds
from coach.habits.import_export.imported import MOST_RECORDS, OLDEST, BadFile, shortened

_DECODER = json.JSONDecoder()
Step = str | int
MOST_PARTS = 2 * MOST_RECORDS + 50_000  # lists and objects: one for each day, and those around them
MOST_VALUES = 12 * MOST_PARTS


class JsonNode:
    """A value of a JSON document and its path."""

    def __init__(self, text: str, value: Any, path: tuple[Step, ...] = ()):
        self.text, self.value, self.path = text, value, path

    def fault(self, message: str) -> NoReturn:
        """Raise BadFile for this value, with its line."""
        try:
            line = line_of(self.text, self.path)
        except RecursionError:  # nested almost too deeply to be read
            line = None
        raise BadFile(message, line)

    def has(self, key: str) -> bool:
        """Return whether this is an object in which ``key`` exists and is not null."""
        return isinstance(self.value, dict) and self.value.get(key) is not None

    def at(self, key: str) -> "JsonNode":
        """Return the value of a key. Raise BadFile if it is missing."""
        if not self.has(key):
            self.fault(f"“{key}” is missing.")
        return JsonNode(self.text, self.value[key], (*self.path, key))

    def items(self) -> "Iterator[JsonNode]":
        """Return the values of a list. Raise BadFile for anything else."""
        if not isinstance(self.value, list):
            self.fault(f"a list was expected, not {_shown(self.value)}.")
        return (JsonNode(self.text, v, (*self.path, n)) for n, v in enumerate(self.value))

    def words(self, longest: int) -> str:
        """Return a text of one line, trimmed. Raise BadFile above ``longest`` characters."""
        return bounds.one_line(self._text(longest)).strip()

    def lines(self, longest: int) -> str:
        """Return a text of several lines, trimmed. Raise BadFile above ``longest`` characters."""
        return bounds.lines(self._text(longest).replace("\r\n", "\n")).strip()

    def _text(self, longest: int) -> str:
        if not isinstance(self.value, str):
            self.fault(f"a text was expected, not {_shown(self.value)}.")
        if not bounds.is_unicode(self.value):
            self.fault("a text holds half of a character.")
        text: str = self.value.strip()
        if len(text) > longest:
            self.fault(f"a text is longer than {longest:,} characters.")
        return text

    def one_of(self, *words: str) -> str:
        """Return the value if it is one of these words. Raise BadFile for others."""
        if self.value not in words:
            self.fault(f"{_shown(self.value)} is not one of {', '.join(w or '“”' for w in words)}.")
        return str(self.value)

    def truth(self) -> bool:
        """Return true or false. Raise BadFile for anything else."""
        if not isinstance(self.value, bool):
            self.fault(f"true or false was expected, not {_shown(self.value)}.")
        return bool(self.value)

    def whole(self, low: int, high: int) -> int:
        """Return a whole number from ``low`` to ``high``. Raise BadFile for anything else."""
        if type(self.value) is not int or not low <= self.value <= high:
            self.fault(f"a number from {low} to {high} was expected, not {_shown(self.value)}.")
        return int(self.value)

    def amount(self) -> Decimal:
        """Return a number of at least 0, exact to six places. Raise BadFile for anything else."""
        if type(self.value) in (int, float):
            try:
                return amounts.from_json(self.value)
            except amounts.NotAnAmount:
                pass
        return self.fault(f"a number of at least 0 was expected, not {_shown(self.value)}.")

    def day(self) -> date:
        """Return a day in the form ``2026-11-27``. Raise BadFile for anything else."""
        try:
            return date.fromisoformat(self.words(10))
        except ValueError:
            self.fault(f"{_shown(self.value)} is not a date like {OLDEST}.")

    def moment(self) -> datetime:
        """Return an ISO 8601 instant with an offset, in UTC. Raise BadFile for anything else."""
        try:
            return bounds.instant(self.words(40))
        except bounds.OutOfBounds as error:
            return self.fault(f"{_shown(self.value)}: {error}.")

    def clock_time(self) -> time:
        """Return a wall-clock time in the form ``07:30``. Raise BadFile for anything else."""
        try:
            return time.fromisoformat(self.words(5)).replace(tzinfo=None)
        except ValueError:
            self.fault(f"{_shown(self.value)} is not a time like 07:30.")


def load(data: bytes) -> JsonNode:
    """Return the parsed document. Raise BadFile for anything that is not JSON in UTF-8.

    The parts are counted before parsing, because one byte can need a hundred bytes of memory.
    """
    if data.count(b"{") + data.count(b"[") > MOST_PARTS or data.count(b",") > MOST_VALUES:
        raise BadFile("This file is far larger than an export of habits.")
    text = decoded(data)
    try:
        return JsonNode(text, json.loads(text, parse_constant=_refused, parse_float=_finite))
    except json.JSONDecodeError as error:
        raise BadFile(f"this is not JSON: {error.msg}.", error.lineno) from error
    except (ValueError, RecursionError) as error:
        raise BadFile("This JSON file does not come from a habit tracker.") from error


def decoded(data: bytes, file: str = "") -> str:
    """Return the bytes as text. Raise BadFile with the line that is not UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise BadFile("this is not text in UTF-8.", line, file) from error


def line_of(text: str, path: tuple[Step, ...]) -> int:
    """Return the line, from 1, on which the value at a path of this JSON text begins."""
    at = _skip(text, 0)
    for step in path:
        at = _member(text, at, step)
    return text.count("\n", 0, at) + 1


def _member(text: str, at: int, step: Step) -> int:
    """Return the offset of the member ``step`` of the object or list at the offset ``at``."""
    named, place = text[at] == "{", 0
    at = _skip(text, at + 1)
    while True:
        key: Step = place
        if named:
            key, at = _DECODER.raw_decode(text, at)
            at = _skip(text, _skip(text, at) + 1)
        if key == step:
            return at
        _, at = _DECODER.raw_decode(text, at)
        at, place = _skip(text, _skip(text, at) + 1), place + 1


def _skip(text: str, at: int) -> int:
    while at < len(text) and text[at] in " \t\r\n":
        at += 1
    return at


def _finite(digits: str) -> float:
    number = float(digits)
    return number if isfinite(number) else _refused(digits)


def _refused(word: str) -> NoReturn:
    raise ValueError(word)


def _shown(value: Any) -> str:
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "an object"
    shown = json.dumps(value, ensure_ascii=False) if not isinstance(value, str) else f"“{value}”"
    shown = shown.encode(errors="replace").decode()  # half of a surrogate pair cannot be shown
    return shortened(shown, 40)
