"""Read habits with all the data that their status needs. Nothing here commits or reads a clock."""

from collections import namedtuple
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import (
    Boolean,
    Date,
    Select,
    Text,
    bindparam,
    cast,
    func,
    literal,
    null,
    or_,
    select,
    union_all,
)

from coach.accounts import queries as account
from coach.db import UtcDateTime, db, written_out
from coach.habits import models
from coach.habits.habit_log import HabitLog, Snapshot
from coach.habits.rules import fold
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.time_zones import travel_days

STATES = {state.value: state for state in State}
SAYS_SOMETHING = ("done", "partial", "missed")

# tables instead of models: a statement of columns needs no ORM, whose part costs as much again
HABIT, PLAN, CHECK_IN, AWAY, SNAPSHOT = (
    model.__table__
    for model in (
        models.Habit, models.HabitPlan, models.CheckIn, models.Away, models.RunningState,
    )
)  # fmt: skip
NEWEST = SNAPSHOT.alias()
THROUGH = (  # the day of a habit's newest snapshot
    select(func.max(NEWEST.c.through))
    .where(NEWEST.c.habit_id == HABIT.c.id, NEWEST.c.through < bindparam("before"))
    .correlate(HABIT)
    .scalar_subquery()
)
FIRST = (  # the first day of a habit with a record about the act
    select(func.min(CHECK_IN.c.day))
    .where(CHECK_IN.c.habit_id == HABIT.c.id, CHECK_IN.c.state.in_(SAYS_SOMETHING))
    .correlate(HABIT)
    .scalar_subquery()
)


def _of_habits(query: Any, one: bool) -> Any:
    """Restrict the query to one habit of the user, or to all that are not archived."""
    query = query.where(HABIT.c.user_id == bindparam("user"))
    if one:
        return query.where(HABIT.c.id == bindparam("habit"))
    return query.where(HABIT.c.archived_at.is_(None))


def _habits(one: bool) -> Any:
    """Build the query for habits with their newest snapshot, one row for each plan."""
    habit, plan, state = HABIT.c, PLAN.c, SNAPSHOT.c
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
        .select_from(HABIT)
        .join(PLAN, plan.habit_id == habit.id)
        .outerjoin(SNAPSHOT, (state.habit_id == habit.id) & (state.through == THROUGH))
        .order_by(habit.position, habit.id, plan.start)
    )  # fmt: skip
    return _of_habits(query, one)


def _check_ins(one: bool) -> Any:
    """Build the query for the check-ins after the newest snapshot."""
    row = CHECK_IN.c
    since = func.coalesce(THROUGH, date.min)
    query = (
        select(row.habit_id, row.day, row.state, row.number, row.late, row.moment, row.note)
        .select_from(HABIT)
        .join(CHECK_IN, (row.habit_id == HABIT.c.id) & (row.day > since))
        .where(row.day <= bindparam("until"))
    )
    if not one:
        query = query.where(HABIT.c.graduated_on.is_(None))
    return _of_habits(query, one)


def _aways(one: bool) -> Any:
    """Build the query for the away ranges since a day, including those for all habits."""
    away, habit = AWAY.c, HABIT.c
    if one:
        chosen = away.habit_id == bindparam("habit")
    else:
        in_use = habit.archived_at.is_(None), habit.graduated_on.is_(None)
        ids = select(habit.id).where(habit.user_id == bindparam("user"), *in_use)
        chosen = away.habit_id.in_(ids)
    return select(away.habit_id, away.first, away.last, away.travel).where(
        away.user_id == bindparam("user"),
        or_(away.last.is_(None), away.last >= bindparam("since")),
        or_(away.habit_id.is_(None), chosen),
    )


def _aways_and_zones(one: bool) -> Any:
    """Build the query for the away ranges and, with a moment, the user's changes of zone.

    They are asked together, because Today asks a small, fixed number of questions.
    """
    no_moment, no_zone = cast(null(), UtcDateTime()), literal("")
    no_range = (cast(null(), kind()) for kind in (Date, Date, Boolean))
    aways = _aways(one).add_columns(no_moment.label("moment"), no_zone.label("zone"))
    zones = account.ZONES_SINCE.order_by(None).with_only_columns(
        account.CHANGE.id, *no_range, account.CHANGE.moment, account.CHANGE.zone
    )
    return union_all(aways, zones)


# built once, because building a query takes as long as running it
HABITS, CHECK_INS, AWAYS = (
    {one: written_out(build(one)) for one in (False, True)}
    for build in (_habits, _check_ins, _aways_and_zones)
)


def _row_type(statement: Select[Any]) -> Any:
    """Return a named tuple type for a statement's columns.

    Many are read by name here, and SQLAlchemy's rows take ten times as long to find a name.
    """
    return namedtuple("Row", statement.selected_columns.keys())


HABIT_ROW, CHECK_IN_ROW = _row_type(HABITS[True]), _row_type(CHECK_INS[True])


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
    params = {"user": user_id, "habit": habit_id, "before": before, "until": until}
    plans: dict[int, list[Any]] = {}  # rows by habit
    looks = set()  # a set, because a habit has one row for each of its plans
    for row in map(HABIT_ROW._make, db.rows(HABITS[one], params)):
        if one or row.graduated_on is None:
            plans.setdefault(row.id, []).append(row)
        else:
            if fold.next_check(row.graduated_on, row.looked_on) <= today:
                looks.add(row.id)
    return HabitsInUse(_logs(plans, params, rollover, today) if plans else [], len(looks))


def _logs(
    plans: dict[int, list[Any]], params: dict[str, Any], rollover: int, today: date
) -> list[HabitLog]:
    one, user_id = params["habit"] is not None, params["user"]
    check_ins: dict[int, list[Any]] = {}
    for row in map(CHECK_IN_ROW._make, db.rows(CHECK_INS[one], params)):
        check_ins.setdefault(row.habit_id, []).append(row)
    since = min(rows[0].through or _first_day(rows[0]) for rows in plans.values())
    if params["before"] > date.min:  # a day before the habit's first may be filled in
        since = min(since, params["before"])
    asked = {"user": user_id, "since": since, "habit": params["habit"]}
    found = db.rows(AWAYS[one], asked | {"zones_since": account.zones_from(since)})
    aways = [row for row in found if row.moment is None]
    changes = [row for row in found if row.moment is not None]  # each has its id first
    changes.sort(key=lambda row: (row.moment, row[0]))
    zones = tuple((row.moment, row.zone) for row in changes)
    travel = travel_days(since, min(today, params["until"]), zones, rollover)
    return [
        _log(user_id, rows, check_ins.get(habit, []), aways, travel)
        for habit, rows in plans.items()
    ]


def _first_day(row: Any) -> date:
    day: date = min(row.begun, row.first or row.begun)
    return day


def _log(
    user_id: int,
    plans: list[Any],
    check_ins: list[Any],
    aways: Iterable[Any],
    travel: frozenset[date],
) -> HabitLog:
    """Build one habit from its rows, one for each of its plans."""
    habit = plans[0]
    through = habit.through
    return HabitLog(
        habit.id,
        habit.name,
        habit.principle,
        habit.cue,
        _history(plans, check_ins, aways, travel),
        Snapshot(through, habit.running, habit.letters, habit.strengths) if through else None,
        {row.day: row.moment for row in check_ins},
        {row.day: row.note for row in check_ins if row.note},
        habit.act,
        habit.smallest,
        habit.message_kind,
        habit.begun,
        habit.archived_at is not None,
        habit.rehearsed_at is not None,
        habit.graduated_on,
        habit.looked_on,
        habit.token,
        user_id,
    )


def _history(
    plans: list[Any], check_ins: list[Any], aways: Iterable[Any], travel: frozenset[date]
) -> HabitHistory:
    habit_id = plans[0].id
    own = [row for row in aways if row.habit_id in (None, habit_id)]
    imported = {row.first for row in own if row.travel}  # one row per day, as exported
    return HabitHistory(
        _first_day(plans[0]),
        tuple(models.plan_of(row) for row in plans),
        {row.day: DayEntry(STATES[row.state], row.number, row.late) for row in check_ins},
        tuple(
            AwayRange(row.first, row.last, row.habit_id is None) for row in own if not row.travel
        ),
        travel | imported,
    )
