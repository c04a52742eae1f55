"""Recognise the columns of tables of people, whoever wrote them, by the words of their heads."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from coach.people.rules import names

GOOD_TERMS, GOOGLE, OUTLOOK, LINKEDIN = "Good Terms", "Google Contacts", "Outlook", "LinkedIn"
TABLE = "a table"
HEADS = {
    "name": "name, full name, display name, contact, contact name",
    "first": "first name, given name, forename",
    "middle": "middle name, additional name",
    "last": "last name, family name, surname",
    "called": "nickname, called, nick name",
    "company": "company, company name, organization name, organization, organisation, employer",
    "title": "job title, position, organization title, occupation",
    "honorific": "title",
    "role": "role",
    "world": "group",
    "mail": "email, e mail, email address, e mail address, e mail value, email value, mail, mails",
    "phone": (
        "phone, phones, phone number, phone value, telephone, telephone number, mobile, cell, "
        "mobile phone, cell phone, home phone, business phone, primary phone, other phone, "
        "company main phone, car phone, radio phone"
    ),
    "web": (
        "url, web, webs, website, website value, web page, personal web page, homepage, linkedin, "
        "linkedin url, profile url"
    ),
    "birthday": "birthday, birth date, birthdate, date of birth",
    "tags": "labels, group membership, categories, tags",
    "note": "notes, note",
    "connected": "connected on",
    "matters": "what matters",
    "prefers": "likes to be reached by",
    "known_since": "known since",
    "ring": "ring",
    "of_ring": "ring in days",
    "every": "rhythm in days",
    "last_spoke": "last in touch",
    "uid": "good terms id",
}
_FIELD = {head: name for name, heads in HEADS.items() for head in heads.split(", ")}
_SIGNS = re.compile(r"[^a-z]+")  # numbers too: E-mail 2 Address
NAMES, REACHED = {"name", "first", "last"}, {"mail", "phone", "company"}


class TableColumns(NamedTuple):
    """What each column of a table holds (an empty string for anything unknown), and its source."""

    fields: tuple[str, ...]
    source: str

    @property
    def known(self) -> int:
        """The number of columns that are known."""
        return sum(map(bool, self.fields))

    @property
    def enough(self) -> bool:
        """Whether there is a name and one way to tell people apart."""
        found = set(self.fields)
        return bool(found & NAMES and found & REACHED)


def columns(head: Sequence[str]) -> TableColumns:
    """Return what the columns under this row of heads hold."""
    words = [_words(cell) for cell in head]
    fields = [_FIELD.get(word, "") for word in words]
    if "honorific" in fields:  # Mr. in Outlook's files, a position elsewhere
        other = "" if "title" in fields else "title"
        fields = [other if each == "honorific" else each for each in fields]
    return TableColumns(tuple(fields), _source(set(fields), words))


def _words(cell: str) -> str:
    return _SIGNS.sub(" ", names.fold(cell[:60])).strip()


def _source(fields: set[str], words: Iterable[str]) -> str:
    heads = set(words)
    if "uid" in fields:
        return GOOD_TERMS
    if "connected" in fields:
        return LINKEDIN
    if heads & {"e mail value", "group membership"} or {"first name", "labels"} <= heads:
        return GOOGLE
    if "e mail address" in heads and "first" in fields:
        return OUTLOOK
    return TABLE
