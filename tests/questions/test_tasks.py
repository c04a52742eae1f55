"""Tasks in own words: a message to write for a case, and a message to read and answer."""

from pathlib import Path

import pytest
from flask import Flask

from coach import paths
from coach.content import loader
from coach.content.steps import HabitChoice, ReadingStep, StudyNote
from coach.questions.answer_form import AnswerSheet
from coach.questions.free_text import FreeText
from coach.questions.listen import ListenTask
from coach.questions.rule_checks import RuleCheck, rule_checks
from coach.questions.write import ComparedMessage, WriteTask
from coach.writing.answer import tried
from tests.conftest import Visitor
from tests.lessons.course import SECOND, change, copy

COURSE = loader.read(paths.CONTENT)
LESSON = COURSE.lessons["authenticity-understand"]
NUMBER, NO = next(
    (number, step)
    for number, step in enumerate(LESSON.steps, start=1)
    if isinstance(step, WriteTask)
)
URL = f"/lessons/{LESSON.id}/{NUMBER}"
WEAK = "Hello Leonor, it is a lovely idea, and I will see what I can move for you next week."
THANH = next(q for q in COURSE.lessons["authenticity-practise"].questions if q.kind == "listen")


@pytest.fixture
def app(app: Flask) -> Flask:
    """The app with the whole course."""
    app.extensions["catalogue"] = COURSE
    return app


def test_checks_name_rules_with_what_shows_them() -> None:
    assert rule_checks("real-reason=reason honest-no=no,!maybe") == (
        RuleCheck("real-reason", ("reason",)),
        RuleCheck("honest-no", ("no", "!maybe")),
    )
    assert rule_checks("honest-no") == (RuleCheck("honest-no", ()),)


def test_a_task_has_the_facts_and_the_model_of_its_case() -> None:
    case = COURSE.writing.cases[NO.case]
    assert all(fact in NO.scene.striptags() for fact in case.facts)
    assert NO.model is not None
    assert NO.model.source == case.model
    assert NO.longer is not None
    assert NO.concept == "real-reason"


def test_core_parts_and_those_of_the_checks_are_looked_for() -> None:
    assert NO.looked_for == ("no", "reason")
    thanks = COURSE.questions["thank-write-bukola"].question
    assert isinstance(thanks, WriteTask)
    assert thanks.looked_for == ("thanks", "act", "effect", "!strings")


def test_what_no_judge_can_read_is_left_to_the_learner() -> None:
    credit = COURSE.questions["thank-write-credit"].question
    assert isinstance(credit, WriteTask)
    assert credit.left_to_look == (credit.said["asked"],)


def test_a_kind_that_is_being_tried_gets_a_check_list() -> None:
    asked = [question.question for question in COURSE.questions.values()]
    assert not {task.message_kind for task in asked if isinstance(task, WriteTask)} & tried()
    compared = [task for task in asked if isinstance(task, ComparedMessage)]
    assert len(compared) == 2
    assert all(task.checks and isinstance(task, FreeText) for task in compared)


def test_a_message_is_refused_read_explained_and_deleted(owner: Visitor) -> None:
    assert owner.send(URL, {"answer": ""}).status_code == 422
    assert owner.send(URL, {"answer": "Das kann ich leider nicht machen."}).status_code == 422
    assert owner.send(URL, {"answer": WEAK}).status_code == 303
    page = owner.page(URL)
    assert "Not found yet. The no" in page.words
    for words in (WEAK, NO.model.source, NO.longer.source):
        assert words in page.words
    assert owner.send(f"{URL}/delete").status_code == 303
    assert WEAK not in owner.page(URL).words


def test_a_reply_is_read_for_what_the_judge_knows() -> None:
    assert isinstance(THANH, ListenTask)
    sheet = AnswerSheet(THANH, {"answer": ["Before mine I baked. Which part worries you?"]})
    assert sheet.validate()
    assert THANH.score(sheet.response) == 1
    assert THANH.message is not None
    assert all(line in THANH.scene.striptags() for line in THANH.message.paragraphs)


def test_every_message_to_read_is_answered_in_one_lesson() -> None:
    asked = [q.question for q in COURSE.questions.values() if isinstance(q.question, ListenTask)]
    assert len(asked) == len({task.message_id for task in asked}) == 7


@pytest.mark.parametrize(
    ("directive", "code"),
    [
        ('::: write id=w-1 kind=no case=nothing checks="a=no"\nWrite.\n:::', "W01"),
        ('::: write id=w-1 kind=no case=nothing checks="a=nothing"\nWrite.\n:::', "W08"),
        ('::: write id=w-1 kind=no case=nothing checks="a"\nWrite.\n:::', "W08"),
        ('::: listen id=l-1 message=nobody checks="a=question"\nWrite.\n:::', "W01"),
    ],
)
def test_what_a_task_names_must_be_there(tmp_path: Path, directive: str, code: str) -> None:
    root = copy(tmp_path)
    change(root, SECOND, "::: reflect id=p-reflect", f"{directive}\n::: reflect id=p-reflect")
    assert (SECOND, code) in {(fault.path, fault.code) for fault in loader.survey(root).faults}


def test_a_review_has_questions_only_and_they_belong_to_the_lesson_of_their_concept(
    tmp_path: Path,
) -> None:
    root = copy(tmp_path)
    file = root / SECOND.replace("2-practise", "review")
    head = '+++\nid = "listening-review"\nprinciple = "active-listening"\n+++\n'
    text = "::: question id=r-text type=text concept=attention\nWrite.\nmodel: So.\n:::\n"
    file.write_text(head + text)
    found = loader.read(root)
    assert found.questions["r-text"].lesson.id == "listening-understand"
    assert [each.id for each in found.longer_practice("active-listening")] == ["r-text"]
    file.write_text(f"{head}Some prose.\n{text}")
    assert "L14" in {fault.code for fault in loader.survey(root).faults}


def test_one_of_two_habits_can_be_taken(app: Flask, owner: Visitor) -> None:
    number, step = next(
        (number, step)
        for number, step in enumerate(LESSON.steps, start=1)
        if isinstance(step, HabitChoice)
    )
    place, offer = f"/lessons/{LESSON.id}/{number}", step.offers[1]
    assert owner.send(f"{place}/habit", {"offer": offer.id, "token": "t"}).status_code == 303
    assert "You have this habit" in owner.page(place).words
    assert offer.title in owner.page("/habits").words
    assert owner.send(f"{place}/habit", {"offer": "habit-nobody"}).status_code == 404


def test_a_study_note_is_folded_up_and_not_counted(owner: Visitor) -> None:
    number = next(
        number
        for number, step in enumerate(LESSON.steps, start=1)
        if isinstance(step, ReadingStep) and any(isinstance(p, StudyNote) for p in step.parts)
    )
    page = owner.page(f"/lessons/{LESSON.id}/{number}")
    assert "How sure is this?" in page.words
    assert "open" not in page.one("details", id="ev-auth-genuine").attrib


def test_a_longer_talk_is_listed_walked_and_marked(owner: Visitor) -> None:
    talk = COURSE.questions["auth-saturday-rig"].question
    place = f"/learn/authenticity/practice/{talk.id}"
    assert "A longer talk, about 4 minutes" in owner.page("/learn/authenticity").words
    owner.page(place)
    assert owner.send(place, {"said": "nothing"}).status_code == 422
    way = talk.strongest_path()
    assert owner.send(place, {"said": way}).status_code == 303
    assert owner.page(place).heading.endswith("of your replies were the strongest on offer.")
    assert owner.get("/learn/authenticity/practice/auth-hidden-reason").status_code == 404
