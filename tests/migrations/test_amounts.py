"""Amounts become exact in databases of every release, and what follows from them is right."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from flask import Flask
from sqlalchemy import select, text

from coach import create_app
from coach.config import Settings
from coach.db import db
from coach.habits import log_queries, models, snapshots
from coach.habits.habit_log import status_on
from coach.habits.rules.fold import beginning, read, stored, walk
from coach.maintenance import upgrade
from tests.conftest import Moment
from tests.databases import engine_of

HERE = Path(__file__).parent
RELEASED = sorted(path.stem for path in HERE.glob("*.sql"))
# streaks and strengths as the releases showed them, by release, habit and day
BEFORE = json.loads((HERE / "habits.json").read_text())
DAY = date(2026, 11, 27)  # the first of the days of which the releases were asked
AMOUNTS = (0.1, 0.3, 1.5, 20.0, 123456.78, 999999.999999, 0.0, 1 / 3)


def left_behind(folder: Path, release: str, *changes: str) -> Settings:
    """Return an installation as a release left it, after some more statements."""
    with closing(sqlite3.connect(folder / "coach.db")) as raw:
        raw.executescript((HERE / f"{release}.sql").read_text(encoding="utf-8"))
        for change in changes:
            raw.execute(change)
        raw.commit()
    return Settings(instance=folder, zone="UTC")


def opened(settings: Settings, today: date) -> Flask:
    """Return the app after an upgrade on the morning of this day."""
    clock = Moment(datetime(today.year, today.month, today.day, 8, tzinfo=UTC))
    upgrade.to_newest(settings, clock)
    return create_app(settings, clock)


def numbers_of(app: Flask, today: date) -> dict[str, Any]:
    """Return the numbers of each habit on a day, as its pages show them."""
    found = {}
    for track in log_queries.habit_logs(1, 4, today):
        said = status_on(track, today).reading
        found[str(track.id)] = {
            "unit": said.standing.unit,
            "current": said.standing.current,
            "best": said.standing.best,
            "kept": list(said.standing.kept),
            "strength": round(said.strength, 9),
        }
    return found


@pytest.mark.sqlite
@pytest.mark.parametrize("release", RELEASED)
def test_streaks_and_strengths_are_what_they_were(tmp_path: Path, release: str) -> None:
    app = opened(left_behind(tmp_path, release), DAY)
    with app.app_context():
        for name in ("2026-11-27", "2026-12-15"):
            told = {habit: days[name] for habit, days in BEFORE[release].items()}
            assert numbers_of(app, date.fromisoformat(name)) == told
        db.session.remove()
        db.engine.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("release", RELEASED)
def test_amounts_are_carried_over_exactly(tmp_path: Path, release: str) -> None:
    numbers = [
        f"UPDATE check_in SET number = {number} WHERE id = (SELECT id FROM check_in"
        f" ORDER BY id LIMIT 1 OFFSET {place})"
        for place, number in enumerate(AMOUNTS)
    ]
    goal = "UPDATE habit_plan SET goal = 'at_least', target = 2.1 WHERE id = 1"
    app = opened(left_behind(tmp_path, release, *numbers, goal), DAY)
    with app.app_context():
        query = select(models.CheckIn.number).order_by(models.CheckIn.id).limit(len(AMOUNTS))
        exact = [round(Decimal(str(number)), 6) for number in AMOUNTS]
        assert db.session.scalars(query).all() == exact
        assert db.session.scalar(select(models.HabitPlan.target).limit(1)) == Decimal("2.1")
        db.session.remove()
        db.engine.dispose()


@pytest.mark.sqlite
@pytest.mark.parametrize("release", RELEASED)
def test_the_stored_states_are_those_that_are_worked_out_anew(tmp_path: Path, release: str) -> None:
    changes = (
        "UPDATE habit_plan SET kind = 'week', times = 7, goal = 'at_most', target = 0.3"
        " WHERE id = 1",
        "UPDATE check_in SET number = 0.1 WHERE habit_id = 1",
    )
    app = opened(left_behind(tmp_path, release, *changes), DAY)
    with app.app_context():
        states = db.session.scalars(select(models.RunningState)).all()
        assert {state.habit_id for state in states} == {1, 2, 3}
        for state in states:
            (track,) = log_queries.habit_logs(1, 4, DAY, state.habit_id, date.min)
            assert track.past.letters == ""  # nothing stored was read
            for step in walk(track.history, beginning(track.history), state.through):
                last = step.running
            assert state.state == json.loads(json.dumps(stored(last)))
            assert state.letters
        db.session.remove()
        db.engine.dispose()


@pytest.mark.sqlite
def test_a_goal_that_was_met_and_not_counted_counts_after_the_upgrade(tmp_path: Path) -> None:
    """0.1 + 0.2 was more than 0.3, and the stored state of the week said "missed"."""
    changes = (
        "UPDATE habit SET start = '2026-11-16' WHERE id = 1",
        "DELETE FROM check_in WHERE habit_id = 1",
        "UPDATE habit_plan SET start = '2026-11-16', kind = 'week', goal = 'at_most',"
        " target = 0.3, unit = 'l' WHERE habit_id = 1",
        "INSERT INTO check_in (user_id, habit_id, day, state, number, note, moment, zone, late)"
        " VALUES (1, 1, '2026-11-16', 'done', 0.1, '', '2026-11-16 08:00:00', 'UTC', 0),"
        " (1, 1, '2026-11-17', 'done', 0.2, '', '2026-11-17 08:00:00', 'UTC', 0)",
    )
    app = opened(left_behind(tmp_path, "0004", *changes), date(2026, 11, 25))
    with app.app_context():
        (track,) = log_queries.habit_logs(1, 4, date(2026, 11, 25), 1)
        said = read(track.history, track.running, date(2026, 11, 25))
        assert (said.standing.current, said.standing.kept) == (1, (1, 1))
        db.session.remove()
        db.engine.dispose()


def test_down_again_the_numbers_are_fractions(tmp_path: Path, nothing_yet: str) -> None:
    settings = Settings(instance=tmp_path, database_url=nothing_yet)
    upgrade.to_newest(settings)
    script = upgrade.alembic_config()
    moment = datetime(2026, 11, 27, 8, tzinfo=UTC)
    app = create_app(settings)
    with app.app_context():
        from coach.accounts.models import User

        user = User(name="", zone="UTC", rollover=4, fs_uniquifier="x", created_at=moment)
        db.session.add(user)
        db.session.flush()
        habit = models.Habit(user_id=user.id, name="A", principle=1, cue="b", act="c", token="t",
                             start=date(2026, 11, 1), created_at=moment)  # fmt: skip
        plan = models.HabitPlan(user_id=user.id, start=date(2026, 11, 1), kind="daily",
                                goal="at_least", target=Decimal("2.1"))  # fmt: skip
        habit.plans = [plan]
        db.session.add(habit)
        db.session.commit()
        assert [*snapshots.settle_missing(moment)] == [habit.id]
        db.session.commit()
        db.session.remove()
        db.engine.dispose()
    with engine_of(settings.database()).begin() as connection:
        script.attributes["connection"] = connection
        command.downgrade(script, "0006")
        assert connection.scalar(text("SELECT target FROM habit_plan")) == 2.1
        command.upgrade(script, "head")
        assert connection.scalar(text("SELECT target FROM habit_plan")) == 2_100_000
