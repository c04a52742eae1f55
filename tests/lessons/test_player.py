"""The player through a browser without script: steps, places, answers, reflections."""

from datetime import timedelta
from xml.etree.ElementTree import Element

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.accounts.models import User
from coach.db import db
from coach.journal.models import Entry
from coach.lessons import queries
from coach.lessons.models import LessonAnswer, LessonPlace
from coach.questions.answer_form import AnswerSheet
from coach.questions.choice import Choice
from coach.questions.match import Match
from coach.questions.order import Order
from tests.conftest import Moment, Visitor
from tests.counting import statements

LESSON = "/lessons/listening-understand"
READ, SINGLE, MULTIPLE, JUDGE, _, ORDER, MATCH, CLOZE, SCALE, TEXT, TALK, REFLECT, HABIT = (
    f"{LESSON}/{n}" for n in range(1, 14)
)


def keys(app: Flask, url: str) -> list[str]:
    """The keys of a question's options, in the authors' order."""
    steps = app.extensions["catalogue"].lessons["listening-understand"].steps
    question = steps[int(url.rsplit("/", 1)[1]) - 1]
    assert isinstance(question, Choice | Order)
    return [option.key for option in question.options]


def rows(app: Flask, table: type) -> list:
    with app.app_context():
        return list(db.session.scalars(select(table).order_by(table.id)).unique())


def chosen(menu: Element) -> str:
    """The value of a menu as the page shows it."""
    options = list(menu.iter("option"))
    marked = [option for option in options if option.get("selected") is not None]
    return (marked or options)[0].get("value", "")


# ------------------------------------------------------------------ places


def test_a_lesson_begins_at_its_first_step(client: Visitor) -> None:
    answer = client.get(LESSON)
    assert (answer.status_code, answer.location) == (303, READ)
    assert client.page(READ).heading == "Plain rules"


def test_looking_writes_nothing_for_a_visitor(app: Flask, client: Visitor) -> None:
    for url in (
        "/learn",
        "/learn/active-listening",
        READ,
        SINGLE,
        ORDER,
        MATCH,
        TALK,
        REFLECT,
        HABIT,
    ):
        client.page(url)
    assert rows(app, User) == []
    assert rows(app, LessonPlace) == []


def test_continue_makes_the_guest_and_keeps_the_place(app: Flask, client: Visitor) -> None:
    answer = client.send(f"{READ}/next")
    assert (answer.status_code, answer.location) == (303, SINGLE)
    (place,) = rows(app, LessonPlace)
    assert place.step_id == "q-single"
    assert len(rows(app, User)) == 1
    assert client.get(LESSON).location == SINGLE


def test_opening_a_later_step_does_not_move_the_place(owner: Visitor) -> None:
    owner.send(f"{READ}/next")
    owner.page(MATCH)
    assert owner.get(LESSON).location == SINGLE


def test_going_back_keeps_the_furthest_step(app: Flask, owner: Visitor) -> None:
    owner.send(f"{SINGLE}/next")
    owner.send(f"{READ}/next")
    (place,) = rows(app, LessonPlace)
    assert (place.step_id, place.furthest_id) == ("q-single", "q-multiple")


def test_reading_an_early_step_again_keeps_the_place_and_the_minutes_left(owner: Visitor) -> None:
    owner.send(f"{SINGLE}/next")
    on_learn = owner.page("/learn").words
    owner.send(f"{READ}/next")
    assert owner.get(LESSON).location == MULTIPLE
    assert owner.page("/learn").words == on_learn


def test_continue_sent_twice_is_harmless(app: Flask, owner: Visitor) -> None:
    for _ in range(2):
        assert owner.send(f"{READ}/next").location == SINGLE
    assert len(rows(app, LessonPlace)) == 1


def test_the_last_step_leads_to_the_finish_and_the_lesson_is_done(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    assert owner.get(f"{LESSON}/finish").location == LESSON, "there is no finish before the end"
    answer = owner.send(f"{HABIT}/next")
    assert answer.location == f"{LESSON}/finish"
    page = owner.page(answer.location)
    assert "You have finished this lesson." in page.words
    assert "/habits/new?from=h-back" in page.links()
    assert "/lessons/listening-practise" in page.links()
    moment.now += timedelta(days=1)
    owner.send(f"{HABIT}/next")
    (place,) = rows(app, LessonPlace)
    assert place.finished_at == moment.now - timedelta(days=1), "the first end stands"
    assert owner.get(LESSON).location == READ


@pytest.mark.parametrize(
    "url",
    ["/lessons/nothing", "/lessons/nothing/1", f"{LESSON}/0", f"{LESSON}/14", "/learn/nothing",
     "/lessons/nothing/finish"],
)  # fmt: skip
def test_what_is_not_there_is_a_404(owner: Visitor, url: str) -> None:
    assert owner.get(url).status_code == 404


def test_sending_to_what_is_not_there_is_a_404_and_writes_nothing(
    app: Flask, owner: Visitor
) -> None:
    for url in (
        "/lessons/nothing/1",
        f"{LESSON}/14",
        f"{LESSON}/14/next",
        "/lessons/nothing/1/next",
    ):
        assert owner.send(url).status_code == 404
    assert owner.send(READ).status_code == 405
    assert rows(app, LessonPlace) == []


# ------------------------------------------------------------------ answers


def test_an_answer_shows_every_option_explained_with_yours_and_the_strongest(
    app: Flask, owner: Visitor
) -> None:
    (first, _best, _third) = keys(app, SINGLE)
    answer = owner.send(SINGLE, {"answer": first})
    assert (answer.status_code, answer.location) == (303, f"{SINGLE}#verdict")
    page = owner.page(SINGLE)
    assert page.one("h1").get("id") == "verdict"
    assert page.heading.endswith("one is stronger than yours.")
    for words in ("Advice.", "The fact, in other words.", "Comfort.", "Your answer", "Strongest"):
        assert words in page.words
    assert len(page.all("li", class_="answer yours")) == 1
    assert len(page.all("li", class_="answer best")) == 1


def test_explained_options_have_the_numbers_of_the_keys(app: Flask, owner: Visitor) -> None:
    question = app.extensions["catalogue"].lessons["listening-understand"].steps[1]
    owner.send(SINGLE, {"answer": min(question.best), "confidence": "sure"})
    marks = owner.page(SINGLE).all("span", class_="letter")
    places = {str(place) for place in range(1, len(question.options) + 1)}
    said = {"".join(each.itertext()).strip() for each in marks}
    assert len(said - {""}) == len(question.options) - 1
    assert said - {""} <= places


def test_the_first_try_is_the_one_that_is_kept(app: Flask, owner: Visitor, moment: Moment) -> None:
    first, best, _ = keys(app, SINGLE)
    owner.send(SINGLE, {"answer": first})
    assert "Check my answer" in owner.page(f"{SINGLE}?again").words
    moment.now += timedelta(minutes=1)
    owner.send(SINGLE, {"answer": best})
    (row,) = rows(app, LessonAnswer)
    assert (row.first_response, row.first_score, row.tries) == ([first], 0, 2)
    assert row.last_response == [best]
    assert row.last_at - row.first_at == timedelta(minutes=1)
    assert "Yours is the strongest" in owner.page(SINGLE).heading


def test_an_answer_sent_twice_is_one_try(app: Flask, owner: Visitor) -> None:
    best = keys(app, SINGLE)[1]
    for _ in range(2):
        assert owner.send(SINGLE, {"answer": best}).status_code == 303
    (row,) = rows(app, LessonAnswer)
    assert (row.tries, row.first_score) == (1, 1)


def test_the_back_button_and_another_answer_leave_the_first(app: Flask, owner: Visitor) -> None:
    first, best, third = keys(app, SINGLE)
    for choice in (first, best, third, first):
        owner.send(SINGLE, {"answer": choice})
    (row,) = rows(app, LessonAnswer)
    assert (row.first_response, row.tries) == ([first], 4)


@pytest.mark.parametrize("url", [SINGLE, MULTIPLE, JUDGE, ORDER, MATCH, CLOZE, SCALE, TEXT, TALK])
def test_nothing_chosen_keeps_the_page_and_says_what_to_do(
    app: Flask, client: Visitor, url: str
) -> None:
    answer = client.send(url)
    assert answer.status_code == 422
    assert "<title>Error: " in answer.text
    assert 'role="alert"' in answer.text
    assert rows(app, LessonAnswer) == []
    assert rows(app, User) == [], "a refused answer makes no guest"


def test_a_refused_order_keeps_the_places_that_were_given(app: Flask, owner: Visitor) -> None:
    a, b, c = keys(app, ORDER)
    answer = owner.send(ORDER, {f"place-{a}": "1", f"place-{b}": "1", f"place-{c}": "2"})
    assert answer.status_code == 422
    assert "Two lines have the same place" in answer.text
    assert answer.text.count(" selected") == 3


def test_lines_are_put_in_order_by_menus(app: Flask, owner: Visitor) -> None:
    a, b, c = keys(app, ORDER)
    owner.send(ORDER, {f"place-{a}": "2", f"place-{b}": "1", f"place-{c}": "3"})
    (row,) = rows(app, LessonAnswer)
    assert row.first_response == [b, a, c]
    assert row.first_score == pytest.approx(1 / 3)
    page = owner.page(ORDER)
    assert page.heading == "One of the three lines is in the best place."
    assert "You put it in place 2" in page.words


def test_pairs_are_made_by_menus(app: Flask, owner: Visitor) -> None:
    steps = app.extensions["catalogue"].lessons["listening-understand"].steps
    question = next(step for step in steps if isinstance(step, Match))
    (one, two) = question.pairs
    owner.send(
        MATCH, {f"pair-{one.left.key}": one.right.key, f"pair-{two.left.key}": one.right.key}
    )
    (row,) = rows(app, LessonAnswer)
    assert row.first_score == 0.5
    assert "You chose: Says it back" in owner.page(MATCH).words


def test_several_marks_are_taken_together(app: Flask, owner: Visitor) -> None:
    fits, double, _ = keys(app, MULTIPLE)
    owner.send(MULTIPLE, {"answer": [fits, double]})
    assert owner.page(MULTIPLE).heading == "Both answers that fit are marked, and nothing else."


def test_an_answer_to_words_that_have_changed_is_asked_anew(app: Flask, owner: Visitor) -> None:
    best = keys(app, SINGLE)[1]
    owner.send(SINGLE, {"answer": best})
    with app.app_context():
        db.session.scalars(select(LessonAnswer)).one().last_digest = "other words"
        db.session.commit()
    assert "Check my answer" in owner.page(SINGLE).words
    owner.send(SINGLE, {"answer": best})
    (row,) = rows(app, LessonAnswer)
    assert row.tries == 2


def test_options_give_nothing_away(app: Flask, client: Visitor) -> None:
    page = client.page(SINGLE)
    values = {choice.get("value") for choice in page.all("input", name="answer")}
    assert values == set(keys(app, SINGLE))
    assert page.all("input", checked="") == []
    assert "The fact, in other words." not in page.words


def test_a_person_sees_one_order_again_and_again(owner: Visitor) -> None:
    def shown() -> list[str | None]:
        return [choice.get("value") for choice in owner.page(JUDGE).all("input", name="answer")]

    assert shown() == shown()


def test_two_answers_at_the_same_moment_are_one_row(
    app: Flask, owner: Visitor, moment: Moment
) -> None:
    lesson = app.extensions["catalogue"].lessons["listening-understand"]
    first, best, _ = keys(app, SINGLE)
    with app.app_context():
        for choice, score in ((first, 0.0), (best, 1.0)):
            sheet = AnswerSheet(lesson.steps[1], {"answer": [choice]})
            assert sheet.validate()
            assert queries.record(owner.user_id, sheet, score, moment.now)
            queries.move(owner.user_id, lesson, 3, moment.now)
        db.session.commit()
    (row,) = rows(app, LessonAnswer)
    assert (row.first_score, row.tries) == (0, 2)
    (place,) = rows(app, LessonPlace)
    assert (place.step_id, place.furthest_id) == ("q-multiple", "q-multiple")


# ------------------------------------------------------------------ what is private


def test_another_persons_answers_are_never_shown(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    owner.send(SINGLE, {"answer": keys(app, SINGLE)[0]})
    owner.send(REFLECT, {"text": "The talk with M. on Thursday."})
    assert "Check my answer" in stranger.page(SINGLE).words
    assert "M. on Thursday" not in stranger.get(REFLECT).text
    assert stranger.get(LESSON).location == READ
    stranger.send(SINGLE, {"answer": keys(app, SINGLE)[1]})
    assert {row.user_id: row.first_score for row in rows(app, LessonAnswer)} == {
        owner.user_id: 0,
        stranger.user_id: 1,
    }


def test_a_reflection_goes_to_the_journal_once(app: Flask, owner: Visitor) -> None:
    page = owner.page(REFLECT)
    assert "Only you can read it" in page.words
    for text in ("The talk on Thursday.", "The talk on Friday."):
        answer = owner.send(REFLECT, {"text": text})
        assert answer.location == f"{REFLECT}#verdict"
    (entry,) = rows(app, Entry)
    assert (entry.text, entry.key) == ("The talk on Friday.", "r-week")
    assert entry.prompt.startswith("Which talk this week")
    assert "The talk on Friday." in owner.page(REFLECT).words
    assert owner.page(f"{REFLECT}?again").one("textarea").text.strip() == "The talk on Friday."


def test_an_empty_reflection_is_refused_and_not_now_goes_on(app: Flask, owner: Visitor) -> None:
    answer = owner.send(REFLECT, {"text": "  "})
    assert answer.status_code == 422
    assert "Write a line first" in answer.text
    assert owner.send(f"{REFLECT}/next").location == HABIT
    assert rows(app, Entry) == []


def test_what_a_person_wrote_is_escaped(owner: Visitor) -> None:
    owner.send(REFLECT, {"text": "<b>bold</b>"})
    assert "&lt;b&gt;bold" in owner.get(REFLECT).text


def test_a_habit_that_is_kept_is_not_offered_again(owner: Visitor, stranger: Visitor) -> None:
    assert "/habits/new?from=h-back" in owner.page(HABIT).links()
    form = owner.page("/habits/new?from=h-back")
    plan = {
        control.get("name"): control.get("value", "")
        for control in form.all("input")
        if control.get("type") in ("hidden", "text", "number") or control.get("checked") is not None
    }
    plan |= {area.get("name"): (area.text or "").strip() for area in form.all("textarea")}
    plan |= {menu.get("name"): chosen(menu) for menu in form.all("select")}
    assert owner.send("/habits/new", plan).status_code == 303
    page = owner.page(HABIT)
    assert "Added to your habits" in page.words
    assert "/habits/new?from=h-back" not in page.links()
    assert "/habits/new?from=h-back" in stranger.page(HABIT).links()


# ------------------------------------------------------------------ cost


@pytest.mark.parametrize(
    "url", ["/learn", "/learn/active-listening", READ, SINGLE, REFLECT, HABIT, "/references"]
)
def test_a_page_asks_the_database_little_and_writes_nothing(
    app: Flask, owner: Visitor, url: str
) -> None:
    owner.send(SINGLE, {"answer": keys(app, SINGLE)[1]})
    with statements(app) as sent:
        owner.page(url)
    assert len(sent) <= 8
    assert not [one for one in sent if not one.lstrip().upper().startswith("SELECT")]


def test_a_hundred_answers_cost_no_more_than_one(app: Flask, owner: Visitor) -> None:
    with app.app_context():
        before = db.session.scalar(select(func.count()).select_from(LessonAnswer))
    assert before == 0
    counts = []
    for choice in keys(app, SINGLE) * 3:
        with statements(app) as sent:
            owner.send(SINGLE, {"answer": choice})
        counts.append(len(sent))
    assert max(counts[1:]) <= counts[0] + 1
