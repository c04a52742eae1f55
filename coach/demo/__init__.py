"""Create an account with plausible history, for trying out, screenshots and benchmarks.

The seed and the day determine everything: the same values give the same account.
"""

from datetime import datetime, timedelta
from random import Random

from flask import Flask
from flask_security import hash_password
from sqlalchemy import delete, insert, select

from coach import clock
from coach.accounts.models import User, ZoneChange
from coach.db import db
from coach.demo.assessment import look_back
from coach.demo.habits import NOTES, practise
from coach.demo.intentions import plan
from coach.demo.listening import listen
from coach.demo.people import know_people
from coach.demo.review import PastAnswers
from coach.demo.writing import write
from coach.journal.models import Entry
from coach.lessons import queries as lessons

DEMO_ADDRESS = "demo@example.org"
DEMO_PASSWORD = "only for the demo"  # noqa: S105  printed by the command; opens invented data
ROLLOVER = clock.DEFAULT_ROLLOVER


def exists(app: Flask) -> bool:
    """Return whether the demo account exists."""
    with app.app_context():
        account = select(User.id).where(User.email == DEMO_ADDRESS)
        return db.session.scalar(account) is not None


def fill(
    app: Flask,
    days: int = 400,
    habits: int = 3,
    seed: int = 7,
    people: int = 14,
    touches: int = 500,
) -> None:
    """Create the demo account again, with ``days`` days of history up to today, and commit.

    ``people`` people are on its list, with whom it was in touch ``touches`` times.
    """
    now = app.extensions["clock"]()
    today = clock.practice_day(now, "UTC", ROLLOVER)
    with app.app_context():
        db.session.execute(delete(User).where(User.email == DEMO_ADDRESS))
        user = account(now, days)
        random = Random(seed)  # noqa: S311  invented history, no secret
        practise(user, today, days, habits, random)
        look_back(app.extensions["bank"], user, now, days, random)
        read_lessons(app, user, now)
        course = app.extensions["catalogue"]
        PastAnswers(user, course, today, random).live(list(course.lessons.values())[:-2], days)
        write_notes(user, now, days)
        listen(user, course.listening, days, today)
        write(user, course.writing, days, today)
        know_people(user, today, people, touches, random)
        plan(user, course, today, now)
        db.session.commit()


def account(now: datetime, days: int) -> User:
    """Return the new account, which began ``days`` days ago."""
    first_moment = now - timedelta(days=days)
    user = User(
        email=DEMO_ADDRESS,
        password=hash_password(DEMO_PASSWORD),
        fs_uniquifier=f"demo-{now:%Y%m%d%H%M%S%f}",
        name="Demo",
        zone="UTC",
        rollover=ROLLOVER,
        created_at=first_moment,
        seen_on=now.date(),
    )
    db.session.add(user)
    db.session.flush()
    db.session.add(ZoneChange(user_id=user.id, moment=first_moment, zone="UTC"))
    return user


def read_lessons(app: Flask, user: User, now: datetime) -> None:
    """Finish all lessons but the last two. The last but one is at its third step."""
    course = list(app.extensions["catalogue"].lessons.values())
    for lesson in course[:-2]:
        lessons.move(user.id, lesson, len(lesson.steps) + 1, now - timedelta(days=3))
    for lesson in course[-2:-1]:
        lessons.move(user.id, lesson, 3, now - timedelta(days=1))


def write_notes(user: User, now: datetime, days: int) -> None:
    """Add a note for every tenth day."""
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
