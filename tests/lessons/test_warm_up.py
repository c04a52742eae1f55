"""The warm-up before a new lesson: what is due, from other lessons, and never in the way."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import event, select, update

from coach.db import db
from coach.lessons import warm_up
from coach.review import session
from coach.review.models import ReviewCard, ReviewLog
from tests.conftest import Moment, Visitor

FIRST, SECOND = "/lessons/listening-understand", "/lessons/listening-practise"
WARM = f"{SECOND}/warm-up/1"


@pytest.fixture
def due(app: Flask, owner: Visitor, moment: Moment) -> list[str]:
    """The owner answered two concepts of the first lesson wrongly, and days have passed."""
    steps = app.extensions["catalogue"].lessons["listening-understand"].steps
    owner.send(f"{FIRST}/2", {"answer": steps[1].options[0].key})
    owner.send(f"{FIRST}/9", {"answer": "90"})
    moment.now += timedelta(days=30)
    return [steps[1].concept, steps[8].concept]


def logged(app: Flask) -> list[ReviewLog]:
    with app.app_context():
        query = select(ReviewLog).where(ReviewLog.context == "warm-up").order_by(ReviewLog.id)
        return list(db.session.scalars(query))


def test_a_new_lesson_begins_with_what_is_due(
    app: Flask, owner: Visitor, stranger: Visitor, client: Visitor, due: list[str]
) -> None:
    assert owner.get(SECOND).location == WARM
    page = owner.page(WARM)
    assert "Before “Say it back”" in page.words
    assert f"{SECOND}/1" in page.links(), "it can be skipped"
    for visitor in (stranger, client):
        assert visitor.get(SECOND).location == f"{SECOND}/1"
        assert visitor.get(WARM).location == f"{SECOND}/1"


def test_whether_anything_is_due_is_asked_as_existence(
    app: Flask, owner: Visitor, due: list[str]
) -> None:
    said: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    assert owner.get(SECOND).location == WARM
    (asked,) = (statement for statement in said if "review_card" in statement)
    assert "EXISTS" in asked
    assert "stability" not in asked, "nobody's memory is read to know whether anything is due"


def test_what_only_the_lesson_itself_asks_leads_to_no_warm_up(
    app: Flask, owner: Visitor, due: list[str]
) -> None:
    with app.app_context():
        db.session.execute(update(ReviewCard).values(concept="gone-" + ReviewCard.concept))
        db.session.commit()
    assert owner.get(SECOND).location == f"{SECOND}/1"


def test_a_lesson_begun_goes_on_where_it_was_left(owner: Visitor, due: list[str]) -> None:
    owner.send(f"{SECOND}/1/next")
    assert owner.get(SECOND).location == f"{SECOND}/2"


def test_its_questions_come_from_other_lessons_and_are_scheduled(
    app: Flask, owner: Visitor, due: list[str]
) -> None:
    for number in (1, 2):
        page = owner.page(f"{SECOND}/warm-up/{number}")
        sent = {f.get("name"): f.get("value") for f in page.all("input", type="hidden")}
        asked = app.extensions["catalogue"].questions[sent["question"]]
        assert asked.lesson.id == "listening-understand"
        answer = owner.send(page.one("form").get("action"), {**sent, **guess(asked.question)})
        assert answer.status_code == 303, answer.text
        assert owner.page(answer.location).one("h1").get("id") == "verdict"
    assert sorted(log.concept for log in logged(app)) == sorted(due)
    assert owner.get(f"{SECOND}/warm-up/3").location == f"{SECOND}/1"


def test_nothing_filled_in_is_asked_again(app: Flask, owner: Visitor, due: list[str]) -> None:
    page = owner.page(WARM)
    question = page.one("input", name="question").get("value")
    assert owner.send(WARM, {"question": question}).status_code == 422
    assert logged(app) == []


@pytest.mark.parametrize("question", ["nothing", "p-single", "q-text", "d-mia", ""])
def test_only_questions_that_may_stand_there_are_taken(
    owner: Visitor, due: list[str], question: str
) -> None:
    assert owner.send(WARM, {"question": question}).status_code == 404
    assert owner.get(f"{WARM}?answered={question or 'x'}").status_code == 404


def test_there_are_at_most_three(owner: Visitor, due: list[str]) -> None:
    assert owner.get(f"{SECOND}/warm-up/4").status_code == 404
    assert owner.get(f"{SECOND}/warm-up/0").status_code == 404


def test_a_lessons_own_questions_are_kept_for_it(app: Flask) -> None:
    course = app.extensions["catalogue"]
    lesson = course.lessons["listening-practise"]
    found = warm_up.variants(lesson, session.concepts(course))
    assert found
    assert all(each.lesson is not lesson for asked in found.values() for each in asked)


def guess(question: object) -> dict[str, str]:
    """Something that can be marked, for any question of the small course."""
    kind = question.kind  # type: ignore[attr-defined]
    if kind == "order":
        return {f"place-{o.key}": str(n) for n, o in enumerate(question.options, 1)}  # type: ignore[attr-defined]
    if kind == "match":
        return {f"pair-{p.left.key}": p.right.key for p in question.pairs}  # type: ignore[attr-defined]
    if kind in ("cloze", "scale"):
        return {"gap-1": "nothing", "answer": "24"}
    return {"answer": question.options[0].key}  # type: ignore[attr-defined]
