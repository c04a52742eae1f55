"""What is recorded stays: numbers are shown and sent back whole, and no press takes one away."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.habits import log_queries, snapshots
from coach.habits.models import Away, CheckIn, Habit, RunningState
from coach.habits.rules.fold import beginning, read
from tests import counting
from tests.conftest import FRIDAY, Moment, Visitor
from tests.habits.test_days import PAGES, number
from tests.habits.test_pages import TODAY, planned

DAY = timedelta(days=1)
Told = tuple[str, Decimal | None, datetime, bool]


@pytest.fixture
def reading(owner: Visitor) -> str:
    """A habit of twenty pages a day."""
    return planned(owner, **PAGES)


def stored(app: Flask) -> dict[str, Told]:
    """Return what is stored for each day."""
    with app.app_context():
        rows = db.session.scalars(select(CheckIn).order_by(CheckIn.day))
        return {str(r.day): (r.state, r.number, r.moment, r.late) for r in rows}


def field(visitor: Visitor, address: str) -> str:
    """Return what the habit's page puts into the field of today's number."""
    return str(visitor.page(address).one("input", id="number").get("value"))


@pytest.mark.parametrize(
    ("typed", "whole"),
    [("123456.78", "123456.78"), ("0.1", "0.1"), ("1.1250", "1.125"), ("1000000000", "1000000000"),
     ("1,5", "1.5"), ("10 000", "10000"), ("0.000001", "0.000001")],
)  # fmt: skip
def test_a_number_that_is_shown_and_sent_back_stays_whole(
    app: Flask, owner: Visitor, reading: str, typed: str, whole: str
) -> None:
    assert number(owner, reading, typed).status_code == 303
    assert number(owner, reading, field(owner, reading)).status_code == 303
    assert stored(app)[TODAY][1] == Decimal(whole)
    row = owner.page("/habits").one("input", name="number")
    assert (row.get("type"), row.get("inputmode")) == ("text", "decimal")
    assert number(owner, reading, str(row.get("value"))).status_code == 303
    assert stored(app)[TODAY][1] == Decimal(whole)
    assert f", {whole}" in owner.page(reading).words
    assert whole in owner.get("/habits/export.csv").text


def test_a_goal_that_is_shown_and_sent_back_stays_whole(app: Flask, owner: Visitor) -> None:
    address = planned(owner, **{**PAGES, "target": "1234567.125"})
    shown = str(owner.page(f"{address}/edit").one("input", name="target").get("value"))
    owner.send(f"{address}/edit", {**PAGES, "target": shown, "name": "Read more"})
    with app.app_context():
        habit = db.session.scalars(select(Habit)).one()
        db.session.refresh(habit, ["plans"])
        assert [plan.target for plan in habit.plans] == [Decimal("1234567.125")]
    assert "1234567.125 pages or more" in owner.page(address).words


@pytest.mark.parametrize("part", [True, False])
@pytest.mark.parametrize("form", [{}, {"part": "row"}])
def test_a_number_of_two_readings_is_asked_about_and_kept_in_its_field(
    app: Flask, owner: Visitor, reading: str, part: bool, form: dict[str, str]
) -> None:
    told = {"state": "number", "number": "10,000", **form}
    answer = owner.send(f"{reading}/days/{TODAY}", told, part=part)
    assert answer.status_code == 422
    assert "“10,000” can be read in two ways. Write 10000 or 10" in answer.text
    assert 'value="10,000"' in answer.text
    assert stored(app) == {}


def test_a_refused_number_of_an_earlier_day_keeps_the_note_beside_it(
    owner: Visitor, reading: str
) -> None:
    owner.send(f"{reading}/days/2026-11-26", {"state": "done"})
    told = {"state": "number", "number": "many", "note": "Half a <chapter>"}
    answer = owner.send(f"{reading}/days/2026-11-26", told, part=True)
    assert answer.status_code == 422
    assert 'value="many"' in answer.text
    assert "Half a &lt;chapter&gt;</textarea>" in answer.text


@pytest.mark.parametrize("typed", ["1,5", "1.5", "0", "8", "x", "1e1"])
def test_times_are_whole_numbers_and_never_another_number(
    app: Flask, owner: Visitor, typed: str
) -> None:
    form = {**PAGES, "goal": "", "kind": "week", "week": typed}
    answer = owner.send("/habits/new", form)
    assert answer.status_code == 422
    assert "Write a number from 1 to 7" in answer.text
    assert f'value="{typed}"' in answer.text
    with app.app_context():
        assert db.session.scalars(select(Habit)).all() == []


def test_done_over_a_month_leaves_numbers_and_their_moments_alone(
    app: Flask, owner: Visitor, moment: Moment, reading: str
) -> None:
    moment.now = FRIDAY - 20 * DAY
    for day, pages in (("2026-11-05", "45"), ("2026-11-06", "20"), ("2026-11-07", "8")):
        form = {"state": "number", "number": pages}
        owner.send(f"{reading}/days/{day}", form)
    before = stored(app)
    moment.now = FRIDAY
    days = [f"2026-11-{day:02}" for day in range(1, 28)]
    owner.send(f"{reading}/history/2026-11", {"state": "done", "days": days})
    after = stored(app)
    assert {day: after[day] for day in before} == before
    assert len(after) == 27
    words = owner.page(f"{reading}/history/2026-11").words
    assert "Saved for 26 days. 1 day with a number keeps its number" in words


def test_a_day_that_says_so_already_is_left_alone(
    app: Flask, owner: Visitor, moment: Moment, reading: str
) -> None:
    owner.send(f"{reading}/days/{TODAY}", {"state": "done"})
    before = stored(app)
    moment.now = FRIDAY + 5 * DAY
    owner.send(f"{reading}/days/{TODAY}", {"state": "done"})
    owner.send(f"{reading}/history/2026-11", {"state": "done", "days": [TODAY]})
    assert stored(app) == before


def test_done_over_a_number_that_falls_short_says_so(
    app: Flask, owner: Visitor, reading: str
) -> None:
    number(owner, reading, "8", note="Half a chapter")
    before = stored(app)
    answer = owner.send(f"{reading}/days/{TODAY}", {"state": "done"})
    assert answer.status_code == 422
    assert "8 is recorded, and the goal is 20 pages or more." in answer.text
    assert stored(app) == before


def test_a_rest_keeps_what_was_measured(app: Flask, owner: Visitor, reading: str) -> None:
    number(owner, reading, "45")
    owner.send(f"{reading}/days/{TODAY}", {"state": "rest"})
    assert stored(app)[TODAY][:2] == ("rest", Decimal(45))
    owner.send(f"{reading}/days/{TODAY}", {"state": "done"})
    assert stored(app)[TODAY][:2] == ("done", Decimal(45))


def test_a_note_leaves_the_number_and_its_moment(
    app: Flask, owner: Visitor, moment: Moment, reading: str
) -> None:
    number(owner, reading, "45")
    before = stored(app)
    moment.now = FRIDAY + DAY
    owner.send(f"{reading}/days/{TODAY}", {"state": "note", "note": "A good one"})
    assert stored(app) == before
    assert "A good one" in owner.page(reading).words


def ranges(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        rows = db.session.scalars(select(Away).order_by(Away.first))
        return [(str(row.first), str(row.last), row.reason) for row in rows]


def test_ending_a_pause_ends_that_pause_only(
    app: Flask, owner: Visitor, moment: Moment, reading: str
) -> None:
    holiday = {"first": "2026-12-20", "last": "2027-01-03", "reason": "mountains"}
    moment.now = FRIDAY - 4 * DAY
    owner.send("/habits/away", {**holiday, "habit": reading.split("/")[-1]})
    owner.send(f"{reading}/pause")
    moment.now = FRIDAY - 2 * DAY
    owner.send(f"{reading}/resume")
    away = [("2026-11-23", "2026-11-24", ""), ("2026-12-20", "2027-01-03", "mountains")]
    assert ranges(app) == away


@pytest.mark.parametrize("act", ["archive", "edit"])
def test_a_planned_holiday_outlives_the_archive_and_a_dated_pause(
    app: Flask, owner: Visitor, moment: Moment, reading: str, act: str
) -> None:
    holiday = {"first": "2026-12-20", "last": "2027-01-03", "reason": "mountains"}
    owner.send("/habits/away", {**holiday, "habit": reading.split("/")[-1]})
    owner.send(f"{reading}/{act}", {**PAGES, "pause": "2026-12-01"})
    moment.now = FRIDAY + 2 * DAY
    owner.send(f"{reading}/restore" if act == "archive" else f"{reading}/resume")
    assert ("2026-12-20", "2027-01-03", "mountains") in ranges(app)


def test_no_return_is_praised_where_nothing_was_missed(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    moment.now = FRIDAY - 6 * DAY
    address = planned(owner)
    for ahead in range(-6, -1):
        moment.now = FRIDAY + ahead * DAY
        owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    moment.now = FRIDAY
    answer = owner.send(f"{address}/days/2026-11-26", {"state": "done"}, part=True)
    assert answer.status_code == 200
    assert "came back" not in answer.text


def test_filling_in_yesterday_after_a_day_that_was_missed_is_a_return(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    moment.now = FRIDAY - 6 * DAY
    address = planned(owner)
    for ahead in (-6, -5, -4, -3):
        moment.now = FRIDAY + ahead * DAY
        owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    moment.now = FRIDAY  # 25 November was missed, 26 is filled in
    answer = owner.send(f"{address}/days/2026-11-26", {"state": "done"}, part=True)
    assert "The streak goes on: 5 days. The missed day is not counted." in answer.text


def test_an_explicit_no_is_shown_today(owner: Visitor) -> None:
    address = planned(owner)
    owner.send(f"{address}/days/{TODAY}", {"state": "missed"})
    assert 'aria-label="Missed"' in owner.get(address).text


@contextmanager
def statements(app: Flask) -> Iterator[list[str]]:
    """Collect the statements sent to the database."""
    with counting.statements(app) as sent:
        yield sent


MOST = 12  # statements of a check-in, whoever signs in and whatever is shown


@pytest.mark.parametrize(
    "form", [{"state": "done"}, {"state": "done", "part": "row"}, {"state": "none"}]
)
@pytest.mark.parametrize("part", [True, False])
@pytest.mark.parametrize("day", [TODAY, "2026-11-20", "2025-12-24"])
def test_a_check_in_asks_the_database_twelve_times_at_most(
    app: Flask, owner: Visitor, form: dict[str, str], part: bool, day: str
) -> None:
    address = years(app, owner)
    token, headers = owner.token(), {"X-Part": "1"} if part else {}
    told = {**form, "csrf_token": token}
    with statements(app) as sent:
        answer = owner.post(f"{address}/days/{day}", data=told, headers=headers)
    assert answer.status_code == (200 if part else 303)
    assert len(sent) <= MOST, "\n".join(sent)
    writes = [re.match(r"INSERT|UPDATE|DELETE", statement) for statement in sent]
    last = max((place for place, write in enumerate(writes) if write), default=-1)
    assert last in (-1, len(sent) - 1), "something is read after the writes"
    equal_to_recomputed(app, owner)


def years(app: Flask, owner: Visitor) -> str:
    """Return a habit with two years of days, every third one left out, today open."""
    address = planned(owner)
    today = FRIDAY.date()
    with app.app_context():
        habit = db.session.scalars(select(Habit)).one()
        db.session.refresh(habit, ["plans"])
        habit.start = habit.plans[0].start = today - 730 * DAY
        db.session.add_all(
            CheckIn(user_id=habit.user_id, habit_id=habit.id, day=today - ago * DAY, state="done",
                    moment=FRIDAY, zone="UTC", note="Wrote it down" if ago % 50 == 0 else "")
            for ago in range(1, 731) if ago % 3
        )  # fmt: skip
        db.session.flush()
        snapshots.rebuild_snapshots(habit, date.min, today, 4)
        db.session.commit()
    return address


def equal_to_recomputed(app: Flask, owner: Visitor) -> None:
    """Assert that what is read from the stored states is what all days amount to."""
    today = FRIDAY.date()
    with app.app_context():
        for habit in db.session.scalars(select(Habit)):
            short = log_queries.habit_logs(owner.user_id, 4, today, habit.id)[0]
            whole = log_queries.habit_logs(owner.user_id, 4, today, habit.id, date.min)[0]
            told = read(whole.history, beginning(whole.history), today)
            assert read(short.history, short.running, today) == told


def test_the_answer_to_a_check_in_is_the_page_as_it_is_read_again(
    app: Flask, owner: Visitor
) -> None:
    address = years(app, owner)
    days = (TODAY, "2026-11-24", "2026-11-20", "2026-03-01", "2025-12-24", "2024-01-02")
    for day in days:
        for state in ("missed", "done", "none"):
            told = {"state": state, "note": f"On {day}"}
            part = owner.send(f"{address}/days/{day}", told, part=True).text
            page = owner.get(address).text
            for shown in re.findall(r'<dd class="numeral">.*?</dd>|<path class="top".*?/>', part):
                assert shown in page, (day, state)
            equal_to_recomputed(app, owner)


def test_undoing_the_first_day_moves_the_start_back_again(app: Flask, owner: Visitor) -> None:
    address = planned(owner)
    owner.send(f"{address}/days/2026-11-01", {"state": "done"})
    assert "since Sun 1 Nov" in owner.page(address).words
    part = owner.send(f"{address}/days/2026-11-01", {"state": "none"}, part=True)
    assert "since Fri 27 Nov" in part.text
    assert "since Fri 27 Nov" in owner.page(address).words
    equal_to_recomputed(app, owner)


def test_presses_on_many_days_at_once_store_what_they_amount_to(app: Flask, owner: Visitor) -> None:
    address = years(app, owner)
    token, gate, said = owner.token(), Barrier(8), []
    cookies = [c for c in map(owner.get_cookie, ("session", "remember_token")) if c]

    def press(day: date) -> None:
        browser = app.test_client()
        for each in cookies:
            browser.set_cookie(each.key, each.value)
        gate.wait()
        form = {"state": "done", "csrf_token": token}
        said.append(browser.post(f"{address}/days/{day}", data=form).status_code)

    days = [FRIDAY.date() - 3 * n * DAY for n in range(4, 12)]
    threads = [Thread(target=press, args=(day,)) for day in days]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert said == [303] * 8
    equal_to_recomputed(app, owner)
    with app.app_context():
        assert len(db.session.scalars(select(RunningState.id)).all()) > 20
