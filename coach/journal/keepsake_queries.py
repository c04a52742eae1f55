"""Read journal entries for the booklet, a bounded number. Nothing here commits."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from coach.db import db
from coach.journal.models import Entry

MARGIN, WELL = "step:%", "look-back/%/well"  # keys of journal entries


def wells(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` texts about what went well, the latest week first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "reflection", Entry.key.like(WELL)
    )
    return db.session.scalars(query.order_by(Entry.key.desc()).limit(most)).all()


def notes(user_id: int, most: int) -> Sequence[str]:
    """Return up to ``most`` notes in the margin of lessons, the newest first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "note", Entry.key.like(MARGIN)
    )
    return db.session.scalars(query.order_by(Entry.changed_at.desc()).limit(most)).all()


def promise_parts(user_id: int, tool_id: str) -> list[dict[str, Any]]:
    """Return the parts of the user's promise list, or an empty list."""
    query = select(Entry.parts).where(
        Entry.user_id == user_id, Entry.kind == "tool", Entry.key == tool_id
    )
    return db.session.scalar(query) or []
