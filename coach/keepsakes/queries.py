"""Rows for the Friday card and the booklet: a fixed number of questions, bounded rows."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from coach.assessment.models import Sitting
from coach.db import db
from coach.habits.models import CheckIn, Habit
from coach.habits.plan_words import sentence
from coach.journal.models import Entry
from coach.keepsakes.booklet import MOST
from coach.listening.models import Reply

MARGIN, WELL = "step:%", "look-back/%/well"  # keys of journal entries
ANSWERED = ("say-back", "ask", "reply", "conversation")  # replies in words of one's own
TWICE = 2 * MOST  # the same words may stand there twice


def days_kept(user_id: int, first: date, last: date) -> list[tuple[date, int]]:
    """Return the days within these, both included, on which a habit was kept, each with the
    principle (1 to 8) of the habit: at most eight rows a day."""
    query = (
        select(CheckIn.day, Habit.principle)
        .join(Habit, Habit.id == CheckIn.habit_id)
        .where(
            CheckIn.user_id == user_id,
            CheckIn.day.between(first, last),
            CheckIn.state.in_(("done", "partial")),
        )
        .group_by(CheckIn.day, Habit.principle)
    )
    return [(row[0], row[1]) for row in db.session.execute(query)]


def sat(user_id: int) -> int:
    """Return how many look-backs the person has answered."""
    return db.session.scalar(select(func.count()).where(Sitting.user_id == user_id)) or 0


def wells(user_id: int) -> Sequence[str]:
    """Return what the person wrote about what went well, the latest week first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "reflection", Entry.key.like(WELL)
    )
    return db.session.scalars(query.order_by(Entry.key.desc()).limit(TWICE)).all()


def notes(user_id: int) -> Sequence[str]:
    """Return the person's notes in the margin of lessons, the newest first."""
    query = select(Entry.text).where(
        Entry.user_id == user_id, Entry.kind == "note", Entry.key.like(MARGIN)
    )
    return db.session.scalars(query.order_by(Entry.changed_at.desc()).limit(TWICE)).all()


def replies(user_id: int) -> Sequence[str]:
    """Return the person's replies that went well, the newest first."""
    query = select(Reply.text).where(
        Reply.user_id == user_id, Reply.went_well, Reply.kind.in_(ANSWERED)
    )
    return db.session.scalars(query.order_by(Reply.answered_at.desc()).limit(TWICE)).all()


def promise_parts(user_id: int, tool_id: str) -> list[dict[str, Any]]:
    """Return the parts of the person's promise list, none without one."""
    query = select(Entry.parts).where(
        Entry.user_id == user_id, Entry.kind == "tool", Entry.key == tool_id
    )
    return db.session.scalar(query) or []


def habits(user_id: int, since: date) -> list[str]:
    """Return the plans of the habits kept since a day, as sentences, those kept most first."""
    times = func.count()
    query = (
        select(Habit.name, Habit.cue, Habit.act)
        .join(CheckIn, CheckIn.habit_id == Habit.id)
        .where(
            CheckIn.user_id == user_id,
            CheckIn.day >= since,
            CheckIn.state.in_(("done", "partial")),
        )
        .group_by(Habit.id, Habit.name, Habit.cue, Habit.act)
        .order_by(times.desc(), Habit.id)
        .limit(MOST)
    )
    return [
        sentence(row.cue, row.act) if row.cue and row.act else row.name
        for row in db.session.execute(query)
    ]
