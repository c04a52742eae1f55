"""Recognise a file of people by its content, and read it. Nothing in it is trusted or executed."""

import re

from coach.people import limits
from coach.people.exchange import monica, table_reader, vcard_reader
from coach.people.exchange.decoding import decode
from coach.people.exchange.item import PeopleInFile, UnreadableFile

MOST_BYTES = 24 * 1024 * 1024
TOO_LARGE = "This file is larger than 24 MB, mostly pictures. Export it again without them."
UNKNOWN = (
    "This is none of the files that can be read: a vCard (.vcf), a table (.csv) from Google, "
    "Outlook or LinkedIn, or Monica’s JSON."
)
NOBODY = "There is nobody in this file who could be brought in."
LOOKED_AT = 4_000  # characters
_CARD = re.compile(r"(?:^|[\r\n])BEGIN:VCARD[ \t]*(?:[\r\n]|$)", re.IGNORECASE)


def read(data: bytes, most: int = limits.MOST_PEOPLE) -> PeopleInFile:
    """Return the people of a file. Raise UnreadableFile, and nothing else, whatever the bytes."""
    if len(data) > MOST_BYTES:
        raise UnreadableFile(TOO_LARGE)
    text, _ = decode(data)
    try:
        found = _read(text.removeprefix("\ufeff"), most)
    except (monica.NotMonica, table_reader.NoTable) as error:
        raise UnreadableFile(UNKNOWN) from error
    if not found.people:
        raise UnreadableFile(NOBODY)
    return found


def _read(text: str, most: int) -> PeopleInFile:
    begin = text[:LOOKED_AT].lstrip()
    if _CARD.search(begin):
        return vcard_reader.read(text, most)
    if begin[:1] in ("{", "["):
        return monica.read(text, most)
    return table_reader.read(text, most)
