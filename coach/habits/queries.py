"""Read habits, also for the Friday card and the booklet. Nothing here commits or reads a clock."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, case, func, literal, or_, select
from sqlalchemy.orm import joinedload

from coach.bounds import MOST_AWAY
from coach.db import db
from coach.habits import models
from coach.habits.presenters.phrases import plan_sentence
from coach.search import row_queries

DONE = ("done", "partial")  # states of check-ins that keep a plan
# moments of activity, from which Today computes how long the user was away
USES = (models.CheckIn.moment, models.Habit.created_at)


def own_habit(user_id: int, habit_id: int) -> models.Habit | None:
    """Return the user's own habit with its plans, or None."""
    return db.session.scalar(
        select(models.Habit)
        .where(models.Habit.id == habit_id, models.Habit.user_id == user_id)
        .options(joinedload(models.Habit.plans))
    )


def first_days(user_id: int) -> dict[int, date]:
    """Return the first day of each of the user's habits, by id: its start or its first check-in."""
    habit, made = models.Habit, models.CheckIn
    query = (
        select(habit.id, habit.start, func.min(made.day))
        .outerjoin(made, made.habit_id == habit.id)
        .where(habit.user_id == user_id)
        .group_by(habit.id)
    )
    return {row[0]: min(row[1], row[2] or row[1]) for row in db.session.execute(query)}


def days_of(habit_id: int) -> set[date]:
    """Return the days that have a check-in for the habit."""
    return set(db.session.scalars(select(models.CheckIn.day).filter_by(habit_id=habit_id)))


HABIT = models.Habit.__table__.c
PUT_AWAY = (
    select(HABIT.id, HABIT.name, HABIT.archived_at, HABIT.graduated_on, HABIT.looked_on)
    .where(
        HABIT.user_id == bindparam("user"),
        HABIT.archived_at.is_not(None) | HABIT.graduated_on.is_not(None),
    )
    .order_by(HABIT.archived_at.desc(), HABIT.graduated_on.desc())
)


def put_away(user_id: int) -> Sequence[Any]:
    """Return the user's archived and graduated habits, the newest first: what the list shows."""
    return db.rows(PUT_AWAY, {"user": user_id})


def in_use(user_id: int) -> Sequence[models.Habit]:
    """Return the user's habits that are neither archived nor graduated, in the user's order."""
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
    """Return the habit that an earlier press of the same form created, or None."""
    return db.session.scalar(
        select(models.Habit).where(models.Habit.user_id == user_id, models.Habit.token == token)
    )


def from_offer(user_id: int, offer: str) -> models.Habit | None:
    """Return the user's habit that came from a lesson's offer and is not archived, or None."""
    query = select(models.Habit).where(
        models.Habit.user_id == user_id,
        models.Habit.offer == offer,
        models.Habit.archived_at.is_(None),
    )
    return db.session.scalars(query.limit(1)).first()


def from_offers(user_id: int) -> dict[str, int]:
    """Return the ids of the user's habits that came from lessons, by the id of the offer."""
    query = select(models.Habit.offer, models.Habit.id).where(
        models.Habit.user_id == user_id,
        models.Habit.offer.is_not(None),
        models.Habit.archived_at.is_(None),
    )
    return {str(offer): habit_id for offer, habit_id in db.session.execute(query)}


def number_of(user_id: int) -> int:
    """Return the number of the user's habits, archived ones included."""
    query = select(func.count()).where(models.Habit.user_id == user_id)
    return db.session.scalar(query) or 0


OFFERS_KEPT = select(models.Habit.offer).where(
    models.Habit.user_id == bindparam("user"),
    models.Habit.offer.is_not(None),
    models.Habit.archived_at.is_(None),
)
KEPT = (
    select(models.Habit.principle, func.count())
    .join(models.CheckIn, models.CheckIn.habit_id == models.Habit.id)
    .where(
        models.CheckIn.user_id == bindparam("user"),
        models.CheckIn.day.between(bindparam("since"), bindparam("until")),
        models.CheckIn.state.in_(DONE),
    )
    .group_by(models.Habit.principle)
)


PLAN = models.Habit.cue + " " + models.Habit.act + " " + models.Habit.smallest
# the newest habits, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("habit"), models.Habit.id, models.Habit.name, PLAN, models.Habit.created_at,
            said=literal("habit ") + models.Habit.name + " " + PLAN,
        )
    )
    .where(models.Habit.user_id == bindparam("user"))
    .order_by(models.Habit.id.desc())
    .limit(row_queries.NEWEST)
)  # fmt: skip


def days_kept(user_id: int, first: date, last: date) -> list[tuple[date, int]]:
    """Return (day, principle 1 to 8) for each day between ``first`` and ``last`` with a kept habit.

    There are at most eight rows per day.
    """
    query = (
        select(models.CheckIn.day, models.Habit.principle)
        .join(models.Habit, models.Habit.id == models.CheckIn.habit_id)
        .where(
            models.CheckIn.user_id == user_id,
            models.CheckIn.day.between(first, last),
            models.CheckIn.state.in_(DONE),
        )
        .group_by(models.CheckIn.day, models.Habit.principle)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def days_away(user_id: int, first: date, last: date) -> set[date]:
    """Return the days from ``first`` to ``last``, both included, that are away for all habits."""
    query = select(models.Away.first, models.Away.last).where(
        models.Away.user_id == user_id,
        models.Away.habit_id.is_(None),
        models.Away.first <= last,
        or_(models.Away.last.is_(None), models.Away.last >= first),
    )
    ranges = db.session.execute(query.limit(MOST_AWAY)).all()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day for day in days for each in ranges if each.first <= day <= (each.last or last)}


def away_on(user: ColumnElement[int], day: ColumnElement[date]) -> Select[Any]:
    """Return a statement that finds whether a user is away from all habits on a day."""
    away = models.Away
    return select(away.id).where(
        away.user_id == user,
        away.habit_id.is_(None),
        away.first <= day,
        or_(away.last.is_(None), away.last >= day),
    )


def named(user_id: int, ids: Collection[int] | Select[int]) -> list[tuple[int, str]]:
    """Return the ids and names of those of the user's habits in use that have these ids."""
    habit = models.Habit
    query = (
        select(habit.id, habit.name)
        .where(habit.user_id == user_id, habit.id.in_(ids), habit.archived_at.is_(None))
        .order_by(habit.position, habit.id)
    )
    return [(row.id, row.name) for row in db.session.execute(query)]


def tied(user_id: int, ids: Select[int]) -> Select[str, int, str]:
    """Return the statement for those of the user's habits in use that have these ids.

    Its columns are the word ``habit``, the id and the name.
    """
    habit = models.Habit
    return select(literal("habit"), habit.id, habit.name).where(
        habit.user_id == user_id, habit.id.in_(ids), habit.archived_at.is_(None)
    )


def most_kept(user_id: int, since: date, most: int) -> list[str]:
    """Return up to ``most`` plans of habits kept since a day, as sentences, the most kept first."""
    times = func.count()
    query = (
        select(models.Habit.name, models.Habit.cue, models.Habit.act)
        .join(models.CheckIn, models.CheckIn.habit_id == models.Habit.id)
        .where(
            models.CheckIn.user_id == user_id,
            models.CheckIn.day >= since,
            models.CheckIn.state.in_(DONE),
        )
        .group_by(models.Habit.id, models.Habit.name, models.Habit.cue, models.Habit.act)
        .order_by(times.desc(), models.Habit.id)
        .limit(most)
    )
    return [
        plan_sentence(row.cue, row.act) if row.cue and row.act else row.name
        for row in db.session.execute(query)
    ]


def rest_days(since: ColumnElement[date], until: ColumnElement[date]) -> Select[date]:
    """Return a query for the days on which a user declared a rest and did no habit."""
    log = models.CheckIn
    rested = func.sum(case((log.state == "rest", 1), else_=0))
    done = func.sum(case((log.state.in_(DONE), 1), else_=0))
    mine = log.user_id == bindparam("user"), log.day.between(since, until)
    return select(log.day).where(*mine).group_by(log.day).having(rested > 0, done == 0)


def away_ranges(until_at_least: ColumnElement[date]) -> Select[date, date | None]:
    """Return a query for a user's days away from all habits that end on this day or later."""
    away = models.Away
    return select(away.first, away.last).where(
        away.user_id == bindparam("user"),
        away.habit_id.is_(None),
        or_(away.last.is_(None), away.last >= until_at_least),
    )
