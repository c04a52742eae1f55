"""Habits through the browser's eyes: three people, parts both ways, presses that repeat."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.db import db
from coach.habits.models import CheckIn
from tests.conftest import FRIDAY, Moment, Visitor
from tests.pages import parse

PLAN = {
    "name": "Let people finish",
    "cue": "someone brings me a problem",
    "act": "wait two breaths before I answer",
    "smallest": "",
    "kind": "daily",
    "week": 3,
    "month": 2,
    "interval": 14,
    "principle": 2,
    "token": "t1",
}
TODAY = "2026-11-27"


def planned(visitor: Visitor, **changes: Any) -> str:
    """Plan a habit and return its address."""
    answer = visitor.send("/habits/new", {**PLAN, **changes})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def rows(app: Flask) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(CheckIn)) or 0


@pytest.fixture
def habit(owner: Visitor) -> str:
    return planned(owner)


def test_a_visitor_plans_a_habit_and_is_known_from_then_on(client: Visitor) -> None:
    assert "No habits yet" in client.page("/habits").words
    address = planned(client)
    assert "Let people finish" in client.page(address).heading
    assert address in client.page("/habits").links()


def test_the_same_form_sent_twice_makes_one_habit(owner: Visitor) -> None:
    assert planned(owner) == planned(owner)


def test_a_refused_plan_loses_nothing_that_was_typed(owner: Visitor) -> None:
    wrong = {**PLAN, "name": "", "kind": "weekdays", "weekdays": []}
    answer = owner.send("/habits/new", wrong)
    assert answer.status_code == 422
    page = parse(answer.text)
    assert page.title.startswith("Error: ")
    assert page.one("input", name="cue").get("value") == PLAN["cue"]
    assert {"#name", "#weekdays"} <= page.links()


def test_one_press_checks_in_and_one_takes_it_back(app: Flask, owner: Visitor, habit: str) -> None:
    answer = owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    assert answer.status_code == 303
    assert "Done today" in owner.page(habit).words
    owner.send(f"{habit}/days/{TODAY}", {"state": "none"})
    assert "Tap when it is done" in owner.page(habit).words
    assert rows(app) == 0


def test_pressing_twice_is_pressing_once(app: Flask, owner: Visitor, habit: str) -> None:
    for _ in range(3):
        owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    assert rows(app) == 1
    assert "1 day" in owner.page("/habits").words


def test_a_row_asked_for_as_a_part_is_a_row(owner: Visitor, habit: str) -> None:
    form = {"state": "done", "part": "row", "next": "/today"}
    answer = owner.send(f"{habit}/days/{TODAY}", form, part=True)
    assert answer.status_code == 200
    assert answer.text.lstrip().startswith('<li class="checkin is-done"')
    assert 'data-says="Let people finish: done today"' in answer.text
    plain = owner.send(f"{habit}/days/{TODAY}", form)
    assert plain.headers["Location"].startswith("/today#habit-")


def test_the_habit_asked_for_as_a_part_has_no_frame(owner: Visitor, habit: str) -> None:
    answer = owner.send(f"{habit}/days/{TODAY}", {"state": "done"}, part=True)
    assert answer.text.lstrip().startswith("<div")
    assert "Done today" in answer.text


def test_a_note_stays_when_the_tick_is_taken_back(owner: Visitor, habit: str) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    owner.send(f"{habit}/days/{TODAY}", {"state": "note", "note": "Two breaths <felt> long."})
    assert "Done today" in owner.page(habit).words
    owner.send(f"{habit}/days/{TODAY}", {"state": "none"})
    words = owner.page(habit).words
    assert "Two breaths <felt> long." in words
    assert "Tap when it is done" in words


def test_only_the_future_is_refused(app: Flask, owner: Visitor, habit: str) -> None:
    for part in (False, True):
        answer = owner.send(f"{habit}/days/2026-11-28", {"state": "done"}, part=part)
        assert answer.status_code == 422
        assert "is still to come" in answer.text
    assert owner.send(f"{habit}/days/2026-11-31", {"state": "done"}).status_code == 404
    assert rows(app) == 0
    assert owner.send(f"{habit}/days/2026-02-03", {"state": "done"}).status_code == 303
    assert rows(app) == 1


def test_filling_in_late_shows_hollow_and_taking_it_back_leaves_the_start_where_it_was(
    owner: Visitor, habit: str
) -> None:
    owner.send(f"{habit}/days/2026-11-24", {"state": "done"})
    assert 'aria-label="Done, filled in late"' in owner.get(habit).text
    owner.send(f"{habit}/days/2026-11-24", {"state": "none"})
    assert 'aria-label="Missed"' not in owner.get(habit).text


def routes(habit: str) -> list[tuple[str, str]]:
    posts = [f"days/{TODAY}", "edit", "pause", "resume", "archive", "restore"]
    return [
        ("GET", habit),
        *(("GET", f"{habit}/{page}") for page in ("edit", "why")),
        *(("POST", f"{habit}/{act}") for act in posts),
    ]


@pytest.mark.parametrize("who", ["stranger", "client"])
def test_another_persons_habit_does_not_exist(
    who: str, habit: str, request: pytest.FixtureRequest, app: Flask
) -> None:
    other: Visitor = request.getfixturevalue(who)
    for method, address in routes(habit):
        if method == "GET":
            status = other.get(address).status_code
        else:
            status = other.send(address, {"state": "done"}).status_code
        assert status == 404, address
    assert rows(app) == 0


def test_what_is_written_belongs_to_one_person(
    owner: Visitor, stranger: Visitor, habit: str
) -> None:
    assert "No habits yet" in stranger.page("/habits").words


def test_a_new_schedule_holds_from_today_on(owner: Visitor, moment: Moment, habit: str) -> None:
    for day in range(4):
        moment.now = FRIDAY + timedelta(days=day)
        owner.send(f"{habit}/days/{moment.now.date()}", {"state": "done"})
    assert "4 days" in owner.page("/habits").words
    change = {**PLAN, "kind": "week", "week": 3}
    assert owner.send(f"{habit}/edit", change).status_code == 303
    page = owner.page(habit)
    assert "3 times a week" in page.words
    assert "Best so far: 4 days" in page.words or "3 days" in page.words


def test_a_pause_keeps_everything_and_ends_by_itself(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    moment.now = FRIDAY + timedelta(days=1)
    assert owner.send(f"{habit}/edit", {**PLAN, "pause": "2026-11-28"}).status_code == 422
    owner.send(f"{habit}/edit", {**PLAN, "pause": "2027-01-04"})
    assert "is paused until 4 January" in owner.page("/habits").words
    moment.now = datetime.fromisoformat("2027-01-04T09:00+00:00")
    assert "1 day" in owner.page("/habits").words
    owner.send(f"{habit}/pause")
    assert "Its numbers stay as they are" in owner.page(habit).words
    owner.send(f"{habit}/resume")
    assert "Tap when it is done" in owner.page(habit).words


def test_an_archived_habit_rests_until_it_is_restored(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    owner.send(f"{habit}/archive")
    assert owner.page("/habits").all("h2")
    moment.now = FRIDAY + timedelta(days=40)
    assert "Archived" in owner.page(habit).words
    owner.send(f"{habit}/restore")
    assert "1 day" in owner.page("/habits").words


def test_every_number_says_why(owner: Visitor, moment: Moment, habit: str) -> None:
    for day, state in enumerate(["done", "done", "", "done"]):
        moment.now = FRIDAY + timedelta(days=day)
        if state:
            owner.send(f"{habit}/days/{moment.now.date()}", {"state": state})
    assert f"{habit}/why" in owner.page(habit).links()
    words = owner.page(f"{habit}/why").words
    assert "Streak 3 days" in words
    assert "Spare day. You missed none of the six due days before" in words
    assert "Kept 3 of the last 4 due days" in words


def test_coming_back_is_what_gets_the_word(owner: Visitor, moment: Moment, habit: str) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    moment.now = FRIDAY + timedelta(days=5)
    assert "The streak ended" not in owner.page(habit).words
    day = date(2026, 12, 2)
    answer = owner.send(f"{habit}/days/{day}", {"state": "done", "part": "row"}, part=True)
    assert "Welcome back. You have started again." in answer.text


def test_each_kind_of_schedule_has_its_pages(owner: Visitor) -> None:
    for number, kind in enumerate(["daily", "weekdays", "week", "month", "interval"]):
        more = {"weekdays": [1, 2, 3]} if kind == "weekdays" else {}
        address = planned(owner, kind=kind, token=f"k{number}", **more)
        owner.send(f"{address}/days/2026-11-26", {"state": "done"})
        assert "Let people finish" in owner.page(address).heading
        assert (
            owner.page(f"{address}/edit").one("input", name="kind", checked="").get("value") == kind
        )
        assert "Strength" in owner.page(f"{address}/why").words
        for page in ("/habits", "/today"):
            assert address in owner.page(page).links(), page


def test_a_lesson_offers_its_habit(app: Flask, client: Visitor) -> None:
    catalogue = app.extensions["catalogue"]
    offer = next(habit for lesson in catalogue.lessons.values() for habit in lesson.habits)
    page = client.page(f"/habits/new?from={offer.id}")
    assert page.one("input", name="cue").get("value") == offer.cue.plain
    assert client.page("/habits/new?from=unknown").one("input", name="cue").get("value") == ""
