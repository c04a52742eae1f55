"""Rows of the journal. Nothing here commits."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from coach.db import db
from coach.journal.models import Entry

PAGE = 30  # entries on a page


def reflection(user_id: int, key: str) -> str | None:
    """Return what the person wrote in answer to this reflection, or None."""
    found = _keyed(user_id, "reflection", key)
    return found.text if found else None


def keep_reflection(user_id: int, key: str, prompt: str, text: str, now: datetime) -> None:
    """Keep the answer to a reflection; a later answer takes the earlier one's place."""
    keep(user_id, "reflection", key, prompt, text, now)


def keep(user_id: int, kind: str, key: str, prompt: str, text: str, now: datetime) -> Entry:
    """Keep one entry for (person, kind, key): sending a form twice changes nothing."""
    entry = _keyed(user_id, kind, key)
    if entry is None:
        entry = Entry(user_id=user_id, kind=kind, key=key, written_at=now)
        db.session.add(entry)
    entry.prompt, entry.text, entry.changed_at = prompt, text, now
    return entry


def own_entry(user_id: int, entry_id: int) -> Entry | None:
    """Return the person's own entry, or None for another's and for none."""
    return db.session.scalar(select(Entry).where(Entry.id == entry_id, Entry.user_id == user_id))


def page(user_id: int, before: int | None = None) -> Sequence[Entry]:
    """Return up to PAGE + 1 entries, newest first, older than the entry ``before``."""
    query = select(Entry).where(Entry.user_id == user_id).order_by(Entry.id.desc())
    if before is not None:
        query = query.where(Entry.id < before)
    return db.session.scalars(query.limit(PAGE + 1)).all()


def _keyed(user_id: int, kind: str, key: str) -> Entry | None:
    return db.session.scalar(
        select(Entry).where(Entry.user_id == user_id, Entry.kind == kind, Entry.key == key)
    )
