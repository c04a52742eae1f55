"""The stored running states: equal to the recomputed, bounded to read, safe to write."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from secrets import token_hex
from threading import Barrier, Thread
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import event, func, select
from sqlalchemy.exc import IntegrityError

from coach.accounts.models import User, ZoneChange
from coach.db import db
from coach.habits import log_queries, models, plan_queries, snapshots
from coach.habits.check_ins import queries as check_ins
from coach.habits.check_ins.queries import Made
from coach.habits.pauses import queries as time_off
from coach.habits.rules.day_states import RECENT, days, joined, settled
from coach.habits.rules.fold import beginning, read
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.time_zones import travel_days
from tests.conftest import FRIDAY, Visitor

DAY = timedelta(days=1)
START = date(2026, 1, 5)
HORIZON = 300  # days
ZONES = [(datetime(2026, 1, 1, tzinfo=UTC), "Pacific/Honolulu"),
         (datetime(2026, 3, 11, 17, tzinfo=UTC), "Pacific/Auckland")]  # fmt: skip


def person() -> User:
    user = User(fs_uniquifier=token_hex(8), zone="UTC", created_at=FRIDAY)
    db.session.add(user)
    db.session.flush()
    return user


def planned(user_id: int, start: date, **plan: Any) -> models.Habit:
    habit = models.Habit(
        user_id=user_id, name="A", principle=1, cue="b", act="c", token=token_hex(16),
        start=start, created_at=FRIDAY,
    )  # fmt: skip
    habit.plans = [plan_row(user_id, start, **plan)]
    db.session.add(habit)
    db.session.flush()
    return habit


def plan_row(user_id: int, start: date, **plan: Any) -> models.HabitPlan:
    given_plan = {"kind": "daily", **plan}
    return models.HabitPlan(
        user_id=user_id, start=start, goal="", target=None,
        **{"weekdays": 0, "times": 1, "days": 1, "week_start": 1, "unit": "", **given_plan},
    )  # fmt: skip


plans = st.sampled_from(
    [
        {"kind": "daily"},
        {"kind": "weekdays", "weekdays": 0b0010101},
        {"kind": "week", "times": 3, "week_start": 7},
        {"kind": "month", "times": 4},
        {"kind": "interval", "days": 9},
        {"kind": "frequency", "times": 3, "days": 10},
    ]
)
passing = st.integers(0, 30)
writes = st.one_of(
    st.tuples(st.just("done"), passing, st.integers(0, 12)),
    st.tuples(st.just("done"), passing, st.integers(0, 12)),
    st.tuples(st.just("done"), passing, st.integers(0, HORIZON)),
    st.tuples(st.sampled_from(["rest", "missed", "none"]), passing, st.integers(0, 60)),
    st.tuples(st.just("pause"), passing, st.integers(1, 20)),
    st.tuples(st.just("resume"), passing, st.just(0)),
    st.tuples(st.just("plan"), passing, plans),
)


def recomputed(habit: models.Habit, today: date) -> HabitHistory:
    """Return the whole history straight from the tables."""
    rows = db.session.scalars(select(models.CheckIn).where(models.CheckIn.habit_id == habit.id))
    aways = db.session.scalars(select(models.Away).where(models.Away.habit_id == habit.id))
    made = {row.day: DayEntry(State(row.state), row.number, row.late) for row in rows}
    first = min([habit.start, *made]) if made else habit.start
    db.session.refresh(habit, ["plans"])
    return HabitHistory(
        habit.start,
        tuple(plan.as_plan() for plan in habit.plans),
        made,
        tuple(AwayRange(row.first, row.last) for row in aways),
        travel_days(first, today, tuple(ZONES), 4),
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(plans, st.lists(writes, min_size=1, max_size=12))
def test_what_is_stored_equals_what_is_recomputed(
    app: Flask, plan: dict[str, Any], done: list[tuple[str, int, Any]]
) -> None:
    with app.app_context():
        user = person()
        db.session.add_all(
            ZoneChange(user_id=user.id, moment=moment, zone=zone) for moment, zone in ZONES
        )
        habit, today = planned(user.id, START, **plan), START
        for act, later, what in done:
            today += DAY * later
            write(habit, act, what, today)
            (track,) = log_queries.habit_logs(user.id, 4, today, habit.id)
            whole = recomputed(habit, today)
            assert read(track.history, track.running, today) == read(whole, beginning(whole), today)
            pictured = joined([*snapshots.stored_past(habit.id, START, today), track.past])
            told = days(whole, beginning(whole), today).past
            known = replace(told, letters=settled(told.letters))
            known = known.between(pictured.first, pictured.last)
            assert settled(pictured.letters)[:-RECENT] == known.letters[:-RECENT]
            assert known.strengths == pictured.strengths
        db.session.rollback()


def write(habit: models.Habit, act: str, what: Any, today: date) -> None:
    made = Made(FRIDAY, "UTC", today, 4)
    match act:
        case "pause":
            time_off.pause(habit, today, today + DAY * what, "", today, 4)
        case "resume":
            time_off.resume(habit, today, today, 4)
        case "plan":
            db.session.refresh(habit, ["plans"])
            row = plan_row(habit.user_id, today, **what)
            plan_queries.change_plan(habit, row, today, 4)
        case _:
            state = None if act == "none" else State(act)
            track = check_ins.read(habit.user_id, habit.id, today - DAY * what, made)
            assert track is not None
            check_ins.press(track, today - DAY * what, state, None, made)


@contextmanager
def counted(app: Flask) -> Iterator[dict[str, int]]:
    """Count the questions asked of the database."""
    counts = {"queries": 0}

    def note(*_: Any) -> None:
        counts["queries"] += 1

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    yield counts
    event.remove(engine, "before_cursor_execute", note)


def filled(app: Flask, visitor: Visitor, years: int) -> None:
    today = FRIDAY.date()
    with app.app_context():
        for number in range(3):
            habit = planned(visitor.user_id, today - 365 * years * DAY, times=number + 1)
            db.session.add_all(
                models.CheckIn(
                    user_id=habit.user_id, habit_id=habit.id, day=habit.start + n * DAY,
                    state="done", moment=FRIDAY, zone="UTC",
                )
                for n in range(365 * years)
            )  # fmt: skip
            db.session.flush()
            snapshots.rebuild_snapshots(habit, habit.start, today, 4)
        db.session.commit()


def test_ten_years_cost_what_ten_days_cost(app: Flask, owner: Visitor, newcomer: Visitor) -> None:
    filled(app, owner, 6)
    filled(app, newcomer, 1)
    for page in ("/habits", "/habits/{}", "/habits/{}/why"):
        with counted(app) as long:
            assert owner.get(page.format(1)).status_code == 200
        with counted(app) as short:
            assert newcomer.get(page.format(4)).status_code == 200
        assert long == short, page
        assert long["queries"] <= 8, page
    with app.app_context():
        tracks = log_queries.habit_logs(owner.user_id, 4, FRIDAY.date())
        assert tracks
        assert all(len(track.history.check_ins) <= 45 for track in tracks)


def test_a_years_picture_is_light(app: Flask, owner: Visitor) -> None:
    filled(app, owner, 2)
    answer = owner.get("/habits/1", headers={"Accept-Encoding": "gzip"})
    assert len(answer.data) <= 20 * 1024


def test_ten_presses_at_once_are_one_row(app: Flask, owner: Visitor) -> None:
    with app.app_context():
        habit = planned(owner.user_id, FRIDAY.date())
        db.session.commit()
        address = f"/habits/{habit.id}/days/{FRIDAY.date()}"
    token, gate, said = owner.token(), Barrier(10), []
    cookie = owner.get_cookie("session"), owner.get_cookie("remember_token")

    def press() -> None:
        browser = app.test_client()
        for each in filter(None, cookie):
            browser.set_cookie(each.key, each.value)
        gate.wait()
        form = {"state": "done", "csrf_token": token}
        said.append(browser.post(address, data=form).status_code)

    threads = [Thread(target=press) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [303] * 10
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(models.CheckIn)) == 1


@pytest.mark.parametrize(
    "wrong", [{"state": "perhaps"}, {"state": "open", "note": ""}, {"number": -1}]
)
def test_the_database_refuses_what_cannot_be(
    app: Flask, owner: Visitor, wrong: dict[str, Any]
) -> None:
    with app.app_context():
        habit = planned(owner.user_id, FRIDAY.date())
        row = {"state": "done", "note": "", **wrong}
        db.session.add(
            models.CheckIn(
                user_id=habit.user_id,
                habit_id=habit.id,
                day=habit.start,
                moment=FRIDAY,
                zone="UTC",
                **row,
            )
        )
        with pytest.raises(IntegrityError):
            db.session.flush()
        db.session.rollback()
