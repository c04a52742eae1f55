"""Years of somebody's use, written in bulk, in every table that grows as time goes by.

The newest months are those of the demo account; what lies before is repeated from them, or put
in evenly. Habits and look-backs are worked out for all the years, because their states build
on each other.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from flask import Flask
from sqlalchemy import ColumnElement, func, insert, select

from coach import clock, demo
from coach.accounts.models import BrowserSession, SignIn, User, ZoneChange
from coach.db import Base, db
from coach.demo.assessment import look_back
from coach.demo.habits import practise
from coach.demo.intentions import plan
from coach.demo.listening import listen
from coach.demo.people import know_people
from coach.demo.review import PastAnswers
from coach.demo.writing import write
from coach.habits import snapshots
from coach.habits.import_export.models import HabitImport
from coach.habits.models import Away, CheckIn, Habit, HabitPlan
from coach.habits.reminders.models import Reminder, UsedLink
from coach.journal.models import Entry
from coach.listening.models import FieldNote, Overruled, RecallAnswer, Reply, TurnTaking
from coach.people.exchange import file_queries
from coach.people.exchange.item import PeopleInFile, PersonItem
from coach.review.models import ReviewLog
from coach.writing.models import WrittenMessage

YEAR, HABITS = 365, 3
RECENT = 120  # days of lessons and reviews before they are repeated ...
BACK = 40  # ... and of all else
# what there is once for each thing of the course or the person, however long they stay
BOUNDED = {
    "advice": "written anew with each look-back",
    "contact": "5,000 at most, a page of them at a time",
    "contact_date": "twelve of a contact",
    "contact_tag": "twelve of a contact",
    "contact_way": "eight of a contact",
    "contact_merge": "two of the 5,000 people at most made one each",
    "direction": "one of a person",
    "habit_contact": "one of a habit",
    "intention": "one of a step",
    "journal_contact": "one of an entry",
    "lesson_answer": "one of a question",
    "lesson_bookmark": "one of a step",
    "lesson_place": "one of a lesson",
    "lesson_rating": "one of a lesson",
    "listening_draft": "one of an exercise",
    "listening_recall": "one of a message",
    "passkey": "one of a device",
    "people_draft": "deleted after seven days, or small",
    "people_file": "one of each file brought in by hand",
    "pending_import": "one of a person",
    "people_choice": "one of a person",
    "promise": "200 open ones at most; of the closed ones the last 60 are read",
    "reminder_choice": "one of a person",
    "review_card": "one of a concept",
    "ring": "eight of a person",
    "text_draft": "one of a place to write in",
    "tie": "sixty of a contact",
    "writing_draft": "deleted after 30 days, 100 at most",
}
FEW = {"habit": "six and twenty-four: an account holds 300"}
Values = Mapping[str, Any]


def live(app: Flask, years: int) -> int:
    """Make the demo account with so many years up to today, commit, and return its id."""
    now, course = app.extensions["clock"](), app.extensions["catalogue"]
    today = clock.practice_day(now, "UTC", demo.ROLLOVER)
    days, random = YEAR * years, Random(7)
    with app.app_context():
        user = demo.account(now, days)
        user.host = True
        _travel(user, now, years)
        practise(user, today, days, HABITS, random)
        look_back(app.extensions["bank"], user, now, days, random)
        demo.read_lessons(app, user, now)
        PastAnswers(user, course, today, random).live(list(course.lessons.values())[:-2], RECENT)
        demo.write_notes(user, now, BACK)
        listen(user, course.listening, BACK, today)
        write(user, course.writing, BACK, today)
        know_people(user, today, 14, 200 * years, random)
        file_queries.keep(user.id, PeopleInFile("vCard", (PersonItem("Ana"),)), "x.vcf", now)
        plan(user, course, today, now)
        db.session.flush()
        _again(ReviewLog, user.id, years * YEAR // RECENT, RECENT)
        for model in (Entry, FieldNote, RecallAnswer, Reply, TurnTaking, WrittenMessage):
            where = model.kind == "note" if model is Entry else model.user_id == user.id
            _again(model, user.id, years * YEAR // BACK, BACK, where)
        _set_aside(user, now)
        for month in range(1, 12 * years + 1):
            _month(user, month, now - timedelta(days=30 * month))
        for half in range(1, 2 * years + 1):
            _put_away(user, half, today - timedelta(days=YEAR // 2 * half))
        db.session.commit()
        return user.id


def _travel(user: User, now: datetime, years: int) -> None:
    """Three journeys a year, and days away with them."""
    for trip in range(3 * years, 0, -1):
        there = now - timedelta(days=YEAR // 3 * trip)
        back = there + timedelta(days=10)
        db.session.add_all(
            [
                ZoneChange(user_id=user.id, moment=there, zone="Europe/Lisbon"),
                ZoneChange(user_id=user.id, moment=back, zone="UTC"),
                Away(user_id=user.id, first=there.date(), last=back.date(), reason="Journey"),
            ]
        )


def _again(
    model: type[Base],
    user_id: int,
    times: int,
    days: int,
    where: ColumnElement[bool] | None = None,
) -> None:
    """Repeat a person's rows so many times, each time so many days earlier."""
    table = model.__table__
    query = select(table).where(table.c.user_id == user_id)
    found = db.session.execute(query if where is None else query.where(where)).mappings().all()
    rows = [
        {name: _earlier(name, value, number, days) for name, value in row.items() if name != "id"}
        for number in range(times, 0, -1)
        for row in found
    ]
    db.session.execute(insert(model), rows)


def _earlier(name: str, value: Any, number: int, days: int) -> Any:
    if isinstance(value, date):  # an instant as well
        return value - timedelta(days=number * days)
    return f"{value}-{number}" if value and name in ("key", "run", "token") else value


def _set_aside(user: User, now: datetime) -> None:
    """A note of every tenth reply."""
    ids = db.session.scalars(select(Reply.id).where(Reply.user_id == user.id, Reply.id % 10 == 0))
    rows = [{"user_id": user.id, "reply_id": id_, "note": "closed", "said_at": now} for id_ in ids]
    db.session.execute(insert(Overruled), rows)


def _month(user: User, number: int, moment: datetime) -> None:
    """What comes about in a month: sign-ins, a browser, mails, links used, an import."""
    whose = {"user_id": user.id}
    days = [(moment - timedelta(days=ago)).date() for ago in range(30)]
    db.session.execute(
        insert(SignIn),
        [whose | _sign_in(day) for day in days[::6]],
    )
    session = {"key": f"{number:064}", "browser": "Firefox on Linux", "lasting": True}
    db.session.add(BrowserSession(**whose, **session, begun_at=moment, seen_at=moment))
    sent = {"kind": "digest", "state": "sent", "attempts": 1, "claimed_at": moment, "error": ""}
    db.session.execute(insert(Reminder), [whose | sent | {"day": day} for day in days])
    habit = db.session.scalars(select(Habit.id).where(Habit.user_id == user.id).limit(1)).one()
    used = whose | {"habit_id": habit, "used_at": moment}
    db.session.execute(insert(UsedLink), [used | {"day": day} for day in days[::5]])
    if number % 3 == 0:
        file = {"source": "Loop Habit Tracker", "filename": "loop.zip", "state": "undone"}
        db.session.add(HabitImport(**whose, **file, content=None, created_at=moment))


def _sign_in(day: date) -> Values:
    return {
        "moment": datetime.combine(day, time(8), clock.UTC),
        "browser": "Firefox on Linux",
        "how": "password",
        "success": True,
    }


def _put_away(user: User, number: int, start: date) -> None:
    """A habit that was kept for four months, with a change of plan, and archived."""
    habit = Habit(
        user_id=user.id,
        name=f"An earlier habit {number}",
        principle=number % 8 + 1,
        cue="the day ends",
        act="write one line",
        start=start,
        position=HABITS + number,
        token=f"earlier-{number}",
        created_at=user.created_at,
        archived_at=datetime.combine(start + timedelta(days=120), time(12), clock.UTC),
        plans=[
            HabitPlan(user_id=user.id, start=start, kind="daily"),
            HabitPlan(user_id=user.id, start=start + timedelta(days=60), kind="week", times=3),
        ],
    )
    db.session.add(habit)
    db.session.flush()
    db.session.execute(insert(CheckIn), list(_kept(habit)))
    last = start + timedelta(days=121)
    db.session.add(Away(user_id=user.id, habit_id=habit.id, first=last, reason="Archived"))
    snapshots.rebuild_snapshots(habit, date.min, last, user.rollover)


def _kept(habit: Habit) -> Iterator[Values]:
    for ahead in range(0, 120, 2):
        day = habit.start + timedelta(days=ahead)
        yield {
            "user_id": habit.user_id,
            "habit_id": habit.id,
            "day": day,
            "state": "done",
            "note": "Wrote it down" * (ahead % 10 == 0),
            "moment": datetime.combine(day, time(18), clock.UTC),
            "zone": "UTC",
            "late": False,
        }


def amounts(user_id: int) -> dict[str, int]:
    """Return how many rows there are of a person in each table that holds people's rows."""
    tables = [table for table in Base.metadata.sorted_tables if "user_id" in table.c]
    return {
        table.name: db.session.scalar(
            select(func.count()).select_from(table).where(table.c.user_id == user_id)
        )
        or 0
        for table in tables
    }
