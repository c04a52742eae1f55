"""Read habits with all the data that their status needs. Nothing here commits or reads a clock."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Text, bindparam, cast, func, or_, select
from sqlalchemy.orm import aliased

from coach.accounts import queries as account
from coach.db import db, row_type
from coach.habits import models
from coach.habits.habit_log import Facts, HabitLog, without_unit
from coach.habits.rules import graduation
from coach.habits.rules.log import AwayRange, DayEntry, State
from coach.habits.rules.time_zones import travel_days

STATES = {state.value: state for state in State}
SAYS_SOMETHING = ("done", "partial", "missed")

NEWEST = aliased(models.RunningState)
THROUGH = (  # the day of a habit's newest snapshot
    select(func.max(NEWEST.through))
    .where(NEWEST.habit_id == models.Habit.id, NEWEST.through < bindparam("before"))
    .correlate(models.Habit)
    .scalar_subquery()
)
FIRST = (  # the first day of a habit with a record about the act
    select(func.min(models.CheckIn.day))
    .where(models.CheckIn.habit_id == models.Habit.id, models.CheckIn.state.in_(SAYS_SOMETHING))
    .correlate(models.Habit)
    .scalar_subquery()
)


def _of_habits(query: Any, one: bool) -> Any:
    """Restrict the query to one habit of the user, or to all that are not archived."""
    query = query.where(models.Habit.user_id == bindparam("user"))
    if one:
        return query.where(models.Habit.id == bindparam("habit"))
    return query.where(models.Habit.archived_at.is_(None))


def _habits(one: bool) -> Any:
    """Build the query for habits with their newest snapshot, one row for each plan."""
    habit, plan, state = models.Habit, models.HabitPlan, models.RunningState
    query = (
        select(
            habit.id, habit.name, habit.principle, habit.cue, habit.act, habit.smallest,
            habit.message_kind,
            habit.start.label("begun"), habit.archived_at, habit.rehearsed_at,
            habit.graduated_on, habit.looked_on, habit.token, FIRST.label("first"),
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
    """Build the query for the check-ins after the newest snapshot."""
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


def _aways(one: bool) -> Any:
    """Build the query for the away ranges since a day, including those for all habits."""
    away, habit = models.Away, models.Habit
    if one:
        asked = away.habit_id == bindparam("habit")
    else:
        in_use = habit.archived_at.is_(None), habit.graduated_on.is_(None)
        ids = select(habit.id).where(habit.user_id == bindparam("user"), *in_use)
        asked = away.habit_id.in_(ids)
    return select(away.habit_id, away.first, away.last, away.travel).where(
        away.user_id == bindparam("user"),
        or_(away.last.is_(None), away.last >= bindparam("since")),
        or_(away.habit_id.is_(None), asked),
    )


# built once, because building a query takes as long as running it
HABITS = {one: _habits(one) for one in (False, True)}
CHECK_INS = {one: _check_ins(one) for one in (False, True)}
AWAYS = {one: _aways(one) for one in (False, True)}

HABIT_ROW, CHECK_IN_ROW = row_type(HABITS[True]), row_type(CHECK_INS[True])


class HabitsInUse(NamedTuple):
    """The habits in use, and the number of graduated ones that are due for their monthly check."""

    logs: list[HabitLog]
    looks: int


def habit_logs(
    user_id: int,
    rollover: int,
    today: date,
    habit_id: int | None = None,
    before: date = date.max,
    until: date = date.max,
) -> list[HabitLog]:
    """Return the user's habits with all the data that their status needs.

    Return one habit if ``habit_id`` is given, otherwise all in use, in the user's order. The days
    continue from the newest snapshot, or from the newest one before ``before``, up to ``until``.
    This takes four queries, however long the history is.
    """
    return due(user_id, rollover, today, habit_id, before, until).logs


def due(
    user_id: int,
    rollover: int,
    today: date,
    habit_id: int | None = None,
    before: date = date.max,
    until: date = date.max,
) -> HabitsInUse:
    """Return the same as ``habit_logs``, and the number of graduated habits to check."""
    one = habit_id is not None
    asked = {"user": user_id, "habit": habit_id, "before": before, "until": until}
    found: dict[int, list[Any]] = {}
    looks = set()  # a set, because a habit has one row for each of its plans
    for row in map(HABIT_ROW._make, db.session.execute(HABITS[one], asked).all()):
        if one or row.graduated_on is None:
            found.setdefault(row.id, []).append(row)
        else:
            if graduation.next_look(row.graduated_on, row.looked_on) <= today:
                looks.add(row.id)
    return HabitsInUse(_tracks(found, asked, rollover, today) if found else [], len(looks))


def _tracks(
    found: dict[int, list[Any]], asked: dict[str, Any], rollover: int, today: date
) -> list[HabitLog]:
    one, user_id = asked["habit"] is not None, asked["user"]
    made: dict[int, list[Any]] = {}
    for row in map(CHECK_IN_ROW._make, db.session.execute(CHECK_INS[one], asked).all()):
        made.setdefault(row.habit_id, []).append(row)
    since = min(rows[0].through or _first_day(rows[0]) for rows in found.values())
    if asked["before"] > date.min:  # a day before the habit's first may be filled in
        since = min(since, asked["before"])
    away = db.session.execute(
        AWAYS[one], {"user": user_id, "since": since, "habit": asked["habit"]}
    ).all()
    zones = tuple(account.zones_since(user_id, since))
    travel = travel_days(since, min(today, asked["until"]), zones, rollover)
    return [
        _track(user_id, rows, made.get(habit, []), away, travel) for habit, rows in found.items()
    ]


def _first_day(row: Any) -> date:
    day: date = min(row.begun, row.first or row.begun)
    return day


def _track(
    user_id: int, rows: list[Any], made: Iterable[Any], away: Iterable[Any], travel: frozenset[date]
) -> HabitLog:
    """Build one habit from its rows (one row for each of its plans)."""
    habit = rows[0]
    made = list(made)
    return HabitLog(
        habit.id,
        habit.name,
        habit.principle,
        habit.cue,
        _facts(rows, made, away, travel),
        {row.day: row.moment for row in made},
        {row.day: row.note for row in made if row.note},
        {row.start: row.unit for row in rows},
        habit.act,
        habit.smallest,
        habit.message_kind,
        habit.archived_at is not None,
        habit.rehearsed_at is not None,
        habit.graduated_on,
        habit.looked_on,
        habit.token,
        user_id,
    )


def _facts(
    rows: list[Any], made: Iterable[Any], away: Iterable[Any], travel: frozenset[date]
) -> Facts:
    habit = rows[0]
    own = [row for row in away if row.habit_id in (None, habit.id)]
    brought = {row.first for row in own if row.travel}  # one row per day, as exported
    return Facts(
        habit.begun,
        tuple(without_unit(models.plan_of(row)) for row in rows),
        tuple((row.day, DayEntry(STATES[row.state], row.number, row.late)) for row in made),
        tuple(
            AwayRange(row.first, row.last, row.habit_id is None) for row in own if not row.travel
        ),
        travel | brought,
        habit.first,
        habit.through,
        habit.running or "",
        habit.letters or "",
        habit.strengths or "[]",
    )
