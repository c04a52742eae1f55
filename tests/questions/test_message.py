"""A message to write: which core parts of its kind are found, in a lesson and in the review."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.content import ids, loader
from coach.content.model import Catalogue
from coach.questions.answer_form import AnswerSheet
from coach.questions.message import MessageQuestion
from coach.review import session
from coach.writing.answer import tried
from tests.conftest import Moment, Visitor
from tests.lessons.course import FIRST, SECOND, change, copy

pytestmark = pytest.mark.any_database

COURSE = loader.read(paths.CONTENT)
MESSAGES = [
    asked.question
    for asked in COURSE.questions.values()
    if isinstance(asked.question, MessageQuestion)
]
BASKET = next(message for message in MESSAGES if message.id == "auth-parts-basket")
WHOLE = (
    "Yesterday I told you that the parts were ordered. I had left them in the basket. Your line "
    "stands still for half a day. I ordered them this morning. "
    "I will bring them on Thursday at noon."
)
WEAK = "Hello! I hope you are well. There may be some small problems with the parts this week."


@pytest.fixture
def app(app: Flask) -> Flask:
    """The app with the whole course."""
    app.extensions["catalogue"] = COURSE
    return app


def test_no_message_is_of_a_kind_that_is_being_tried() -> None:
    assert not {message.message_kind for message in MESSAGES} & tried()


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.id)
def test_each_message_is_a_card_of_its_concept_with_names_for_its_parts(
    message: MessageQuestion,
) -> None:
    variants = session.concepts(COURSE)[message.concept]
    assert message.id in {each.question.id for each in variants}
    assert [*message.nouns][: len(message.core)] == [*message.core]
    assert all(message.nouns.values())


def test_a_message_with_all_core_parts_is_full_marks() -> None:
    sheet = AnswerSheet(BASKET, {"answer": [WHOLE]})
    assert sheet.validate()
    assert sheet.response == (WHOLE, "did:yes", "effect:yes", "repair:yes")
    assert BASKET.score(sheet.response) == 1
    assert BASKET.feedback(sheet.response, []) == "All three core parts are in your message."


def test_a_message_with_none_says_what_is_still_open_and_never_what_is_wrong() -> None:
    sheet = AnswerSheet(BASKET, {"answer": [WEAK]})
    assert sheet.validate()
    assert BASKET.score(sheet.response) == 0
    said = BASKET.feedback(sheet.response, [])
    assert said.startswith("Not found in your message yet: ")
    assert all(BASKET.nouns[part] in said for part in BASKET.core)


@pytest.mark.parametrize(
    ("text", "refusal"),
    [
        ("", "Write your message first"),
        ("  \n ", "Write your message first"),
        ("Ich habe die Teile gestern leider nicht bestellt.", "This was not read as English"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(text: str, refusal: str) -> None:
    sheet = AnswerSheet(BASKET, {"answer": [text]})
    assert not sheet.validate()
    assert sheet.errors["answer"][0].startswith(refusal)


@given(st.sets(st.sampled_from(BASKET.core)))
def test_the_score_is_the_share_of_core_parts_found(found: set[str]) -> None:
    ticks = (f"{part}:{'yes' if part in found else 'no'}" for part in BASKET.core)
    response = ("A text.", *ticks)
    assert BASKET.complete(response)
    assert BASKET.score(response) == len(found) / 3


@given(st.lists(st.text(max_size=12), max_size=5))
def test_a_response_without_a_reading_of_each_part_cannot_be_marked(ticks: list[str]) -> None:
    assert not BASKET.complete(("A text.", *ticks))


def test_it_is_asked_in_the_review(owner: Visitor, moment: Moment) -> None:
    variants = session.concepts(COURSE)[BASKET.concept]
    seen = {each.question.id: moment.now for each in variants if each.question.id != BASKET.id}
    assert session.variant(variants, seen).question.id == BASKET.id
    refused = owner.send(f"/review/{BASKET.id}", {"answer": "Ich habe die Teile nicht bestellt."})
    assert refused.status_code == 422
    assert "Ich habe die Teile nicht bestellt." in refused.text
    assert owner.send(f"/review/{BASKET.id}", {"answer": WHOLE}).status_code == 303
    page = owner.page(f"/review/{BASKET.id}")
    assert page.heading == "All three core parts are in your message."


def small(tmp_path: Path, directive: str) -> list[str]:
    """Return the codes of the faults of a small course with this question."""
    root = copy(tmp_path)
    change(root, SECOND, "::: reflect id=p-reflect", f"{directive}\n:::\n::: reflect id=p-reflect")
    return [fault.code for fault in loader.survey(root).faults if fault.level == "error"]


def test_an_unknown_kind_and_a_missing_model_are_faults(tmp_path: Path) -> None:
    question = "::: question id=m-1 type=message concept=silence kind=warnin\n\nWrite to him."
    assert {"W01", "W02"} <= {*small(tmp_path, question)}


def test_a_retired_id_may_be_gone_and_may_not_come_back(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, FIRST, "id=h-back", "id=h-again")
    assert "L10" in {fault.code for fault in loader.survey(root).faults}
    (root / loader.RETIRED).write_text('[lessons]\nh-back = "listening-understand"\n')
    assert "L10" not in {fault.code for fault in loader.survey(root).faults}
    change(root, FIRST, "id=h-again", "id=h-back")
    assert "L11" in {fault.code for fault in loader.survey(root).faults}


def test_no_id_that_is_retired_stands_in_the_course() -> None:
    retired = ids.retired(paths.CONTENT / loader.RETIRED)
    course: Catalogue = COURSE
    assert retired
    assert not retired.keys() & course.questions.keys()
    assert set(retired.values()) <= course.lessons.keys()
