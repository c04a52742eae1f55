"""Rows of sittings and answers, and where a person stands with them. Nothing here commits."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.exc import IntegrityError

from coach.assessment import quality, window
from coach.assessment.change import FURTHEST, Change, Past, carry, close
from coach.assessment.focus import Reason, Suggestion
from coach.assessment.instrument import Item
from coach.assessment.models import Advice, Direction, Hindsight, Response, Sitting
from coach.assessment.result import of_cycle
from coach.assessment.scoring import Answer, Noise
from coach.assessment.window import CYCLE_WEEKS, Baseline, Place, Week, Window, place, weeks_of
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
    the open window, or in the last sitting when none is open.
    """

    baseline: Baseline | None
    last: Sitting | None
    open: Window | None
    next: Window | None
    answered: int
    matters: tuple[int, ...] = ()
    chosen: int | None = None
    suggestion: Suggestion | None = None

    @property
    def focus(self) -> int | None:
        """The principle (1 to 8) to work on, chosen or else suggested."""
        return self.chosen or (self.suggestion.principle if self.suggestion else None)

    @property
    def due(self) -> bool:
        """Whether there is something to answer now."""
        return self.open is not None and self.answered < QUESTIONS

    def takes(self, week: Week) -> bool:
        """Whether this week can be answered now."""
        return self.open is not None and self.open.week == week

    def place(self, week: Week) -> Place:
        """Where a week lies; it is the first one while there is no baseline."""
        return place(self.baseline.week if self.baseline else week, week)


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
    found = db.session.execute(_latest(user.id, now)).first() if user is not None else None
    if user is None or found is None:
        return Standing(None, None, window.open_now(now, zone, None), None, 0)
    last, direction, advice, answered = found
    baseline = baseline_of(last)
    opened = window.open_now(now, zone, baseline, user.look_back_day)
    is_open = opened is not None and str(opened.week) != last.week
    return Standing(
        baseline,
        last,
        opened,
        window.next_after(now, zone, baseline, user.look_back_day),
        answered=0 if is_open else answered,
        matters=direction.matters if direction else (),
        chosen=direction.focus if direction else None,
        suggestion=_suggestion(advice) if advice else None,
    )


def _latest(user_id: int, now: datetime) -> Select[Sitting, Direction | None, Advice | None, int]:
    answered = (
        select(func.count())
        .select_from(Response)
        .where(Response.user_id == user_id, Response.week == Sitting.week)
        .correlate(Sitting)
        .scalar_subquery()
    )
    newest = select(func.max(Advice.since)).where(Advice.user_id == user_id, Advice.since <= now)
    in_force = and_(Advice.user_id == user_id, Advice.since == newest.scalar_subquery())
    return (
        select(Sitting, Direction, Advice, answered)
        .outerjoin(Direction, Direction.user_id == Sitting.user_id)
        .outerjoin(Advice, in_force)
        .where(Sitting.user_id == user_id)
        .order_by(Sitting.week.desc())
        .limit(1)
    )


def _suggestion(row: Advice) -> Suggestion:
    return Suggestion(row.principle, Reason(row.reason), row.practised)


def responses(user_id: int, week: Week) -> dict[str, Response]:
    """The answers of one week by item, at most sixteen unless the bank has changed."""
    rows = db.session.scalars(
        select(Response).where(Response.user_id == user_id, Response.week == str(week))
    )
    return {row.item: row for row in rows}


def history(
    user_id: int, first: Week, last: Week, also: Week | None = None
) -> dict[Week, list[Answer]]:
    """The answers of these weeks, both included, and of one more, by week."""
    wanted: ColumnElement[bool] = Response.week.between(str(first), str(last))
    if also is not None:
        wanted = or_(wanted, Response.week == str(also))
    query = select(
        Response.week,
        Response.principle,
        Response.reverse,
        Response.value,
        Response.item,
        Response.seconds,
    ).where(Response.user_id == user_id, wanted)
    found: dict[str, list[tuple[Any, ...]]] = {}
    for text, *row in db.session.execute(query):
        found.setdefault(text, []).append(tuple(row))
    weeks = ((Week.parse(text), rows) for text, rows in found.items())
    return {week: [Answer(week, *row) for row in rows] for week, rows in weeks}


def past_of(found: Sitting) -> Past:
    """What the cycles before this sitting's tell."""
    return Past(
        Noise(found.noise_ss, found.noise_df),
        Noise(found.pairs_ss, found.pairs_df),
        found.reach,
        found.verdict,
    )


def begin(user_id: int, week: Week, last: Sitting | None, now: datetime) -> Sitting:
    """The person's sitting of this week, made if there is none; ``last`` is their latest."""
    if last is not None and last.week == str(week):
        return last
    baseline = baseline_of(last).week if last else week
    where = place(baseline, week)
    past = _carried(last, where.cycle) if last else Past()
    made = Sitting(
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
    )
    try:
        with db.session.begin_nested():
            db.session.add(made)
    except IntegrityError:  # the same form sent twice at once
        return db.session.scalars(
            select(Sitting).where(Sitting.user_id == user_id, Sitting.week == str(week))
        ).one()
    return made


def known_at(last: Sitting, closed: int) -> Past:
    """What all cycles tell of which ``closed`` have closed."""
    return _close(last)[0] if last.cycle <= closed else past_of(last)


def _carried(last: Sitting, cycle: int) -> Past:
    """The past as a cycle begins: that of the last sitting, and its own cycle, now closed."""
    if last.cycle == cycle:
        return past_of(last)
    known, changes = _close(last)
    return carry(known, changes, last.cycle, cycle)


def _close(last: Sitting) -> tuple[Past, dict[int, Change]]:
    """The past with the cycle of the last sitting in it, and the verdict on that cycle."""
    baseline = baseline_of(last).week
    numbers = range(max(1, last.cycle - FURTHEST), last.cycle + 1)
    weeks = weeks_of(baseline, numbers[0])[0], weeks_of(baseline, last.cycle)[-1]
    answers = history(last.user_id, *weeks)
    cycles = {number: of_cycle(answers, baseline, number) for number in numbers}
    return close(past_of(last), cycles, last.cycle)


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
    _keep(Response, {"user_id": user_id, "week": str(week), "item": item.id}, values)


def mark(found: Sitting) -> None:
    """Mark the sitting as whole and as one whose answers disagree, or take the marks away."""
    week = Week.parse(found.week)
    answers = history(found.user_id, week, week).get(week, [])
    found.whole = len(answers) >= QUESTIONS
    found.doubtful = bool(quality.doubts(answers))


def hindsights(user_id: int, week: Week) -> dict[str, Hindsight]:
    """How the person saw their first week in this one, by item; at most eight."""
    query = select(Hindsight).where(Hindsight.user_id == user_id, Hindsight.week == str(week))
    return {row.item: row for row in db.session.scalars(query)}


def hindsight_week(user_id: int, first: Week, last: Week) -> Week | None:
    """The week within these, both included, in which the person looked at their first."""
    found = db.session.scalar(
        select(func.max(Hindsight.week)).where(
            Hindsight.user_id == user_id, Hindsight.week.between(str(first), str(last))
        )
    )
    return Week.parse(found) if found else None


def record_hindsight(
    user_id: int, week: Week, item: Item, value: int | None, now: datetime
) -> None:
    """Keep how one item of the first week looks today; the last answer stands."""
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
    except IntegrityError:  # the same form sent twice at once
        _change(table, key, values)


def _change(
    table: type[Response | Hindsight], key: dict[str, object], values: dict[str, object]
) -> bool:
    changed = update(table).filter_by(**key).values(**values).returning(table.id)
    return db.session.execute(changed).first() is not None
