"""The clock is set back: pages go on, what was done stays, and nothing is there twice."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from coach import clock, demo
from coach.account_data import merge
from coach.accounts.models import Attempts
from coach.accounts.rate_limits import Here, Shared, digest
from coach.db import db
from tests import demo_rows
from tests.conftest import FRIDAY, Moment, Visitor

pytestmark = pytest.mark.faults
PAGES = ("/today", "/learn", "/habits", "/habits/1", "/habits/1/why", "/progress", "/journal",
         "/look-back", "/review", "/settings", "/settings/account", "/settings/data")  # fmt: skip


@pytest.fixture
def full(app: Flask) -> Visitor:
    """Somebody with a few months of everything, signed in."""
    demo_rows.fill(app, days=100)
    visitor: Visitor = app.test_client()  # type: ignore[assignment]
    visitor.send("/sign-in", {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD})
    return visitor


def counts(app: Flask) -> dict[str, int]:
    with app.app_context():
        return {
            table.name: db.session.scalar(select(func.count()).select_from(table)) or 0
            for table in merge.private_tables()
        }


@pytest.mark.parametrize("back", [timedelta(hours=3), timedelta(days=2), timedelta(days=400)])
def test_every_page_goes_on_and_nothing_is_doubled(
    app: Flask, full: Visitor, moment: Moment, back: timedelta
) -> None:
    habit, today = "/habits/1", FRIDAY.date()
    lesson = next(iter(app.extensions["catalogue"].lessons.values()))
    sent = [
        (f"{habit}/days/{today}", {"state": "done"}),
        (f"{habit}/days/{today - timedelta(days=3)}", {"state": "done"}),
        ("/journal", {"text": "Written once.", "token": "0123456789abcdef"}),
        (f"/lessons/{lesson.id}/1/next", {}),
    ]
    first = [full.send(url, form).status_code for url, form in sent]
    assert first == [303] * len(sent)
    before = counts(app)
    moment.now = FRIDAY - back
    for url in PAGES:
        full.page(url)
    for url, form in sent:
        assert full.send(url, form).status_code in (303, 422), url
    full.page("/today")
    assert {k: v for k, v in counts(app).items() if k != "sign_in"} == {
        k: v for k, v in before.items() if k != "sign_in"
    }
    moment.now = FRIDAY + timedelta(hours=1)
    for url in PAGES:
        full.page(url)


def test_a_streak_is_as_long_as_before_once_the_clock_is_right_again(
    app: Flask, full: Visitor, moment: Moment
) -> None:
    full.send(f"/habits/1/days/{FRIDAY.date()}", {"state": "done"})
    shown = full.page("/habits/1").words
    moment.now = FRIDAY - timedelta(days=30)
    full.page("/habits/1")
    full.send(f"/habits/1/days/{FRIDAY.date() - timedelta(days=31)}", {"state": "done"})
    full.page("/today")
    moment.now = FRIDAY
    again = full.page("/habits/1").words
    assert "day" in shown
    assert _streak(again) >= _streak(shown)


def _streak(words: str) -> int:
    """Return the first number the page shows of the streak."""
    import re

    found = re.search(r"(\d+)[^\d]{0,40}(?:in a row|days|streak)", words)
    assert found, words[:400]
    return int(found[1])


def test_counted_tries_lock_nobody_out_for_long(app: Flask) -> None:
    """As if they had been counted by a clock that was a year ahead."""
    key, ahead = "LIMITER/somebody", timedelta(days=365)
    with app.app_context():
        shared = Shared()
        assert [shared.incr(key, 60) for _ in range(3)] == [1, 2, 3]
        moved = {"ends_at": clock.now() + ahead}
        db.session.execute(update(Attempts).where(Attempts.key == digest(key)).values(moved))
        db.session.commit()
        assert shared.incr(key, 60) == 1
        assert shared.get_expiry(key) <= (clock.now() + timedelta(seconds=61)).timestamp()
    here = Here()
    assert [here.incr(key, 60) for _ in range(3)] == [1, 2, 3]
    here.expirations[key] = (clock.now() + ahead).timestamp()
    assert here.incr(key, 60) == 1
    here.timer.cancel()


def test_a_window_counts_whatever_the_machine_by_a_few_seconds(app: Flask) -> None:
    with app.app_context():
        shared = Shared()
        shared.incr("key", 60)
        a_little = {"ends_at": clock.now() + timedelta(seconds=90)}  # by a clock half a minute on
        db.session.execute(update(Attempts).values(a_little))
        db.session.commit()
        assert shared.incr("key", 60) == 2
