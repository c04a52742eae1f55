"""Read the notes of check-ins."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, literal, select

from coach.db import db, holds
from coach.habits.models import CheckIn, Habit
from coach.search import row_queries

PAGE = 50
OLDER = 10  # number of notes shown from before the last days


def notes(user_id: int, words: str, before: date) -> list[Any]:
    """Return up to PAGE + 1 notes from before a day that contain all the words, newest first.

    Each row has ``day``, ``note``, and the habit's ``id``, ``name`` and ``principle``.
    """
    query = (
        select(CheckIn.day, CheckIn.note, Habit.id, Habit.name, Habit.principle)
        .join(Habit, Habit.id == CheckIn.habit_id)
        .where(CheckIn.user_id == user_id, CheckIn.note != "", CheckIn.day < before)
        .order_by(CheckIn.day.desc(), Habit.position)
    )
    asked = {f"word_{place}": word for place, word in enumerate(words.split())}
    for name in asked:
        query = query.where(holds(CheckIn.note, name))
    return list(db.session.execute(query.limit(PAGE + 1), asked))


ROW = CheckIn.__table__.c
NOTES = (
    select(ROW.day, ROW.note)
    .where(ROW.habit_id == bindparam("habit"), ROW.day < bindparam("before"), ROW.note != "")
    .order_by(ROW.day.desc())
    .limit(OLDER)
)


def notes_before(habit_id: int, before: date) -> dict[date, str]:
    """Return the last ten notes from before a day, newest first."""
    rows = db.session.execute(NOTES, {"habit": habit_id, "before": before})
    return {row.day: row.note for row in rows}


LATELY = (
    select(CheckIn.id)
    .where(CheckIn.user_id == bindparam("user"))
    .order_by(CheckIn.day.desc())
    .limit(2 * row_queries.NEWEST)
    .subquery()
)
# the notes of the newest check-ins, for the search
SEARCHED = (
    select(
        *row_queries.columns(
            literal("day"), Habit.id, Habit.name, CheckIn.note, CheckIn.day, said=CheckIn.note
        )
    )
    .join(LATELY, LATELY.c.id == CheckIn.id)
    .join(Habit, Habit.id == CheckIn.habit_id)
    .where(CheckIn.note != "")
)
