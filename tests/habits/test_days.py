"""The days of a habit through the client: numbers, away, late, notes, zones, order, graduation."""

import re
from datetime import date, datetime, timedelta
from typing import Any
from urllib.parse import quote

import pytest
from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.habits.models import CheckIn, Habit, HabitPlan
from coach.habits.rules.log import Goal, State, says
from coach.habits.rules.plan import Daily, Plan, TimesAWeek
from coach.habits.snapshots import rebuild_snapshots
from tests.conftest import FRIDAY, Moment, Visitor
from tests.habits.test_pages import PLAN, TODAY, planned, rows
from tests.pages import parse

DAY = timedelta(days=1)
RISE = "Strength also rose on days without a check-in, because each check-in counts for 14 days."
PAGES = {**PLAN, "goal": "at_least", "target": "20", "unit": "pages"}


@pytest.fixture
def habit(owner: Visitor) -> str:
    return planned(owner)


def number(visitor: Visitor, address: str, written: str, **more: Any) -> Any:
    form = {"state": "number", "number": written, **more}
    return visitor.send(f"{address}/days/{TODAY}", form)


def states(app: Flask) -> dict[date, tuple[str, float | None]]:
    with app.app_context():
        found = db.session.scalars(select(CheckIn))
        return {row.day: (row.state, row.number) for row in found}


@pytest.mark.parametrize(
    ("goal", "schedule", "number", "state"),
    [
        (Goal(20), Daily(), 20, State.DONE),
        (Goal(20), Daily(), 8, State.PARTIAL),
        (Goal(20), Daily(), 0, State.MISSED),
        (Goal(0), Daily(), 0, State.DONE),
        (Goal(20), TimesAWeek(3), 8, State.DONE),
        (Goal(2, at_most=True), Daily(), 2, State.DONE),
        (Goal(2, at_most=True), Daily(), 3, State.MISSED),
        (Goal(2, at_most=True), TimesAWeek(3), 3, State.DONE),
        (None, Daily(), 1, State.DONE),
        (None, Daily(), 0, State.MISSED),
    ],
)
def test_what_a_number_says(goal: Any, schedule: Any, number: float, state: State) -> None:
    assert says(Plan(date(2026, 1, 1), schedule, goal), number) == state


def test_a_number_short_of_its_goal_is_a_partial_day(app: Flask, owner: Visitor) -> None:
    address = planned(owner, **PAGES)
    assert "20 pages or more" in owner.page(address).words
    assert number(owner, address, "8").status_code == 303
    assert states(app) == {FRIDAY.date(): ("partial", 8.0)}
    assert "1 day" not in owner.page("/habits").words
    answer = owner.send(
        f"{address}/days/{TODAY}", {"state": "number", "number": "20,5", "part": "row"}, part=True
    )
    assert 'value="20.5"' in answer.text
    assert "Streak 1 day" in answer.text
    owner.send(f"{address}/days/{TODAY}", {"state": "note", "note": "Chapter 3"})
    assert states(app) == {FRIDAY.date(): ("done", 20.5)}


@pytest.mark.parametrize("wrong", ["", "many", "-1", "nan", "inf"])
def test_a_number_that_is_none_is_refused(app: Flask, owner: Visitor, wrong: str) -> None:
    address = planned(owner, **PAGES)
    answer = number(owner, address, wrong)
    assert answer.status_code == 422
    assert "Write a number" in answer.text
    assert rows(app) == 0


def test_a_goal_without_its_number_is_refused_and_one_can_be_changed(owner: Visitor) -> None:
    answer = owner.send("/habits/new", {**PAGES, "target": ""})
    assert answer.status_code == 422
    assert "#target" in parse(answer.text).links()
    address = planned(owner, **PAGES)
    owner.send(f"{address}/edit", {**PAGES, "goal": "at_most", "target": "2", "unit": "coffees"})
    assert "at most 2 coffees" in owner.page(address).words
    assert owner.page(f"{address}/edit").one("input", name="target").get("value") == "2"


def test_a_rest_keeps_its_reason(owner: Visitor, habit: str) -> None:
    owner.send(f"{habit}/days/2026-11-26", {"state": "done"})
    owner.send(f"{habit}/days/{TODAY}", {"state": "rest", "note": "A cold"})
    words = owner.page(habit).words
    assert "Rest: A cold" in words
    assert "1 day" in words


def test_away_over_a_range_holds_for_all_habits_and_can_be_taken_back(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    form = {"first": "2026-11-28", "last": "2026-12-06", "habit": "0", "reason": "Sea"}
    assert owner.send("/habits/away", form).status_code == 303
    moment.now = FRIDAY + 9 * DAY
    assert "is paused until 7 December" in owner.page("/habits").words
    assert "/habits/away" in owner.page(habit).links()
    moment.now = FRIDAY + 10 * DAY
    assert "Streak 1 day" in owner.page("/today").words
    page = owner.page("/habits/away")
    assert "All habits Sat 28 Nov to Sun 6 Dec. Sea" in page.words
    owner.send(next(act for act in page.actions() if act.endswith("/remove")))
    assert "Streak 1 day" not in owner.page("/today").words, "it has ended"


def test_a_range_that_ends_before_it_begins_is_refused(owner: Visitor, habit: str) -> None:
    wrong = {"first": TODAY, "last": "2026-11-01", "habit": "0"}
    assert owner.send("/habits/away", wrong).status_code == 422
    assert owner.send("/habits/away", {**wrong, "last": "", "habit": "999"}).status_code == 422


def test_many_days_of_a_month_are_filled_in_at_once(app: Flask, owner: Visitor, habit: str) -> None:
    address = f"{habit}/history/2026-10"
    days = [f"2026-10-{number:02}" for number in range(1, 31)]
    assert owner.send(address, {"state": "done", "days": days}).status_code == 303
    assert rows(app) == 30
    page = owner.page(address)
    assert "Done, filled in late" in page.words
    assert f"{habit}/history/2026-09" in page.links()
    assert "Best so far: 30 days" in owner.page(habit).words
    owner.send(address, {"state": "none", "days": days[:29]})
    assert rows(app) == 1


def test_a_month_takes_only_its_own_days_that_have_come(
    app: Flask, owner: Visitor, habit: str
) -> None:
    days = ["2026-11-28", "2026-10-31"]
    address = f"{habit}/history/2026-11"
    assert owner.send(address, {"state": "done", "days": days}).status_code == 422
    assert owner.send(address, {"state": "done", "days": ["soon"]}).status_code == 404
    assert owner.send(address, {"state": "perhaps", "days": [TODAY]}).status_code == 422
    assert rows(app) == 0
    for name in ("2026-12", "1980-01", "2026-13", "soon"):
        assert owner.get(f"{habit}/history/{name}").status_code == 404


def test_notes_are_found_by_their_words(owner: Visitor, stranger: Visitor, habit: str) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "note", "note": "Anton told me, 100 % sure"})
    owner.send(f"{habit}/days/2026-11-02", {"state": "done", "note": "Two breaths"})
    assert "Anton" in owner.page("/habits/notes").words
    assert "Anton" not in owner.page("/habits/notes?q=breaths+two").words
    assert "Anton" in owner.page("/habits/notes?q=100+%25").words
    assert "No note has" in owner.page("/habits/notes?q=_").words
    assert "You have no notes yet" in stranger.page("/habits/notes").words


@pytest.mark.parametrize(
    "words", ["ärger", "ÄRGER", "a\u0308rger", "büro", "im BÜRO", "ΣΟΦΊΑ", "100 %"]
)
def test_notes_are_found_in_upper_and_lower_case_of_any_script(
    owner: Visitor, habit: str, words: str
) -> None:
    note = "ÄRGER im Büro, 100 % bei Σοφία"
    owner.send(f"{habit}/days/{TODAY}", {"state": "note", "note": note})
    assert "ÄRGER im Büro" in owner.page(f"/habits/notes?q={quote(words)}").words
    assert "No note has" in owner.page("/habits/notes?q=b%C3%BCrA").words


def test_a_times_a_week_habit_shows_its_cue_and_its_count(owner: Visitor, moment: Moment) -> None:
    moment.now = FRIDAY - 4 * DAY  # a Monday: the whole week asks
    planned(owner, kind="week", week=3)
    for page in ("/today", "/habits"):
        words = owner.page(page).words
        assert f"When {PLAN['cue']}" in words
        assert "0 of 3 this week" in words


def test_a_habit_without_a_moment_offers_to_add_one(owner: Visitor) -> None:
    address = planned(owner, cue="its moment comes")
    page = owner.page("/today")
    assert "its moment comes" not in page.words
    assert f"{address}/edit#cue" in page.links()


def test_a_rise_without_a_check_in_is_explained_where_it_is_shown(
    owner: Visitor, moment: Moment
) -> None:
    address = planned(owner, kind="week", week=3)
    for ahead in range(3):
        moment.now = FRIDAY + ahead * DAY
        owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    moment.now = FRIDAY + 5 * DAY
    words = owner.page(address).words
    assert "Strength looks at the last 14 days: you did it 3 of 3 planned times so far." in words
    assert words.count(RISE) == 1
    strip = owner.page(address).one("ol", **{"aria-label": "The last 6 days, oldest first"})
    assert len(strip.findall("li")) == 6
    reasons = owner.page(f"{address}/why").words
    assert reasons.count("Nothing was recorded, and strength still rose") == 3
    assert "than the number shows" not in words + reasons


def test_a_habit_of_one_day_is_measured_by_that_day(owner: Visitor, moment: Moment) -> None:
    address = planned(owner, kind="week", week=3)
    assert "you did it 0 of 1 planned time so far" in owner.page(address).words
    owner.send(f"{address}/days/{TODAY}", {"state": "done"})
    words = owner.page(address).words
    assert "you did it 1 of 1 planned time so far" in words
    assert "A full 14 days would have 6 times" in words
    assert "6 planned times" not in words


def test_days_away_ask_for_nothing_and_no_rise_is_explained_right_after_them(
    owner: Visitor, moment: Moment
) -> None:
    address = planned(owner, kind="week", week=3)
    owner.send(f"{address}/days/{TODAY}", {"state": "done"})
    moment.now = FRIDAY + 9 * DAY
    words = owner.page(address).words
    assert "you did it 1 of 5 planned times so far" in words
    assert RISE in words
    away = {"habit": 0, "first": FRIDAY.date() + DAY, "last": FRIDAY.date() + 8 * DAY}
    owner.send("/habits/away", away)
    words = owner.page(address).words
    assert "you did it 1 of 1 planned time so far. Days of rest or away ask for nothing." in words
    assert RISE not in words


def test_a_row_without_a_number_for_the_strength_draws_no_bar(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    def bars() -> int:
        return owner.get("/today").text.count('viewBox="0 0 56 6"')

    assert (bars(), "Strength: starting" in owner.page("/today").words) == (0, True)
    moment.now = FRIDAY + 28 * DAY
    assert (bars(), "Strength 0, starting" in owner.page("/today").words) == (1, True)


def test_a_daily_habit_says_what_a_miss_costs_and_explains_no_window(
    owner: Visitor, habit: str
) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    words = owner.page(habit).words
    assert "Strength rises with every day on which you do it" in words
    assert "looks at the last" not in words


def test_a_young_habit_draws_its_own_months_and_lists_its_own_days(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    moment.now = FRIDAY + 2 * DAY
    text = owner.get(habit).text
    assert "Before the start" not in text
    assert text.count('<li class="fill') == 3
    assert re.findall(r">(\w{3})</text>", text) == ["Nov"]
    moment.now = FRIDAY.replace(year=2027, month=1)
    text = owner.get(habit).text
    assert re.findall(r">(\w{3})</text>", text) == ["Nov", "Dec", "Jan"]
    assert "November 2026 to January 2027" in text
    moment.now = FRIDAY.replace(year=2028, month=2)
    text = owner.get(habit).text
    assert len(re.findall(r">(\w{3})</text>", text)) == 12
    assert text.count('<svg class="chart"') == 2


def test_one_week_is_one_week(owner: Visitor, moment: Moment) -> None:
    moment.now = FRIDAY - 9 * DAY
    address = planned(owner, kind="week", week=1)
    owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    moment.now = FRIDAY
    assert "Kept 1 of 1 week" in owner.page("/habits").words
    words = owner.page(address).words
    assert "latest week" in words
    assert "latest weeks" not in words


def test_the_change_of_strength_names_the_day_it_counts_from(
    owner: Visitor, moment: Moment, habit: str
) -> None:
    for ahead in range(8):
        moment.now = FRIDAY + ahead * DAY
        owner.send(f"{habit}/days/{moment.now.date()}", {"state": "done"})
    assert "since Mon 30 Nov" in owner.page(habit).words


def test_the_smallest_version_is_said_on_a_hard_day(owner: Visitor, moment: Moment) -> None:
    address = planned(owner, smallest="notice that I cut in")
    owner.send(f"{address}/days/{TODAY}", {"state": "done"})
    moment.now = FRIDAY + DAY
    assert "still counts" not in owner.page("/today").words
    moment.now = FRIDAY + 2 * DAY
    assert "On a hard day this still counts: notice that I cut in." in owner.page("/today").words
    answer = owner.send(f"{address}/days/2026-11-29", {"state": "done", "part": "row"}, part=True)
    assert "The streak goes on: 2 days. The missed day is not counted." in answer.text


def test_the_streak_says_which_day_it_does_not_count(owner: Visitor, moment: Moment) -> None:
    address = planned(owner)
    for ahead in range(10):
        moment.now = FRIDAY + ahead * DAY
        if ahead != 4:
            owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    page = owner.page(address)
    assert "Streak 9 days" in owner.page("/habits").words
    assert "1 missed day inside this streak was covered and is not counted: Tue 1 Dec" in page.words
    assert f"{address}/history/2026-12#day-2026-12-01" in page.links()


def test_a_plan_is_rehearsed_in_three_steps(owner: Visitor, habit: str) -> None:
    assert f"{habit}/rehearse" in owner.page(habit).links()
    said = [owner.page(f"{habit}/rehearse?step={step}").heading for step in (1, 2, 3, 9)]
    assert said == ["Say it", "Picture it", "Confirm it", "Confirm it"]
    assert owner.send(f"{habit}/rehearse").status_code == 303
    assert f"{habit}/rehearse" not in owner.page(habit).links()


def test_a_week_that_is_met_is_not_open(owner: Visitor, moment: Moment) -> None:
    address = planned(owner, kind="week", week=1)
    assert "0 of 1 done" in owner.page("/today").words
    owner.send(f"{address}/days/2026-11-26", {"state": "done"})
    words = owner.page("/today").words
    assert "1 of 1 this week: met" in words
    assert "0 of 1 done" not in words
    owner.send(f"{address}/days/2026-11-27", {"state": "done"})
    assert "2 this week, 1 planned" in owner.page("/today").words


def strong(app: Flask, owner: Visitor, days: int) -> str:
    """Return a habit that was done every day for so many days."""
    address = planned(owner)
    today = FRIDAY.date()
    with app.app_context():
        habit = db.session.scalars(select(Habit)).one()
        db.session.add_all(
            CheckIn(user_id=habit.user_id, habit_id=habit.id, day=today - ago * DAY,
                    state="done", moment=FRIDAY, zone="UTC")
            for ago in range(1, days + 1)
        )  # fmt: skip
        db.session.flush()
        db.session.refresh(habit, ["plans"])
        rebuild_snapshots(habit, date.min, today, 4)
        db.session.commit()
    return address


def test_a_habit_graduates_after_two_strong_months_and_is_looked_at_monthly(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    address = strong(app, owner, 100)
    assert f"{address}/graduate" in owner.page(address).actions()
    owner.send(f"{address}/graduate")
    assert "Graduated" in owner.page("/habits").words
    assert "Let people finish" not in owner.page("/today").words
    moment.now = FRIDAY + 30 * DAY
    assert "A monthly look" in owner.page("/today").words
    owner.send(f"{address}/look")
    assert "A monthly look" not in owner.page("/today").words
    moment.now = FRIDAY + 60 * DAY
    owner.send(f"{address}/restore")
    assert "Streak 100 days" in owner.page("/today").words


def test_a_habit_that_is_not_strong_does_not_graduate(owner: Visitor, habit: str) -> None:
    assert f"{habit}/graduate" not in owner.page(habit).actions()
    owner.send(f"{habit}/graduate")
    assert "Graduated" not in owner.page("/habits").words
    assert owner.send(f"{habit}/look").status_code == 404


def test_habits_are_arranged_and_grouped(owner: Visitor) -> None:
    first, second = planned(owner), planned(owner, name="Say thanks", principle=7, token="t2")
    places = {f"place-{first.split('/')[-1]}": 2, f"place-{second.split('/')[-1]}": 1}
    owner.page("/habits/arrange")
    owner.send("/habits/arrange", places)
    words = owner.page("/habits").words
    assert words.index("Say thanks") < words.index("Let people finish")
    words = owner.page("/habits?by=principle").words
    assert words.index("Active listening") < words.index("Show appreciation")


def test_a_month_fits_on_paper(owner: Visitor, habit: str) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    page = owner.page("/habits/paper")
    assert len(page.one("tbody").findall(".//td")) == 30
    assert 'aria-label="Done"' in owner.get("/habits/paper").text


def test_a_new_beginning_of_the_week_holds_from_its_next_week_on(
    app: Flask, owner: Visitor
) -> None:
    planned(owner, kind="week", week=3)
    planned(owner, token="t2")
    settings = {"name": "Nora", "zone": "UTC", "theme": "", "rollover": 4, "look_back_day": 5}
    owner.send("/settings", {**settings, "week_start": 7})
    with app.app_context():
        plans = db.session.scalars(select(HabitPlan).order_by(HabitPlan.id)).all()
        told = [(plan.kind, plan.start, plan.week_start) for plan in plans]
    friday, sunday = FRIDAY.date(), FRIDAY.date() + 2 * DAY
    assert told == [("week", friday, 1), ("daily", friday, 1), ("week", sunday, 7)]


def test_a_zone_that_was_followed_is_shown_and_undone(owner: Visitor, moment: Moment) -> None:
    owner.set_cookie("zone", "Pacific/Auckland")
    assert "This device is in Pacific/Auckland" in owner.page("/today").words
    owner.send("/settings/zone", {"choice": "follow"})
    words = owner.page("/habits/away").words
    assert "Pacific/Auckland since" in words
    owner.send("/settings/zone", {"choice": "undo", "next": "/habits/away"})
    assert "Pacific/Auckland since" not in owner.page("/habits/away").words
    assert "This device is in" not in owner.page("/today").words


def test_days_of_travel_are_shown(owner: Visitor, moment: Moment, habit: str) -> None:
    for now, zone in (
        ("2026-11-28T01:00+00:00", "Pacific/Honolulu"),
        ("2026-11-29T17:00+00:00", "Pacific/Auckland"),
    ):
        moment.now = datetime.fromisoformat(now)
        owner.set_cookie("zone", zone)
        owner.send("/settings/zone", {"choice": "follow"})
    moment.now = datetime.fromisoformat("2026-12-03T00:00+00:00")
    assert (
        "lasted less than twelve hours for you neither help nor harm"
        in owner.page("/habits/away").words
    )


@pytest.mark.parametrize("who", ["stranger", "client"])
def test_another_persons_days_do_not_exist(
    who: str, app: Flask, owner: Visitor, habit: str, request: pytest.FixtureRequest
) -> None:
    owner.send("/habits/away", {"first": TODAY, "habit": "0"})
    other: Visitor = request.getfixturevalue(who)
    for page in ("history", "history/2026-10", "rehearse"):
        assert other.get(f"{habit}/{page}").status_code == 404
    for act in ("history/2026-11", "rehearse", "graduate", "look"):
        form = {"state": "done", "days": [TODAY]}
        assert other.send(f"{habit}/{act}", form).status_code == 404
    assert other.send("/habits/away/1/remove").status_code == 404
    assert rows(app) == 0
    assert "is paused" in owner.page("/habits").words


def test_a_month_keeps_the_days_before_the_start_out_of_the_way(owner: Visitor, habit: str) -> None:
    page = owner.page(f"{habit}/history/2026-11")
    fold = page.one("details")
    assert "26 days before the start" in page.words
    assert len(list(fold.iter("input"))) == 26
    assert len(page.all("input", name="days")) == 27
    form = {"days": ["2026-11-20"], "state": "done"}
    assert owner.send(f"{habit}/history/2026-11", form).status_code == 303
    assert "19 days before the start" in owner.page(f"{habit}/history/2026-11").words
    assert owner.page(f"{habit}/history/2026-10").one("details").get("open") is not None


def test_marking_days_away_says_what_became_of_the_strength(owner: Visitor, moment: Moment) -> None:
    address = planned(owner, kind="week", week=3)
    for ahead in range(4):
        moment.now = FRIDAY + ahead * DAY
        owner.send(f"{address}/days/{moment.now.date()}", {"state": "done"})
    moment.now = FRIDAY + 14 * DAY
    before = strength(owner, address)
    marked = {"habit": 0, "first": "2026-12-01", "last": "2026-12-10"}
    words = owner.page(owner.send("/habits/away", marked).location).words
    after = strength(owner, address)
    assert after < before, "these days had raised it"
    assert "stay as they are" not in words
    assert f"“{PLAN['name']}” {after} (it was {before})." in words
    remove = next(each for each in owner.page("/habits/away").actions() if "/remove" in each)
    words = owner.page(owner.send(remove).location).words
    assert f"“{PLAN['name']}” {before} (it was {after})." in words


def strength(owner: Visitor, address: str) -> int:
    found = re.search(r"(\d+) of 100", owner.page(address).words)
    assert found is not None
    return int(found[1])


def test_a_window_of_days_does_not_promise_a_rise_after_one_check_in(owner: Visitor) -> None:
    words = owner.page(f"{planned(owner, kind='week', week=3)}/why").words
    assert "so strength rises once you have done it" not in words
    assert "One check-in adds at most 0.6 points at once" in words
    assert "so the number can look the same right after it" in words
    assert "all of them if you did it 6 times in the last 14 days" in words
    assert "about as much again every day for the next 13 days" in words


def test_a_strength_is_never_a_bare_number(owner: Visitor, habit: str) -> None:
    owner.send(f"{habit}/days/{TODAY}", {"state": "done"})
    for page in ("/today", "/habits"):
        words = owner.page(page).words
        assert "Strength: starting" in words
        assert not re.search(r"Strength \d", words)
    for page in (f"{habit}/why", f"{habit}/history"):
        said = re.findall(r"Strength \d+(.{12})", owner.page(page).words)
        assert said
        assert all(each.startswith(", starting") for each in said), page
