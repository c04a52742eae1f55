"""Read and write bookmarks and ratings; the journal stores the notes. Nothing here commits."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, delete, select

from coach.db import db, insert_if_absent, upsert
from coach.journal import queries as journal
from coach.lessons.models import LessonBookmark, LessonRating

NOTE = "step:"  # prefix of the key of a note in the margin


@dataclass(frozen=True)
class Beside:
    """A user's bookmark and note at a step."""

    marked: bool
    note: str


MARKED = select(LessonBookmark.id).where(
    LessonBookmark.user_id == bindparam("user"), LessonBookmark.step_id == bindparam("step")
)


def beside(user_id: int | None, step_id: str) -> Beside:
    """Return the user's bookmark and note at this step. A visitor has none."""
    if user_id is None:
        return Beside(False, "")
    marked = db.rows(MARKED, {"user": user_id, "step": step_id})
    note = journal.kept(user_id, "note", NOTE + step_id)
    return Beside(bool(marked), note.text if note else "")


def mark(user_id: int, step_id: str, now: datetime) -> None:
    """Add a bookmark at a step. Doing it twice changes nothing."""
    insert_if_absent(LessonBookmark, user_id=user_id, step_id=step_id, made_at=now)


def unmark(user_id: int, step_id: str) -> None:
    """Delete the bookmark, if there is one."""
    gone = (LessonBookmark.user_id == user_id) & (LessonBookmark.step_id == step_id)
    db.session.execute(delete(LessonBookmark).where(gone))


def bookmarks(user_id: int, most: int = 500) -> Sequence[str]:
    """Return the ids of the steps with a bookmark, at most ``most``, the newest first."""
    query = select(LessonBookmark.step_id).where(LessonBookmark.user_id == user_id)
    return db.session.scalars(query.order_by(LessonBookmark.id.desc()).limit(most)).all()


def keep_note(user_id: int, step_id: str, prompt: str, text: str, now: datetime) -> None:
    """Save a note beside a step in the journal. An empty text deletes it."""
    key = NOTE + step_id
    if text:
        journal.keep(user_id, "note", key, prompt, text, now)
    elif found := journal.kept(user_id, "note", key):
        db.session.delete(found)


def rating(user_id: int, lesson_id: str) -> LessonRating | None:
    """Return the user's rating of the lesson, or None."""
    query = select(LessonRating).where(
        LessonRating.user_id == user_id, LessonRating.lesson_id == lesson_id
    )
    return db.session.scalar(query)


def rate(user_id: int, lesson_id: str, liked: bool, word: str, now: datetime) -> None:
    """Save the user's rating of the lesson. It replaces an earlier one."""
    said = {"liked": liked, "word": word, "rated_at": now}
    key = {"user_id": user_id, "lesson_id": lesson_id}
    upsert(LessonRating, {**key, **said}, list(key), list(said))
