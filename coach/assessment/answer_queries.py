"""Write sittings and answers. Nothing here commits."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row, bindparam, func, select, update
from sqlalchemy.exc import IntegrityError

from coach.assessment import response_quality
from coach.assessment.calendar import Week, place
from coach.assessment.item_bank import Item
from coach.assessment.models import Hindsight, Response, Sitting
from coach.assessment.queries import QUESTIONS, baseline_of, closing, history, past_of, sitting
from coach.assessment.reliable_change import ClosedCycles, next_baseline
from coach.assessment.scoring import ItemAnswer
from coach.db import db


def responses(user_id: int, first: Week, last: Week) -> list[Response]:
    """Return the answers from the week ``first`` to ``last``, both included: sixteen a week."""
    rows = db.session.scalars(
        select(Response).where(
            Response.user_id == user_id, Response.week.between(str(first), str(last))
        )
    )
    return list(rows)


def begin(user_id: int, week: Week, last: Sitting | None, now: datetime) -> Sitting:
    """Return the user's sitting of this week. Create it if needed. ``last`` is their latest one."""
    known = sitting(user_id, week) if last is not None and last.week == str(week) else None
    if known is not None:
        return known
    new = following(user_id, week, last, now)
    if last is not None and last.cycle != new.cycle:
        _keep_verdict(last, new.verdict)
    try:
        with db.session.begin_nested():
            db.session.add(new)
    except IntegrityError:  # the same form was sent twice at once
        return db.session.scalars(
            select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
        ).one()
    return new


def following(user_id: int, week: Week, last: Sitting | None, now: datetime) -> Sitting:
    """Build the sitting of a week with the totals of all earlier cycles. It is not stored."""
    baseline = baseline_of(last) if last else week
    where = place(baseline, week)
    past = _carried(last, where.cycle) if last else ClosedCycles()
    return Sitting(
        user_id=user_id,
        week=str(week),
        cycle=where.cycle,
        week_in_cycle=where.week,
        baseline=last is None,
        begun_at=now,
        noise_ss=past.noise.ss,
        noise_df=past.noise.df,
        pairs_ss=past.pairs.ss,
        pairs_df=past.pairs.df,
        reach=past.reach,
        verdict=past.verdict,
        moved_total=past.movement.total,
        moved_weight=past.movement.weight,
    )


def _carried(last: Sitting, cycle: int) -> ClosedCycles:
    """Return the closed cycles at the start of a cycle, with the last sitting's cycle added."""
    if last.cycle == cycle:
        return past_of(last)
    known, changes = closing(last)
    return next_baseline(known, changes, last.cycle, cycle)


def _keep_verdict(last: Sitting, verdict: str) -> None:
    """Store the verdict on all sittings of a closed cycle, as it was given."""
    cycle = update(Sitting).where(
        Sitting.user_id == last.user_id, Sitting.cycle == last.cycle, Sitting.told.is_(None)
    )
    db.session.execute(cycle.values(told=verdict))


def record(
    user_id: int, week: Week, item: Item, value: int | None, seconds: float | None, now: datetime
) -> None:
    """Store an answer. It replaces an earlier one to the same item in this week."""
    values = {
        "digest": item.digest,
        "principle": item.principle,
        "reverse": item.reverse,
        "value": value,
        "seconds": seconds,
        "answered_at": now,
    }
    _keep(Response, {"user_id": user_id, "week": str(week), "item": item.id}, values)


def mark(row: Sitting) -> None:
    """Update the sitting's marks: whether it is complete, and whether it has quality flags."""
    week = Week.parse(row.week)
    mark_by(row, history(row.user_id, week, week).get(week, []))


def mark_by(row: Sitting, answers: list[ItemAnswer]) -> None:
    """Set the sitting's marks from these answers, which must be all of its week."""
    row.whole = len(answers) >= QUESTIONS
    row.doubtful = bool(response_quality.doubts(answers))


def hindsights(user_id: int, week: Week) -> dict[str, Row[*tuple[Any, ...]]]:
    """Return this week's then-test answers about the first week, by item: at most eight."""
    rows = db.rows(HINDSIGHTS, {"user_id": user_id, "week": str(week)})
    return {row.item: row for row in rows}


HINDSIGHTS = select(Hindsight.item, Hindsight.reverse, Hindsight.value).where(
    Hindsight.user_id == bindparam("user_id"), Hindsight.week == bindparam("week")
)


def hindsight_week(user_id: int, first: Week, last: Week) -> Week | None:
    """Return the last week from ``first`` to ``last`` that has then-test answers, or None."""
    latest = db.session.scalar(
        select(func.max(Hindsight.week)).where(
            Hindsight.user_id == user_id, Hindsight.week.between(str(first), str(last))
        )
    )
    return Week.parse(latest) if latest else None


def record_hindsight(
    user_id: int, week: Week, item: Item, value: int | None, now: datetime
) -> None:
    """Store how one item of the first week looks today. It replaces an earlier answer."""
    values = {"digest": item.digest, "reverse": item.reverse, "value": value, "answered_at": now}
    _keep(Hindsight, {"user_id": user_id, "week": str(week), "item": item.id}, values)


def _keep(
    table: type[Response | Hindsight], key: dict[str, object], values: dict[str, object]
) -> None:
    if _change(table, key, values):
        return
    try:
        with db.session.begin_nested():
            db.session.add(table(**key, **values))
    except IntegrityError:  # the same form was sent twice at once
        _change(table, key, values)


def _change(
    table: type[Response | Hindsight], key: dict[str, object], values: dict[str, object]
) -> bool:
    changed = update(table).filter_by(**key).values(**values).returning(table.id)
    return db.session.execute(changed).first() is not None
