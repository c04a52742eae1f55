"""Read and write what comes back to be remembered. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Date, bindparam, cast, func, literal, null, or_, select, union_all, update

from coach.accounts.models import User
from coach.db import db, insert_if_absent
from coach.habits.models import Away
from coach.listening.exercise import Message
from coach.listening.models import RecallAnswer, RecallSchedule, Reply
from coach.listening.recall import ROUNDS, DaysAway, Scheduled, due
from coach.listening.room import Room

OLDEST = 120  # days after the first answer, from which on nothing comes back
MOST = 120  # messages that are read
RECENT = 14  # days in which other messages were heard

# what may come back and the days away in one statement, because Today runs a small, fixed number
COMING = (
    select(
        RecallSchedule.message_id,
        RecallSchedule.answered_on,
        RecallSchedule.begun_on,
        RecallSchedule.last_on,
        RecallSchedule.rounds,
    )
    .where(
        RecallSchedule.user_id == bindparam("user"),
        RecallSchedule.stopped.is_(False),
        or_(
            RecallSchedule.rounds < ROUNDS, RecallSchedule.last_on == bindparam("today", type_=Date)
        ),
        RecallSchedule.answered_on.between(
            bindparam("since", type_=Date), bindparam("today", type_=Date)
        ),
    )
    .limit(MOST)
)
AWAY = (
    select(literal(""), Away.first, Away.last, cast(null(), Date), literal(0))
    .where(
        Away.user_id == bindparam("user"),
        Away.habit_id.is_(None),
        or_(Away.last.is_(None), Away.last >= bindparam("since", type_=Date)),
    )
    .limit(MOST)
)
BOTH = union_all(select(COMING.subquery()), select(AWAY.subquery()))


@dataclass(frozen=True)
class Coming:
    """The messages that may come back, and the days away."""

    scheduled: list[Scheduled] = field(default_factory=list)
    away: list[DaysAway] = field(default_factory=list)


def coming(user_id: int, today: date) -> Coming:
    """Return the messages that may come back, and the days away of all habits."""
    found = Coming()
    params = {"user": user_id, "today": today, "since": today - timedelta(days=OLDEST)}
    for message_id, first, second, third, rounds in db.session.execute(BOTH, params):
        if message_id:
            found.scheduled.append(Scheduled(message_id, first, second, third, rounds))
        else:
            found.away.append(DaysAway(first, second))
    return found


def due_messages(user: User | None, room: Room, today: date) -> list[Message]:
    """Return the messages that come back today, with one statement; none if recall is off."""
    if user is None or user.recall_off:
        return []
    found = coming(user.id, today)
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


def kept_points(user_id: int) -> tuple[int, int]:
    """Return how many points of the first day were told again, and of how many."""
    columns = (
        func.coalesce(func.sum(RecallAnswer.kept), 0),
        func.coalesce(func.sum(RecallAnswer.first), 0),
    )
    kept, first = db.session.execute(select(*columns).where(RecallAnswer.user_id == user_id)).one()
    return int(kept), int(first)
