"""Read people from tables (CSV): Google Contacts, Outlook, LinkedIn, ours, and any other table.

The separator and the row of heads are those that give the most known columns; LinkedIn writes notes
above its heads.
"""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from coach.people import limits
from coach.people.exchange import days
from coach.people.exchange.item import (
    LeftOut,
    PeopleInFile,
    PersonItem,
    UnreadableFile,
    person,
    role,
)
from coach.people.exchange.table_columns import (
    GOOD_TERMS,
    GOOGLE,
    LINKEDIN,
    TableColumns,
    columns,
)
from coach.people.exchange.table_writer import unguarded
from coach.people.exchange.vcard_reader import too_many, uid

SEPARATORS = ",;\t"
LOOKED_AT = 11  # rows that may be the heads
MOST_CELLS = 200  # of a row
UNKNOWN = (
    "No column of this table is known. It needs “Name” and one of “Email”, “Phone”, “Company”."
)
_TAGS = re.compile(r"[,;]")
_BETWEEN = re.compile(r"(?:^|\s):::(?:\s|$)")
Cells = dict[str, list[str]]


class NoTable(Exception):
    """Raised for a text that is no table."""


def read(text: str, most: int = limits.MOST_PEOPLE) -> PeopleInFile:
    """Return the people of a table. Raise UnreadableFile, or NoTable for a text that is none."""
    separator, skipped, found = _heads(text)
    people, left_out = list[PersonItem](), LeftOut()
    for number, row in enumerate(_rows(text, separator)):
        if number <= skipped or not any(map(str.strip, row)):
            continue
        item = _person(found, _cells(found, row), left_out)
        if item is None:
            left_out.nameless += 1
        else:
            people.append(item)
        if len(people) > most or number > 4 * most:
            raise UnreadableFile(too_many(most))
    return PeopleInFile(found.source, tuple(people), left_out, found.source == GOOD_TERMS)


def _heads(text: str) -> tuple[str, int, TableColumns]:
    """Return the separator, the number of the row of heads, and what its columns hold."""
    best: tuple[int, str, int, TableColumns] | None = None
    looks_like_one = False
    for separator in SEPARATORS:
        for number, row in enumerate(_rows(text, separator, strict=False)):
            if number >= LOOKED_AT:
                break
            looks_like_one = looks_like_one or len(row) > 1
            found = columns(row[:MOST_CELLS])
            if found.enough and (best is None or found.known > best[0]):
                best = found.known, separator, number, found
    if best is None:
        raise UnreadableFile(UNKNOWN) if looks_like_one else NoTable
    return best[1:]


def _rows(text: str, separator: str, strict: bool = True) -> Iterator[list[str]]:
    """Yield the rows. Raise UnreadableFile with the line of a cell that is too long."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    try:
        yield from reader
    except csv.Error as error:
        if strict:
            message = (
                f"Line {reader.line_num}: a cell is too long, or its quotation mark never ends."
            )
            raise UnreadableFile(message) from error


def _cells(found: TableColumns, row: Sequence[str]) -> Cells:
    """Return what a row holds, by field. Several columns may hold the same field."""
    cells: Cells = {}
    for name, cell in zip(found.fields, row, strict=False):
        cell = unguarded(cell).strip()
        if name and cell:
            cells.setdefault(name, []).append(cell)
    return cells


def _person(found: TableColumns, cells: Cells, left_out: LeftOut) -> PersonItem | None:
    """Return the person of a row, or None if the row names nobody."""
    one = {name: values[0] for name, values in cells.items()}
    parts = (one.get(name, "") for name in ("first", "middle", "last"))
    name = one.get("name") or " ".join(filter(None, parts))
    mails = _split(cells.get("mail", ()))
    if not name and "company" not in one and found.source != LINKEDIN:
        name = next(iter(mails), "")
    ours = found.source == GOOD_TERMS
    values: dict[str, Any] = {
        **one,
        "called": one.get("called") or one.get("first"),
        "role": one.get("role") or role(one.get("title"), one.get("company")),
        "world": one.get("world") or one.get("company"),
        "mails": mails,
        "phones": _split(cells.get("phone", ())),
        "webs": _split(cells.get("web", ())),
        "birthday": _birthday(one.get("birthday", ""), left_out) if name else None,
        "tags": list(_tags(found.source, cells.get("tags", ()))),
        "uid": uid(one.get("uid", "")),
        "known_since": days.year(one.get("known_since") or one.get("connected", "")),
        "every": _number(one.get("every", "")),
        "ring": (one.get("ring", ""), _number(one.get("of_ring", ""))) if ours else None,
        "last_spoke": _day(one.get("last_spoke", "")),
    }
    item = person(name, values, limits.MOST_TAGS if ours else 5)
    return item if item.name else None


def _split(cells: Sequence[str]) -> list[str]:
    """Return the values of cells, each of which may hold several."""
    return [part.strip() for cell in cells for part in _BETWEEN.split(cell)]


def _birthday(text: str, left_out: LeftOut) -> int | None:
    try:
        return days.any_way(text)
    except days.Doubtful:
        left_out.doubtful_birthdays += 1
        return None


def _tags(source: str, cells: Sequence[str]) -> Iterator[str]:
    """Yield the tags. Google marks the groups that it made itself with an asterisk."""
    for part in _split(cells):
        if source in (GOOGLE, GOOD_TERMS):
            if source == GOOD_TERMS or not part.startswith("*"):
                yield part
        else:
            yield from _TAGS.split(part)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 5 else None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if len(text) == 10 else None
    except ValueError:
        return None
