"""The look-back through the browser: three people, windows, gaps, and what it shows."""

import re
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.accounts.models import User
from coach.assessment import queries
from coach.assessment.calendar import Week
from coach.assessment.models import Response, Sitting
from coach.assessment.reliable_change import ClosedCycles, close, next_baseline
from coach.assessment.result import of_cycle, since
from coach.db import db
from coach.habits.models import CheckIn, Habit
from coach.lessons import queries as lessons
from coach.questions.answer_form import AnswerSheet
from tests.assessment.sitting import counted, give, keep_week, sit, when
from tests.conftest import Moment, Visitor
from tests.pages import Page, checked, text

W48 = Week(2026, 48)
SVG = "{http://www.w3.org/2000/svg}"


def chosen(page: Page) -> list[str | None]:
    pressed = page.all("button", name="value")
    return [each.get("value") for each in pressed if each.get("aria-pressed") == "true"]


def test_a_visitor_becomes_a_guest_by_beginning(client: Visitor) -> None:
    assert "Sixteen questions" in client.page("/look-back").heading
    answer = client.send("/look-back/begin")
    assert answer.location == "/look-back/2026-W48/1"
    assert client.page(answer.location).title.startswith("Look-back, question 1 of 16")


def test_a_visitor_has_no_question_and_no_result(client: Visitor) -> None:
    assert client.get("/look-back/2026-W48/1").status_code == 404
    assert client.get("/look-back/2026-W48").status_code == 404
    assert client.get("/progress/focus").status_code == 404


def test_a_question_has_six_answers_and_none_is_preset(owner: Visitor) -> None:
    page = owner.page("/look-back/2026-W48/1")
    assert len(page.all("button", name="value")) == 6
    assert chosen(page) == []


def test_an_answer_is_kept_and_the_next_question_comes(owner: Visitor) -> None:
    answer = give(owner, W48, 1)
    assert answer.status_code == 303
    assert answer.location == "/look-back/2026-W48/2"
    assert chosen(owner.page("/look-back/2026-W48/1")) == ["75"]
    assert "1 of 16 answered" in owner.page("/look-back").words


def test_an_answer_can_be_changed_while_it_is_open(app: Flask, owner: Visitor) -> None:
    give(owner, W48, 1, "75")
    give(owner, W48, 1, "none")
    assert chosen(owner.page("/look-back/2026-W48/1")) == ["none"]
    with app.app_context():
        rows = db.session.scalars(select(Response)).all()
    assert [row.value for row in rows] == [None]


def test_sending_twice_keeps_one_answer(app: Flask, owner: Visitor) -> None:
    page = owner.page("/look-back/2026-W48/1")
    form = {n: page.one("input", name=n).get("value", "") for n in ("item", "shown")}
    for _ in range(2):
        assert owner.send("/look-back/2026-W48/1", {**form, "value": "50"}).status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Response)) == 1
        assert db.session.scalar(select(func.count()).select_from(Sitting)) == 1


def test_next_without_an_answer_asks_for_one(owner: Visitor) -> None:
    page = owner.page("/look-back/2026-W48/1")
    item = page.one("input", name="item").get("value", "")
    for data in ({"item": item}, {"item": item, "value": "33"}):
        answer = owner.send("/look-back/2026-W48/1", data)
        assert answer.status_code == 422
        refused = checked(answer.text)
        assert refused.title.startswith("Error: ")
        assert "Choose one of the six answers" in refused.words


@pytest.mark.parametrize(
    "path", ["2026-W48/0", "2026-W48/17", "2026-W54/1", "soon/1", "2026-W49/1"]
)
def test_a_question_that_is_not_asked_is_not_found(owner: Visitor, path: str) -> None:
    assert owner.get(f"/look-back/{path}").status_code == 404
    assert owner.send(f"/look-back/{path}", {"value": "50"}).status_code == 404


def test_an_item_of_another_week_is_not_found(app: Flask, owner: Visitor) -> None:
    asked = owner.page("/look-back/2026-W48/1").one("input", name="item").get("value")
    other = next(item.id for item in app.extensions["bank"].items if item.id != asked)
    answer = owner.send("/look-back/2026-W48/1", {"item": other, "value": "50"})
    assert answer.status_code == 404


def test_the_time_taken_is_kept_where_it_is_believable(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    page = owner.page("/look-back/2026-W48/1")
    form = {n: page.one("input", name=n).get("value", "") for n in ("item", "shown")}
    moment.now += timedelta(seconds=7)
    for shown, seconds in ((form["shown"], 7.0), ("yesterday", None), ("2026-11-27T08:00", None)):
        owner.send("/look-back/2026-W48/1", {**form, "shown": shown, "value": "50"})
        with app.app_context():
            assert db.session.scalars(select(Response.seconds)).one() == seconds


def test_the_baseline_ends_by_asking_what_matters_most(owner: Visitor) -> None:
    sit(owner, W48)
    answer = give(owner, W48, 16)
    assert answer.location == "/look-back/2026-W48/after"
    assert owner.get(answer.location).location == "/look-back/matters"
    refused = owner.send("/look-back/matters", {"principles": ["2"]})
    assert refused.status_code == 422
    assert "Choose two" in checked(refused.text).words
    answer = owner.send("/look-back/matters", {"principles": ["2", "7"]})
    assert answer.location == "/look-back/2026-W48/reflection"
    assert owner.send("/look-back/matters", {"principles": ["2", "7"]}).location == "/progress"
    assert "Active listening and Show appreciation" in owner.page("/progress").words


def test_the_first_look_back_can_be_finished_until_monday_noon(
    owner: Visitor, moment: Moment
) -> None:
    """Begun on Friday with three answers and gone on with on Sunday, as its pages promise."""
    for number in (1, 2, 3):
        give(owner, W48, number)
    assert "It closes on Monday 30 November at 12:00" in owner.page("/look-back").words
    moment.now = when("2026-11-30T11:59")
    assert owner.send("/look-back/begin").location == "/look-back/2026-W48/4"
    assert give(owner, W48, 4).status_code == 303


def test_a_result_of_three_answers_leads_back_to_the_rest(owner: Visitor, moment: Moment) -> None:
    for number in (1, 2, 3):
        give(owner, W48, number)
    page = owner.page("/look-back/2026-W48")
    assert page.heading == "3 of 16 questions answered."
    assert page.words.count("Not asked yet") == 5
    assert "did not come up" not in page.words
    assert page.all(SVG + "svg", class_="chart radar") == []
    assert "/look-back" in page.links()
    moment.now = when("2026-11-30T12:00")
    assert "/look-back" not in owner.page("/look-back/2026-W48").links()


def test_the_first_look_back_closes_on_monday_and_nothing_is_lost(
    owner: Visitor, moment: Moment
) -> None:
    give(owner, W48, 1)
    moment.now = when("2026-11-30T12:00")
    page = owner.page("/look-back/2026-W48/2", status=409)
    assert "What you answered while it was open is kept" in page.words
    answer = owner.send("/look-back/2026-W48/2", {"value": "50", "item": "listening-f1"})
    assert answer.status_code == 409
    assert "1 of 16 answered" in owner.page("/look-back/2026-W48").words


def test_a_question_is_one_sentence_in_the_first_person(app: Flask, owner: Visitor) -> None:
    for number in range(1, 17):
        page = owner.page(f"/look-back/2026-W48/{number}")
        item = page.one("input", name="item").get("value", "")
        said = next(each for each in app.extensions["bank"].items if each.id == item)
        assert page.heading == said.text
        assert ("About a slip" in page.words) is said.reverse
        answers = [text(each) for each in page.all("button", name="value")]
        assert answers == [
            "Never", "Rarely", "About half the time", "Mostly", "Nearly always",
            "It did not come up",
        ]  # fmt: skip


def test_an_answered_question_can_be_left_as_it_is(owner: Visitor) -> None:
    assert "/look-back/2026-W48/2" not in owner.page("/look-back/2026-W48/1").links()
    give(owner, W48, 1)
    assert "/look-back/2026-W48/2" in owner.page("/look-back/2026-W48/1").links()
    assert "/look-back/2026-W48/1" in owner.page("/look-back/2026-W48/2").links()


def test_a_week_never_begun_closes_with_words_too(owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    moment.now = when("2026-12-08T10:00")
    page = owner.page("/look-back/2026-W49/1", status=409)
    assert "stays a gap" in page.words


def test_between_windows_it_says_when_the_next_one_opens(owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    moment.now = when("2026-12-02T10:00")
    assert owner.page("/look-back").heading == ("The next look-back opens on Friday 4 December.")
    assert owner.send("/look-back/begin").location == "/look-back"


def test_it_can_be_left_and_gone_on_with(owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    moment.now = when("2026-12-04T10:00")
    for number in (1, 2):
        give(owner, W48 + 1, number)
    moment.now = when("2026-12-07T11:59")
    assert owner.send("/look-back/begin").location == "/look-back/2026-W49/3"


def test_the_opening_day_is_a_setting(owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    assert owner.send("/look-back/day", {"day": "7"}).status_code == 303
    assert owner.send("/look-back/day", {"day": "1"}).status_code == 422
    moment.now = when("2026-12-04T10:00")
    assert "Sunday 6 December" in owner.page("/look-back").heading


def test_nobody_sees_anothers_look_back(owner: Visitor, stranger: Visitor) -> None:
    sit(owner, W48)
    assert stranger.get("/look-back/2026-W48").status_code == 404
    assert "Nothing to show yet." in stranger.page("/progress").heading
    assert chosen(stranger.page("/look-back/2026-W48/1")) == []


def test_progress_is_a_beginning_when_it_is_empty(client: Visitor, newcomer: Visitor) -> None:
    for visitor in (client, newcomer):
        page = visitor.page("/progress")
        assert page.heading == "Nothing to show yet."
        assert "/look-back" in page.links()


def test_progress_counts_everything_before_the_first_look_back(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    keep_check_ins(app, owner, moment, {0: "done", 40: "partial", 400: "done", 2: "missed"})
    page = owner.page("/progress")
    assert page.heading == "Three check-ins so far."
    assert "Check-ins 3 so far" in text(page.one("dl", class_="figures"))


def test_progress_shows_what_there_is_before_the_first_look_back(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    lesson = app.extensions["catalogue"].lessons["listening-understand"]
    with app.app_context():
        lessons.move(owner.user_id, lesson, len(lesson.steps) + 1, moment.now)
        for n, question in enumerate(lesson.questions):
            sheet = AnswerSheet(question, {})
            lessons.record(owner.user_id, sheet, 1.0 if n < 3 else 0.0, moment.now)
        db.session.commit()
    page = owner.page("/progress")
    assert page.heading == "One lesson so far."
    figures = text(page.one("dl", class_="figures"))
    assert len(lesson.questions) > 3
    assert f"Right at the first try 3 of {len(lesson.questions)} Check-ins" in figures
    assert figures.endswith("Check-ins 0 so far")
    assert "/look-back" in page.links()
    assert "/lessons/listening-practise" in page.links()


def test_the_first_week_is_told_in_words_without_a_picture(owner: Visitor) -> None:
    sit(owner, W48)
    sent = {"well": "Anton told me early.", "next": "Ask Jonas first."}
    owner.send("/look-back/2026-W48/reflection", sent)
    for url in ("/progress", "/look-back/2026-W48"):
        page = owner.page(url)
        assert page.heading == "Your answers lie close together."
        assert "Anton told me early." in page.words
        assert "Ask Jonas first." in page.words
        assert "January" not in page.words
        assert page.all(SVG + "svg", class_="chart radar") == []
        outside = page.words.replace(text(page.one("table")), "")
        assert "±" not in outside


def test_charts_begin_with_the_third_look_back(app: Flask, owner: Visitor, moment: Moment) -> None:
    for n, charts in ((0, 0), (1, 0), (2, 8)):
        keep_week(app, owner.user_id, W48 + n, moment.now + timedelta(weeks=n), p2=100)
        moment.now = when("2026-12-13T10:00")
        assert len(owner.page("/progress").all(SVG + "svg", class_="chart spark")) == charts
    page = owner.page("/progress")
    assert "Week 3 of 4." in page.words
    rows = " ".join(text(row) for row in page.one("ul", class_="scores"))
    assert "±" not in rows


def test_a_real_change_leads_and_the_table_says_the_same(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(8):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=100 if n > 3 else 50)
    moment.now = when("2027-01-18T12:00")
    page = owner.page("/progress")
    assert page.heading == "One real change this cycle: Active listening up."
    rows = [text(row) for row in page.one("table").iter("tr")]
    verdict = next(row for row in rows if row.startswith("Active listening 100"))
    assert re.search(r"\b50 \+50 \d+ real ?8$", verdict)
    assert [text(li).endswith("Up 50, real") for li in page.all("li", class_="real")] == [True]


def test_the_verdict_waits_for_the_cycle_to_close(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(8):
        keep_week(app, owner.user_id, W48 + n, moment.now, p2=100 if n > 3 else 50)
    moment.now = when("2027-01-18T11:59")
    page = owner.page("/progress")
    assert "real change" not in page.heading
    assert "Week 4 of 4. On Monday 18 January we can say what really changed." in page.words


def test_a_missed_week_is_a_gap(app: Flask, owner: Visitor, moment: Moment) -> None:
    for n in (0, 1, 3):
        keep_week(app, owner.user_id, W48 + n, moment.now)
    moment.now = when("2026-12-19T10:00")
    page = owner.page("/progress")
    trend = page.one(SVG + "svg", class_="chart trend")
    assert len([e for e in trend.iter(SVG + "path") if e.get("class") == "band"]) == 2
    assert "1 week has no answer and stays open." in page.words
    assert owner.get("/look-back/2026-W50").status_code == 404


def test_an_earlier_week_keeps_its_page(app: Flask, owner: Visitor, moment: Moment) -> None:
    for n in range(3):
        keep_week(app, owner.user_id, W48 + n, moment.now)
    assert "23 to 29 November" in owner.page("/look-back/2026-W48").words
    assert "/look-back/2026-W49" in owner.page("/progress").links()


def test_the_trend_of_any_principle_can_be_asked_for(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(3):
        keep_week(app, owner.user_id, W48 + n, moment.now)
    page = owner.page("/progress?principle=adapt-evolve")
    assert "Adapt & evolve, week by week" in page.words
    assert owner.get("/progress?principle=nonsense").status_code == 200


def keep_check_ins(app: Flask, owner: Visitor, moment: Moment, states: dict[int, str]) -> None:
    """Write a habit's check-ins straight into the database, by how many days ago they were."""
    today, who = moment.now.date(), {"user_id": owner.user_id}
    with app.app_context():
        habit = Habit(
            **who,
            name="Say back",
            token="t",
            principle=2,
            cue="c",
            act="a",
            start=today,
            created_at=moment.now,
        )
        db.session.add(habit)
        db.session.flush()
        for days, state in states.items():
            day = today - timedelta(days=days)
            db.session.add(
                CheckIn(
                    **who, habit_id=habit.id, day=day, state=state, moment=moment.now, zone="UTC"
                )
            )
        db.session.commit()


def test_check_ins_stand_beside_the_estimate(app: Flask, owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    states = {0: "done", 1: "partial", 2: "missed", 27: "done", 28: "done"}
    keep_check_ins(app, owner, moment, states)
    figures = text(owner.page("/progress").one("dl", class_="figures"))
    assert figures.startswith("Check-ins 3 in the last 4 weeks")


def test_a_promise_kept_in_its_tool_counts_as_practice(owner: Visitor, moment: Moment) -> None:
    sit(owner, W48)
    owner.send("/look-back/matters", {"principles": ["5", "7"]})
    assert "you recorded no check-in, lesson or tool for it" in owner.page("/progress").words
    promise = {"s-promises.0.what": "A price", "s-promises.0.whom": "B."}
    owner.send("/journal/tools/promise-list", promise)
    said = owner.page("/progress").words
    assert "When you last looked back, it was the one you had practised least" in said
    assert "you recorded no check-in" not in said
    moment.now += timedelta(days=29)
    assert "you recorded no check-in" in owner.page("/progress").words


def test_one_card_names_the_lesson_that_comes_first_for_the_focus(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    sit(owner, W48)
    with app.app_context():
        lesson = app.extensions["catalogue"].lessons["authenticity-understand"]
        lessons.move(owner.user_id, lesson, 3, moment.now)
        db.session.commit()
    owner.send("/look-back/matters", {"principles": ["5", "7"]})
    page = owner.page("/progress")
    focus = page.one("section", aria_labelledby="focus")
    assert not page.all("section", aria_labelledby="first")
    assert focus.get("data-p") == "5"
    assert f"First finish “{lesson.title}”" in text(focus)
    assert "After it comes “" in text(focus)
    (button,) = (each for each in focus.iter("a") if each.get("class") == "btn")
    assert text(button) == f"Continue “{lesson.title}”"


def test_the_first_look_back_speaks_of_seven_days_and_of_no_earlier_answers(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    first = owner.page("/look-back/2026-W48/1").words
    assert "In your last seven days" in first
    assert "earlier answers" not in first
    keep_week(app, owner.user_id, W48, moment.now)
    moment.now = when("2026-12-05T10:00")
    second = owner.page("/look-back/2026-W49/1").words
    assert "This week, 30 November to 6 December" in second
    assert "Your earlier answers stay hidden" in second


def test_what_a_look_back_shows_is_not_offered_before_its_first_answer(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    keep_week(app, owner.user_id, W48, moment.now)
    moment.now = when("2026-12-05T10:00")
    assert "See what it shows" not in owner.page("/look-back").words
    give(owner, W48 + 1, 1, "75")
    assert "See what it shows" in owner.page("/look-back").words


def test_later_results_have_the_written_words_before_the_charts(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(3):
        keep_week(app, owner.user_id, W48 + n, moment.now, p1=0, p2=100)
    moment.now = when("2026-12-13T10:00")
    page = owner.page("/look-back/2026-W50")
    assert page.heading == "Your strongest in the last four weeks: Active listening."
    heads = [text(each) for each in page.all("h2")]
    assert heads[:2] == ["What went well", "One thing to try"]
    assert heads[2] == "Mean of your three look-backs since 23 November"


def test_the_focus_is_chosen_by_words_and_not_by_hundredths(owner: Visitor) -> None:
    sit(owner, W48)
    words = owner.page("/progress/focus").words
    assert words.count("About half the time") == 8
    assert "of 100" not in words


def test_every_page_says_the_same_minutes_of_a_look_back(client: Visitor, owner: Visitor) -> None:
    said = "3 minutes"
    assert said in owner.page("/look-back").words
    assert said in owner.page("/progress").words
    assert f"16 questions, about {said}" in owner.page("/today").words
    friday = next(t for t in map(text, client.page("/").all("li")) if t.startswith("On Fridays"))
    assert said in friday


def test_another_focus_can_be_chosen_and_given_back(owner: Visitor) -> None:
    sit(owner, W48)
    assert "Suggested focus" in owner.page("/progress").words
    owner.page("/progress/focus")
    assert owner.send("/progress/focus", {"principle": "6"}).status_code == 303
    assert "Your focus: Network thoughtfully" in owner.page("/progress").words
    assert owner.send("/progress/focus", {"principle": "9"}).status_code == 422
    owner.send("/progress/focus", {"principle": "0"})
    assert "Suggested focus" in owner.page("/progress").words


def test_today_is_told_what_to_work_on(app: Flask, owner: Visitor, moment: Moment) -> None:
    def focus() -> int | None:
        with app.app_context():
            user = db.session.get(User, owner.user_id)
            return queries.agenda(user, moment.now, "UTC").focus

    assert focus() is None
    sit(owner, W48)
    assert focus() == 1
    owner.send("/look-back/matters", {"principles": ["5", "7"]})
    assert focus() == 5
    owner.send("/progress/focus", {"principle": "6"})
    assert focus() == 6


def test_stored_error_equals_the_recomputed_one(app: Flask, owner: Visitor, moment: Moment) -> None:
    for n in (0, 1, 2, 3, 5, 8, 9, 13):
        keep_week(app, owner.user_id, W48 + n, moment.now, p3=25 * (n % 5), p5=100 - 25 * (n % 3))
    with app.app_context():
        last = queries.last_sitting(owner.user_id)
        assert last is not None
        answers = queries.history(owner.user_id, W48, W48 + 13)
        told, past = queries.past_of(last), ClosedCycles()
        cycles = {n: of_cycle(answers, W48, n) for n in range(1, 5)}
        for number in range(1, last.cycle):
            known, changes = close(past, cycles, number)
            past = next_baseline(known, changes, number, number + 1)
        assert (told.reach, told.verdict) == (past.reach, past.verdict)
        for stored, recomputed in ((told.noise, past.noise), (told.pairs, past.pairs)):
            assert stored.df == recomputed.df
            assert stored.ss == pytest.approx(recomputed.ss)


def test_pages_ask_a_fixed_number_of_questions(
    app: Flask, owner: Visitor, newcomer: Visitor, moment: Moment
) -> None:
    for n in range(44):
        keep_week(app, owner.user_id, Week(2026, 5) + n, moment.now)
    keep_week(app, newcomer.user_id, W48, moment.now)
    for url in ("/progress", "/look-back", "/look-back/2026-W48"):
        found = []
        for visitor in (owner, newcomer):
            with counted(app) as asked:
                assert visitor.get(url).status_code == 200
            found.append(asked[0])
        assert found[0] == found[1] <= 7, url


def test_the_page_that_shows_most_asks_eight_questions_at_most(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(40):
        keep_week(app, owner.user_id, Week(2026, 9) + n, moment.now)
    for url in ("/progress", "/look-back/2026-W47", "/progress/compare?first=1&second=9"):
        with counted(app) as asked:
            assert owner.get(url).status_code == 200
        assert asked[0] <= 8, (url, asked)


def test_a_result_reads_a_bounded_number_of_answers(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    for n in range(40):
        keep_week(app, owner.user_id, Week(2026, 9) + n, moment.now)
    with app.app_context():
        first = since(Week(2026, 9), W48, closed=True)
        answers = queries.history(owner.user_id, first, W48)
        assert sum(map(len, answers.values())) <= 20 * 16


def test_today_learn_and_progress_name_the_same_next_lesson(owner: Visitor) -> None:
    sit(owner, W48)
    owner.send("/look-back/matters", {"principles": ["5", "7"]})
    for url in ("/today", "/learn", "/progress", "/look-back/2026-W48"):
        page = owner.page(url)
        assert "/lessons/reliable-understand" in page.links(), url
    assert "You said that Reliable & accountable matters" in owner.page("/learn").words


@pytest.mark.parametrize("chosen", [[], ["2"], ["1", "2", "3"]])
def test_not_two_principles_is_said_once_at_the_boxes(owner: Visitor, chosen: list[str]) -> None:
    page = checked(owner.send("/look-back/matters", {"principles": chosen}).text)
    assert page.words.count("Choose two, so that each of them counts") == 1
    assert page.all("div", id="problem") == []
    (box,) = [b for b in page.all("input", type="checkbox") if "autofocus" in b.attrib]
    assert box.get("value") == "1"
