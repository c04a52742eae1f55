"""Days that nobody lives to see, and more than anybody can need: refused in words."""

import io
import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from coach import bounds
from coach.db import db
from coach.habits import models
from tests.conftest import Moment, Visitor
from tests.habits.test_pages import planned

PAGES = ("/today", "/habits", "/habits/away", "/habits/reminders", "/habits/paper", "/progress")


@pytest.fixture
def habit(owner: Visitor) -> str:
    return planned(owner)


@pytest.mark.parametrize(
    "days",
    [
        {"first": "2026-11-27", "last": "9999-12-31"},
        {"first": "2026-11-27", "last": "2101-01-01"},
        {"first": "0001-01-01", "last": "2026-11-27"},
        {"first": "9999-12-31", "last": ""},
        {"first": "1989-12-31", "last": ""},
    ],
)
def test_days_away_lie_within_the_years_of_the_calendar(
    owner: Visitor, habit: str, days: dict[str, str]
) -> None:
    answer = owner.send("/habits/away", {"habit": "0", "reason": "", **days})
    assert answer.status_code == 422
    assert "from 1990 to 2100" in answer.text
    for page in PAGES:
        owner.page(page)


def test_days_away_until_the_last_day_of_the_calendar_are_shown_everywhere(
    owner: Visitor, habit: str
) -> None:
    days = {"first": "2026-11-27", "last": "2100-12-31"}
    assert owner.send("/habits/away", {"habit": "0", "reason": "", **days}).status_code == 303
    for page in (*PAGES, habit, f"{habit}/history", f"{habit}/why"):
        owner.page(page)


@pytest.mark.parametrize("until", ["9999-12-31", "2101-01-01", "0001-01-01"])
def test_a_pause_ends_within_the_years_of_the_calendar(
    owner: Visitor, habit: str, until: str
) -> None:
    form = {"name": "Listen", "principle": "2", "cue": "X", "act": "Y", "kind": "daily", "goal": ""}
    assert owner.send(f"{habit}/edit", {**form, "pause": until}).status_code == 422
    owner.page("/today")


ODD = ("9999-12-31", "0001-01-01", "1989-12-31", "2101-01-01", "20261127", "2026-W48-5", "%00")


@pytest.mark.parametrize("day", ODD)
def test_an_address_of_a_day_that_is_none_is_not_found(
    owner: Visitor, habit: str, day: str
) -> None:
    assert owner.send(f"{habit}/days/{day}", {"state": "done"}).status_code == 404
    assert owner.get(f"/habits/notes?before={day}").status_code == 404
    form = {"state": "done", "days": day}
    assert owner.send(f"{habit}/history/2026-11", form).status_code == 404


@pytest.mark.parametrize("month", ["9999-12", "0001-01", "1989-12", "2101-01", "2026-13", "202611"])
def test_an_address_of_a_month_that_is_none_is_not_found(
    owner: Visitor, habit: str, month: str
) -> None:
    assert owner.get(f"{habit}/history/{month}").status_code == 404
    assert owner.get(f"/habits/paper/{month}").status_code == 404
    assert owner.send(f"{habit}/history/{month}", {"state": "done"}).status_code == 404


@pytest.mark.parametrize("week", ["9999-W52", "0001-W01", "2025-W53", "2101-W01", "1989-W01"])
def test_an_address_of_a_week_that_is_none_is_not_found(owner: Visitor, week: str) -> None:
    for page in (f"/assessment/{week}", f"/assessment/{week}/1", f"/assessment/{week}/after"):
        assert owner.get(page).status_code == 404, page


def test_habits_and_ranges_away_have_a_most(
    app: Any, owner: Visitor, habit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "MOST_HABITS", 1)
    monkeypatch.setattr(bounds, "MOST_AWAY", 1)
    form = {"name": "Listen", "principle": "2", "cue": "X", "act": "Y", "kind": "daily", "goal": ""}
    answer = owner.send("/habits/new", {**form, "token": "another"})
    assert answer.status_code == 422
    assert "Listen" in answer.text
    days = {"first": "2026-11-27", "last": "2026-11-28", "habit": "0", "reason": "By the sea"}
    assert owner.send("/habits/away", days).status_code == 303
    answer = owner.send("/habits/away", days)
    assert answer.status_code == 422
    assert "By the sea" in answer.text
    with app.app_context():
        assert len(db.session.scalars(select(models.Habit)).all()) == 1
        assert len(db.session.scalars(select(models.Away)).all()) == 1


def test_early_days_are_refused_where_all_habits_have_too_many_to_work_out(
    owner: Visitor, habit: str, moment: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bounds, "LIVED", 100)
    today = moment.now.date()
    near, far = today - timedelta(days=60), today - timedelta(days=120)
    assert owner.send(f"{habit}/days/{near}", {"state": "done"}).status_code == 303
    answer = owner.send(f"{habit}/days/{far}", {"state": "done"})
    assert answer.status_code == 422
    assert "so many days" in answer.text
    again = near + timedelta(days=1)
    assert owner.send(f"{habit}/days/{again}", {"state": "done"}).status_code == 303


@pytest.mark.parametrize(("name", "most"), [("HABITS_IN_ALL", 1), ("LIVED", 50)])
def test_habits_of_a_file_count_together_with_those_that_are_here(
    owner: Visitor, habit: str, monkeypatch: pytest.MonkeyPatch, name: str, most: int
) -> None:
    document = json.loads(owner.get("/habits/export.json").data)
    document["habits"][0] |= {"name": "Ask twice", "begins": "2026-09-01"}
    file = (io.BytesIO(json.dumps(document).encode()), "habits.json")
    there = owner.send("/habits/import", {"file": file}).location
    monkeypatch.setattr(bounds, name, most)
    answer = owner.send(there, {"do-0": "new", "principle-0": "2"})
    assert answer.status_code == 422
    assert "With this file" in answer.text
