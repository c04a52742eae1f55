"""A new type of question is one module, one line in the list of types, and its templates."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import ChoiceLoader, FileSystemLoader

from coach.content import loader
from coach.content.exchange.markup import item
from coach.content.exchange.plain_question import CannotCarry
from coach.content.model import Catalogue
from coach.questions import item_analysis
from coach.questions.types import TYPES
from coach.search.documents import documents
from tests.conftest import Moment, Visitor
from tests.lessons.course import SECOND, change, copy
from tests.questions.true_false import TrueFalse

pytestmark = pytest.mark.any_database

URL = "/lessons/listening-practise/7"
QUESTIONS = """
::: question id=t-1 type=true-false concept=silence answer=false
A silence is always awkward.
> It is room to think.
:::
::: question id=t-2 type=true-false concept=silence answer=true
A silence can be a gift.
> It says: take your time.
:::
::: question id=t-3 type=true-false concept=silence answer=true
Who is silent may still listen.
> A nod is enough.
:::
"""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A course with three questions of the new type."""
    monkeypatch.setitem(TYPES, "true-false", TrueFalse)
    course = copy(tmp_path)
    change(course, SECOND, "minutes = 6", "minutes = 7")
    change(course, SECOND, "::: reflect id=p-reflect", f"{QUESTIONS}::: reflect id=p-reflect")
    return course


@pytest.fixture
def catalogue(root: Path) -> Catalogue:
    found = loader.survey(root)
    assert [str(fault) for fault in found.faults if fault.level == "error"] == []
    return found.catalogue


@pytest.fixture
def app(app: Flask, catalogue: Catalogue) -> Flask:
    app.extensions["catalogue"] = catalogue
    own = FileSystemLoader(Path(__file__).parent / "templates")
    app.jinja_env.loader = ChoiceLoader([app.jinja_env.loader, own])
    return app


def test_it_is_read_from_its_directive(catalogue: Catalogue) -> None:
    asked = catalogue.questions["t-1"]
    assert isinstance(asked.question, TrueFalse)
    assert (asked.question.ask.plain, asked.question.answer) == (
        "A silence is always awkward.",
        "false",
    )
    assert f"/lessons/{asked.lesson.id}/{asked.number}" == URL


def test_its_own_faults_are_found(root: Path) -> None:
    change(root, SECOND, "answer=false", "answer=maybe")
    faults = [fault for fault in loader.survey(root).faults if fault.code == "Q99"]
    assert [fault.message for fault in faults] == ["answer must be true or false"]


def test_it_is_asked_refused_marked_and_explained(owner: Visitor) -> None:
    page = owner.page(URL)
    assert page.title.startswith("True or false")
    assert [field.get("value") for field in page.all("input", name="answer")] == ["true", "false"]
    refused = owner.send(URL, {})
    assert refused.status_code == 422
    assert "Choose an answer first" in refused.text
    assert owner.send(URL, {"answer": "true", "confidence": "sure"}).status_code == 303
    page = owner.page(URL)
    assert page.heading == "The statement is false."
    for words in ("You said: true.", "It is room to think.", "You marked it as sure"):
        assert words in page.words


def test_it_comes_back_as_a_card(owner: Visitor, moment: Moment) -> None:
    owner.page(URL)
    owner.send(URL, {"answer": "true"})
    moment.now += timedelta(days=2)
    card = owner.page("/review")
    assert card.heading == "A silence can be a gift."
    assert owner.send("/review/t-2", {"answer": "true"}).status_code == 303
    assert owner.page("/review/t-2").heading == "The statement is true."


def test_it_stands_on_paper_with_its_answer(client: Visitor) -> None:
    words = client.page("/lessons/listening-practise/print").words
    assert "True or false?" in words
    assert "It is false." in words


def test_its_answers_are_counted(catalogue: Catalogue) -> None:
    moments = item_analysis.Moments(40, 0.25)
    responses = {("true",): 30, ("false",): 10}
    found = item_analysis.statistic(catalogue.questions["t-1"], moments, responses)
    shares = [(share.words, share.percent, share.best) for share in found.shares]
    assert shares == [("true", 75, False), ("false", 25, True)]


def test_it_is_searched_and_its_explanation_only_as_an_answer(catalogue: Catalogue) -> None:
    bodies = {page.kind: page.body for page in documents(catalogue) if page.question_id == "t-1"}
    assert bodies["question"].split() == ["Veracity"]
    assert bodies["answer"] == "It is room to think."


def test_other_programs_do_not_get_what_has_no_plain_form(catalogue: Catalogue) -> None:
    with pytest.raises(CannotCarry, match="its type is true-false"):
        item(catalogue.questions["t-1"].question)
