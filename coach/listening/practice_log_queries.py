"""Read and write the practice log. Nothing here commits."""

import hashlib
from collections.abc import Sequence
from typing import Any

from sqlalchemy import bindparam, literal, select

from coach.db import db, insert_if_absent
from coach.listening.models import FieldNote
from coach.listening.progression import LAST, Answered
from coach.search import row_queries

LINES = "mattered", "asked", "noticed"
PAGE = 30  # conversations per page


LOGGED = select(FieldNote.id).where(FieldNote.user_id == bindparam("user")).limit(LAST)


def talks_logged(user_id: int) -> list[Answered]:
    """Return up to four logged conversations as answers for the progression."""
    return [Answered(1, True) for _ in db.rows(LOGGED, {"user": user_id})]


def field_notes(user_id: int, before: int | None = None) -> Sequence[FieldNote]:
    """Return up to PAGE + 1 logged conversations, newest first, older than the id ``before``."""
    query = select(FieldNote).where(FieldNote.user_id == user_id).order_by(FieldNote.id.desc())
    if before is not None:
        query = query.where(FieldNote.id < before)
    return db.session.scalars(query.limit(PAGE + 1)).all()


def own_field_note(user_id: int, note_id: int) -> FieldNote | None:
    """Return the user's own logged conversation, or None."""
    where = FieldNote.id == note_id, FieldNote.user_id == user_id
    return db.session.scalar(select(FieldNote).where(*where))


def keep_field_note(values: dict[str, Any]) -> None:
    """Log a conversation once per form token. A different text with the same token is a new one."""
    mine = FieldNote.user_id == values["user_id"], FieldNote.token == values["token"]
    found = db.session.scalar(select(FieldNote).where(*mine))
    if found and any(getattr(found, name) != values[name] for name in LINES):
        said = "\n".join(values[name] for name in LINES)
        digest = hashlib.sha256(said.encode()).hexdigest()[:16]
        values = {**values, "token": f"{values['token']}-{digest}"}
    insert_if_absent(FieldNote, **values)


LINES_IN_ONE = FieldNote.mattered + " " + FieldNote.asked + " " + FieldNote.noticed
# the newest conversations, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("talk"), FieldNote.id, literal(""), LINES_IN_ONE, FieldNote.practice_day,
            said=LINES_IN_ONE,
        )
    )
    .where(FieldNote.user_id == bindparam("user"))
    .order_by(FieldNote.id.desc())
    .limit(row_queries.NEWEST)
)  # fmt: skip
