"""Read and write the turns of “Wait for it”. Nothing here commits or reads a clock."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import case, func, select, update

from coach.accounts.models import User
from coach.db import db, insert_if_absent
from coach.listening.models import TurnTaking
from coach.listening.turn_taking import RunTotal

LATEST = 60  # turns that decide which message comes next and what the page of progress counts


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


def latest(user_id: int) -> Sequence[TurnTaking]:
    """Return the user's last ``LATEST`` turns, the newest first."""
    query = select(TurnTaking).where(TurnTaking.user_id == user_id)
    newest = query.order_by(TurnTaking.answered_at.desc(), TurnTaking.id.desc())
    return db.session.scalars(newest.limit(LATEST)).all()


def sums(user_id: int) -> RunTotal:
    """Return what the user let pass in all messages."""
    waits = case((TurnTaking.waited, 1), else_=0)
    columns = waits, TurnTaking.pauses_passed, TurnTaking.pauses
    query = select(func.count(), *(func.coalesce(func.sum(column), 0) for column in columns))
    messages, waited, passed, pauses = db.session.execute(
        query.where(TurnTaking.user_id == user_id)
    ).one()
    return RunTotal(int(waited), int(messages), int(passed), int(pauses))
