"""Invent habits for the demo account, with check-ins by a pattern for each habit."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from coach.accounts.models import User
from coach.db import db
from coach.habits import snapshots
from coach.habits.models import Away, CheckIn, Habit, HabitPlan

NOTES = (
    "Two breaths felt long. Anton told me about the budget before I could ask.",
    "Cut in once, said so, he laughed. The second time I held out.",
    "Stand-up is too fast for this. Better in one-to-ones.",
    "Imani wrote back the same hour.",
    "Did the smallest version, between two calls.",
)


@dataclass(frozen=True)
class Sketch:
    """A habit to invent: its words, its plan, and the share of due days on which it is done."""

    name: str
    principle: int
    cue: str
    act: str
    plan: dict[str, Any]
    share: float


SKETCHES = (
    Sketch(
        "Let people finish",
        2,
        "someone brings me a problem",
        "wait two breaths before I answer",
        {"kind": "weekdays", "weekdays": 0b0011111},
        0.88,
    ),
    Sketch(
        "Send one useful thing",
        3,
        "I close my reading after lunch",
        "send one item to one person, with the reason",
        {"kind": "week", "times": 3},
        0.5,
    ),
    Sketch(
        "Name what someone did well",
        7,
        "my last meeting of the day ends",
        "tell one person what their work let me do",
        {"kind": "daily"},
        0.62,
    ),
    Sketch(
        "Write the promise down",
        5,
        "a meeting closes",
        "write down who does what by when",
        {"kind": "weekdays", "weekdays": 0b0001010},
        0.75,
    ),
)


def practise(user: User, today: date, days: int, number: int, random: Random) -> None:
    """Create ``number`` habits with check-ins for ``days`` days up to yesterday, and ten days
    away."""
    start = today - timedelta(days=days)
    for position in range(number):
        sketch = SKETCHES[position % len(SKETCHES)]
        habit = _habit(user, sketch, start, position)
        db.session.add(habit)
        db.session.flush()
        rows = list(_check_ins(habit, sketch, start, days, random))
        db.session.execute(insert(CheckIn), rows)
        first = start + timedelta(days=days // 2)
        last = first + timedelta(days=9)
        whose = {"user_id": user.id, "habit_id": habit.id}
        db.session.add(Away(first=first, last=last, reason="Holiday", **whose))
        snapshots.rebuild_snapshots(habit, date.min, today, user.rollover)


def _habit(user: User, sketch: Sketch, start: date, position: int) -> Habit:
    return Habit(
        user_id=user.id,
        name=sketch.name,
        principle=sketch.principle,
        cue=sketch.cue,
        act=sketch.act,
        start=start,
        position=position,
        token=f"demo-{position}",
        created_at=user.created_at,
        rehearsed_at=user.created_at,
        plans=[HabitPlan(user_id=user.id, start=start, **sketch.plan)],
    )


def _check_ins(
    habit: Habit, sketch: Sketch, start: date, days: int, random: Random
) -> Iterator[dict[str, Any]]:
    plan = habit.plans[0].as_plan().schedule
    for ahead in range(days):  # today itself has no check-in
        day = start + timedelta(days=ahead)
        learning = 0.55 + 0.45 * min(1.0, ahead / 90)
        due = plan.unit != "days" or plan.asks(day)
        if due and random.random() < sketch.share * learning:
            late = random.random() < 0.03
            noted = random.choice(NOTES) if random.random() < 0.12 else ""
            moment = datetime.combine(day, time(17, random.randrange(60)), UTC)
            yield {
                "user_id": habit.user_id,
                "habit_id": habit.id,
                "day": day,
                "state": "done",
                "note": noted,
                "moment": moment + timedelta(days=3 * late),
                "zone": "UTC",
                "late": late,
            }
