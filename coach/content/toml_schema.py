"""Read TOML tables with the line of every key, and check them against a schema (F01-F03)."""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from coach.content.source import Fault, SourceLine, did_you_mean

Kind = Literal["text", "number", "texts", "tables"]
_KIND_IN_WORDS: Mapping[Kind, str] = {
    "text": "a text",
    "number": "a whole number",
    "texts": "a list of texts",
    "tables": "a list of tables",
}
_KEY = re.compile(r"\s*(?:\[\[?\s*)?([A-Za-z0-9_-]+)\s*(?:=|\]\]?\s*$)")
_TOML_LINE = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True)
class Field:
    """The type of a key's value, and whether the key is required."""

    kind: Kind
    required: bool = True


Schema = Mapping[str, Field]


@dataclass(frozen=True)
class Table:
    """The values of a table. ``line`` is where it begins.

    Missing values, and those of a wrong type, are read as empty.
    """

    line: int
    values: Mapping[str, Any] = field(default_factory=dict)
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, key: str) -> int:
        """Return the line of ``key``, or the table's own if the key is missing."""
        return self.lines.get(key, self.line)

    def text(self, key: str) -> str:
        """Return the text under ``key``, or an empty string."""
        value = self.values.get(key)
        return value if isinstance(value, str) else ""

    def number(self, key: str) -> int:
        """Return the whole number under ``key``, or 0."""
        value = self.values.get(key)
        return value if isinstance(value, int) and not isinstance(value, bool) else 0

    def texts(self, key: str) -> tuple[str, ...]:
        """Return the texts under ``key``, or an empty tuple."""
        value = self.values.get(key)
        return tuple(value) if isinstance(value, list) and _fits(value, "texts") else ()

    def tables(self, key: str) -> "tuple[Table, ...]":
        """Return the tables under ``key``, or an empty tuple.

        Inline tables all have the key's line.
        """
        value = self.values.get(key)
        line = self.line_of(key)
        if not isinstance(value, list) or not _fits(value, "tables"):
            return ()
        return tuple(Table(line, item) for item in value)


def parse(lines: Sequence[SourceLine], path: str) -> tuple[Table, list[Fault]]:
    """Return the table in ``lines``. Invalid TOML gives one fault and an empty table."""
    first = lines[0].number if lines else 1
    try:
        values = tomllib.loads("\n".join(line.text for line in lines) + "\n")
    except tomllib.TOMLDecodeError as error:
        place = _TOML_LINE.search(str(error))
        number = first + int(place[1]) - 1 if place else lines[-1].number
        reason = _TOML_LINE.sub("", str(error)).strip()
        return Table(first), [Fault(path, number, "F03", f"not TOML: {reason}")]
    return Table(first, values, _key_lines(lines)), []


def parse_array(
    lines: Sequence[SourceLine], name: str, path: str
) -> tuple[list[Table], list[Fault]]:
    """Return the ``[[name]]`` tables, each with its own lines."""
    whole, faults = parse(lines, path)
    faults += check(whole, {name: Field("tables")}, path) if not faults else []
    starts = [
        index for index, line in enumerate(lines) if line.text.replace(" ", "") == f"[[{name}]]"
    ]
    ends = [*starts[1:], len(lines)]
    tables = []
    for table, start, end in zip(whole.tables(name), starts, ends, strict=False):
        own = lines[start + 1 : end]
        tables.append(Table(lines[start].number, table.values, _key_lines(own)))
    return tables, faults


def check(table: Table, schema: Schema, path: str) -> list[Fault]:
    """Return the faults F01 (missing), F02 (unknown) and F03 (wrong type) of ``table``."""
    return [*_missing(table, schema, path), *_unknown_or_mistyped(table, schema, path)]


def _missing(table: Table, schema: Schema, path: str) -> Iterator[Fault]:
    for key, rule in schema.items():
        if rule.required and key not in table.values:
            yield Fault(path, table.line, "F01", f'"{key}" is missing')


def _unknown_or_mistyped(table: Table, schema: Schema, path: str) -> Iterator[Fault]:
    for key, value in table.values.items():
        line = table.line_of(key)
        if key not in schema:
            hint = did_you_mean(key, schema)
            yield Fault(path, line, "F02", f'unknown key "{key}"{hint}')
        elif not _fits(value, schema[key].kind):
            yield Fault(path, line, "F03", f'"{key}" must be {_KIND_IN_WORDS[schema[key].kind]}')
        elif schema[key].required and value in ("", []) and schema[key].kind != "texts":
            yield Fault(path, line, "F01", f'"{key}" is empty')


def _fits(value: object, kind: Kind) -> bool:
    match kind:
        case "text":
            return isinstance(value, str)
        case "number":
            return isinstance(value, int) and not isinstance(value, bool)
        case "texts":
            return isinstance(value, list) and all(isinstance(item, str) for item in value)
        case "tables":
            return isinstance(value, list) and all(isinstance(item, dict) for item in value)


def _key_lines(lines: Sequence[SourceLine]) -> dict[str, int]:
    found: dict[str, int] = {}
    for line in lines:
        if key := _KEY.match(line.text):
            found.setdefault(key[1], line.number)
    return found
