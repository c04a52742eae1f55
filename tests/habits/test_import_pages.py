"""Import and export through the browser's eyes: preview, one transaction, undo of the whole."""

import io
import json
import re
import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, func, select, update
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from coach.accounts.commands import tidied
from coach.accounts.models import ZoneChange
from coach.db import db
from coach.habits.import_export import import_queries
from coach.habits.import_export.models import HabitImport
from coach.habits.models import CheckIn, Habit, RunningState
from tests.conftest import FRIDAY, Moment, Visitor
from tests.habits.loops import CALL, WALK, days, export, one, zipped
from tests.habits.test_pages import planned
from tests.habits.test_reminder_pages import number

DAYS = [f"2026-11-{day}" for day in range(10, 27)]
WALKED = days(*(f"{day},YES_MANUAL,Round the lake" for day in DAYS))
LOOP = export(WALK, CALL, h001=WALKED, h002=days("2026-11-20,YES_MANUAL,", "2026-11-02,SKIP,"))


def upload(
    visitor: Visitor, data: bytes, name: str = "Loop Habits CSV.zip", to: str = "/habits/import"
) -> Any:
    file = FileStorage(io.BytesIO(data), name)
    boundary, body = encode_multipart({"csrf_token": visitor.token(), "file": file})
    return visitor.post(to, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def draft(visitor: Visitor, data: bytes = LOOP) -> str:
    """Upload a file and return the address of its preview."""
    answer = upload(visitor, data)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["Location"])


def imported(visitor: Visitor, data: bytes = LOOP, **choices: str) -> str:
    address = draft(visitor, data)
    assert visitor.send(address, choices).status_code == 303
    return address


def count(app: Flask, table: Any) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def habit(app: Flask, name: str) -> Habit:
    with app.app_context():
        return db.session.scalars(select(Habit).where(Habit.name == name)).one()


def test_the_preview_says_what_would_happen_and_writes_nothing(app: Flask, owner: Visitor) -> None:
    address = draft(owner)
    words = owner.page(address).words
    assert "2 habits with 19 recorded days. Nothing is saved yet." in words
    assert "17 days from Tue 10 Nov to Thu 26 Nov. Strength 57, steady." in words
    assert "3 times in 10 days. 2 days" in words
    assert (count(app, Habit), count(app, CheckIn)) == (0, 0)


def test_an_import_shows_the_numbers_of_its_preview(app: Flask, owner: Visitor) -> None:
    address = imported(owner)
    assert "2 new habits and 19 days" in owner.page(address).words
    words = owner.page(f"/habits/{habit(app, 'Walk').id}").words
    assert "57 of 100" in words
    assert "17 days" in words
    assert "Round the lake" in words
    assert count(app, CheckIn) == 19
    assert "Strength only" in owner.page(f"/habits/{habit(app, 'Call a friend').id}").words


def test_a_visitor_can_begin_with_an_import(client: Visitor, app: Flask) -> None:
    imported(client)
    assert "Walk" in client.page("/habits").words


def test_pressing_import_twice_is_pressing_once(app: Flask, owner: Visitor) -> None:
    address = imported(owner)
    assert owner.send(address).status_code == 303
    assert (count(app, Habit), count(app, CheckIn)) == (2, 19)


def test_days_that_are_here_already_stay_as_they_are(app: Flask, owner: Visitor) -> None:
    mine = planned(owner, name="walk ")
    owner.send(f"{mine}/days/2026-11-26", {"state": "missed"})
    address = draft(owner)
    words = owner.page(address).words
    assert "16 days are new; 1 day is recorded here already" in words
    owner.send(address)
    assert (count(app, Habit), count(app, CheckIn)) == (2, 19)
    with app.app_context():
        said = select(CheckIn.state).where(CheckIn.day == date(2026, 11, 26))
        assert db.session.scalars(said).all() == ["missed"]


def test_each_habit_can_be_added_a_second_time_or_left_out(app: Flask, owner: Visitor) -> None:
    planned(owner, name="Walk")
    imported(owner, **{"do-0": "new", "do-1": "leave", "principle-0": "2"})
    assert (count(app, Habit), count(app, CheckIn)) == (2, 17)
    refused = owner.send(draft(owner), {"do-0": "leave", "do-1": "leave"})
    assert refused.status_code == 422
    assert "You left everything out" in refused.text
    assert owner.send(draft(owner), {"do-0": "burn"}).status_code == 422


def test_an_import_earns_no_milestone(owner: Visitor, app: Flask) -> None:
    imported(owner, export(WALK, h001=days(*(f"{day},YES_MANUAL," for day in DAYS[-7:]))))
    walk = habit(app, "Walk").id
    assert "in a row" not in owner.page(f"/habits/{walk}").words


def test_undo_takes_back_the_whole_import(app: Flask, owner: Visitor) -> None:
    mine = planned(owner, name="Walk")
    owner.send(f"{mine}/days/2026-11-27", {"state": "done"})
    before = owner.page(mine).words
    address = imported(owner)
    assert "1 habit and 19 days would be removed" in owner.page(address).words
    owner.send(f"{address}/undo")
    owner.send(f"{address}/undo")
    assert (count(app, Habit), count(app, CheckIn)) == (1, 1)
    assert owner.page(mine).words == before
    assert "Undone" in owner.page("/habits/import").words


def test_undo_leaves_what_the_person_recorded_or_changed_since(app: Flask, owner: Visitor) -> None:
    address = imported(owner)
    walk = habit(app, "Walk").id
    owner.send(f"/habits/{walk}/days/2026-11-26", {"state": "missed"})
    owner.send(f"/habits/{walk}/days/2026-11-25", {"state": "note", "note": "With Ines"})
    owner.send(f"/habits/{walk}/days/2026-11-27", {"state": "done"})
    assert "so does Walk, with your own days" in owner.page(address).words
    owner.send(f"{address}/undo")
    with app.app_context():
        left = db.session.scalars(select(CheckIn.day).order_by(CheckIn.day)).all()
    assert [day.day for day in left] == [25, 26, 27]
    assert count(app, Habit) == 1
    owner.page(f"/habits/{walk}")


def test_nothing_is_half_imported(
    app: Flask, owner: Visitor, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = draft(owner)
    real, calls = import_queries.insert_driver_rows, iter([True, False])

    def fails(*parts: Any) -> None:
        if not next(calls):
            raise RuntimeError
        return real(*parts)

    monkeypatch.setattr(import_queries, "insert_driver_rows", fails)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.testing = False
    assert owner.send(address).status_code == 500
    monkeypatch.undo()
    assert (count(app, Habit), count(app, CheckIn), count(app, RunningState)) == (0, 0, 0)
    assert "Nothing is saved yet" in owner.page(address).words


def test_a_bad_file_keeps_the_page_and_names_the_line(app: Flask, owner: Visitor) -> None:
    answer = upload(owner, export(WALK, h001=days("2026-11-31,NO,")))
    assert answer.status_code == 422
    assert "Line 2 of 001 Walk/Checkmarks.csv" in answer.text
    assert upload(owner, b"", "").status_code == 422
    assert count(app, HabitImport) == 0


def test_a_file_of_several_megabytes_fits_here_and_nowhere_else(owner: Visitor) -> None:
    large = b'{"habits": [{"name": "x", "records": []}]}' + b" " * 6_000_000
    assert upload(owner, large, "x.json").status_code == 303
    assert upload(owner, b"x" * 26_000_000, "x.json").status_code == 413
    assert upload(owner, large, "x.json", "/habits/new").status_code == 413


def test_a_draft_is_forgotten_on_request_and_when_another_comes(app: Flask, owner: Visitor) -> None:
    draft(owner)
    address = draft(owner)
    assert count(app, HabitImport) == 1
    owner.send(f"{address}/drop")
    assert count(app, HabitImport) == 0
    assert owner.get(address).status_code == 404


def test_what_goes_out_comes_back(app: Flask, owner: Visitor, newcomer: Visitor) -> None:
    imported(owner)
    mine = planned(owner, name="Let people finish", kind="weekdays", weekdays=[1, 3])
    owner.send(f"{mine}/days/2026-11-25", {"state": "rest", "note": "Ill"})
    owner.send(f"/habits/{habit(app, 'Walk').id}/archive")
    went_out = owner.get("/habits/export.json")
    assert "attachment" in went_out.headers["Content-Disposition"]
    imported(newcomer, went_out.data)
    came_back = newcomer.get("/habits/export.json")
    assert json.loads(came_back.data) == json.loads(went_out.data)
    table = owner.get("/habits/export.csv")
    assert table.mimetype == "text/csv"
    assert len(table.text.splitlines()) == 1 + 19 + 1


ROUTES = [("GET", ""), ("POST", ""), ("POST", "/drop"), ("POST", "/undo")]


@pytest.mark.parametrize("who", ["stranger", "client"])
def test_another_persons_import_does_not_exist(
    who: str, owner: Visitor, request: pytest.FixtureRequest, app: Flask
) -> None:
    other: Visitor = request.getfixturevalue(who)
    waiting = draft(owner)
    for method, part in ROUTES:
        address = waiting + part
        answer = other.get(address) if method == "GET" else other.send(address)
        assert answer.status_code == 404, address
    assert owner.send(waiting).status_code == 303
    assert other.send(f"{waiting}/undo").status_code == 404
    assert count(app, CheckIn) == 19


def test_exports_hold_nothing_of_others(owner: Visitor, newcomer: Visitor, client: Visitor) -> None:
    imported(owner)
    assert json.loads(newcomer.get("/habits/export.json").data)["habits"] == []
    for ending in ("json", "csv"):
        assert client.get(f"/habits/export.{ending}").status_code == 404
    assert "Import habits" in client.page("/habits/import").words


def test_names_are_shown_and_never_run(owner: Visitor) -> None:
    file = zipped(
        {"Habits.csv": "Position,Name,NumRepetitions,Interval\n001,<b>x</b>{{7*7}},1,1\n"}
    )
    page = owner.page(draft(owner, file))
    assert "<b>x</b>{{7*7}}" in page.words


def test_the_clock_may_have_moved_on_since_the_preview(
    owner: Visitor, moment: Moment, app: Flask
) -> None:
    address = draft(owner)
    moment.now = moment.now.replace(month=12)
    owner.send(address)
    assert count(app, CheckIn) == 19
    owner.page("/habits")


def test_two_habits_of_one_name_come_back_as_two(
    app: Flask, owner: Visitor, newcomer: Visitor
) -> None:
    first = planned(owner, name="Call")
    second = planned(owner, name="Call", kind="week", week=1, token="b")
    for day in ("2026-11-25", "2026-11-26"):
        owner.send(f"{first}/days/{day}", {"state": "done"})
    owner.send(f"{second}/days/2026-11-27", {"state": "done"})
    owner.send(f"{first}/archive")
    went_out = owner.get("/habits/export.json").data
    planned(newcomer, name="call")
    imported(newcomer, went_out)
    told = json.loads(newcomer.get("/habits/export.json").data)["habits"]
    days = sorted((each["plans"][-1]["kind"], len(each["days"])) for each in told)
    assert days == [("daily", 2), ("week", 1)]
    again = newcomer.send(draft(newcomer, went_out))
    assert "You left everything out" in again.text
    assert count(app, CheckIn) == 6


def exported(visitor: Visitor) -> list[dict[str, Any]]:
    return list(json.loads(visitor.get("/habits/export.json").data)["habits"])


def figures(visitor: Visitor, address: str) -> list[str]:
    """Return strength, streak and how many were kept, as the habit's page shows them."""
    words = visitor.page(address).words
    return re.findall(r"\d+ of 100|[Kk]ept \d+ of the last \d+|[Bb]est \d+ \w+", words)


def test_everything_about_a_habit_comes_back(app: Flask, owner: Visitor, newcomer: Visitor) -> None:
    mine = planned(owner, name="Walk", smallest="to the gate")
    other = planned(owner, name="Call", token="b")
    away = {
        "habit": number(mine),
        "first": "2026-11-02",
        "last": "2026-11-05",
        "reason": "Sea, ill",
    }
    owner.send("/habits/away", away)
    owner.send("/habits/away", {**away, "habit": 0, "first": "2026-11-10", "last": "2026-11-10"})
    owner.send(f"{mine}/days/2026-10-20", {"state": "done"})
    owner.send(f"{mine}/days/2026-10-20", {"state": "clear"})
    owner.send(f"{mine}/rehearse")
    owner.send(f"{other}/days/2026-11-20", {"state": "done", "note": "Two\nlines"})
    with app.app_context():
        done = db.session.get_one(Habit, number(other))
        done.graduated_on, done.looked_on = date(2026, 11, 20), date(2026, 11, 26)
        done.offer = "ask-open"
        db.session.commit()
    first = owner.get("/habits/export.json").data
    told = json.loads(first)["habits"]
    assert [len(each["away"]) for each in told] == [2, 1]
    assert told[0]["away"][0]["reason"] == "Sea, ill"
    assert {"rehearsed", "begins"} <= told[0].keys()
    assert {"graduated", "looked_at", "offer"} <= told[1].keys()
    imported(newcomer, first)
    assert exported(newcomer) == told
    imported(newcomer, first, **{"do-0": "new", "do-1": "new"})
    assert exported(newcomer) == told + told


def moved(app: Flask, visitor: Visitor) -> str:
    """Let somebody fly from Honolulu to Auckland, and keep a habit every second day meanwhile."""
    mine = planned(visitor, kind="interval", interval=2)
    with app.app_context():
        db.session.execute(delete(ZoneChange).where(ZoneChange.user_id == visitor.user_id))
        log = {"2026-01-01T10:00:00": "Pacific/Honolulu", "2026-03-11T17:00:00": "Pacific/Auckland"}
        for when, zone in log.items():
            moment = datetime.fromisoformat(f"{when}+00:00")
            db.session.add(ZoneChange(user_id=visitor.user_id, moment=moment, zone=zone))
        db.session.commit()
    for day in ("04", "06", "08", "10", "13", "15"):
        visitor.send(f"{mine}/days/2026-03-{day}", {"state": "done"})
    return mine


def test_days_of_travel_go_along(
    app: Flask, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    """11 March was lived for three hours: without it the 13th would be a day late."""
    moment.now = datetime(2026, 3, 15, 8, tzinfo=UTC)
    mine = moved(app, owner)
    told = exported(owner)
    assert told[0]["travel"] == ["2026-03-11"]
    imported(newcomer, owner.get("/habits/export.json").data)
    assert exported(newcomer) == told
    with app.app_context():
        theirs = db.session.scalars(select(Habit.id).where(Habit.user_id == newcomer.user_id)).one()
    assert figures(newcomer, f"/habits/{theirs}") == figures(owner, mine) != []
    assert "Travel" in newcomer.page("/habits/away").words


def test_what_waits_for_a_decision_goes_after_a_week(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    address = draft(owner)
    for later, left in ((6, 1), (8, 0)):
        moment.now = FRIDAY + timedelta(days=later)
        tidied(app)
        assert count(app, HabitImport) == left
    assert owner.get(address).status_code == 404


def test_a_file_that_holds_too_much_text_to_wait_is_refused(app: Flask, owner: Visitor) -> None:
    notes = [secrets.token_hex(4000) for _ in range(700)]
    days_ = [{"day": f"{date(2024, 1, 1) + timedelta(days=n)}", "state": "done", "note": note}
             for n, note in enumerate(notes)]  # fmt: skip
    answer = upload(owner, one(days=days_), "habits.json")
    assert answer.status_code == 422
    assert "more text than can be stored" in answer.text
    assert count(app, HabitImport) == 0


def test_a_draft_that_was_damaged_is_forgotten_in_a_sentence(app: Flask, owner: Visitor) -> None:
    for send in (owner.get, owner.send):
        address = draft(owner)
        with app.app_context():
            db.session.execute(update(HabitImport).values(content=b"junk"))
            db.session.commit()
        answer = send(address)
        assert answer.status_code == 422
        assert "choose the file again" in answer.text
        assert count(app, HabitImport) == 0


def test_what_could_not_be_brought_in_is_said_before_and_after(app: Flask, owner: Visitor) -> None:
    rare = "002,Pay the tax,YES_NO,Paid?,,1,400,#FF8F00,,,,false"
    address = draft(owner, export(WALK, rare, h001=WALKED, h002=WALKED))
    said = "“Pay the tax” is left out: 1 in 400 is no schedule"
    assert said in owner.page(address).words
    owner.send(address)
    assert said in owner.page(address).words
    assert (count(app, Habit), count(app, CheckIn)) == (1, 17)


def test_more_than_one_request_can_bring_in_is_brought_in_by_parts(
    app: Flask, owner: Visitor
) -> None:
    old = {"plans": [{"start": "1994-01-01", "kind": "daily"}]}
    whole = json.loads(one(**old))
    whole["habits"] = [{**whole["habits"][0], "name": f"Walk {n}"} for n in range(4)]
    address = draft(owner, json.dumps(whole).encode())
    assert "Strength" not in owner.page(address).words
    refused = owner.send(address)
    assert refused.status_code == 422
    assert "at most 25,000 can be imported at once" in refused.text
    assert count(app, Habit) == 0
    half = {f"do-{n}": "leave" for n in (2, 3)}
    assert owner.send(address, half).status_code == 303
    assert (count(app, Habit), count(app, RunningState) > 700) == (2, True)
    imported(owner, json.dumps(whole).encode(), **{f"do-{n}": "leave" for n in (0, 1)})
    assert count(app, Habit) == 4
