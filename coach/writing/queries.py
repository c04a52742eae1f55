"""Read and write the rows of the writing room. Nothing here commits or reads a clock."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Date,
    String,
    bindparam,
    case,
    cast,
    delete,
    extract,
    func,
    literal,
    null,
    select,
    union_all,
)

from coach import bounds
from coach.content.steps import OWN_CASE
from coach.db import UtcDateTime, db, upsert, words
from coach.search import row_queries
from coach.writing.models import MessageDraft, WrittenMessage

# when the user did something here: Today asks how long they were away
USES = (WrittenMessage.changed_at,)

PAGE = 30  # messages per page
DRAFT_LASTS = timedelta(days=30)
OWED_FOR = timedelta(days=14)  # how long a kept message counts as owed if it is not sent
MONTHS = 24


# ------------------------------------------------------------------ kept and sent


def keep(values: dict[str, Any]) -> int:
    """Save a message with its text, once per token, and return its id.

    Saving it again replaces the text. The counts remain those of the first draft.
    """
    changes = ("text", "verdicts", "said", "is_first", "person", "due_on", "changed_at")
    return _write(values, changes)


def mark_sent(values: dict[str, Any]) -> int:
    """Log that a message was sent, with the day but without the text, and return its id."""
    return _write(values, ("sent_on", "changed_at"))


def _write(values: dict[str, Any], changes: Sequence[str]) -> int:
    upsert(WrittenMessage, values, ("user_id", "token"), changes)
    same = (
        WrittenMessage.user_id == values["user_id"],
        WrittenMessage.token == values["token"],
    )
    return db.session.scalars(select(WrittenMessage.id).where(*same)).one()


def own_message(user_id: int, message_id: int) -> WrittenMessage | None:
    """Return the user's own message, or None."""
    where = WrittenMessage.id == message_id, WrittenMessage.user_id == user_id
    return db.session.scalar(select(WrittenMessage).where(*where))


def messages(user_id: int, before: int | None = None) -> Sequence[WrittenMessage]:
    """Return up to PAGE + 1 kept or sent messages, newest first, older than the id ``before``."""
    query = select(WrittenMessage).where(WrittenMessage.user_id == user_id)
    if before is not None:
        query = query.where(WrittenMessage.id < before)
    return db.session.scalars(query.order_by(WrittenMessage.id.desc()).limit(PAGE + 1)).all()


def has_messages(user_id: int) -> bool:
    """Return whether the user has kept or sent a message."""
    query = select(WrittenMessage.id).where(WrittenMessage.user_id == user_id).limit(1)
    return db.session.scalar(query) is not None


# ------------------------------------------------------------------ saved for later


def drafts(user_id: int) -> Sequence[MessageDraft]:
    """Return all drafts, the newest first."""
    query = select(MessageDraft).where(MessageDraft.user_id == user_id)
    return db.session.scalars(query.order_by(MessageDraft.id.desc()).limit(bounds.MOST_SAVED)).all()


def own_draft(user_id: int, draft_id: int) -> MessageDraft | None:
    """Return the user's own draft, or None."""
    where = MessageDraft.id == draft_id, MessageDraft.user_id == user_id
    return db.session.scalar(select(MessageDraft).where(*where))


def is_full(user_id: int, token: str) -> bool:
    """Return whether the user has too many drafts for a new one with this token."""
    others = (
        select(func.count())
        .select_from(MessageDraft)
        .where(MessageDraft.user_id == user_id, MessageDraft.token != token)
    )
    return (db.session.scalar(others) or 0) >= bounds.MOST_SAVED


def save_draft(values: dict[str, Any]) -> None:
    """Save a draft. It replaces an earlier one with the same token."""
    changes = ("person", "due_on", "text", "first", "said", "saved_at")
    upsert(MessageDraft, values, ("user_id", "token"), changes)


def drop_draft(user_id: int, token: str) -> None:
    """Delete the draft with this token, if there is one."""
    where = MessageDraft.user_id == user_id, MessageDraft.token == token
    db.session.execute(delete(MessageDraft).where(*where))


def forget_old_drafts(now: datetime) -> None:
    """Delete drafts that are older than 30 days."""
    db.session.execute(delete(MessageDraft).where(MessageDraft.saved_at < now - DRAFT_LASTS))


# ------------------------------------------------------------------ counted by month


class DraftsOfMonth(NamedTuple):
    """Counts of one month.

    They are messages, and of the first drafts the core and other parts, found and in all, and the
    drafts with a mark. ``judged`` counts drafts in English.
    """

    year: int
    month: int
    messages: int
    judged: int
    core: int
    core_found: int
    also: int
    also_found: int
    marked: int


def months(user_id: int) -> list[DraftsOfMonth]:
    """Return the counts of the last MONTHS months with messages, oldest first."""
    year = extract("year", WrittenMessage.practice_day)
    month = extract("month", WrittenMessage.practice_day)
    query = (
        select(
            year,
            month,
            func.count(),
            func.sum(case((WrittenMessage.core > 0, 1), else_=0)),
            func.sum(WrittenMessage.core),
            func.sum(WrittenMessage.core_found),
            func.sum(WrittenMessage.also),
            func.sum(WrittenMessage.also_found),
            func.sum(case((WrittenMessage.marked, 1), else_=0)),
        )
        .where(WrittenMessage.user_id == user_id)
        .group_by(year, month)
        .order_by(year.desc(), month.desc())
        .limit(MONTHS)
    )
    return [DraftsOfMonth(*map(int, row)) for row in db.session.execute(query)][::-1]


# ------------------------------------------------------------------ for other features


class OwedMessage(NamedTuple):
    """A message that the user still owes.

    It is the user's own: a draft, or kept in the last two weeks with a reader's name and not sent.
    """

    kind: str
    person: str
    due_on: date | None
    url: str


DRAFTS_OWED = select(
    MessageDraft.kind, MessageDraft.person, MessageDraft.due_on, MessageDraft.id,
    literal("saved").label("place"),
).where(
    MessageDraft.user_id == bindparam("user"),
    MessageDraft.case_id == OWN_CASE,
    MessageDraft.saved_at >= bindparam("saved_since", type_=UtcDateTime),
)  # fmt: skip
MESSAGES_OWED = select(
    WrittenMessage.kind, WrittenMessage.person, WrittenMessage.due_on, WrittenMessage.id,
    literal("kept").label("place"),
).where(
    WrittenMessage.user_id == bindparam("user"),
    WrittenMessage.case_id == OWN_CASE,
    WrittenMessage.practice_day >= bindparam("kept_since", type_=Date),
    WrittenMessage.sent_on.is_(None),
    WrittenMessage.person != "",
)  # fmt: skip
_EITHER = union_all(DRAFTS_OWED, MESSAGES_OWED).subquery()
_FIRST = (
    select(_EITHER)
    .order_by(_EITHER.c.due_on.is_(None), _EITHER.c.due_on, _EITHER.c.place.desc(), _EITHER.c.id)
    .limit(1)
    .subquery()
)
# the first owed message, as six columns and its day in ISO 8601 or "-"; Today reads it together
# with the places in lessons
OWED = select(
    literal("/write/") + _FIRST.c.place + "/" + cast(_FIRST.c.id, String),
    _FIRST.c.kind,
    _FIRST.c.person,
    cast(null(), UtcDateTime()),
    cast(null(), UtcDateTime()),
    cast(null(), JSON),
    func.coalesce(cast(_FIRST.c.due_on, String), "-"),
)


def since(today: date, now: datetime) -> dict[str, Any]:
    """Return the parameters of OWED, except the user."""
    return {"saved_since": now - DRAFT_LASTS, "kept_since": today - OWED_FOR}


def owed(row: Any) -> OwedMessage:
    """Return a row of OWED as a message."""
    due_on = None if row[6] == "-" else date.fromisoformat(row[6])
    return OwedMessage(kind=row[1], person=row[2], due_on=due_on, url=row[0])


# the newest kept texts, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("message"), WrittenMessage.id, WrittenMessage.person, WrittenMessage.text,
            WrittenMessage.practice_day, said=WrittenMessage.person + " " + WrittenMessage.text,
        )
    )
    .where(WrittenMessage.user_id == bindparam("user"), WrittenMessage.text != "")
    .order_by(WrittenMessage.id.desc())
    .limit(row_queries.NEWEST)
)  # fmt: skip


MESSAGE_TEXTS, DRAFT_TEXTS = ("person", "text"), ("person", "text", "first")


def messages_with(user_id: int, text: str) -> list[words.RowWithWords]:
    """Return the messages that were kept, or said to be sent, which hold these words."""
    return words.rows_with(WrittenMessage, MESSAGE_TEXTS, user_id, text)


def drafts_with(user_id: int, text: str) -> list[words.RowWithWords]:
    """Return the drafts that hold these words."""
    return words.rows_with(MessageDraft, DRAFT_TEXTS, user_id, text)


def replace_words(
    user_id: int, message_ids: Collection[int], draft_ids: Collection[int], text: str, instead: str
) -> None:
    """Replace words in some of the user's messages and drafts."""
    words.replace_in(WrittenMessage, MESSAGE_TEXTS, user_id, message_ids, (text, instead))
    words.replace_in(MessageDraft, DRAFT_TEXTS, user_id, draft_ids, (text, instead))
