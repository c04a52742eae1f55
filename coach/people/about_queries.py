"""Read what other features know about somebody on the list, and tie journal entries to people.

Nothing here commits or reads a clock.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Date,
    Integer,
    Select,
    String,
    cast,
    delete,
    func,
    literal,
    null,
    select,
    union_all,
)

from coach.db import db, insert_if_absent
from coach.habits import queries as habits
from coach.intentions import queries as intentions
from coach.people import limits, models, queries
from coach.people.rules import names
from coach.people.rules.between import SHOWN


class TiedHabit(NamedTuple):
    """A habit that is done with somebody."""

    id: int
    name: str


class PlannedSentence(NamedTuple):
    """An open intention to say something to somebody."""

    id: int
    words: str
    day: date


class TiedPerson(NamedTuple):
    """Somebody else on the list: the tie's id and state, and the person's id and name."""

    id: int
    state: str
    contact_id: int
    name: str


class PassedLine(NamedTuple):
    """A line about something given or received."""

    id: int
    line: str
    day: date


class AboutPerson(NamedTuple):
    """What is known about somebody beside their own story.

    ``entries``: how many entries of the journal. ``gave`` and ``got``: the last lines about what
    the user gave and received.
    """

    habits: list[TiedHabit]
    sentences: list[PlannedSentence]
    ties: list[TiedPerson]
    gave: list[PassedLine]
    got: list[PassedLine]
    entries: int


def counts(user_id: int, contact_id: int) -> AboutPerson:
    """Return what is known about one of the user's people beside their story, by one statement."""
    no_day, nobody = cast(null(), Date).label("day"), cast(null(), Integer)
    nothing = nobody.label("other"), cast(literal(""), String).label("state")
    parts = [
        habits.tied(user_id, _tied(contact_id)).add_columns(no_day, *nothing),
        intentions.planned_with(user_id, contact_id).add_columns(*nothing),
        select(literal("entries"), func.count(), cast(literal(""), String), no_day, *nothing).where(
            models.JournalContact.user_id == user_id,
            models.JournalContact.contact_id == contact_id,
        ),
        *_ties(user_id, contact_id, no_day),
        *(_passed(mark, contact_id).add_columns(*nothing) for mark in ("gave", "got")),
    ]
    # SQLite takes no LIMIT in a part of a UNION, so each part is a subquery
    every = union_all(*(select(part.subquery()) for part in parts))
    found = AboutPerson([], [], [], [], [], 0)
    for kind, number, words, day, other, state in db.session.execute(every):
        if kind == "habit":
            found.habits.append(TiedHabit(number, words))
        elif kind == "entries":
            found = found._replace(entries=number)
        elif kind == "tie":
            found.ties.append(TiedPerson(number, state, other, words))
        elif kind == "say":
            found.sentences.append(PlannedSentence(number, words, day))
        else:
            getattr(found, kind).append(PassedLine(number, words, day))
    found.sentences.sort(key=lambda each: (each.day, each.id))
    found.ties.sort(key=lambda each: (names.fold(each.name), each.id))
    return found


def _ties(user_id: int, contact_id: int, no_day: Any) -> Iterator[Select[Any]]:
    """Yield the statements for the ties of somebody: as the first of the two, and as the second."""
    tie, contact = models.ContactTie, models.Contact
    for mine, other in ((tie.first_id, tie.second_id), (tie.second_id, tie.first_id)):
        yield (
            select(
                literal("tie"), tie.id, contact.name, no_day,
                other.label("other"), tie.state.label("state"),
            )
            .join(contact, contact.id == other)
            .where(tie.user_id == user_id, mine == contact_id, tie.state != "")
            .limit(limits.MOST_TIES)
        )  # fmt: skip


def _passed(mark: str, contact_id: int) -> Select[str, int, str, date]:
    """Return the statement for the last lines with a mark: ``gave`` or ``got``."""
    touch, part = models.Touch, models.TouchContact
    return (
        select(literal(mark), touch.id, touch.line, touch.day)
        .join(part, part.touch_id == touch.id)
        .where(part.contact_id == contact_id, getattr(touch, mark))
        .order_by(part.day.desc(), touch.id.desc())
        .limit(SHOWN)
    )


def _tied(contact_id: int) -> Select[int]:
    tie = models.HabitContact
    return select(tie.habit_id).where(tie.contact_id == contact_id)


def entries_about(user_id: int, contact_id: int) -> Select[int]:
    """Return the statement for the ids of the user's journal entries about somebody."""
    about = models.JournalContact
    return select(about.entry_id).where(about.user_id == user_id, about.contact_id == contact_id)


def person_of_entry(user_id: int, entry_id: int) -> int | None:
    """Return the id of the person whom an entry is about, or None."""
    about = models.JournalContact
    query = select(about.contact_id).where(about.user_id == user_id, about.entry_id == entry_id)
    return db.session.scalar(query.order_by(about.id))


def tie_entry(user_id: int, entry_id: int, contact_id: int | None) -> None:
    """Keep that an entry is about one of the user's own people, or about nobody."""
    about = models.JournalContact
    mine = about.user_id == user_id, about.entry_id == entry_id
    db.session.execute(delete(about).where(*mine))
    if contact_id and queries.own_contact(user_id, contact_id):
        insert_if_absent(about, user_id=user_id, entry_id=entry_id, contact_id=contact_id)
