"""Say what the calendar and the day's e-mail tell of promises, days to remember and people.

``named`` is the user's choice: ``none``, ``bare`` (that something is due) or ``names``. What is
said reaches whoever keeps the user's calendar or e-mail, so without names nothing of a person is
said, and neither is what was promised.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from coach.people.presenters import phrases
from coach.people.rules import dates
from coach.text import agree, day_of_month, in_words, long_day

NONE, BARE, NAMES = "none", "bare", "names"
CHOICES = (
    (NONE, "Nothing"),
    (BARE, "That something is due, without names"),
    (NAMES, "With names"),
)
WARNS = timedelta(days=-1, hours=-15)  # 9:00, two days before a whole day begins
A_WEEK = 7  # days within which a day is said with its weekday


class CalendarNote(NamedTuple):
    """A whole day in the calendar. ``kind`` and ``id`` name its row, and so its identity.

    ``rule`` is a recurrence (RFC 5545), or empty. ``path`` is the page it leads to.
    """

    kind: str
    id: int
    title: str
    text: str
    path: str
    day: date
    rule: str = ""
    alarm: timedelta | None = None


def promise_note(row: tuple[int, str, date], who: str, named: str) -> CalendarNote:
    """Return the note on the date of a promise of the user's. ``row``: its id, words and date."""
    id_, what, due = row
    title, text = "A promise is due", "What was promised is on your list of promises."
    if named == NAMES:
        title, text = f"{what}, to {who}", "You promised this. If it cannot be, move the date."
    return CalendarNote("promise", id_, title, text, "/people/promises", due, alarm=WARNS)


def day_note(
    row: tuple[int, str, str, int], who: tuple[int, str], since: int, named: str
) -> CalendarNote:
    """Return the yearly note of a day to remember.

    ``row``: its id, kind, label, and month and day. ``who``: the person's id and how they are
    called. ``since``: the year of the first such day in the calendar, which never changes.
    """
    id_, kind, label, number = row
    title, text, path = "A day to remember", "Whose day it is stands on People.", "/people"
    if named == NAMES:
        title = f"{who[1]}: {label or phrases.DATE_KINDS[kind]}"
        text, path = "A day that you wanted to remember.", f"/people/{who[0]}"
    day = dates.observed(number, since)
    return CalendarNote("date", id_, title, text, path, day, dates.rrule(number))


@dataclass(frozen=True)
class MailPromise:
    """A promise of the user's that is near its date."""

    what: str
    who: str
    due: date
    half: bool


class MailPerson(NamedTuple):
    """Somebody of the day's list: how they are called, why, and that as a sentence."""

    who: str
    why: str
    reason: str


def mail_lines(
    promises: Sequence[MailPromise], people: Sequence[MailPerson], named: str, today: date
) -> list[str]:
    """Return what the day's e-mail says of people, or nothing."""
    if named == NONE or not (promises or people):
        return []
    if named == BARE:
        return [" ".join(filter(None, (_near(len(promises)), _listed(len(people)))))]
    lines = ["Promises", *(_promise(each, today) for each in promises)] if promises else []
    if people:
        lines += ["People for today", *map(_person, people)]
    return lines


def _near(count: int) -> str:
    said = in_words(count).capitalize()
    return (
        f"{said} {agree(count, 'promise is near its date', 'promises are near their date')}."
        if count
        else ""
    )


def _listed(count: int) -> str:
    said = in_words(count).capitalize()
    return (
        f"{said} {agree(count, 'person is', 'people are')} on your list for today." if count else ""
    )


def _promise(each: MailPromise, today: date) -> str:
    ahead = (each.due - today).days
    day = long_day(each.due) if abs(ahead) < A_WEEK else day_of_month(each.due)
    if ahead < 0:
        return f"{each.what}, to {each.who}, due since {day}"
    said = f"{each.what}, to {each.who}, by {'today' if not ahead else day}"
    return f"Half the time has passed: {said}" if each.half else said


def _person(each: MailPerson) -> str:
    """Return a line such as ``Maren: you promised “Outline” for tomorrow.``"""
    if each.why == "ask":
        return f"{each.who}, {each.reason[0].lower()}{each.reason[1:]}"
    return f"{each.who}: {each.reason[0].lower()}{each.reason[1:]}"
