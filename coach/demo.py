"""An account full of plausible history, for trying out, screenshots and benchmarks.

Everything follows from the seed: the same seed and day give the same account.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from flask import Flask
from flask_security import hash_password
from sqlalchemy import delete, insert

from coach import clock
from coach.account.models import User, ZoneChange
from coach.assessment import hindsight, rotation
from coach.assessment import models as look_back_rows
from coach.assessment.asking import queries as look_backs
from coach.assessment.showing import queries as look_back_wishes
from coach.assessment.window import Week, place
from coach.assessment.words import reflection_keys
from coach.db import db
from coach.habits import models as habit_rows
from coach.habits import running_queries as habits
from coach.journal import queries as journal
from coach.journal.models import Entry
from coach.lessons import queries as lessons
from coach.listening.demo import listen
from coach.principles import PRINCIPLES
from coach.review.demo import Past

DEMO_ADDRESS = "demo@example.org"
DEMO_PASSWORD = "only for the demo"  # noqa: S105  printed by the command; opens invented data
ROLLOVER = 4


@dataclass(frozen=True)
class Sketch:
    """A habit to invent: its words, its plan, and the share of due days it is done on."""

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
NOTES = (
    "Two breaths felt long. Anton told me about the budget before I could ask.",
    "Cut in once, said so, he laughed. The second time I held out.",
    "Stand-up is too fast for this. Better in one-to-ones.",
    "Imani wrote back the same hour.",
    "Did the smallest version, between two calls.",
)
NEXT = (
    "Ask Jonas what he needs before I plan his week.",
    "Say one doubt while it can still change something.",
    "Send Imani the numbers before she asks.",
)


def fill(app: Flask, days: int = 400, habits: int = 3, seed: int = 7) -> None:
    """Make the demo account anew, with so many days of history up to today, and commit."""
    now = app.extensions["clock"]()
    today = clock.practice_day(now, "UTC", ROLLOVER)
    with app.app_context():
        db.session.execute(delete(User).where(User.email == DEMO_ADDRESS))
        user = _account(now, days)
        random = Random(seed)  # noqa: S311  invented history, no secret
        _habits(user, today, days, habits, random)
        _look_backs(app, user, now, days, random)
        _lessons(app, user, now)
        course = app.extensions["catalogue"]
        Past(user, course, today, random).live(list(course.lessons.values())[:-2], days)
        _journal(user, now, days)
        listen(user, course.listening, days, today)
        db.session.commit()


def _account(now: datetime, days: int) -> User:
    begun = now - timedelta(days=days)
    user = User(
        email=DEMO_ADDRESS,
        password=hash_password(DEMO_PASSWORD),
        fs_uniquifier=f"demo-{now:%Y%m%d%H%M%S%f}",
        name="Demo",
        zone="UTC",
        rollover=ROLLOVER,
        created_at=begun,
        seen_on=now.date(),
    )
    db.session.add(user)
    db.session.flush()
    db.session.add(ZoneChange(user_id=user.id, moment=begun, zone="UTC"))
    return user


def _habits(user: User, today: date, days: int, number: int, random: Random) -> None:
    start = today - timedelta(days=days)
    for position in range(number):
        sketch = SKETCHES[position % len(SKETCHES)]
        habit = habit_rows.Habit(
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
            plans=[habit_rows.HabitPlan(user_id=user.id, start=start, **sketch.plan)],
        )
        db.session.add(habit)
        db.session.flush()
        rows = list(_check_ins(habit, sketch, start, days, random))
        db.session.execute(insert(habit_rows.CheckIn), rows)
        away = start + timedelta(days=days // 2)
        db.session.add(
            habit_rows.Away(
                user_id=user.id,
                habit_id=habit.id,
                first=away,
                last=away + timedelta(days=9),
                reason="Holiday",
            )
        )
        habits.settle(habit, date.min, today, ROLLOVER)


def _check_ins(
    habit: habit_rows.Habit, sketch: Sketch, start: date, days: int, random: Random
) -> Iterator[dict[str, Any]]:
    plan = habit.plans[0].as_plan().schedule
    for ahead in range(days):  # today itself stays open
        day = start + timedelta(days=ahead)
        learning = 0.55 + 0.45 * min(1.0, ahead / 90)
        due = plan.unit != "days" or plan.asks(day)
        if due and random.random() < sketch.share * learning:
            late = random.random() < 0.03
            noted = random.choice(NOTES) if random.random() < 0.12 else ""
            made = datetime.combine(day, time(17, random.randrange(60)), UTC)
            yield {
                "user_id": habit.user_id,
                "habit_id": habit.id,
                "day": day,
                "state": "done",
                "note": noted,
                "moment": made + timedelta(days=3 * late),
                "zone": "UTC",
                "late": late,
            }


def _look_backs(app: Flask, user: User, now: datetime, days: int, random: Random) -> None:
    """Answer most weeks; active listening rises half-way, all else wanders by chance."""
    first = Week.of((now - timedelta(days=days)).date())
    last = None
    level = {principle.number: random.uniform(35, 70) for principle in PRINCIPLES}
    weeks = Week.of(now.date()) - first
    for passed in range(weeks):
        if passed and random.random() < 0.1:
            continue  # a missed week is a gap
        week = first + passed
        moment = datetime.combine(week.sunday, time(18), UTC)
        last = look_backs.begin(user.id, week, last, moment)
        if passed == weeks // 2:
            level[2] = min(90.0, level[2] + 35)
        rows = []
        for item in rotation.questions(app.extensions["bank"], user.id, place(first, week)):
            value = _nearest(level[item.principle] + random.gauss(0, 20))
            rows.append(
                {
                    "user_id": user.id,
                    "week": str(week),
                    "item": item.id,
                    "digest": item.digest,
                    "principle": item.principle,
                    "reverse": item.reverse,
                    "value": 100 - value if item.reverse else value,
                    "seconds": 6.0,
                    "answered_at": moment,
                }
            )
        db.session.execute(insert(look_back_rows.Response), rows)
        look_backs.mark(last)
        _two_lines(last, moment)
        if hindsight.due(place(first, week), None, week):
            _see_again(user, week, rows, moment, random)
    look_back_wishes.keep_matters(user.id, (2, 7), now)


def _two_lines(sitting: look_back_rows.Sitting, moment: datetime) -> None:
    """What went well, and what to try next."""
    week = Week.parse(sitting.week)
    prompts = "What went well this week, and with whom?", "What do you want to try next week?"
    lines = NOTES[week.number % len(NOTES)], NEXT[week.number % len(NEXT)]
    for key, prompt, text in zip(reflection_keys(week).values(), prompts, lines, strict=True):
        journal.keep(sitting.user_id, "reflection", key, prompt, text, moment)
    sitting.wrote = True


def _see_again(
    user: User, week: Week, rows: list[dict[str, Any]], moment: datetime, random: Random
) -> None:
    """The first week as it looks today: a little lower than it was rated."""
    for row in rows[: hindsight.ITEMS]:
        value = _nearest(40 + random.gauss(0, 15))
        db.session.add(
            look_back_rows.Hindsight(
                user_id=user.id,
                week=str(week),
                item=row["item"],
                digest=row["digest"],
                reverse=row["reverse"],
                value=100 - value if row["reverse"] else value,
                answered_at=moment,
            )
        )


def _nearest(score: float) -> int:
    return min(100, max(0, round(score / 25) * 25))


def _lessons(app: Flask, user: User, now: datetime) -> None:
    """Every lesson but the last two is done; the last but one stands at its third step."""
    course = list(app.extensions["catalogue"].lessons.values())
    for lesson in course[:-2]:
        lessons.move(user.id, lesson, len(lesson.steps) + 1, now - timedelta(days=3))
    for lesson in course[-2:-1]:
        lessons.move(user.id, lesson, 3, now - timedelta(days=1))


def _journal(user: User, now: datetime, days: int) -> None:
    rows = [
        {
            "user_id": user.id,
            "kind": "note",
            "key": f"demo-{ago}",
            "prompt": "",
            "text": NOTES[ago % len(NOTES)],
            "written_at": now - timedelta(days=ago),
            "changed_at": now - timedelta(days=ago),
        }
        for ago in range(days, 0, -10)
    ]
    db.session.execute(insert(Entry), rows)
