"""Rows of drafts. Nothing here commits."""

from datetime import datetime

from sqlalchemy import delete, select

from coach.db import db, inserting
from coach.drafts.models import TextDraft


def text_draft(user_id: int, place: str) -> str:
    """Return what this person began to write in a place, or an empty string."""
    found = select(TextDraft.text).where(TextDraft.user_id == user_id, TextDraft.place == place)
    return db.session.scalar(found) or ""


def save_text_draft(user_id: int, place: str, text: str, now: datetime) -> None:
    """Save a draft over the one before. An empty text deletes it."""
    if not text:
        delete_text_draft(user_id, place)
        return
    row = inserting(TextDraft).values(user_id=user_id, place=place, text=text, saved_at=now)
    changes = {"text": row.excluded.text, "saved_at": row.excluded.saved_at}
    row = row.on_conflict_do_update(index_elements=["user_id", "place"], set_=changes)
    db.session.execute(row)


def delete_text_draft(user_id: int, place: str) -> None:
    """Delete the draft of a place, once its text is kept."""
    mine = (TextDraft.user_id == user_id) & (TextDraft.place == place)
    db.session.execute(delete(TextDraft).where(mine))
