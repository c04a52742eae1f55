"""Find where somebody's full name stands besides their own page, and take it out there.

Nothing here commits or reads a clock.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import select

from coach.db import db
from coach.db.words import MOST_FOUND, RowWithWords, replace_in, rows_with
from coach.drafts import queries as drafts
from coach.intentions import queries as intentions
from coach.journal import queries as journal
from coach.people import limits, models, queries, touch_queries, upkeep
from coach.people.exchange import file_queries
from coach.people.rules import names
from coach.writing import queries as writing

INSTEAD = "…"  # in the place of a name


class NamePlace(NamedTuple):
    """A kind of place in which a name stands, and what it says there."""

    name: str
    title: str
    rows: Sequence[RowWithWords] | Sequence[file_queries.FileMention]


def places(contact: models.Contact) -> list[NamePlace]:
    """Return where the full name stands outside of what is deleted with the person."""
    user_id, name = contact.user_id, contact.name
    found = [
        NamePlace("touches", "Other lines", _lines(contact)),
        NamePlace("promises", "Other promises", _promises(contact)),
        NamePlace("entries", "Your journal", journal.with_words(user_id, name)),
        NamePlace("plans", "What you plan to say", intentions.with_words(user_id, name)),
        NamePlace("messages", "Messages you kept", writing.messages_with(user_id, name)),
        NamePlace("saved", "Messages saved for later", writing.drafts_with(user_id, name)),
        NamePlace("drafts", "Texts you have begun", drafts.with_words(user_id, name)),
        NamePlace("files", "Files that wait", file_queries.mentions(contact)),
    ]
    return [place for place in found if place.rows]


def _lines(contact: models.Contact) -> list[RowWithWords]:
    """Return up to 50 lines of others in which the name stands."""
    touch = models.Touch
    word = f"%{names.fold(contact.name).replace('%', '').replace('_', '')}%"
    rows = db.session.execute(
        select(touch.id, touch.line, touch.later)
        .where(
            touch.user_id == contact.user_id,
            touch.found.like(word),
            touch.id.not_in(queries.lines_alone(contact.id)),
        )
        .order_by(touch.id.desc())
        .limit(MOST_FOUND)
    )
    texts = ((row.id, next((t for t in row[1:] if contact.name in t), "")) for row in rows)
    return [RowWithWords(id_, text) for id_, text in texts if text]


def _promises(contact: models.Contact) -> list[RowWithWords]:
    """Return the promises to others, or of theirs, in which the name stands."""
    promise = models.Promise
    own = set(db.session.scalars(select(promise.id).where(promise.contact_id == contact.id)))
    found = rows_with(promise, ("what",), contact.user_id, contact.name)
    return [row for row in found if row.id not in own]


def take_out(user_id: int, name: str, chosen: Mapping[str, Sequence[int]], now: datetime) -> None:
    """Put an ellipsis in the place of a name in the chosen rows, by the kind of place.

    The ids of cards in files are written as ``files`` (see FileMention).
    """
    ids = {kind: chosen.get(kind) or () for kind in KINDS}
    _in_lines(user_id, name, ids["touches"], now)
    replace_in(models.Promise, ("what",), user_id, ids["promises"], (name, INSTEAD))
    journal.replace_words(user_id, ids["entries"], name, INSTEAD, now)
    intentions.replace_words(user_id, ids["plans"], name, INSTEAD)
    writing.replace_words(user_id, ids["messages"], ids["saved"], name, INSTEAD)
    drafts.replace_words(user_id, ids["drafts"], name, INSTEAD)


KINDS = ("touches", "promises", "entries", "plans", "messages", "saved", "drafts")


def _in_lines(user_id: int, name: str, ids: Sequence[int], now: datetime) -> None:
    concerned: dict[int, models.Contact] = {}
    for touch in replace_in(models.Touch, ("line", "later"), user_id, ids, (name, INSTEAD)):
        touch.later_on = touch.later_on if touch.later else None
        touch.found = names.fold(f"{touch.line} {touch.later}".strip())[: limits.NOTE_FOUND]
        touch.changed_at = now
        concerned |= {each.id: each for each in touch_queries.contacts_of(touch)}
    upkeep.settle(concerned.values())
