"""Read habits for the Friday card and the booklet, a bounded number. Nothing here commits."""

from datetime import date, timedelta

from sqlalchemy import func, or_, select

from coach.bounds import MOST_AWAY
from coach.db import db
from coach.habits.models import Away, CheckIn, Habit
from coach.habits.presenters.phrases import plan_sentence

KEPT = ("done", "partial")  # states of check-ins


def days_kept(user_id: int, first: date, last: date) -> list[tuple[date, int]]:
    """Return (day, principle 1 to 8) for each day between ``first`` and ``last`` with a kept habit.

    There are at most eight rows per day.
    """
    query = (
        select(CheckIn.day, Habit.principle)
        .join(Habit, Habit.id == CheckIn.habit_id)
        .where(
            CheckIn.user_id == user_id,
            CheckIn.day.between(first, last),
            CheckIn.state.in_(KEPT),
        )
        .group_by(CheckIn.day, Habit.principle)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def days_away(user_id: int, first: date, last: date) -> set[date]:
    """Return the days from ``first`` to ``last``, both included, that are away for all habits."""
    query = select(Away.first, Away.last).where(
        Away.user_id == user_id,
        Away.habit_id.is_(None),
        Away.first <= last,
        or_(Away.last.is_(None), Away.last >= first),
    )
    ranges = db.session.execute(query.limit(MOST_AWAY)).all()
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    return {day for day in days for each in ranges if each.first <= day <= (each.last or last)}


def habits(user_id: int, since: date, most: int) -> list[str]:
    """Return up to ``most`` plans of habits kept since a day, as sentences, the most kept first."""
    times = func.count()
    query = (
        select(Habit.name, Habit.cue, Habit.act)
        .join(CheckIn, CheckIn.habit_id == Habit.id)
        .where(
            CheckIn.user_id == user_id,
            CheckIn.day >= since,
            CheckIn.state.in_(KEPT),
        )
        .group_by(Habit.id, Habit.name, Habit.cue, Habit.act)
        .order_by(times.desc(), Habit.id)
        .limit(most)
    )
    return [
        plan_sentence(row.cue, row.act) if row.cue and row.act else row.name
        for row in db.session.execute(query)
    ]
