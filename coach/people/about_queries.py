"""Read what other features know about somebody on the list, and tie journal entries to people.

Nothing here commits or reads a clock.
"""

from datetime import date
from typing import NamedTuple

from sqlalchemy import (
    Date,
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
from coach.people import models, queries


class TiedHabit(NamedTuple):
    """A habit that is done with somebody."""

    id: int
    name: str


class PlannedSentence(NamedTuple):
    """An open intention to say something to somebody."""

    id: int
    words: str
    day: date


class AboutPerson(NamedTuple):
    """What other features know about somebody. ``entries``: how many entries of the journal."""

    habits: list[TiedHabit]
    sentences: list[PlannedSentence]
    entries: int


def counts(user_id: int, contact_id: int) -> AboutPerson:
    """Return what other features know about one of the user's people, by one statement."""
    no_day = cast(null(), Date)
    parts = [
        habits.tied(user_id, _tied(contact_id)).add_columns(no_day.label("day")),
        intentions.planned_with(user_id, contact_id),
        select(literal("entries"), func.count(), cast(literal(""), String), no_day).where(
            models.JournalContact.user_id == user_id,
            models.JournalContact.contact_id == contact_id,
        ),
    ]
    found = AboutPerson([], [], 0)
    for kind, number, words, day in db.session.execute(union_all(*parts)):
        if kind == "habit":
            found.habits.append(TiedHabit(number, words))
        elif kind == "entries":
            found = found._replace(entries=number)
        else:
            found.sentences.append(PlannedSentence(number, words, day))
    found.sentences.sort(key=lambda each: (each.day, each.id))
    return found


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
