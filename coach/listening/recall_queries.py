"""Read and write what comes back to be remembered. Nothing here commits or reads a clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, NamedTuple

from sqlalchemy import (
    JSON,
    Date,
    String,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
    update,
)  # fmt: skip

from coach.accounts.models import User
from coach.db import UtcDateTime, db, insert_if_absent
from coach.habits import queries as habits
from coach.listening.exercise import Message
from coach.listening.models import RecallAnswer, RecallSchedule, Reply
from coach.listening.recall import ROUNDS, DaysAway, Scheduled, due
from coach.listening.room import Room

OLDEST = 120  # days after the first answer, from which on nothing comes back
MOST = 120  # messages that are read
RECENT = 14  # days in which other messages were heard

RECALL, AWAY = "recall ", "away"  # how the last column of such rows begins
SINCE = bindparam("recall_since", type_=Date)
UNTIL = bindparam("recall_today", type_=Date)
# What may come back, as six columns and a text that tells the kind; Today reads it together with
# the places in lessons (coach/today/queries.py). The empty columns have types and names, because
# in a subquery PostgreSQL takes an untyped NULL for a text.
_EMPTY = (
    cast(null(), UtcDateTime()).label("touched_at"),
    cast(null(), UtcDateTime()).label("finished_at"),
    cast(null(), JSON).label("parts"),
)
_SCHEDULED = (
    select(
        RecallSchedule.message_id,
        func.coalesce(cast(RecallSchedule.begun_on, String), "").label("first"),
        func.coalesce(cast(RecallSchedule.last_on, String), "").label("second"),
        *_EMPTY,
        literal(RECALL)
        + cast(RecallSchedule.answered_on, String)
        + literal(" ")
        + cast(RecallSchedule.rounds, String),
    )
    .where(
        RecallSchedule.user_id == bindparam("user"),
        RecallSchedule.stopped.is_(False),
        or_(RecallSchedule.rounds < ROUNDS, RecallSchedule.last_on == UNTIL),
        RecallSchedule.answered_on.between(SINCE, UNTIL),
    )
    .limit(MOST)
)
_OFF = habits.away_ranges(SINCE).limit(MOST).subquery()
_AWAY = select(
    literal(""),
    cast(_OFF.c.first, String),
    func.coalesce(cast(_OFF.c.last, String), ""),
    *_EMPTY,
    literal(AWAY),
)
_REST = habits.rest_days(SINCE, UNTIL).limit(MOST).subquery()
_RESTED = select(
    literal(""), cast(_REST.c.day, String), cast(_REST.c.day, String), *_EMPTY, literal(AWAY)
)
DUE = select(_SCHEDULED.subquery()), _AWAY, _RESTED


@dataclass(frozen=True)
class ComingBack:
    """The messages that may come back, and the days on which nothing does: away, or at rest."""

    scheduled: list[Scheduled] = field(default_factory=list)
    away: list[DaysAway] = field(default_factory=list)


def since(today: date) -> dict[str, Any]:
    """Return the parameters of DUE, except the user."""
    return {"recall_today": today, "recall_since": today - timedelta(days=OLDEST)}


def coming(rows: Iterable[Any]) -> ComingBack:
    """Return rows of DUE as what may come back, and the days away."""
    found = ComingBack()
    for message_id, first, second, *_, kind in rows:
        if kind == AWAY:
            found.away.append(DaysAway(date.fromisoformat(first), _day(second)))
        else:
            answered_on, rounds = kind.removeprefix(RECALL).split(" ")
            days = date.fromisoformat(answered_on), _day(first), _day(second)
            found.scheduled.append(Scheduled(message_id, *days, int(rounds)))
    return found


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def due_messages(user: User | None, room: Room, today: date) -> list[Message]:
    """Return the messages that come back today; none if recall is off."""
    if user is None or user.recall_off:
        return []
    params = {"user": user.id} | since(today)
    return messages_of(user, coming(db.session.execute(union_all(*DUE), params)), room, today)


def messages_of(user: User | None, found: ComingBack, room: Room, today: date) -> list[Message]:
    """Return the messages of these that come back today; none if recall is off."""
    if user is None or user.recall_off:
        return []
    known = [one for one in found.scheduled if one.message_id in room.messages]
    return [room.messages[one.message_id] for one in due(known, found.away, today)]


def schedule(user_id: int, message_id: str, day: date, found: Sequence[str], promise: str) -> None:
    """Let a message come back after its first answer. A promise of the same day is added."""
    insert_if_absent(
        RecallSchedule,
        user_id=user_id,
        message_id=message_id,
        answered_on=day,
        rounds=0,
        stopped=False,
        first_found=list(found),
        promise=promise,
    )
    if promise:
        same_day = RecallSchedule.answered_on == day, RecallSchedule.rounds == 0
        where = RecallSchedule.user_id == user_id, RecallSchedule.message_id == message_id
        db.session.execute(update(RecallSchedule).where(*where, *same_day).values(promise=promise))


def own_schedule(user_id: int, message_id: str) -> RecallSchedule | None:
    """Return the user's own row of a message, or None."""
    where = RecallSchedule.user_id == user_id, RecallSchedule.message_id == message_id
    return db.session.scalar(select(RecallSchedule).where(*where))


def forget(user_id: int, message_id: str) -> None:
    """Let a message come back no more, if none of its replies is left."""
    left = select(Reply.id).where(Reply.user_id == user_id, Reply.exercise_id == message_id)
    row = own_schedule(user_id, message_id)
    if row is not None and db.session.scalar(left.limit(1)) is None:
        db.session.delete(row)


def keep(values: dict[str, Any]) -> int:
    """Save a recall once per form token, and return its id."""
    insert_if_absent(RecallAnswer, **values)
    same = RecallAnswer.user_id == values["user_id"], RecallAnswer.token == values["token"]
    return db.session.scalars(select(RecallAnswer.id).where(*same)).one()


def own_answer(user_id: int, answer_id: int) -> RecallAnswer | None:
    """Return the user's own recall, or None."""
    where = RecallAnswer.id == answer_id, RecallAnswer.user_id == user_id
    return db.session.scalar(select(RecallAnswer).where(*where))


def heard_lately(user_id: int, but: str, today: date, most: int) -> Sequence[str]:
    """Return the ids of other messages that were first answered in the last 14 days."""
    since = today - timedelta(days=RECENT)
    query = select(RecallSchedule.message_id).where(
        RecallSchedule.user_id == user_id,
        RecallSchedule.message_id != but,
        RecallSchedule.answered_on >= since,
    )
    newest = query.order_by(RecallSchedule.answered_on.desc(), RecallSchedule.id.desc())
    return db.session.scalars(newest.limit(most)).all()


class RecallTotal(NamedTuple):
    """What a user remembered in all recalls.

    ``found`` of ``points`` were told without help; ``kept`` of the ``known`` points that the first
    replies told were told again.
    """

    recalled: int = 0
    found: int = 0
    points: int = 0
    kept: int = 0
    known: int = 0


def total(user_id: int) -> RecallTotal:
    """Return what the user remembered in all recalls."""
    columns = RecallAnswer.points, RecallAnswer.kept, RecallAnswer.known
    sums = (func.coalesce(func.sum(column), 0) for column in columns)
    found = func.coalesce(func.sum(func.json_array_length(RecallAnswer.found)), 0)
    query = select(func.count(), found, *sums).where(RecallAnswer.user_id == user_id)
    return RecallTotal(*map(int, db.session.execute(query).one()))
