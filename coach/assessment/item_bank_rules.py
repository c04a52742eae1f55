"""Check the item bank: its rules A01 to A07, and the rules of all content files (F01 to F09).

The file is parsed by ``tomllib`` for its values, and line by line for their positions.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from coach.assessment.item_bank import PER_KEY, digest, lock_path
from coach.content.source import Fault, did_you_mean
from coach.principles import PRINCIPLES

KEYS = ("id", "principle", "keyed", "text")
MORE_KEYS = ("rule", "since", "until")  # an item without "until" needs a rule
KEYED = ("forward", "reverse")
LONGEST = 18  # words
NO_END = 100  # above the number of every edition
JOINED = re.compile(r"\b(and|or)\b", re.I)
NEGATED = re.compile(r"\b(not|cannot|never|no|nobody|nothing|without)\b|n['’]t\b", re.I)
ABSOLUTE = re.compile(r"\b(always|never)\b", re.I)
SENTENCE = re.compile(r"[A-Z].*\.")
PERSON = re.compile(r"\b(I|me|my|mine)\b")
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
HEAD = re.compile(r"\s*\[\[item\]\]\s*(#.*)?")
KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")

Row = tuple[dict[str, Any], dict[str, int]]  # an item's values, and the line of each key


def check(path: Path) -> list[Fault]:
    """Return all faults of the bank at ``<content>/<language>/assessment.toml``, in file order."""
    name = path.relative_to(path.parents[1]).as_posix()
    if not path.is_file():
        return [Fault(name, 1, "F01", "the file with the look-back's statements is missing")]
    try:
        source = path.read_bytes().decode()
    except UnicodeDecodeError as error:
        return [Fault(name, 1, "F09", f"the file is not UTF-8 (byte {error.start})")]
    try:
        content = tomllib.loads(source)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        return [Fault(name, int(line[1]) if line else 1, "F03", f"not TOML: {error}")]
    faults = list(_characters(source)) + list(_file(content, source))
    return sorted(Fault(name, *fault) for fault in faults + list(_locked(content, source, path)))


Found = Iterator[tuple[Any, ...]]  # line, code, message and, for a warning, the level


def _characters(source: str) -> Found:
    for number, line in enumerate(source.split("\n"), 1):
        if "\t" in line or "\r" in line:
            yield number, "F09", "a tab or carriage return: use spaces and plain line ends"


def _file(content: dict[str, Any], source: str) -> Found:
    for key in content:
        if key != "item":
            yield 1, "F02", f'unknown key "{key}"{did_you_mean(key, ("item",))}'
    seen: set[str] = set()
    for row, lines in _rows(content, source):
        yield from _shape(row, lines)
        if row.get("id") in seen:
            yield lines["id"], "F04", f'id "{row["id"]}" is used twice'
        seen.add(str(row.get("id")))
        if isinstance(row.get("text"), str):
            yield from _wording(row["text"], lines["text"])
    yield from _balance(content)


def _rows(content: dict[str, Any], source: str) -> list[Row]:
    where: list[dict[str, int]] = []
    for number, line in enumerate(source.split("\n"), 1):
        if HEAD.fullmatch(line):
            where.append({"": number})
        elif where and (key := KEY.match(line)):
            where[-1].setdefault(key[1], number)
    items = content.get("item")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    return [
        (row, {key: lines.get(key, lines[""]) for key in ("", *KEYS, *MORE_KEYS, *row)})
        for row, lines in zip(rows, where, strict=False)
    ]


def _shape(row: dict[str, Any], lines: dict[str, int]) -> Found:
    for key in KEYS:
        if key not in row:
            yield lines[key], "F01", f'the key "{key}" is missing'
        elif not isinstance(row[key], str):
            yield lines[key], "F03", f'"{key}" must be text in quotes'
    if "rule" not in row and "until" not in row:
        yield lines["rule"], "F01", 'the key "rule" is missing'
    for key in row:
        if key not in (*KEYS, *MORE_KEYS):
            yield lines[key], "F02", f'unknown key "{key}"{did_you_mean(key, (*KEYS, *MORE_KEYS))}'
    if not isinstance(row.get("rule", ""), str):
        yield lines["rule"], "F03", '"rule" must be text in quotes'
    for key in ("since", "until"):
        if not _edition(row.get(key, 1)):
            yield lines[key], "F03", f'"{key}" must be the number of an edition, 1 to 99'
    slugs = [principle.slug for principle in PRINCIPLES]
    if isinstance(row.get("id"), str) and not KEBAB.fullmatch(row["id"]):
        yield lines["id"], "F04", f'id "{row["id"]}" is not kebab-case'
    if isinstance(given := row.get("principle"), str) and given not in slugs:
        yield lines["principle"], "F05", f'unknown principle "{given}"{did_you_mean(given, slugs)}'
    if isinstance(given := row.get("keyed"), str) and given not in KEYED:
        yield lines["keyed"], "F03", f'"keyed" is "{given}", not "forward" or "reverse"'


def _edition(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 1 <= value < NO_END


def _wording(text: str, line: int) -> Found:
    if found := JOINED.search(text):
        yield line, "A02", f'"{found[0]}" may join two acts: ask for one', "warning"
    if found := NEGATED.search(text):
        yield line, "A03", f'negation "{found[0]}": name the opposite act'
    if (words := len(text.split())) > LONGEST:
        yield line, "A04", f"{words} words, at most {LONGEST}"
    if not (SENTENCE.fullmatch(text) and PERSON.search(text)):
        yield line, "A07", "write a whole sentence in the first person, with a full stop"
    if found := ABSOLUTE.search(text):
        yield line, "A05", f'"{found[0]}" leaves no room for an answer in between'


def _balance(content: dict[str, Any]) -> Found:
    items = content.get("item")
    rows = [row for row in items if isinstance(row, dict)] if isinstance(items, list) else []
    spans = [(_number(row, "since", 1), _number(row, "until", NO_END)) for row in rows]
    for number in range(1, max((since for since, _ in spans), default=1) + 1):
        asked = [row for row, (a, b) in zip(rows, spans, strict=True) if a <= number <= b]
        counts = Counter((str(row.get("principle")), str(row.get("keyed"))) for row in asked)
        for principle in PRINCIPLES:
            forward, reverse = (counts[principle.slug, keyed] for keyed in KEYED)
            if (forward, reverse) != (PER_KEY, PER_KEY):
                said = f"{forward} forward and {reverse} reverse items in edition {number}"
                yield 1, "A01", f"{principle.slug} has {said}, not {PER_KEY} and {PER_KEY}"


def _number(row: dict[str, Any], key: str, otherwise: int) -> int:
    value = row.get(key)
    return int(value) if value is not None and _edition(value) else otherwise


def _locked(content: dict[str, Any], source: str, path: Path) -> Found:
    lock = lock_path(path)
    lines = lock.read_text(encoding="utf-8").splitlines() if lock.is_file() else []
    known = dict(line.split(" ", 1) for line in lines if " " in line)
    for row, where in _rows(content, source):
        was = known.get(str(row.get("id")))
        if was is not None and isinstance(row.get("text"), str) and was != digest(row["text"]):
            yield where["text"], "A06", f'the text of "{row["id"]}" changed: give it a new id'
