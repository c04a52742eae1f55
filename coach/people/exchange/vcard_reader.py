"""Read people from vCards of versions 2.1, 3.0 and 4.0, card by card.

A card that cannot be read is named by its line and does not stop the others. ``vobject`` parses the
lines that ``vcard_lines`` has prepared; what escapes in their values mean depends on the property
(RFC 6350, sections 3.4 and 4).
"""

import re
from collections.abc import Iterator
from typing import Any

import vobject.base

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
from coach.people.exchange.vcard_lines import RawCard, cards, properties
from coach.people.rules import names

SOURCE, OURS = "vCard", "-//Good Terms//"
READ = {
    "FN", "N", "NICKNAME", "TITLE", "ORG", "EMAIL", "TEL", "URL", "X-SOCIALPROFILE", "BDAY",
    "CATEGORIES", "UID", "DEATHDATE", "NOTE", "KIND", "X-ADDRESSBOOKSERVER-KIND", "X-ABSHOWAS",
    "PRODID",
}  # fmt: skip
NOT_PEOPLE = {
    "GROUP": "group", "ORG": "organisation", "ORGANIZATION": "organisation",
    "LOCATION": "organisation", "APPLICATION": "organisation", "DEVICE": "organisation",
}  # fmt: skip
NO_TAGS = {"mycontacts", "starred"}  # of Google, on every card
_ESCAPED = re.compile(r"\\(.)", re.DOTALL)
_PIECE = re.compile(r"(?:\\.|[^\\])", re.DOTALL)
_UUID = re.compile(r"(?:urn:uuid:)?([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"https?\\?:", re.IGNORECASE)
Values = dict[str, list[str]]


class Excluded(Exception):
    """Raised for a card that is nobody's. The message is the name of a count of LeftOut."""


def read(text: str, most: int = limits.MOST_PEOPLE) -> PeopleInFile:
    """Return the people of a file. Raise UnreadableFile if there are more than ``most``."""
    people, left_out, ours = list[PersonItem](), LeftOut(), False
    for number, card in enumerate(cards(text)):
        if number >= 2 * most or len(people) > most:
            raise UnreadableFile(too_many(most))
        try:
            values = _values(card)
            people.append(_person(values))
            ours = ours or _is_ours(values)
        except Excluded as error:
            name = str(error)
            setattr(left_out, name, getattr(left_out, name) + 1)
        except vobject.base.VObjectError:
            left_out.unreadable.append(card.line)
    if len(people) > most:
        raise UnreadableFile(too_many(most))
    return PeopleInFile("Good Terms" if ours else SOURCE, tuple(people), left_out, ours)


def too_many(most: int) -> str:
    """Return what is said about a file with more people than can be read."""
    return f"This file has more than {most:,} people. Export fewer of them, or split the file."


def _values(card: RawCard) -> Values:
    """Return the values of a card by property. Raise a VObjectError if a line is no property."""
    if not card.whole:
        raise vobject.base.ParseError("The card has no end", card.line)
    values: Values = {}
    for name, value in properties(card):
        if not name:
            raise vobject.base.ParseError("This is no property", card.line)
        if name in READ:
            text = f"{name}:{' '.join(value.splitlines())}"
            line = vobject.base.textLineToContentLine(text, card.line)
            values.setdefault(line.name, []).append(line.value)
    return values


def _person(values: Values) -> PersonItem:
    structured = (_pieces(_first(values, "N"), ";") + [""] * 5)[:5]
    family, given, additional, _, _ = structured
    organisation = _pieces(_first(values, "ORG"), ";")[0].strip()
    nickname = _pieces(_first(values, "NICKNAME"), ",")[0].strip()
    mails = [_text(each) for each in values.get("EMAIL", ())]
    called_out = _text(_first(values, "FN")).strip()
    whole = " ".join(filter(None, (given.strip(), additional.strip(), family.strip())))
    if kind := _not_a_person(values, called_out, whole, organisation):
        raise Excluded(kind)
    name = called_out or whole or next(filter(None, map(str.strip, mails)), "") or nickname
    if not name:
        raise Excluded("nameless")
    ours, title = _is_ours(values), _text(_first(values, "TITLE"))
    found: dict[str, Any] = {
        "called": nickname or given,
        "role": title if ours else role(title, organisation),
        "world": organisation,
        "mails": mails,
        "phones": [_text(each) for each in values.get("TEL", ())],
        "webs": list(_webs(values, ours)),
        "birthday": next(filter(None, map(days.iso, values.get("BDAY", ()))), None),
        "tags": list(_tags(values)),
        "note": _text(_first(values, "NOTE")),
        "uid": uid(_first(values, "UID")),
        "died": "DEATHDATE" in values,
    }
    item = person(name, found, limits.MOST_TAGS if ours else 5)
    if not item.name:
        raise Excluded("nameless")
    return item


def _not_a_person(values: Values, called: str, whole: str, organisation: str) -> str:
    """Return the count in which a card is that is no person's, or an empty string."""
    kind = (_first(values, "KIND") or _first(values, "X-ADDRESSBOOKSERVER-KIND")).strip().upper()
    if kind in NOT_PEOPLE:
        return NOT_PEOPLE[kind]
    if _first(values, "X-ABSHOWAS").strip().upper() == "COMPANY":
        return "organisation"
    nobody = not whole and names.fold(called) in ("", names.fold(organisation))
    return "organisation" if nobody and organisation and not kind else ""


def _webs(values: Values, ours: bool) -> Iterator[str]:
    """Yield web addresses. Apple escapes their colon. A profile may be a bare name."""
    for name in ("URL", "X-SOCIALPROFILE"):
        for value in values.get(name, ()):
            if name == "URL" or _ANY_SCHEME.match(value):
                yield value if ours else _text(value)


def _tags(values: Values) -> Iterator[str]:
    for value in values.get("CATEGORIES", ()):
        for tag in _pieces(value, ","):
            if tag.strip().lower() not in NO_TAGS:
                yield tag


def uid(text: str) -> str:
    """Return a UUID in small letters, as it is written, or an empty string for anything else."""
    match = _UUID.fullmatch(text.strip())
    return match[1].lower() if match else ""


def _is_ours(values: Values) -> bool:
    return _first(values, "PRODID").startswith(OURS)


def _first(values: Values, name: str) -> str:
    """Return the first value of a property that is not empty."""
    return next((each for each in values.get(name, ()) if each.strip()), "")


def _text(value: str) -> str:
    """Return a value without escapes. A line break becomes a space."""
    return _ESCAPED.sub(lambda each: _meant(each[1]), value)


def _meant(letter: str) -> str:
    if letter in "nN":
        return " "
    return letter if letter in ",;:\\" else f"\\{letter}"


def _pieces(value: str, separator: str) -> list[str]:
    """Return the parts of a value between separators that are not escaped. At least one."""
    pieces = [""]
    for piece in _PIECE.findall(value):
        if piece == separator:
            pieces.append("")
        else:
            pieces[-1] += piece
    return [_text(piece) for piece in pieces]
