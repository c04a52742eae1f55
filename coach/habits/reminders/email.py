"""Write the text of reminder e-mails, and sign and check the links in them.

A link contains what it permits. It identifies users and habits by random ids. Old links contain row
ids, which SQLite may reuse for another user's row.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

from itsdangerous import BadSignature, URLSafeSerializer

from coach.habits.presenters import phrases
from coach.text import long_day, plural, weekday

TAP, AGREE, STOP = "one-tap check-in", "agree to mails", "stop mails"
LASTS = timedelta(hours=36)  # lifetime of a one-tap link


@dataclass(frozen=True)
class Tap:
    """The permission to record one habit as done on one day, until an instant.

    ``person`` is the user's public id and ``habit`` the habit's token. Both are row ids in old
    links.
    """

    person: str | int
    habit: str | int
    day: date
    until: datetime

    @property
    def signed_at(self) -> datetime:
        """The instant at which the link was signed."""
        return self.until - LASTS


def tap(secret: str, right: Tap) -> str:
    """Return the signed part of a one-tap link's address."""
    until = int(right.until.timestamp())
    told = [right.person, right.habit, right.day.toordinal(), until]
    return str(URLSafeSerializer(secret, salt=TAP).dumps(told))


def tapped(secret: str, token: str) -> Tap | None:
    """Return the permission in a token, expired or not, or None if the signature is invalid."""
    try:
        person, habit, day, until = URLSafeSerializer(secret, salt=TAP).loads(token)
    except BadSignature:
        return None
    return Tap(person, habit, date.fromordinal(day), datetime.fromtimestamp(until, UTC))


def mails(secret: str, purpose: str, person: str | int, email: str) -> str:
    """Return the signed part of a link that accepts or stops e-mails to an address.

    ``person`` is the user's public id. It does not change with the password, because a link that
    stops e-mails must keep working.
    """
    return str(URLSafeSerializer(secret, salt=purpose).dumps([person, email]))


def mailed(secret: str, purpose: str, token: str) -> tuple[str | int, str] | None:
    """Return the user's id and the address in such a link, or None if the signature is invalid."""
    try:
        person, email = URLSafeSerializer(secret, salt=purpose).loads(token)
    except BadSignature:
        return None
    return person, email


@dataclass(frozen=True)
class EmailHabit:
    """A habit in the day's e-mail. ``strength`` is 0 to 100.

    ``link`` is its one-tap check-in, or its page if a number is to be recorded.
    """

    name: str
    cue: str
    act: str
    strength: int
    word: str
    link: str
    counted: bool


@dataclass(frozen=True)
class EmailText:
    """The subject and the text of an e-mail."""

    subject: str
    text: str


HABITS = (
    "Each link opens a page with one button. It works once, within a day and a half,",
    "and you need no password.",
    "",
    "All habits: {home}",
    "The stronger a habit is, the less often we remind you of it.",
)


class EmailPeople(NamedTuple):
    """What the day's e-mail says of promises and people, and the page where they stand."""

    lines: Sequence[str]
    page: str


def digest(
    name: str,
    day: date,
    items: Sequence[EmailHabit],
    home: str,
    stop: str,
    planned_at: str = "",
    people: EmailPeople | None = None,
) -> EmailText:
    """Return the day's e-mail about habits, people, and what is planned to be said.

    ``planned_at`` is the page with the planned words, or empty if there are none for this day. The
    words themselves are about other people, so they stay out of the e-mail. ``people`` has no link
    that does anything, because a forwarded e-mail would show a name.
    """
    only = items[0].name if len(items) == 1 else plural(len(items), "habit")
    if not items:
        only = "what you want to say" if planned_at else "promises and people"
    lines = [
        f"Hello {name}," if name else "Hello,",
        "",
        f"for {long_day(day)}:",
        *(line for item in items for line in _lines(item)),
        "",
        *([f"Today you want to say what you planned: {planned_at}", ""] if planned_at else ()),
        *([*(line.format(home=home) for line in HABITS)] if items else ()),
        *([*([""] if items else []), *people.lines, people.page, ""] if people else ()),
        f"To stop these e-mails: {stop}",
    ]
    return EmailText(f"{weekday(day)}: {only}", "\n".join(lines) + "\n")


def _lines(item: EmailHabit) -> list[str]:
    plan = phrases.plan_sentence(item.cue, item.act)
    return [
        "",
        item.name,
        plan,
        f"Strength {item.strength} of 100, {item.word}",
        f"{'Record it' if item.counted else 'Done?'} {item.link}",
    ]


def question(address: str, agree: str, people: bool = False) -> EmailText:
    """Return the single e-mail that asks the owner of an address for consent.

    ``people``: whether the e-mails will also be about promises and people.
    """
    about = "habits and people" if people else "habits"
    lines = [
        "Hello,",
        "",
        f"somebody asked Good Terms to remind {address} of their {about} by e-mail, once a day.",
        "If that was you, please say yes here:",
        "",
        agree,
        "",
        "If it was not you, you need not do anything. We will send no further e-mail.",
    ]
    subject = f"Would you like to be reminded of your {about} by e-mail?"
    return EmailText(subject, "\n".join(lines) + "\n")
