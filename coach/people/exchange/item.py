"""Define people in transit, in or out, as plain data, and bring their values within the limits."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from coach.people import limits
from coach.people.rules import dates, keys, rhythm

TAGS = 5  # tags taken from a file of another program
MOST_TOUCHES = 2_000  # of a person, from Monica
WHITE = "\t\n\v\f\r\x85\u2028\u2029"
_EXTENSION = re.compile(r"\s*\bext(?:ension)?\b\.?\s*", re.IGNORECASE)
_NUMBER = re.compile(r"[+(#*\d][-+/()., x#*\d]*")


class UnreadableFile(Exception):
    """Raised for a file that cannot be read. The message is for the user and may name a line."""


@dataclass(frozen=True)
class PastTouch:
    """A talk as another program kept it. Those of several people share ``together``."""

    day: date
    channel: str
    line: str
    together: str = ""


@dataclass(frozen=True)
class PersonItem:
    """A person as a file brings it. ``world`` is the group, ``birthday`` 100 * month + day.

    ``every`` is a rhythm of their own, in days, and ``ring`` the name and the days of their ring.
    ``last_spoke`` is the day of the last talk, from which a rhythm counts. ``died`` and
    ``archived`` people come put away. ``knows``: the uids of
    acquaintances, which are written and not read.
    """

    name: str
    called: str = ""
    role: str = ""
    world: str = ""
    matters: str = ""
    prefers: str = ""
    mails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    webs: tuple[str, ...] = ()
    birthday: int | None = None
    tags: tuple[str, ...] = ()
    note: str = ""
    uid: str = ""
    known_since: int | None = None
    every: int | None = None
    ring: tuple[str, int] | None = None
    last_spoke: date | None = None
    died: bool = False
    archived: bool = False
    touches: tuple[PastTouch, ...] = ()
    knows: tuple[str, ...] = ()


@dataclass
class LeftOut:
    """What of a file is not brought: counts, and the lines of cards that could not be read."""

    group: int = 0
    organisation: int = 0
    nameless: int = 0
    relatives: int = 0
    doubtful_birthdays: int = 0
    unreadable: list[int] = field(default_factory=list)

    def counts(self) -> dict[str, Any]:
        """Return what is not zero, by name."""
        values = {each.name: getattr(self, each.name) for each in fields(self)}
        return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class PeopleInFile:
    """All people of one file. ``source`` names the program that wrote it."""

    source: str
    people: tuple[PersonItem, ...]
    left_out: LeftOut = field(default_factory=LeftOut)
    ours: bool = False


def clean(text: object, longest: int) -> str:
    """Return a text on one line, without control characters, cut with an ellipsis if too long."""
    if not isinstance(text, str):
        return ""
    if not text.isprintable():
        text = "".join(
            each for each in text if each in WHITE or unicodedata.category(each) not in ("Cc", "Cs")
        )
    text = " ".join(text.split())
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


def person(name: str, values: Mapping[str, Any], tags: int = TAGS) -> PersonItem:
    """Return a person within the limits of what is kept. ``values`` are fields of PersonItem.

    What cannot be kept is left out: addresses that are none, days that no year has.
    """
    birthday, every = values.get("birthday"), values.get("every")
    prefers = str(values.get("prefers") or "")
    mails, phones, webs = _ways(values)
    return PersonItem(
        name=clean(name, limits.NAME),
        called=clean(values.get("called"), limits.CALLED),
        role=clean(values.get("role"), limits.ROLE),
        world=clean(values.get("world"), limits.GROUP),
        matters=clean(values.get("matters"), limits.LINE),
        prefers=prefers if prefers in limits.CHANNELS else "",
        mails=mails,
        phones=phones,
        webs=webs,
        birthday=birthday if birthday and dates.is_valid(birthday) else None,
        tags=_tags(values.get("tags") or ())[:tags],
        note=clean(values.get("note"), limits.NOTE),
        uid=values.get("uid") or "",
        known_since=_between(values.get("known_since"), 1920, 2100),
        every=_days(every),
        ring=_ring(values.get("ring")),
        last_spoke=values.get("last_spoke"),
        died=bool(values.get("died")),
        archived=bool(values.get("archived")),
        touches=tuple(values.get("touches") or ())[:MOST_TOUCHES],
    )


def role(title: object, organisation: object) -> str:
    """Return how somebody is known, from a title and an organisation."""
    whole = (clean(title, limits.ROLE), clean(organisation, limits.ROLE))
    return ", ".join(filter(None, whole))


def _days(number: int | None) -> int | None:
    """Return a rhythm within its limits, or None."""
    return min(max(number, rhythm.SHORTEST), rhythm.LONGEST) if number else None


def _ring(named: tuple[str, int | None] | None) -> tuple[str, int] | None:
    """Return a ring that has a name and a rhythm, or None."""
    name, every = named or ("", None)
    name, days = clean(name, limits.RING), _days(every)
    return (name, days) if name and days else None


def _between(number: int | None, low: int, high: int) -> int | None:
    return number if number is not None and low <= number <= high else None


def _tags(words: Iterable[object]) -> tuple[str, ...]:
    cleaned = (clean(word, limits.TAG) for word in words)
    return tuple(dict.fromkeys(filter(None, cleaned)))


def _ways(values: Mapping[str, Any]) -> tuple[tuple[str, ...], ...]:
    """Return the e-mail addresses, numbers and web addresses, each once, eight in all."""
    kinds = [
        _once(
            (clean(each, 1000), keys.mail(clean(each, 1000))) for each in values.get("mails", ())
        ),
        _once(phone(clean(each, 1000)) for each in values.get("phones", ())),
        _once(keys.web(clean(each, 1000)) for each in values.get("webs", ())),
    ]
    while sum(map(len, kinds)) > limits.MOST_WAYS:
        max(kinds, key=len).pop()
    return tuple(map(tuple, kinds))


def _once(ways: Iterable[tuple[str, str]]) -> list[str]:
    """Return the values that have a key, the first of each key."""
    kept: dict[str, str] = {}
    for value, key in ways:
        if key and len(value) <= limits.WAY:
            kept.setdefault(key, value.removeprefix("mailto:"))
    return list(kept.values())


def phone(value: str) -> tuple[str, str]:
    """Return a number as it is kept, and its digits as a key. Both are empty if it is none.

    Words after it are cut (``030 123456 (office)``), since the form for a person takes none.
    """
    number = value[4:] if value[:4].lower() == "tel:" else value
    number, *options = number.split(";")
    extension = next((each[4:] for each in options if each[:4].lower() == "ext="), "")
    number = f"{number} x{extension}" if extension.isdecimal() else number
    begin = _NUMBER.match(_EXTENSION.sub(" x", number))
    number = begin[0].rstrip(" (./,-") if begin else ""
    digits = "".join(each for each in number if each.isdecimal() or each in "+x")
    return (number, digits) if len(digits) > 2 else ("", "")
