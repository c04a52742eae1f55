"""Rows of habits. Nothing here commits, nothing reads a clock."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Select, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload

from coach.account import queries as account
from coach.db import db
from coach.habits import models
from coach.habits.card import Track
from coach.habits.history import Away, CheckIn, History, State
from coach.habits.running import Running, beginning, restored, stored, walk
from coach.habits.zones import travel_days

DAY = timedelta(days=1)
OPEN_DAYS = 8  # days back from today that no stored state covers: filling them in is cheap
SAYS_SOMETHING = ("done", "partial", "missed")


class Made(NamedTuple):
    """When and where a check-in is recorded."""

    now: datetime
    zone: str
    today: date
    rollover: int


def own_habit(user_id: int, habit_id: int) -> models.Habit | None:
    """Return the person's own habit with its plans, or None for another's and for none."""
    return db.session.scalar(
        select(models.Habit)
        .where(models.Habit.id == habit_id, models.Habit.user_id == user_id)
        .options(joinedload(models.Habit.plans))
    )


def archived(user_id: int) -> Sequence[models.Habit]:
    """Return the person's archived habits, the last one first."""
    return db.session.scalars(
        select(models.Habit)
        .where(models.Habit.user_id == user_id, models.Habit.archived_at.is_not(None))
        .order_by(models.Habit.archived_at.desc())
    ).all()


def made_with(user_id: int, token: str) -> models.Habit | None:
    """Return the habit an earlier press of the same form made, or None."""
    return db.session.scalar(
        select(models.Habit).where(models.Habit.user_id == user_id, models.Habit.token == token)
    )


def from_offer(user_id: int, offer: str) -> models.Habit | None:
    """Return the habit the person keeps from a lesson's offer, or None."""
    query = select(models.Habit).where(
        models.Habit.user_id == user_id,
        models.Habit.offer == offer,
        models.Habit.archived_at.is_(None),
    )
    return db.session.scalars(query.limit(1)).first()


def number_of(user_id: int) -> int:
    """Return how many habits the person has, archived ones included."""
    query = select(func.count()).where(models.Habit.user_id == user_id)
    return db.session.scalar(query) or 0


def kept_by_principle(user_id: int, since: date, until: date) -> dict[int, int]:
    """Return how often each principle (1 to 8) was practised on these days, both included."""
    query = (
        select(models.Habit.principle, func.count())
        .join(models.CheckIn, models.CheckIn.habit_id == models.Habit.id)
        .where(
            models.CheckIn.user_id == user_id,
            models.CheckIn.day.between(since, until),
            models.CheckIn.state.in_(("done", "partial")),
        )
        .group_by(models.Habit.principle)
    )
    return {row[0]: row[1] for row in db.session.execute(query)}


def tracks(
    user_id: int,
    rollover: int,
    today: date,
    habit_id: int | None = None,
    before: date | None = None,
) -> list[Track]:
    """Return the person's habits with all that is needed to read them today.

    One habit when ``habit_id`` is given, else all that are not archived, in their order. The
    days go on from the newest stored state, or from the newest one before ``before``. Four
    queries, and at most two months of rows beyond ``before``.
    """
    found = [
        (habit, _running(state), first)
        for habit, state, first in db.session.execute(_habits(user_id, habit_id, before)).unique()
    ]
    if not found:
        return []
    since = min(_since(habit, state, first) for habit, state, first in found)
    made = _check_ins([(habit.id, state) for habit, state, _ in found])
    away = _aways(user_id, since)
    travel = travel_days(since, today, account.zones(user_id), rollover)
    return [_track(habit, state, first, made, away, travel) for habit, state, first in found]


def _habits(user_id: int, habit_id: int | None, before: date | None) -> Select[Any, Any, Any]:
    other = aliased(models.RunningState)
    newest = select(func.max(other.through)).where(other.habit_id == models.Habit.id)
    if before is not None:
        newest = newest.where(other.through < before)
    first = select(func.min(models.CheckIn.day)).where(
        models.CheckIn.habit_id == models.Habit.id, models.CheckIn.state.in_(SAYS_SOMETHING)
    )
    query = (
        select(models.Habit, models.RunningState, first.scalar_subquery())
        .outerjoin(
            models.RunningState,
            (models.RunningState.habit_id == models.Habit.id)
            & (models.RunningState.through == newest.correlate(models.Habit).scalar_subquery()),
        )
        .where(models.Habit.user_id == user_id)
        .options(joinedload(models.Habit.plans))
        .order_by(models.Habit.position, models.Habit.id)
    )
    if habit_id is not None:
        return query.where(models.Habit.id == habit_id)
    return query.where(models.Habit.archived_at.is_(None))


def _since(habit: models.Habit, state: Running | None, first: date | None) -> date:
    return state.through if state else min(habit.start, first or habit.start)


def _check_ins(habits: Iterable[tuple[int, Running | None]]) -> dict[int, list[models.CheckIn]]:
    wanted = [
        (models.CheckIn.habit_id == habit_id)
        & (models.CheckIn.day > (state.through if state else date.min))
        for habit_id, state in habits
    ]
    found: dict[int, list[models.CheckIn]] = {}
    for row in db.session.scalars(select(models.CheckIn).where(or_(*wanted))):
        found.setdefault(row.habit_id, []).append(row)
    return found


def _aways(user_id: int, since: date) -> Sequence[models.Away]:
    return db.session.scalars(
        select(models.Away).where(
            models.Away.user_id == user_id,
            or_(models.Away.last.is_(None), models.Away.last >= since),
        )
    ).all()


def _track(
    habit: models.Habit,
    state: Running | None,
    first: date | None,
    made: dict[int, list[models.CheckIn]],
    away: Iterable[models.Away],
    travel: frozenset[date],
) -> Track:
    rows = made.get(habit.id, [])
    history = History(
        min(habit.start, first or habit.start),
        tuple(plan.as_plan() for plan in habit.plans),
        {row.day: CheckIn(State(row.state), row.number, row.late) for row in rows},
        tuple(Away(row.first, row.last) for row in away if row.habit_id in (None, habit.id)),
        travel,
    )
    return Track(
        habit.id,
        habit.name,
        habit.principle,
        habit.cue,
        history,
        state or beginning(history),
        {row.day: row.moment for row in rows},
        {row.day: row.note for row in rows if row.note},
    )


def _running(row: models.RunningState | None) -> Running | None:
    return restored(row.through, row.state) if row else None


def record(
    habit: models.Habit, day: date, state: State | None, note: str | None, made: Made
) -> None:
    """Let the day say ``state``, or nothing about the act with None. Saying it twice is once.

    ``note`` None leaves the note as it is; a note alone keeps its day's row.
    """
    row = _check_in(habit, day)
    written = note if note is not None else (row.note if row else "")
    wanted = state or State.OPEN
    if wanted == State.OPEN and not written:
        if row:
            db.session.delete(row)
    else:
        row = row or _inserted(habit, day, wanted, written, made)
        if row.state != wanted or row.note != written:
            row.import_id = None  # the person's own word now: undoing an import leaves it
        if row.state != wanted:
            row.state, row.number = wanted, None
            row.moment, row.zone, row.late = made.now, made.zone, _late(day, made)
        row.note = written
    settle(habit, day, made.today, made.rollover)


def _check_in(habit: models.Habit, day: date) -> models.CheckIn | None:
    return db.session.scalar(
        select(models.CheckIn).where(models.CheckIn.habit_id == habit.id, models.CheckIn.day == day)
    )


def _inserted(
    habit: models.Habit, day: date, state: State, note: str, made: Made
) -> models.CheckIn:
    """Return the day's row, ours or that of the press that was faster."""
    row = models.CheckIn(
        user_id=habit.user_id,
        habit_id=habit.id,
        day=day,
        state=state,
        note=note,
        moment=made.now,
        zone=made.zone,
        late=_late(day, made),
    )
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.scalars(
            select(models.CheckIn).where(
                models.CheckIn.habit_id == habit.id, models.CheckIn.day == day
            )
        ).one()
    return row


def _late(day: date, made: Made) -> bool:
    return (made.today - day).days > 1


def settle(habit: models.Habit, since: date, today: date, rollover: int) -> None:
    """Bring the stored states up to date after something changed on ``since``."""
    stale = (models.RunningState.habit_id == habit.id) & (models.RunningState.through >= since)
    db.session.execute(delete(models.RunningState).where(stale))
    db.session.flush()
    track = tracks(habit.user_id, rollover, today, habit.id)[0]
    for running, mark, _ in walk(track.history, track.running, today - OPEN_DAYS * DAY):
        if (mark.day + DAY).day == 1:
            db.session.add(
                models.RunningState(
                    user_id=habit.user_id,
                    habit_id=habit.id,
                    through=mark.day,
                    state=stored(running),
                )
            )


def settle_all(user_id: int, since: date, today: date, rollover: int) -> None:
    """Bring the stored states of all the person's habits up to date."""
    for habit in db.session.scalars(select(models.Habit).where(models.Habit.user_id == user_id)):
        settle(habit, since, today, rollover)


def change_plan(habit: models.Habit, plan: models.HabitPlan, today: date, rollover: int) -> None:
    """Let the plan hold from its start on. A plan that begins on the same day gives way."""
    for old in [old for old in habit.plans if old.start >= plan.start]:
        habit.plans.remove(old)
    db.session.flush()  # the old row goes before the new one of the same day comes
    habit.plans.append(plan)
    settle(habit, date.min, today, rollover)


def pause(
    habit: models.Habit, first: date, last: date | None, reason: str, today: date, rollover: int
) -> None:
    """Declare the habit away from ``first`` to ``last``, or without an end."""
    resume(habit, first, today, rollover)
    away = models.Away(
        user_id=habit.user_id, habit_id=habit.id, first=first, last=last, reason=reason
    )
    db.session.add(away)
    settle(habit, first, today, rollover)


def resume(habit: models.Habit, day: date, today: date, rollover: int) -> None:
    """End the habit's own pauses before ``day``; what was away before stays away."""
    own = select(models.Away).where(
        models.Away.habit_id == habit.id,
        or_(models.Away.last.is_(None), models.Away.last >= day),
    )
    for away in db.session.scalars(own):
        if away.first >= day:
            db.session.delete(away)
        else:
            away.last = day - DAY
    settle(habit, day, today, rollover)
