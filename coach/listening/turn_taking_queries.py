"""Read and write the turns of “Wait for it”. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select, update

from coach.accounts.models import User
from coach.db import db, insert_if_absent
from coach.listening.models import TurnTaking
from coach.listening.turn_taking import RunTotal

MOST = 12  # turns of a run: it has three messages, and each can be done again


def keep(values: dict[str, Any]) -> int:
    """Save a turn once per form token, and return its id."""
    insert_if_absent(TurnTaking, **values)
    whose, day = User.id == values["user_id"], values["practice_day"]
    db.session.execute(update(User).where(whose).values(listened_on=day))  # for Today
    same = TurnTaking.user_id == values["user_id"], TurnTaking.token == values["token"]
    return db.session.scalars(select(TurnTaking.id).where(*same)).one()


def own_turn(user_id: int, turn_id: int) -> TurnTaking | None:
    """Return the user's own turn, or None."""
    where = TurnTaking.id == turn_id, TurnTaking.user_id == user_id
    return db.session.scalar(select(TurnTaking).where(*where))


def last_way(user_id: int) -> str | None:
    """Return how the user did the last turn, or None before the first one."""
    query = select(TurnTaking.way).where(TurnTaking.user_id == user_id)
    newest = query.order_by(TurnTaking.answered_at.desc(), TurnTaking.id.desc())
    return db.session.scalar(newest.limit(1))


def of_run(user_id: int, run: str) -> Sequence[TurnTaking]:
    """Return up to ``MOST`` turns of one of the user's runs, the oldest first."""
    query = select(TurnTaking).where(TurnTaking.user_id == user_id, TurnTaking.run == run)
    return db.session.scalars(
        query.order_by(TurnTaking.answered_at, TurnTaking.id).limit(MOST)
    ).all()


def heard(user_id: int) -> dict[str, int]:
    """Return how often the user did each message."""
    query = select(TurnTaking.message_id, func.count()).where(TurnTaking.user_id == user_id)
    rows = db.session.execute(query.group_by(TurnTaking.message_id))
    return {message_id: int(number) for message_id, number in rows}


def sums(user_id: int) -> RunTotal:
    """Return what the user let pass in all messages."""
    waits = case((TurnTaking.waited, 1), else_=0)
    columns = waits, TurnTaking.pauses_passed, TurnTaking.pauses
    query = select(func.count(), *(func.coalesce(func.sum(column), 0) for column in columns))
    messages, waited, passed, pauses = db.session.execute(
        query.where(TurnTaking.user_id == user_id)
    ).one()
    return RunTotal(int(waited), int(messages), int(passed), int(pauses))
