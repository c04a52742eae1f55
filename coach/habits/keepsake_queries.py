"""Rows of habits for the Friday card and the booklet, bounded. Nothing here commits."""

from datetime import date

from sqlalchemy import func, select

from coach.db import db
from coach.habits.models import CheckIn, Habit
from coach.habits.plan_words import sentence

KEPT = ("done", "partial")  # states of check-ins


def days_kept(user_id: int, first: date, last: date) -> list[tuple[date, int]]:
    """Return the days within these, both included, on which a habit was kept, each with the
    principle (1 to 8) of the habit: at most eight rows a day."""
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


def habits(user_id: int, since: date, most: int) -> list[str]:
    """Return the plans of the habits kept since a day, as sentences, those kept most first."""
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
        sentence(row.cue, row.act) if row.cue and row.act else row.name
        for row in db.session.execute(query)
    ]
