"""The review through a browser without script."""

from dataclasses import replace
from datetime import timedelta

from flask import Flask
from sqlalchemy import insert, select

from coach.accounts.models import User
from coach.db import db
from coach.review import card_queries, scheduling, session
from coach.review.models import ReviewCard, ReviewLog
from tests.conftest import Moment, Visitor
from tests.counting import statements
from tests.databases import on_postgresql
from tests.review.conftest import Learner


def cards(app: Flask) -> dict[str, ReviewCard]:
    with app.app_context():
        return {card.concept: card for card in db.session.scalars(select(ReviewCard))}


# ------------------------------------------------------------------ what is due


def test_before_any_lesson_there_is_nothing_to_review(client: Visitor, newcomer: Visitor) -> None:
    for visitor in (client, newcomer):
        assert visitor.page("/review").heading == "Nothing to review yet."


def test_what_was_answered_today_comes_back_on_a_later_day(learner: Learner) -> None:
    learner.answer("q-single")
    page = learner.visitor.page("/review")
    assert page.heading == "Nothing to review today."
    assert "comes back in 2 days" in page.words or "comes back in 3 days" in page.words
    learner.wait(4)
    assert learner.visitor.page("/review").title.startswith("Review, card 1 of 1")


def test_a_miss_comes_back_tomorrow_by_another_question(learner: Learner) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    assert learner.review() == "q-multiple"
    learner.wait(5)
    assert learner.review() == "q-judge-1"
    learner.wait(30)
    assert learner.review() == "q-single", "the one seen longest ago"


def test_two_cards_are_a_session_with_a_result_after_each(learner: Learner) -> None:
    learner.answer("q-single", right=False)
    learner.answer("q-order", right=False)
    learner.wait(1)
    page = learner.visitor.page("/review")
    assert "card 1 of 2" in page.title
    first = learner.review()
    page = learner.visitor.page(f"/review/{first}")
    assert "card 1 of 2" in page.title
    assert "This skill comes back in" in page.words
    assert "/review" in page.links()
    assert "card 2 of 2" in learner.visitor.page("/review").title
    learner.review(right=False)
    page = learner.visitor.page("/review")
    assert page.heading == "That’s today’s review."
    assert "2 cards, 1 right. The next one comes back tomorrow." in page.words


def test_leaving_keeps_the_place(learner: Learner) -> None:
    for question in ("q-single", "q-order"):
        learner.answer(question, right=False)
    learner.wait(1)
    learner.review()
    page = learner.visitor.page("/review")
    assert "card 2 of 2" in page.title
    assert "/today" in learner.visitor.page("/review").root.find(".//header").find(".//a").get(
        "href"
    )


def test_an_answer_that_is_not_one_is_refused_with_the_place_kept(learner: Learner) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    answer = learner.visitor.send("/review/q-multiple", {"confidence": "sure"})
    assert answer.status_code == 422
    assert "Mark at least one answer" in answer.text
    assert cards(learner.app)["paraphrase"].reps == 1


def test_a_hint_makes_a_right_answer_come_back_tomorrow(learner: Learner) -> None:
    learner.answer("q-multiple", right=False)
    learner.answer("q-judge-1", right=False)
    learner.wait(1)
    assert "/review/q-single" in learner.visitor.page("/review").actions()
    form = learner.response("q-single")
    opened = learner.visitor.send("/review/q-single", {**form, "hint": "open"})
    assert "Look for the fact" in opened.text
    learner.visitor.send("/review/q-single", {**form, "hint": "seen", "confidence": "sure"})
    assert "comes back tomorrow" in learner.visitor.page("/review/q-single").words


# ------------------------------------------------------------------ too easy


def test_too_easy_puts_a_right_answer_further_off(learner: Learner) -> None:
    learner.answer("q-single")
    learner.wait(4)
    asked = learner.review()
    before = cards(learner.app)["paraphrase"].due
    assert f"/review/{asked}/easy" in learner.visitor.page(f"/review/{asked}").actions()
    for _ in range(2):
        assert learner.visitor.send(f"/review/{asked}/easy").status_code == 303
    page = learner.visitor.page(f"/review/{asked}")
    assert "You found it too easy." in page.words
    assert f"/review/{asked}/easy" not in page.actions()
    assert cards(learner.app)["paraphrase"].due > before


def test_what_was_wrong_cannot_be_too_easy(learner: Learner) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    asked = learner.review(right=False)
    assert "Too easy" not in learner.visitor.page(f"/review/{asked}").words
    assert learner.visitor.send(f"/review/{asked}/easy").status_code == 404


# ------------------------------------------------------------------ pace


def test_wanting_to_keep_more_brings_cards_back_sooner_at_once(learner: Learner) -> None:
    learner.answer("q-single")
    for days in (3, 20):
        learner.wait(days)
        learner.review()
    before = cards(learner.app)["paraphrase"].due
    page = learner.visitor.page("/review/pace")
    assert page.one("input", value="90").get("checked") is not None
    assert learner.visitor.send("/review/pace", {"retention": "95"}).status_code == 303
    assert cards(learner.app)["paraphrase"].due < before
    learner.visitor.send("/review/pace", {"retention": "90"})
    assert cards(learner.app)["paraphrase"].due == before


def test_a_pace_that_is_none_is_refused(owner: Visitor) -> None:
    for given in ("100", "x", ""):
        assert owner.send("/review/pace", {"retention": given}).status_code == 422


# ------------------------------------------------------------------ whose


def test_a_result_is_for_the_one_who_answered_it_today(learner: Learner, stranger: Visitor) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    asked = learner.review()
    assert stranger.get(f"/review/{asked}").location == "/review"
    assert stranger.send(f"/review/{asked}/easy").status_code == 404
    learner.wait(1)
    assert learner.visitor.get(f"/review/{asked}").location == "/review"


def test_what_is_no_card_is_a_404(owner: Visitor, client: Visitor) -> None:
    for url in ("/review/nothing", "/review/q-text", "/review/d-mia"):
        assert owner.get(url).status_code == 404
        assert owner.send(url).status_code == 404
    assert client.get("/review/q-single").status_code == 404


# ------------------------------------------------------------------ a backlog


def many(learner: Learner, number: int) -> None:
    """Let so many concepts of a course made for it be due."""
    catalogue = learner.app.extensions["catalogue"]
    asked = catalogue.questions["q-order"]
    for n in range(number):
        for variant in range(3):
            name = f"q-{n}-{variant}"
            made = replace(asked.question, id=name, concept=f"concept-{n}")
            catalogue.questions[name] = replace(asked, question=made)
    session.concepts.cache_clear()
    with learner.app.app_context():
        user = db.session.get_one(User, learner.visitor.user_id)
        day = learner.moment.now.date() - timedelta(days=9)
        for n in range(number):
            question = catalogue.questions[f"q-{n}-0"].question
            then = learner.moment.now - timedelta(days=9)
            card_queries.record(user, question, 0, "sure", False, then, day, "lesson")
        db.session.commit()


def test_a_backlog_is_said_plainly_and_cut_at_twenty(app: Flask, learner: Learner) -> None:
    many(learner, 31)
    page = learner.visitor.page("/review")
    assert "card 1 of 20" in page.title
    assert "31 cards are waiting. The 20 most urgent ones come today." in page.words
    with app.app_context():
        user = db.session.get_one(User, learner.visitor.user_id)
        for n in range(20):
            question = app.extensions["catalogue"].questions[f"q-{n}-1"].question
            now = learner.moment.now
            card_queries.record(user, question, 1, "sure", False, now, now.date(), "review")
        db.session.commit()
    page = learner.visitor.page("/review")
    assert page.heading == "That’s today’s review."
    assert "11 more cards wait until tomorrow." in page.words


# ------------------------------------------------------------------ costs


def test_marking_and_scheduling_a_card_take_six_statements_besides_finding_who_it_is(
    app: Flask, learner: Learner
) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    learner.visitor.page("/review")
    form = {**learner.response("q-multiple"), "csrf_token": learner.visitor.token()}
    with statements(app) as sent:
        assert learner.visitor.post("/review/q-multiple", data=form).status_code == 303
    assert len(sent) - 1 <= 6, sent


def past_answers(app: Flask, user_id: int, number: int, moment: Moment) -> None:
    """Log so many answers of the past years."""
    with app.app_context():
        rows = [
            {
                "user_id": user_id,
                "concept": ("paraphrase", "attention")[n % 2],
                "question_id": "q-single",
                "digest": "d",
                "context": "review",
                "role": "practice",
                "answered_at": moment.now - timedelta(days=n // 10 + 1),
                "given_at": scheduling.fsrs_time((moment.now - timedelta(days=n // 10 + 1)).date()),
                "rating": 3,
                "score": 1.0,
                "confidence": "sure",
                "hinted": False,
                "fsrs_version": scheduling.VERSION,
            }
            for n in range(number)
        ]
        db.session.execute(insert(ReviewLog), rows)
        db.session.commit()


def assert_no_scan(sent: list[str]) -> None:
    with db.engine.connect() as connection:
        for statement in sent:
            asked = (1,) * statement.count("?")
            plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", asked).all()
            assert "SCAN review_log" not in str(plan)


def test_a_review_page_costs_the_same_after_five_thousand_answers(
    app: Flask, learner: Learner, moment: Moment
) -> None:
    learner.answer("q-single", right=False)
    learner.answer("q-order", right=False)
    learner.wait(1)
    past_answers(app, learner.visitor.user_id, 50, moment)
    learner.visitor.page("/review")  # the visit itself is written down
    found = []
    for more in (0, 4950):
        if more:
            past_answers(app, learner.visitor.user_id, more, moment)
        with statements(app) as sent:
            learner.visitor.page("/review")
        found.append(list(sent))
        if not on_postgresql():  # which plans by how much there is
            with app.app_context():
                assert_no_scan([statement for statement in sent if "review_log" in statement])
    assert found[0] == found[1]
    assert len(found[0]) <= 8


def test_the_pages_are_light(learner: Learner) -> None:
    learner.answer("q-single", right=False)
    learner.wait(1)
    for url in ("/review", f"/review/{learner.review()}"):
        answer = learner.visitor.get(url, headers={"Accept-Encoding": "gzip"})
        assert len(answer.data) <= 20_000, url
