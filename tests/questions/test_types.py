"""Each type of question through a browser without script: right, partly right and wrong."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.lessons.models import LessonAnswer
from coach.questions.base import Question
from coach.questions.choice import Choice
from coach.questions.dialogue import Dialogue
from coach.questions.free_text import FreeText
from coach.questions.match import Match
from coach.questions.order import Order
from coach.review.models import ReviewCard, ReviewLog
from tests.conftest import Visitor
from tests.counting import statements

pytestmark = pytest.mark.any_database

LESSON = "/lessons/listening-understand"
NUMBERS = {"single": 2, "multiple": 3, "judgement": 4, "order": 6, "match": 7, "cloze": 8,
           "scale": 9, "text": 10, "dialogue": 11}  # fmt: skip


def rows(app: Flask, table: type) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(table).order_by(table.id)))


def asked(app: Flask, kind: str) -> tuple[str, Any]:
    number = NUMBERS[kind]
    step = app.extensions["catalogue"].lessons["listening-understand"].steps[number - 1]
    assert step.kind == kind
    return f"{LESSON}/{number}", step


def filled(question: Question, how: str) -> dict[str, Any]:
    """What a form sends for an answer that is right, partly right or wrong."""
    match question:
        case Choice(kind="multiple"):
            fits, double, astray = (option.key for option in question.options)
            return {"answer": {"right": [fits, double], "partly": [fits], "wrong": [astray]}[how]}
        case Choice(kind="judgement"):
            best, some, none = (option.key for option in question.options)
            return {"answer": {"right": best, "partly": some, "wrong": none}[how]}
        case Choice():
            wrong, best, _ = (option.key for option in question.options)
            return {"answer": best if how == "right" else wrong}
        case Order():
            a, b, c = (f"place-{option.key}" for option in question.options)
            places = {"right": "123", "partly": "213", "wrong": "321"}[how]
            return dict(zip((a, b, c), places, strict=True))
        case Match():
            (one, two) = question.pairs
            right, other = (one.right.key, two.right.key), (two.right.key, one.right.key)
            chosen = {"right": right, "partly": (one.right.key,) * 2, "wrong": other}[how]
            return {
                f"pair-{p.left.key}": key for p, key in zip(question.pairs, chosen, strict=True)
            }
        case FreeText():
            ticks = [check.key for check in question.checks] if how == "right" else []
            return {"answer": "It moved again.", "compared": "1", "found": ticks}
        case Dialogue():
            strong, weak = (reply.text.key for reply in question.nodes[0].replies)
            return {"said": strong if how == "right" else weak}
    if question.kind == "cloze":
        return {"gap-1": "Nothing" if how == "right" else "advice"}
    return {"answer": {"right": "24", "partly": "33", "wrong": "90"}[how]}


WORTH = [
    ("single", "right", 1), ("single", "wrong", 0),
    ("multiple", "right", 1), ("multiple", "partly", 1 / 3), ("multiple", "wrong", 0),
    ("judgement", "right", 1), ("judgement", "partly", 1 / 3), ("judgement", "wrong", 0),
    ("order", "right", 1), ("order", "partly", 1 / 3), ("order", "wrong", 0),
    ("match", "right", 1), ("match", "partly", 0.5), ("match", "wrong", 0),
    ("cloze", "right", 1), ("cloze", "wrong", 0),
    ("scale", "right", 1), ("scale", "partly", 0.75), ("scale", "wrong", 0),
    ("text", "right", 1), ("text", "wrong", 0),
    ("dialogue", "right", 1), ("dialogue", "wrong", 0),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "how", "worth"), WORTH)
def test_an_answer_is_marked_explained_and_scheduled(
    app: Flask, owner: Visitor, kind: str, how: str, worth: float
) -> None:
    url, question = asked(app, kind)
    owner.page(url)
    data = {**filled(question, how), "confidence": "fairly"}
    answer = owner.send(url, data)
    assert (answer.status_code, answer.location) == (303, f"{url}#verdict")
    page = owner.page(url)
    assert page.one("h1").get("id") == "verdict"
    assert "Try again" in page.words
    (row,) = rows(app, LessonAnswer)
    assert row.first_score == pytest.approx(worth)
    assert row.first_confidence == (None if kind in ("text", "dialogue") else "fairly")
    (log,) = rows(app, ReviewLog)
    assert (log.question_id, log.score, log.context) == (question.id, row.first_score, "lesson")
    assert len(rows(app, ReviewCard)) == 1


@pytest.mark.parametrize("kind", NUMBERS)
def test_sent_twice_it_is_one_answer_and_one_line_of_the_log(
    app: Flask, owner: Visitor, stranger: Visitor, kind: str
) -> None:
    url, question = asked(app, kind)
    for _ in range(2):
        assert owner.send(url, filled(question, "right")).status_code == 303
    (row,) = rows(app, LessonAnswer)
    assert row.tries == 1
    assert len(rows(app, ReviewLog)) == 1
    assert stranger.page(url).all("h1", id="verdict") == []


@pytest.mark.parametrize("kind", NUMBERS)
def test_marking_and_scheduling_costs_at_most_six_queries(
    app: Flask, owner: Visitor, kind: str
) -> None:
    url, question = asked(app, kind)
    token = owner.token()
    for how in ("wrong", "right"):
        with statements(app) as sent:
            owner.post(url, data={**filled(question, how), "csrf_token": token})
        arriving = ('FROM "user"', "FROM user", "pg_advisory_xact_lock")  # with every form
        work = [one for one in sent if not any(word in one for word in arriving)]
        assert len(work) <= 6, work


@pytest.mark.parametrize("kind", NUMBERS)
@pytest.mark.parametrize("nonsense", ["9" * 5000, "²", "-1", "\x00", "\ud800"])
def test_nonsense_in_every_control_is_refused_or_taken_as_text(
    app: Flask, owner: Visitor, kind: str, nonsense: str
) -> None:
    url, question = asked(app, kind)
    typed = nonsense.encode("utf-8", "surrogatepass")
    answer = owner.send(url, dict.fromkeys(filled(question, "right"), typed))
    assert answer.status_code in (303, 422)


# ------------------------------------------------------------------ hint and confidence


def test_a_hint_opens_in_place_and_is_told_with_the_first_answer(
    app: Flask, owner: Visitor
) -> None:
    url, question = asked(app, "single")
    choice = filled(question, "right")
    page = owner.send(url, {**choice, "confidence": "sure", "hint": "open"})
    assert page.status_code == 200
    assert "Look for the fact." in page.text
    assert page.text.count(" checked") == 2, "what was chosen stays chosen"
    assert rows(app, LessonAnswer) == []
    owner.send(url, {**choice, "confidence": "sure", "hint": "seen"})
    (row,) = rows(app, LessonAnswer)
    assert (row.first_hinted, row.first_score) == (True, 1)
    assert "with the hint" in owner.page(url).words
    assert "Look for the fact." not in owner.page(f"{url}?again").words


def test_nothing_is_preset_and_nothing_has_to_be_chosen(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "judgement")
    page = owner.page(url)
    pills = page.all("input", name="confidence")
    assert [pill.get("value") for pill in pills] == ["guess", "fairly", "sure"]
    assert not [pill for pill in pills if pill.get("checked") is not None]
    owner.send(url, filled(question, "right"))
    (row,) = rows(app, LessonAnswer)
    assert row.first_confidence is None


def test_how_sure_the_first_try_was_stays(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "judgement")
    owner.send(url, {**filled(question, "right"), "confidence": "guess"})
    assert "marked it as a guess" in owner.page(url).words
    owner.send(url, {**filled(question, "wrong"), "confidence": "sure"})
    (row,) = rows(app, LessonAnswer)
    assert (row.first_confidence, row.tries) == ("guess", 2)
    assert "marked it as" not in owner.page(url).words


# ------------------------------------------------------------------ text and talk, page by page


def test_a_text_is_kept_then_compared_and_that_is_one_try(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "text")
    owner.send(url, {"answer": "It moved <again>."})
    page = owner.page(url)
    assert "It moved <again>." in page.words
    assert "It moved again." in page.words, "the model answer"
    (row,) = rows(app, LessonAnswer)
    assert row.first_score is None
    assert rows(app, ReviewLog) == []
    sent = {field.get("name"): field.get("value") for field in page.all("input", type="hidden")}
    owner.send(url, {**sent, "found": [check.key for check in question.checks]})
    (row,) = rows(app, LessonAnswer)
    assert (row.first_score, row.tries) == (1, 1)
    assert len(rows(app, ReviewLog)) == 1
    assert "The point is in your text." in owner.page(url).heading


def test_a_text_can_be_deleted_by_itself_and_by_nobody_else(
    app: Flask, owner: Visitor, stranger: Visitor, client: Visitor
) -> None:
    url, _ = asked(app, "text")
    owner.send(url, {"answer": "It moved <again>."})
    assert f"{url}/delete" in owner.page(url).actions()
    assert client.send(f"{url}/delete").status_code == 404
    stranger.send(f"{url}/delete")
    assert owner.post(f"{url}/delete").status_code == 400
    assert len(rows(app, LessonAnswer)) == 1
    for _ in range(2):
        assert owner.send(f"{url}/delete").location.endswith(url)
    assert rows(app, LessonAnswer) == []
    assert "It moved" not in owner.get(url).text


def test_only_what_was_written_freely_can_be_deleted(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "single")
    owner.send(url, filled(question, "right"))
    assert owner.send(f"{url}/delete").status_code == 404
    assert f"{url}/delete" not in owner.page(url).actions()
    assert len(rows(app, LessonAnswer)) == 1


def test_a_talk_is_walked_by_its_address_and_kept_at_its_end(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "dialogue")
    strong = question.nodes[0].replies[0].text.key
    page = owner.page(url)
    assert {button.get("value") for button in page.all("button", name="said")} >= {strong}
    page = owner.page(f"{url}?again=&said={strong}")
    assert "I worked Sunday." in page.words
    assert f"{url}?again#turn" in page.links(), "the way back to the first turn"
    assert rows(app, LessonAnswer) == []
    assert [field.get("value") for field in page.all("input", name="said")] == [strong]
    owner.send(url, {"said": strong})
    page = owner.page(url)
    assert "An open question." in page.words
    assert "strongest here" in page.words


def test_a_talk_shows_what_would_have_gone_further(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "dialogue")
    owner.send(url, filled(question, "wrong"))
    page = owner.page(url)
    assert "It ends the talk." in page.words
    assert "A stronger reply" in page.words
    assert "An open question." in page.words


def test_nothing_is_added_to_a_talk_that_has_ended(app: Flask, owner: Visitor) -> None:
    url, question = asked(app, "dialogue")
    whole = filled(question, "right")["said"]
    said = [whole] if isinstance(whole, str) else list(whole)
    answer = owner.send(url, {"said": [*said, said[-1]]})
    assert answer.status_code == 422
    assert rows(app, LessonAnswer) == []
    assert owner.page(f"{url}?again=&said={'&said='.join([*said, said[-1]])}").heading


def test_an_address_that_leads_nowhere_begins_where_it_still_made_sense(owner: Visitor) -> None:
    page = owner.page(f"{LESSON}/11?said=nowhere&said=else")
    assert len(page.all("button", name="said")) == 2
