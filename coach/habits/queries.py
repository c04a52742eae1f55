"""Rows of habits. Nothing here commits, nothing reads a clock."""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, cast, delete, func, or_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import aliased, joinedload

from coach.account import queries as account
from coach.db import db, plain_rows
from coach.habits import graduation, models
from coach.habits.history import Away, CheckIn, History, State
from coach.habits.past import RECENT, Past, told_of
from coach.habits.running import Running, beginning, restored, stored, walk
from coach.habits.track import Track
from coach.habits.zones import travel_days

DAY = timedelta(days=1)
OPEN_DAYS = 8  # days back from today that no stored state covers: filling them in is cheap
OLDER = 10  # notes shown beyond the last days
SAYS_SOMETHING = ("done", "partial", "missed")


NEWEST = aliased(models.RunningState)
THROUGH = (  # the day the newest stored state of a habit stands on
    select(func.max(NEWEST.through))
    .where(NEWEST.habit_id == models.Habit.id, NEWEST.through < bindparam("before"))
    .correlate(models.Habit)
    .scalar_subquery()
)
FIRST = (  # the first day of a habit about which something was said
    select(func.min(models.CheckIn.day))
    .where(models.CheckIn.habit_id == models.Habit.id, models.CheckIn.state.in_(SAYS_SOMETHING))
    .correlate(models.Habit)
    .scalar_subquery()
)


def _of_habits(query: Any, one: bool) -> Any:
    """Return the query for one habit of a person, or for all that are not archived."""
    query = query.where(models.Habit.user_id == bindparam("user"))
    if one:
        return query.where(models.Habit.id == bindparam("habit"))
    return query.where(models.Habit.archived_at.is_(None))


def _habits(one: bool) -> Any:
    """Return each habit with its newest state, once for each of its plans."""
    habit, plan, state = models.Habit, models.HabitPlan, models.RunningState
    query = (
        select(
            habit.id, habit.name, habit.principle, habit.cue, habit.act, habit.smallest,
            habit.start.label("begun"), habit.archived_at, habit.rehearsed_at,
            habit.graduated_on, habit.looked_on, FIRST.label("first"),
            state.through, cast(state.state, Text).label("running"), state.letters,
            cast(state.strengths, Text).label("strengths"),
            plan.start, plan.kind, plan.weekdays, plan.times, plan.days, plan.week_start,
            plan.goal, plan.target, plan.unit,
        )
        .select_from(habit)
        .join(plan, plan.habit_id == habit.id)
        .outerjoin(state, (state.habit_id == habit.id) & (state.through == THROUGH))
        .order_by(habit.position, habit.id, plan.start)
    )  # fmt: skip
    return _of_habits(query, one)


def _check_ins(one: bool) -> Any:
    """Return the check-ins that no stored state stands for."""
    made = models.CheckIn
    since = func.coalesce(THROUGH, date.min)
    query = (
        select(made.habit_id, made.day, made.state, made.number, made.late, made.moment, made.note)
        .select_from(models.Habit)
        .join(made, (made.habit_id == models.Habit.id) & (made.day > since))
        .where(made.day <= bindparam("until"))
    )
    if not one:
        query = query.where(models.Habit.graduated_on.is_(None))
    return _of_habits(query, one)


# built once: putting a query together costs as much as asking it
HABITS = {one: _habits(one) for one in (False, True)}
CHECK_INS = {one: _check_ins(one) for one in (False, True)}
AWAYS = select(models.Away.habit_id, models.Away.first, models.Away.last).where(
    models.Away.user_id == bindparam("user"),
    or_(models.Away.last.is_(None), models.Away.last >= bindparam("since")),
)
STORED = (
    select(models.RunningState.through, models.RunningState.letters, models.RunningState.strengths)
    .where(
        models.RunningState.habit_id == bindparam("habit"),
        models.RunningState.through.between(bindparam("first"), bindparam("last")),
    )
    .order_by(models.RunningState.through)
)


class Due(NamedTuple):
    """The habits in use, and how many graduated ones wait for their monthly look."""

    tracks: list[Track]
    looks: int


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


PUT_AWAY = (
    select(models.Habit)
    .where(
        models.Habit.user_id == bindparam("user"),
        models.Habit.archived_at.is_not(None) | models.Habit.graduated_on.is_not(None),
    )
    .order_by(models.Habit.archived_at.desc(), models.Habit.graduated_on.desc())
)


def put_away(user_id: int) -> Sequence[models.Habit]:
    """Return the person's graduated and archived habits, the last one first."""
    return db.session.scalars(PUT_AWAY, {"user": user_id}).all()


def in_use(user_id: int) -> Sequence[models.Habit]:
    """Return the person's habits that are neither archived nor graduated, in their order."""
    return db.session.scalars(
        select(models.Habit)
        .where(
            models.Habit.user_id == user_id,
            models.Habit.archived_at.is_(None),
            models.Habit.graduated_on.is_(None),
        )
        .order_by(models.Habit.position, models.Habit.id)
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


KEPT = (
    select(models.Habit.principle, func.count())
    .join(models.CheckIn, models.CheckIn.habit_id == models.Habit.id)
    .where(
        models.CheckIn.user_id == bindparam("user"),
        models.CheckIn.day.between(bindparam("since"), bindparam("until")),
        models.CheckIn.state.in_(("done", "partial")),
    )
    .group_by(models.Habit.principle)
)


def kept_by_principle(user_id: int, since: date, until: date) -> dict[int, int]:
    """Return how often each principle (1 to 8) was practised on these days, both included."""
    asked = {"user": user_id, "since": since, "until": until}
    return {row[0]: row[1] for row in plain_rows(KEPT, asked)}


def tracks(
    user_id: int,
    rollover: int,
    today: date,
    habit_id: int | None = None,
    before: date = date.max,
    until: date = date.max,
) -> list[Track]:
    """Return the person's habits with all that is needed to read them today.

    One habit when ``habit_id`` is given, else all that are in use, in their order. The days go
    on from the newest stored state, or from the newest one before ``before``, up to ``until``.
    Four questions to the database, however long the history.
    """
    return due(user_id, rollover, today, habit_id, before, until).tracks


def due(
    user_id: int,
    rollover: int,
    today: date,
    habit_id: int | None = None,
    before: date = date.max,
    until: date = date.max,
) -> Due:
    """Return what ``tracks`` does, and how many graduated habits wait for a look."""
    one = habit_id is not None
    asked = {"user": user_id, "habit": habit_id, "before": before, "until": until}
    found: dict[int, list[Any]] = {}
    looks = set()  # a habit comes once for each of its plans
    for row in plain_rows(HABITS[one], asked):
        if one or row.graduated_on is None:
            found.setdefault(row.id, []).append(row)
        else:
            if graduation.next_look(row.graduated_on, row.looked_on) <= today:
                looks.add(row.id)
    return Due(_tracks(found, asked, rollover, today) if found else [], len(looks))


def _tracks(
    found: dict[int, list[Any]], asked: dict[str, Any], rollover: int, today: date
) -> list[Track]:
    one, user_id = asked["habit"] is not None, asked["user"]
    made: dict[int, list[Any]] = {}
    for row in plain_rows(CHECK_INS[one], asked):
        made.setdefault(row.habit_id, []).append(row)
    since = min(rows[0].through or _first_day(rows[0]) for rows in found.values())
    away = plain_rows(AWAYS, {"user": user_id, "since": since})
    zones = tuple(account.zones(user_id))
    travel = travel_days(since, min(today, asked["until"]), zones, rollover)
    return [
        _track(tuple(rows), tuple(made.get(habit, ())), tuple(away), travel)
        for habit, rows in found.items()
    ]


def _first_day(row: Any) -> date:
    day: date = min(row.begun, row.first or row.begun)
    return day


@lru_cache(maxsize=1024)  # the rows are read each time; what follows from them is worked out once
def _track(
    rows: tuple[Any, ...], made: tuple[Any, ...], away: tuple[Any, ...], travel: frozenset[date]
) -> Track:
    """Return one habit from its rows (one for each of its plans)."""
    habit = rows[0]
    history = History(
        _first_day(habit),
        tuple(models.plan_of(row) for row in rows),
        {row.day: CheckIn(State(row.state), row.number, row.late) for row in made},
        tuple(
            Away(row.first, row.last, row.habit_id is None)
            for row in away
            if row.habit_id in (None, habit.id)
        ),
        travel,
    )
    running = beginning(history)
    if habit.through:
        running = restored(habit.through, json.loads(habit.running))
    return Track(
        habit.id,
        habit.name,
        habit.principle,
        habit.cue,
        history,
        running,
        {row.day: row.moment for row in made},
        {row.day: row.note for row in made if row.note},
        Past(running.through, habit.letters or "", tuple(json.loads(habit.strengths or "[]"))),
        habit.act,
        habit.smallest,
        habit.archived_at is not None,
        habit.rehearsed_at is not None,
        habit.graduated_on,
        habit.looked_on,
    )


def stored_past(habit_id: int, first: date, last: date) -> list[Past]:
    """Return the stored days of a habit that lie between first and last, a month each."""
    asked = {"habit": habit_id, "first": first, "last": last}
    found = plain_rows(STORED, asked)
    return [Past(row.through, row.letters, tuple(row.strengths)) for row in found]


NOTES = (
    select(models.CheckIn.day, models.CheckIn.note)
    .where(
        models.CheckIn.habit_id == bindparam("habit"),
        models.CheckIn.day < bindparam("before"),
        models.CheckIn.note != "",
    )
    .order_by(models.CheckIn.day.desc())
    .limit(OLDER)
)


def notes_before(habit_id: int, before: date) -> dict[date, str]:
    """Return the last ten notes of days before ``before``, newest first."""
    found = plain_rows(NOTES, {"habit": habit_id, "before": before})
    return {row.day: row.note for row in found}


def record(
    habit: models.Habit,
    day: date,
    state: State | None,
    note: str | None,
    made: Made,
    number: float | None = None,
) -> None:
    """Let the day say ``state``, or nothing about the act with None. Saying it twice is once.

    ``note`` None leaves the note as it is; a note alone keeps its day's row. ``number``: how
    much of a numeric habit.
    """
    _write(habit, day, state, note, made, number)
    settle(habit, day, made.today, made.rollover)


def record_days(habit: models.Habit, days: Iterable[date], state: State | None, made: Made) -> None:
    """Let many days say the same at once; notes stay as they are."""
    days = sorted(days)
    for day in days:
        _write(habit, day, state, None, made)
    if days:
        settle(habit, days[0], made.today, made.rollover)


def _write(
    habit: models.Habit,
    day: date,
    state: State | None,
    note: str | None,
    made: Made,
    number: float | None = None,
) -> None:
    row = _check_in(habit, day)
    written = note if note is not None else (row.note if row else "")
    wanted = state or State.OPEN
    if wanted == State.OPEN and not written:
        if row:
            db.session.delete(row)
    else:
        row = row or _inserted(habit, day, wanted, written, made, number)
        changed = row.state != wanted or row.number != number
        if changed or row.note != written:
            row.import_id = None  # the person's own word now: undoing an import leaves it
        if changed:
            row.state, row.number = wanted, number
            row.moment, row.zone, row.late = made.now, made.zone, _late(day, made)
        row.note = written


def _check_in(habit: models.Habit, day: date) -> models.CheckIn | None:
    return db.session.scalar(
        select(models.CheckIn).where(models.CheckIn.habit_id == habit.id, models.CheckIn.day == day)
    )


def _inserted(
    habit: models.Habit, day: date, state: State, note: str, made: Made, number: float | None
) -> models.CheckIn:
    """Return the day's row, ours or that of the press that was faster."""
    row = models.CheckIn(
        user_id=habit.user_id,
        habit_id=habit.id,
        day=day,
        state=state,
        number=number,
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
    state = models.RunningState
    stale = (state.habit_id == habit.id) & (state.through >= since)
    db.session.execute(delete(state).where(stale))
    db.session.flush()
    track = tracks(habit.user_id, rollover, today, habit.id)[0]
    closed, past = today - OPEN_DAYS * DAY, track.past
    if track.running.through >= closed:
        return
    if not _ends_month(track.running.through):
        db.session.execute(
            delete(state).where(state.habit_id == habit.id, state.through == track.running.through)
        )
    for running, mark, _ in walk(track.history, track.running, closed):
        past = past.followed_by(told_of(mark, running))
        if mark.day == closed or _ends_month(mark.day):
            past = past.between(mark.day - (RECENT - 1) * DAY, mark.day)
            db.session.add(_state(habit, running, past))


def _ends_month(day: date) -> bool:
    return (day + DAY).day == 1


def _state(habit: models.Habit, running: Running, past: Past) -> models.RunningState:
    return models.RunningState(
        user_id=habit.user_id,
        habit_id=habit.id,
        through=running.through,
        state=stored(running),
        letters=past.letters,
        strengths=list(past.strengths),
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
