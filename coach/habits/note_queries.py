"""The notes a person wrote with their check-ins."""

from datetime import date
from typing import Any

from sqlalchemy import select

from coach.db import db
from coach.habits.models import CheckIn, Habit

PAGE = 50


def notes(user_id: int, words: str, before: date) -> list[Any]:
    """Return up to a page of notes from before a day that hold all the words, newest first.

    Each has ``day``, ``note``, and of its habit ``id``, ``name`` and ``principle``.
    """
    query = (
        select(CheckIn.day, CheckIn.note, Habit.id, Habit.name, Habit.principle)
        .join(Habit, Habit.id == CheckIn.habit_id)
        .where(CheckIn.user_id == user_id, CheckIn.note != "", CheckIn.day < before)
        .order_by(CheckIn.day.desc(), Habit.position)
    )
    for word in words.split():
        query = query.where(CheckIn.note.icontains(word, autoescape=True))
    return list(db.session.execute(query.limit(PAGE + 1)))
