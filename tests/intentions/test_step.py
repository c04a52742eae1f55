"""The step of a lesson: written, kept once, changed, skipped; and never more than three open."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.intentions import queries
from coach.intentions.models import Intention
from coach.journal.models import Entry
from tests.conftest import FRIDAY, Visitor
from tests.pages import checked, text

STEP = "/lessons/listening-understand/12"
KEEP = f"{STEP}/intention"
TODAY = FRIDAY.date()
FORM = {"who": "L.", "day": str(TODAY), "words": "What worries you\r\nmost? "}


def rows(app: Flask) -> list[Intention]:
    with app.app_context():
        return list(db.session.scalars(select(Intention).order_by(Intention.id)))


def fill(app: Flask, visitor: Visitor, number: int) -> None:
    """Three, or so many, other intentions of this person are open."""
    visitor.send("/journal", {"text": "Here I am.", "token": "here"})
    with app.app_context():
        user = db.session.scalars(select(Entry.user_id)).first()
        assert user is not None
        for n in range(number):
            queries.save(user, f"other-{n}", "", TODAY, f"Sentence {n}", FRIDAY)
        db.session.commit()


def test_the_form_asks_whom_when_and_what_in_the_lessons_words(client: Visitor) -> None:
    page = client.page(STEP)
    assert page.heading == "The question I will ask"
    labels = [text(label) for label in page.all("label")]
    assert labels[:3] == [
        "Whom will you hear out this week? Initials will do.",
        "On which day will you see them?",
        "Write the question as you will ask it.",
    ]
    assert "somebody who asks you for advice: they want to be heard first." in page.words
    assert "L., Thursday: “What worries you most?”" in page.words


def test_pressing_twice_keeps_it_once_and_the_page_says_when_it_comes_back(
    app: Flask, client: Visitor
) -> None:
    for _ in range(2):
        assert client.send(KEEP, FORM).status_code == 303
    [row] = rows(app)
    kept = (row.token, row.step_id, row.who, row.day, row.words, row.state)
    assert kept == ("r-week", "r-week", "L.", TODAY, "What worries you\nmost?", "open")
    page = client.page(STEP)
    assert page.heading == "Kept for Friday 27 November"
    assert "?again" in page.links()


def test_changing_it_later_changes_the_same_one(app: Flask, client: Visitor) -> None:
    client.send(KEEP, FORM)
    page = client.page(f"{STEP}?again")
    assert page.one("input", name="who").get("value") == "L."
    client.send(KEEP, {**FORM, "who": "", "day": str(TODAY + timedelta(days=60))})
    [row] = rows(app)
    assert (row.who, row.day) == ("", TODAY + timedelta(days=60))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"day": ""}, "Choose a day"),
        ({"day": "2026-11-26"}, "Choose a day from today to Tuesday 26 January"),
        ({"day": "2027-01-27"}, "Choose a day from today to Tuesday 26 January"),
        ({"day": "soon"}, "Write a date such as 2026-11-30"),
        ({"words": " "}, "Write the sentence that you want to say"),
        ({"words": "long " * 81}, "Keep this to 400 characters"),
        ({"who": "L" * 61}, "Keep this to 60 characters"),
        ({"day": "0001-01-01"}, "Choose a day"),
    ],
)
def test_a_refused_form_says_why_and_loses_nothing(
    app: Flask, client: Visitor, change: dict[str, str], words: str
) -> None:
    sent: dict[str, Any] = {**FORM, **change}
    answer = client.send(KEEP, sent)
    assert answer.status_code == 422
    page = checked(answer.text)
    assert words in page.words
    assert page.one("input", name="who").get("value") == sent["who"]
    typed = (page.one("textarea", name="words").text or "").strip()
    assert typed == sent["words"].replace("\r\n", "\n").strip()
    assert rows(app) == []


def test_a_fourth_one_asks_which_to_let_go_and_keeps_what_was_typed(
    app: Flask, client: Visitor
) -> None:
    fill(app, client, 3)
    answer = client.send(KEEP, FORM)
    assert answer.status_code == 422
    page = checked(answer.text)
    assert "Three are open already" in page.words
    choices = page.all("input", name="let_go")
    assert len(choices) == 3
    assert "“Sentence 0” Today" in page.words
    assert (page.one("textarea", name="words").text or "").strip() == "What worries you\nmost?"
    for wrong in ("", "x", "999999"):
        assert client.send(KEEP, {**FORM, "let_go": wrong}).status_code == 422
    assert client.send(KEEP, {**FORM, "let_go": choices[1].get("value")}).status_code == 303
    assert [row.state for row in rows(app)] == ["open", "let_go", "open", "open"]


def test_changing_one_of_three_asks_nothing(app: Flask, client: Visitor) -> None:
    fill(app, client, 2)
    for words in ("One.", "Two."):
        assert client.send(KEEP, {**FORM, "words": words}).status_code == 303
    assert [row.state for row in rows(app)] == ["open"] * 3


@pytest.mark.parametrize(
    ("way", "leads_to"), [("away", "/today"), ("back", "/lessons/"), ("on", "/lessons/")]
)
def test_leaving_keeps_what_was_typed(client: Visitor, way: str, leads_to: str) -> None:
    answer = client.send(KEEP, {**FORM, "leave": way})
    assert answer.status_code == 303
    assert answer.location.startswith(leads_to)
    page = client.page(STEP)
    assert page.one("input", name="who").get("value") == "L."
    assert page.one("input", name="day").get("value") == str(TODAY)
    typed = (page.one("textarea", name="words").text or "").strip()
    assert typed == "What worries you\nmost?"
    client.send(KEEP, FORM)
    client.send(KEEP, {"leave": "away"})
    assert client.page(STEP).heading.startswith("Kept for")


def test_a_visitor_who_skips_it_without_a_word_stays_nobody(app: Flask, client: Visitor) -> None:
    client.send(KEEP, {"who": "", "words": "", "leave": "away"})
    assert client.page(STEP).heading == "The question I will ask"
    with app.app_context():
        assert db.session.scalars(select(Entry)).all() == []
    assert rows(app) == []


def test_a_second_tab_overwrites_nothing_that_it_did_not_show(app: Flask, client: Visitor) -> None:
    client.send(KEEP, FORM)
    seen = client.page(f"{STEP}?again").one("input", name="made_from").get("value")
    client.send(KEEP, {**FORM, "words": "From the other tab.", "made_from": seen})
    answer = client.send(KEEP, {**FORM, "words": "From this one.", "made_from": seen})
    assert answer.status_code == 409
    page = checked(answer.text)
    assert "From the other tab." in page.words
    assert (page.one("textarea", name="words").text or "").strip() == "From this one."
    assert rows(app)[0].words == "From the other tab."


def test_another_step_takes_no_intention(client: Visitor) -> None:
    assert client.send("/lessons/listening-understand/1/intention", FORM).status_code == 404


def test_the_printed_lesson_has_its_three_questions(client: Visitor) -> None:
    words = client.page("/lessons/listening-understand/print").words
    assert "Whom will you hear out this week?" in words
    assert "Write the question as you will ask it." in words
