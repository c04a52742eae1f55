"""Read and write intentions. Nothing here commits or reads a clock."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Date,
    Select,
    String,
    bindparam,
    cast,
    delete,
    func,
    literal,
    null,
    select,
)

from coach.db import UtcDateTime, db, upsert
from coach.db import words as words_in_rows
from coach.intentions import rules
from coach.intentions.models import Intention
from coach.journal import queries as journal
from coach.search import row_queries

# when the user did something here: Today asks how long they were away
USES = (Intention.changed_at,)

PAGE = 30  # closed intentions per page
NOTE = "intention:"
ROW = Intention.__table__.c


def note_key(token: str) -> str:
    """Return the key of the journal's note about what came back."""
    return f"{NOTE}{token}"


# ------------------------------------------------------------------ writing


def save(
    user_id: int,
    step_id: str,
    who: str,
    day: date,
    words: str,
    now: datetime,
    contact_id: int | None = None,
    token: str = "",
) -> None:
    """Save the intention of a lesson's step, once per user and step.

    Saving it again changes its texts and its day. It does not change whether it is open.
    ``contact_id`` is somebody on the user's list. An intention that belongs to no step has an empty
    ``step_id`` and a ``token`` of its own.
    """
    values = {
        "user_id": user_id,
        "token": token or step_id,
        "step_id": step_id,
        "who": who,
        "contact_id": contact_id,
        "day": day,
        "words": words,
        "state": rules.OPEN,
        "made_at": now,
        "changed_at": now,
    }
    upsert(
        Intention, values, ("user_id", "token"), ("who", "contact_id", "day", "words", "changed_at")
    )


def let_go(user_id: int, intention_id: int, today: date, now: datetime) -> None:
    """Let go one of the user's own open intentions, to make room for another."""
    found = own_intention(user_id, intention_id)
    if found is not None and found.state == rules.OPEN:
        close(found, "let_go", today, now)


def close(found: Intention, state: str, today: date, now: datetime) -> None:
    """Close an intention with the user's answer, one of ``rules.CLOSED``.

    The day of the answer stays that of the first time, so that the count of a month stays as well.
    """
    found.closed_on = found.closed_on or today
    found.state, found.changed_at = state, now


def reopen(found: Intention, day: date, now: datetime) -> None:
    """Plan an intention for another day, whether it is open or closed."""
    found.state, found.closed_on, found.day, found.changed_at = rules.OPEN, None, day, now


def forget(user_id: int, intention_id: int) -> None:
    """Delete one of the user's own intentions."""
    mine = Intention.id == intention_id, Intention.user_id == user_id
    db.session.execute(delete(Intention).where(*mine))


# ------------------------------------------------------------------ reading


def own_intention(user_id: int, intention_id: int) -> Intention | None:
    """Return the user's own intention, or None."""
    where = Intention.id == intention_id, Intention.user_id == user_id
    return db.session.scalar(select(Intention).where(*where))


def of_step(user_id: int, step_id: str) -> Intention | None:
    """Return the user's intention of a lesson's step, or None."""
    where = Intention.token == step_id, Intention.user_id == user_id
    return db.session.scalar(select(Intention).where(*where))


def open_ones(user_id: int, besides: str = "") -> Sequence[Intention]:
    """Return the user's open intentions, the earliest day first, without the token ``besides``."""
    query = select(Intention).where(
        Intention.user_id == user_id,
        Intention.state == rules.OPEN,
        Intention.token != besides,
    )
    return db.session.scalars(query.order_by(Intention.day, Intention.id)).all()


class ClosedIntention(NamedTuple):
    """A closed intention, with the note about what came back or None."""

    id: int
    step_id: str
    who: str
    words: str
    state: str
    closed_on: date
    came_back: str | None
    contact_id: int | None


CAME_BACK = journal.note_text(ROW.user_id, literal(NOTE) + ROW.token)
CLOSED = (
    select(
        ROW.id, ROW.step_id, ROW.who, ROW.words, ROW.state, ROW.closed_on, CAME_BACK, ROW.contact_id
    )
    .where(ROW.user_id == bindparam("user"), ROW.state != rules.OPEN)
    .order_by(ROW.id.desc())
)


def closed(user_id: int, before: int | None = None) -> list[ClosedIntention]:
    """Return up to PAGE + 1 closed intentions, newest first, older than the id ``before``."""
    query = CLOSED if before is None else CLOSED.where(ROW.id < before)
    rows = db.session.execute(query.limit(PAGE + 1), {"user": user_id})
    return [ClosedIntention(*row) for row in rows]


def said_in(user_id: int, step_ids: Collection[str]) -> list[ClosedIntention]:
    """Return what the user said of the intentions made in these steps, newest first."""
    query = CLOSED.where(ROW.step_id.in_(step_ids), ROW.state.in_(rules.DONE)).limit(PAGE)
    return [ClosedIntention(*row) for row in db.session.execute(query, {"user": user_id})]


class DueIntention(NamedTuple):
    """An open intention whose day is today or past."""

    id: int
    who: str
    day: date
    words: str
    contact_id: int | None = None


# three texts, three nulls, and "say" with the day in ISO 8601 and the person's id, because Today
# reads them together with the places in lessons
SAY = "say "
DUE = select(
    ROW.words,
    ROW.who,
    cast(ROW.id, String),
    cast(null(), UtcDateTime()),
    cast(null(), UtcDateTime()),
    cast(null(), JSON),
    literal(SAY) + cast(ROW.day, String) + " " + cast(func.coalesce(ROW.contact_id, 0), String),
).where(ROW.user_id == bindparam("user"), ROW.state == rules.OPEN, ROW.day <= bindparam("today"))


def due(user_id: int, today: date) -> list[DueIntention]:
    """Return the open intentions that are for today or still to be asked about."""
    return in_order(db.rows(DUE, {"user": user_id, "today": today}))


def in_order(rows: Iterable[Any]) -> list[DueIntention]:
    """Return rows of DUE as intentions, the earliest day first."""
    found = []
    for row in rows:
        day, _, contact = row[6].removeprefix(SAY).partition(" ")
        whom = int(contact) or None
        found.append(DueIntention(int(row[2]), row[1], date.fromisoformat(day), row[0], whom))
    return sorted(found, key=lambda each: (each.day, each.id))


def planned_with(user_id: int, contact_id: int) -> Select[Any]:
    """Return the statement for the user's open intentions about somebody on their list.

    Its columns are the word ``say``, the id, the words and the day. At most three are open.
    """
    return select(literal("say"), ROW.id, ROW.words, ROW.day).where(
        ROW.user_id == user_id, ROW.contact_id == contact_id, ROW.state == rules.OPEN
    )


# how many were said, in these or in other words, in a month; what was let go counts neither for
# nor against. The look-back's result reads it together with what was practised.
SAID = select(func.count()).where(
    ROW.user_id == bindparam("user"),
    ROW.state.in_(rules.DONE),
    ROW.closed_on.between(
        bindparam("month_first", type_=Date), bindparam("month_last", type_=Date)
    ),
)


# the newest intentions, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("intention"), Intention.id, Intention.who, Intention.words,
            Intention.day, said=Intention.who + " " + Intention.words,
        )
    )
    .where(Intention.user_id == bindparam("user"))
    .order_by(Intention.id.desc())
    .limit(row_queries.NEWEST)
)  # fmt: skip


def hand_over(
    user_id: int, contact_id: int, to_id: int, ids: Collection[int] | None = None
) -> list[int]:
    """Let what is planned to be said to one person be planned for another, and return its ids.

    ``ids``: only these of the user's plans, or None for all.
    """
    query = select(Intention).where(
        Intention.user_id == user_id, Intention.contact_id == contact_id
    )
    if ids is not None:
        query = query.where(Intention.id.in_(ids))
    plans = db.session.scalars(query).all()
    for plan in plans:
        plan.contact_id = to_id
    db.session.flush()
    return [plan.id for plan in plans]


def with_words(user_id: int, text: str) -> list[words_in_rows.RowWithWords]:
    """Return what the user planned to say that holds these words."""
    return words_in_rows.rows_with(Intention, ("who", "words"), user_id, text)


def replace_words(user_id: int, ids: Collection[int], text: str, instead: str) -> None:
    """Replace words in some of what the user planned to say."""
    words_in_rows.replace_in(Intention, ("who", "words"), user_id, ids, (text, instead))
