"""Rows of look-backs. Nothing here commits, and nothing reads more than a few months of them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import Select, func, select, update
from sqlalchemy.exc import IntegrityError

from coach.assessment import window
from coach.assessment.instrument import Item
from coach.assessment.models import Direction, Response, Sitting
from coach.assessment.result import REACH
from coach.assessment.scoring import Answer, Noise, cycle_noise
from coach.assessment.window import CYCLE_WEEKS, Baseline, Week, Window, place, weeks_of
from coach.db import db

QUESTIONS = 16


class Person(Protocol):
    """What is asked of a user here."""

    @property
    def id(self) -> int: ...

    @property
    def look_back_day(self) -> int: ...


@dataclass(frozen=True)
class Standing:
    """Where a person is with their look-backs at a moment.

    ``baseline`` is None before the first answer of all; ``answered`` counts the answers given in
    the open window, or in the last sitting when none is open. ``focus`` is the principle (1 to 8)
    to work on, chosen or suggested.
    """

    baseline: Baseline | None
    last: Sitting | None
    open: Window | None
    next: Window | None
    answered: int
    focus: int | None

    @property
    def due(self) -> bool:
        """Whether there is something to answer now."""
        return self.open is not None and self.answered < QUESTIONS


def last_sitting(user_id: int) -> Sitting | None:
    """The person's latest sitting, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id).order_by(Sitting.week.desc()).limit(1)
    )


def sitting(user_id: int, week: Week) -> Sitting | None:
    """The person's sitting of a week, or None."""
    return db.session.scalar(
        select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
    )


def baseline_of(last: Sitting) -> Baseline:
    """The person's baseline, told from their latest sitting."""
    weeks = (last.cycle - 1) * CYCLE_WEEKS + last.week_in_cycle - 1
    return Baseline(Week.parse(last.week) + -weeks, last.begun_at if last.baseline else None)


def agenda(user: Person | None, now: datetime, zone: str) -> Standing:
    """What Today and the look-back's own page need to know: one question to the database."""
    found = db.session.execute(_latest(user.id)).first() if user is not None else None
    if user is None or found is None:
        return Standing(None, None, window.open_now(now, zone, None), None, 0, None)
    last, direction, answered = found
    baseline = baseline_of(last)
    opened = window.open_now(now, zone, baseline, user.look_back_day)
    following = window.next_after(now, zone, baseline, user.look_back_day)
    is_open = opened is not None and str(opened.week) != last.week
    focus = (direction.focus or direction.suggested) if direction else None
    return Standing(baseline, last, opened, following, 0 if is_open else answered, focus)


def _latest(user_id: int) -> Select[Sitting, Direction | None, int]:
    answered = (
        select(func.count())
        .select_from(Response)
        .where(Response.user_id == user_id, Response.week == Sitting.week)
        .correlate(Sitting)
        .scalar_subquery()
    )
    return (
        select(Sitting, Direction, answered)
        .outerjoin(Direction, Direction.user_id == Sitting.user_id)
        .where(Sitting.user_id == user_id)
        .order_by(Sitting.week.desc())
        .limit(1)
    )


def responses(user_id: int, week: Week) -> dict[str, Response]:
    """The answers of one week by item, at most sixteen unless the bank has changed."""
    rows = db.session.scalars(
        select(Response).where(Response.user_id == user_id, Response.week == str(week))
    )
    return {row.item: row for row in rows}


def history(user_id: int, week: Week, until: Week) -> list[Answer]:
    """The answers a result of ``week`` is made of, up to ``until`` (the end of its cycle)."""
    query = select(
        Response.week, Response.principle, Response.reverse, Response.value, Response.seconds
    ).where(
        Response.user_id == user_id,
        Response.week.between(str(week + -REACH), str(until)),
    )
    return [Answer(Week.parse(row[0]), *row[1:]) for row in db.session.execute(query)]


def noise_before(found: Sitting) -> Noise:
    """What the cycles before this sitting's tell of the person's error."""
    return Noise(found.noise_ss, found.noise_df)


def begin(user_id: int, week: Week, last: Sitting | None, now: datetime) -> Sitting:
    """The person's sitting of this week, made if there is none; ``last`` is their latest."""
    if last is not None and last.week == str(week):
        return last
    baseline = baseline_of(last).week if last else week
    where = place(baseline, week)
    noise = _carried(last, where.cycle) if last else Noise()
    made = Sitting(
        user_id=user_id,
        week=str(week),
        cycle=where.cycle,
        week_in_cycle=where.week,
        baseline=last is None,
        begun_at=now,
        noise_ss=noise.ss,
        noise_df=noise.df,
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same form sent twice at once
        return db.session.scalars(
            select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
        ).one()
    return made


def _carried(last: Sitting, cycle: int) -> Noise:
    if last.cycle == cycle:
        return noise_before(last)
    weeks = [str(week) for week in weeks_of(baseline_of(last).week, last.cycle)]
    rows = db.session.execute(
        select(Response.principle, Response.reverse, Response.value).where(
            Response.user_id == last.user_id, Response.week.in_(weeks)
        )
    )
    answers = [Answer(Week.parse(last.week), *row) for row in rows]
    return noise_before(last) + cycle_noise(answers)


def record(
    user_id: int, week: Week, item: Item, value: int | None, seconds: float | None, now: datetime
) -> None:
    """Keep an answer; an earlier one to the same item this week gives way."""
    values = {
        "digest": item.digest,
        "principle": item.principle,
        "reverse": item.reverse,
        "value": value,
        "seconds": seconds,
        "answered_at": now,
    }
    key = {"user_id": user_id, "week": str(week), "item": item.id}
    if _change(key, values):
        return
    try:
        with db.session.begin_nested():
            db.session.add(Response(**key, **values))
    except IntegrityError:  # the same form sent twice at once
        _change(key, values)


def _change(key: dict[str, object], values: dict[str, object]) -> bool:
    changed = update(Response).filter_by(**key).values(**values).returning(Response.id)
    return db.session.execute(changed).first() is not None


def direction(user_id: int) -> Direction | None:
    """What matters most to the person and the focus they chose; None before they said."""
    return db.session.get(Direction, user_id)


def keep_matters(user_id: int, principles: tuple[int, int], now: datetime) -> None:
    """Keep the two principles that matter most now."""
    row = _direction(user_id)
    row.first, row.second = sorted(principles)
    row.matters_at = now


def keep_focus(user_id: int, principle: int | None, now: datetime) -> None:
    """Keep the chosen focus; None goes back to the suggestion."""
    row = _direction(user_id)
    row.focus, row.focus_at = principle, now if principle else None


def keep_suggestion(user_id: int, principle: int) -> None:
    """Keep what is suggested now."""
    _direction(user_id).suggested = principle


def _direction(user_id: int) -> Direction:
    found = direction(user_id)
    if found is None:
        found = Direction(user_id=user_id)
        db.session.add(found)
    return found
