"""Read and write drafts. Nothing here commits."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import Select, delete, select

from coach.accounts.models import User
from coach.db import db, upsert, words
from coach.drafts.models import TextDraft

OF_GUESTS = timedelta(days=7)  # how long a guest's drafts are kept


def text_draft(user_id: int, place: str) -> str:
    """Return the user's draft for a place, or an empty string."""
    query = select(TextDraft.text).where(TextDraft.user_id == user_id, TextDraft.place == place)
    return db.session.scalar(query) or ""


def save_text_draft(user_id: int, place: str, text: str, now: datetime) -> None:
    """Save a draft in place of the earlier one. An empty text deletes it."""
    if not text:
        delete_text_draft(user_id, place)
        return
    values = {"user_id": user_id, "place": place, "text": text, "saved_at": now}
    upsert(TextDraft, values, ("user_id", "place"), ("text", "saved_at"))


def delete_text_draft(user_id: int, place: str) -> None:
    """Delete the draft of a place once its text is saved."""
    mine = (TextDraft.user_id == user_id) & (TextDraft.place == place)
    db.session.execute(delete(TextDraft).where(mine))


def forget_drafts_of_guests(now: datetime) -> None:
    """Delete drafts that guests have not changed for a week. Accounts keep theirs."""
    old = TextDraft.saved_at < now - OF_GUESTS
    db.session.execute(delete(TextDraft).where(old, TextDraft.user_id.in_(guests())))


def guests() -> Select[int]:
    """Return a query of the ids of all guests."""
    return select(User.id).where(User.email.is_(None))


def with_words(user_id: int, text: str) -> list[words.RowWithWords]:
    """Return the user's drafts that hold these words."""
    return words.rows_with(TextDraft, ("text",), user_id, text)


def replace_words(user_id: int, ids: Collection[int], text: str, instead: str) -> None:
    """Replace words in some of the user's drafts."""
    words.replace_in(TextDraft, ("text",), user_id, ids, (text, instead))
