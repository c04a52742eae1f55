"""Read the JSON export of Monica 4 (``version`` 1.0-preview.1). Monica 5 is read by its vCards.

Source: monicahq/monica, ``JsonExportAccount``. Contacts hold lists of records by type; activities
are named by their ids, since they belong to several contacts.
"""

import html
import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from coach.people import limits
from coach.people.exchange import days
from coach.people.exchange.item import (
    LeftOut,
    PastTouch,
    PeopleInFile,
    PersonItem,
    UnreadableFile,
    clean,
    person,
    role,
)
from coach.people.exchange.vcard_reader import too_many, uid

SOURCE, VERSION = "Monica", "1.0"
MOST_PARTS = 600_000  # lists and objects; one byte can need a hundred of memory
MOST_VALUES = 12 * MOST_PARTS
KINDS = {"email": "mails", "phone": "phones"}
_MARKUP = re.compile(r"<[^<>]*>")
Record = Mapping[str, Any]
EMPTY: dict[str, Any] = {}


class NotMonica(Exception):
    """Raised for JSON that Monica did not write."""


def read(text: str, most: int = limits.MOST_PEOPLE) -> PeopleInFile:
    """Return the people of an export. Raise NotMonica, or UnreadableFile if there are too many."""
    document = _loaded(text)
    account = _object(document, "account")
    if not str(document.get("version", "")).startswith(VERSION) or "data" not in account:
        raise NotMonica
    kinds = _contact_kinds(_object(account, "instance"))
    activities = {_id(each): _properties(each) for each in _records(account, "activity")}
    people, left_out = list[PersonItem](), LeftOut()
    for record in _records(account, "contact"):
        found = _properties(record)
        item = None if found.get("is_partial") else _person(record, kinds, activities)
        if found.get("is_partial"):
            left_out.relatives += 1
        elif item is None:
            left_out.nameless += 1
        else:
            people.append(item)
        if len(people) > most:
            raise UnreadableFile(too_many(most))
    return PeopleInFile(SOURCE, tuple(people), left_out)


def _loaded(text: str) -> dict[str, Any]:
    if text.count("{") + text.count("[") > MOST_PARTS or text.count(",") > MOST_VALUES:
        raise UnreadableFile("This file is far larger than an export of Monica.")
    try:
        document = json.loads(text)
    except json.JSONDecodeError as error:
        raise UnreadableFile(f"Line {error.lineno}: this is not JSON ({error.msg}).") from error
    except (ValueError, RecursionError) as error:
        raise NotMonica from error
    if not isinstance(document, dict):
        raise NotMonica
    return document


def _person(
    record: Record, kinds: Mapping[str, str], activities: Mapping[str, Record]
) -> PersonItem | None:
    found = _properties(record)
    parts = [clean(found.get(f"{each}_name"), 200) for each in ("first", "middle", "last")]
    ways: dict[str, list[str]] = {"mails": [], "phones": [], "webs": []}
    for each in _records(record, "contact_field"):
        values = _properties(each)
        kind = KINDS.get(kinds.get(str(values.get("type")), ""), "webs")
        ways[kind].append(_string(values.get("data")))
    ways["webs"] = [each for each in ways["webs"] if each.lower().startswith(("http:", "https:"))]
    item = person(
        " ".join(filter(None, parts)),
        {
            **ways,
            "called": found.get("nickname") or parts[0],
            "role": role(found.get("job"), found.get("company")),
            "world": found.get("company"),
            "birthday": _birthday(_object(found, "birthdate")),
            "tags": found.get("tags") if isinstance(found.get("tags"), list) else (),
            "note": " ".join(_notes(record)),
            "uid": uid(_id(record)),
            "every": _whole(found.get("stay_in_touch_frequency")),
            "last_spoke": _day(found.get("last_talked_to")),
            "died": found.get("is_dead") is True,
            "archived": found.get("is_active") is False,
            "touches": sorted(_touches(record, activities), key=lambda each: each.day),
        },
    )
    return item if item.name else None


def _touches(record: Record, activities: Mapping[str, Record]) -> Iterator[PastTouch]:
    for call in _records(record, "call"):
        found = _properties(call)
        if day := _day(found.get("called_at")):
            yield PastTouch(day, "call", _plain(found.get("content")))
    for name in _named(record, "activity"):
        found = activities.get(name, EMPTY)
        if day := _day(found.get("happened_at")):
            line = _plain(found.get("summary")) or _plain(found.get("description"))
            yield PastTouch(day, "met", line, clean(name, 36))


def _notes(record: Record) -> Iterator[str]:
    for note in _records(record, "note"):
        yield _plain(_properties(note).get("body"))


def _contact_kinds(place: Record) -> dict[str, str]:
    """Return what each type of contact field is: ``email`` or ``phone``."""
    listed = place.get("contact_field_types")
    records = listed if isinstance(listed, list) else []
    return {_id(each): str(_properties(each).get("type")) for each in records if _is_object(each)}


def _birthday(found: Record) -> int | None:
    """Return a birthday that Monica knows. One that it worked out from an age is none."""
    return None if found.get("is_age_based") else days.iso(_string(found.get("date")))


def _parts(record: Record, kind: str) -> Iterator[Any]:
    """Yield the entries of a kind in a record's data."""
    data = record.get("data")
    for part in data if isinstance(data, list) else []:
        values = part.get("values") if _is_object(part) and part.get("type") == kind else None
        yield from values if isinstance(values, list) else []


def _records(record: Record, kind: str) -> Iterator[Record]:
    return (each for each in _parts(record, kind) if _is_object(each))


def _named(record: Record, kind: str) -> Iterator[str]:
    return (each for each in _parts(record, kind) if isinstance(each, str))


def _properties(record: Record) -> Record:
    return _object(record, "properties")


def _object(record: Record, name: str) -> dict[str, Any]:
    value = record.get(name)
    return value if isinstance(value, dict) else {}


def _is_object(value: object) -> bool:
    return isinstance(value, dict)


def _id(record: Record) -> str:
    return _string(record.get("uuid"))


def _string(value: object) -> str:
    return value if isinstance(value, str) else ""


def _whole(value: object) -> int | None:
    return value if type(value) is int and 0 < value < 100_000 else None


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(_string(value)[:10])
    except ValueError:
        return None


def _plain(value: object) -> str:
    """Return a text without mark-up, as one line."""
    return clean(html.unescape(_MARKUP.sub(" ", _string(value))), limits.NOTE)
