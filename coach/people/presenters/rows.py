"""Show people as rows: who, the reason, how long ago, and what was noted today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coach.people.presenters import phrases
from coach.people.rules import names, words
from coach.people.rules.daily import DailyPerson

MOST_REASONS = 3  # the first reason, and two more
FULL, RHYTHM_AT = 100, 70  # the bar is 100 wide, and the rhythm ends at 70


@dataclass(frozen=True)
class PersonRow:
    """Somebody in a list.

    ``bar`` is how far the rhythm has passed, 0 to 100, or None without one; it is drawn beside the
    words. ``touch_id`` is today's touch, and ``quick`` says that one tap noted it.
    """

    id: int
    name: str
    called: str
    initials: str
    role: str
    reasons: tuple[str, ...] = ()
    since: str = ""
    rhythm: str = ""
    bar: int | None = None
    touch_id: int | None = None
    quick: bool = False
    channel: str = ""
    group: str = ""

    @property
    def ago(self) -> str:
        """How long ago the last touch was, in a sentence."""
        if not self.since:
            return "nothing noted"
        return self.since if self.since in ("today", "yesterday") else f"{self.since} ago"

    @property
    def noted(self) -> str:
        """The sentence about today's touch."""
        return phrases.noted(self.called, self.channel)


def person_row(
    who: Any,
    today: date,
    reasons: Sequence[str] = (),
    touch: tuple[int, str] | None = None,
) -> PersonRow:
    """Return somebody as a row. ``who`` has the columns of a contact; ``touch`` is today's."""
    bar = None
    if who.every and who.base:
        bar = max(0, min(FULL, round(RHYTHM_AT * (today - who.base).days / who.every)))
    return PersonRow(
        who.id,
        who.name,
        phrases.called(who.name, who.called),
        names.initials(who.name),
        who.role,
        tuple(reasons[:MOST_REASONS]),
        words.since((today - who.last_touch).days) if who.last_touch else "",
        words.every(who.every) if who.every else "",
        bar,
        touch[0] if touch else None,
        bool(touch and touch[1].startswith("quick-")),
        who.last_channel,
        getattr(who, "world", ""),
    )


def reason(why: str, who: Any, told: Mapping[str, Any], today: date) -> str:
    """Return one reason as a sentence.

    ``told``: the rows that belong to the reasons ``promise`` and ``date``, by reason, with ``day``,
    ``text``, ``word``, ``number`` and ``more``.
    """
    name = phrases.called(who.name, who.called)
    about = told.get(why)
    match why:
        case "promise" if about:
            return phrases.promised(about.text, about.day, today, name)
        case "date" if about:
            return phrases.remembered(about.word, about.text, about.number, about.more, today)
        case "ask":
            return phrases.to_ask(who.next_line)
        case "long":
            return phrases.LONG
        case "rhythm":
            return phrases.meant(who.every)
        case "dormant":
            return phrases.drifted(name, (today - who.last_touch).days)
    return ""


def daily_rows(
    people: Sequence[DailyPerson], rows: Mapping[str, Sequence[Any]], today: date
) -> list[PersonRow]:
    """Return the people of the day as rows, from the database's rows by reason."""
    shown = []
    for person in people:
        told = {why: row for why, found in rows.items() for row in found if row.id == person.id}
        who = told[person.why]
        # beside the first reason stands the rhythm already
        also = [why for why in person.also if why != "rhythm"]
        reasons = [reason(why, who, told, today) for why in (person.why, *also)]
        shown.append(person_row(who, today, list(filter(None, reasons))))
    return shown


def acted_rows(rows: Sequence[Any], today: date) -> list[PersonRow]:
    """Return those with whom a touch of today was noted, as rows."""
    return [person_row(row, today, (), (row.more, row.word)) for row in rows if row.more]
