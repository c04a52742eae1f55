"""The page at the end of a lesson."""

from datetime import UTC, datetime
from typing import Any
from xml.etree.ElementTree import Element

from flask import Flask

from coach.db import db
from coach.lessons import queries
from coach.questions.answer_form import AnswerSheet
from coach.questions.choice import Choice
from coach.questions.order import Order
from coach.review import session
from tests.conftest import Visitor
from tests.pages import Page, text

LESSON = "/lessons/listening-understand"
FINISH = f"{LESSON}/finish"


def step(app: Flask, number: int) -> Any:
    return app.extensions["catalogue"].lessons["listening-understand"].steps[number - 1]


def answer_well(app: Flask, visitor: Visitor) -> None:
    """Answer the questions on one concept rightly."""
    for number in (2, 4):
        question = step(app, number)
        assert isinstance(question, Choice)
        visitor.send(f"{LESSON}/{number}", {"answer": min(question.best), "confidence": "sure"})


def answer_badly(app: Flask, visitor: Visitor) -> None:
    """Put the lines of the other concept in the wrong order."""
    question = step(app, 6)
    assert isinstance(question, Order)
    keys = [option.key for option in question.options]
    places = {f"place-{key}": str(place) for place, key in enumerate(reversed(keys), start=1)}
    visitor.send(f"{LESSON}/6", places)


def finish(visitor: Visitor) -> Page:
    visitor.send(f"{LESSON}/13/next")
    return visitor.page(FINISH)


def buttons(page: Page) -> list[Element]:
    """What stands out as a button; what is set back behind it is left out."""
    return [e for tag in ("a", "button") for e in page.all(tag, class_="btn")]


def test_the_page_says_what_was_hard_and_when_it_comes_back(app: Flask, owner: Visitor) -> None:
    answer_well(app, owner)
    answer_badly(app, owner)
    lede = text(finish(owner).one("p", class_="lede"))
    assert "hard" in lede
    assert "comes back tomorrow" in lede


def test_there_is_one_button_and_it_leads_to_today(app: Flask, owner: Visitor) -> None:
    (button,) = buttons(finish(owner))
    assert (text(button), button.get("href")) == ("Go to Today", "/today")


def test_only_what_was_answered_well_has_a_tick(app: Flask, owner: Visitor) -> None:
    assert "What you can do now" not in finish(owner).words
    answer_badly(app, owner)
    assert "What you can do now" not in owner.page(FINISH).words
    answer_well(app, owner)
    page = owner.page(FINISH)
    assert [text(li) for li in page.all("li", class_="hit")] == ["Say a point back"]


def test_the_survey_is_two_words_and_one_tap(owner: Visitor) -> None:
    page = finish(owner)
    assert page.all("textarea") == []
    asked = page.all("button", name="liked")
    assert [(text(b), b.get("value")) for b in asked] == [("Yes", "up"), ("No", "down")]
    owner.send(f"{LESSON}/rating", {"liked": "up"})
    page = owner.page(FINISH)
    assert "Thank you." in page.words
    assert len(page.all("textarea")) == 1, "a few words can be added, and the answer changed"


def test_the_next_lesson_and_the_habit_are_rows_below(owner: Visitor) -> None:
    page = finish(owner)
    assert {"/lessons/listening-practise", "/habits/new?from=h-back"} <= page.links()
    assert page.all("section", class_="cover stack gap-3") == []


def test_a_guest_is_offered_once_to_keep_what_was_done(owner: Visitor) -> None:
    assert f"/keep?next={FINISH}" in finish(owner).links()
    owner.send("/keep/decline", {"next": FINISH})
    assert f"/keep?next={FINISH}" not in owner.page(FINISH).links()


def test_after_a_second_lesson_nothing_is_offered_here(owner: Visitor) -> None:
    finish(owner)
    steps = len(owner.application.extensions["catalogue"].lessons["listening-practise"].steps)
    owner.send(f"/lessons/listening-practise/{steps}/next")
    page = owner.page("/lessons/listening-practise/finish")
    assert not [link for link in page.links() if link.startswith("/keep")]


def test_a_new_question_is_promised_only_where_one_was_never_answered(
    app: Flask, owner: Visitor
) -> None:
    answer_badly(app, owner)
    promised = "as a new question" in text(finish(owner).one("p", class_="lede"))
    catalogue = app.extensions["catalogue"]
    kin = session.concepts(catalogue)[step(app, 6).concept]
    assert promised is (len(kin) > 1)
    with app.app_context():
        for asked in kin:
            sheet = AnswerSheet(asked.question, {})
            queries.record(owner.user_id, sheet, 0.0, datetime(2026, 11, 26, 12, tzinfo=UTC))
        db.session.commit()
    assert "as a new question" not in owner.page(FINISH).words
    assert "comes back tomorrow" in owner.page(FINISH).words
