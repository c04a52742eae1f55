"""A message to write as a step of a lesson."""

from typing import Any

import pytest
from flask import Flask

from coach.content import loader
from coach.lessons import queries
from tests.conftest import Visitor
from tests.pages import Page, checked
from tests.writing.course import GOOD
from tests.writing.test_pages import press

pytestmark = pytest.mark.any_database

LESSON = "listening-practise"
TEXT = "Dear Lea, it was good to talk about the roof at the seed fair on Friday."


@pytest.fixture
def app(app: Flask) -> Any:
    """The app with the small course, whose second lesson asks for two messages."""
    app.extensions["catalogue"] = loader.read(GOOD)
    return app


def steps(app: Flask) -> list[int]:
    """Return the numbers of the steps that ask for a message."""
    lesson = app.extensions["catalogue"].lessons[LESSON]
    return [number for number, step in enumerate(lesson.steps, 1) if step in lesson.writing_tasks]


def place(app: Flask, visitor: Visitor) -> Any:
    with app.app_context():
        return queries.place(visitor.user_id, LESSON)


def look(visitor: Visitor, url: str) -> Page:
    """Write the message that a step asks for, through its page."""
    form = visitor.page(url).one("form", id="message")
    fields = {each.get("name", ""): each.get("value", "") for each in form.iter("input")}
    answer = visitor.send(form.get("action", ""), {**fields, "text": TEXT})
    assert answer.status_code == 200
    return checked(answer.text)


def test_a_step_shows_the_case_and_one_box(app: Flask, client: Visitor) -> None:
    page = client.page(f"/lessons/{LESSON}/{steps(app)[0]}")
    assert "You write to" in page.words
    assert page.one("textarea", id="text").get("name") == "text"
    assert page.all("input", name="person") == []


def test_ones_own_message_begins_with_the_lessons_scene(app: Flask, client: Visitor) -> None:
    lesson = app.extensions["catalogue"].lessons[LESSON]
    page = client.page(f"/lessons/{LESSON}/{steps(app)[1]}")
    task = lesson.writing_tasks[1]
    assert task.scene.plain in page.words
    assert task.occasion.plain in page.words
    assert page.one("input", name="person").get("type") == "text"


def test_the_step_is_done_when_a_draft_was_looked_at_once(app: Flask, owner: Visitor) -> None:
    number = steps(app)[0]
    assert place(app, owner) is None
    page = look(owner, f"/lessons/{LESSON}/{number}")
    assert (
        place(app, owner).step_id
        == app.extensions["catalogue"].lessons[LESSON].steps[number - 1].id
    )
    assert f"/lessons/{LESSON}/{number}/next" in page.actions()
    answer = owner.send(f"/lessons/{LESSON}/{number}/next")
    assert answer.location == f"/lessons/{LESSON}/{number + 1}"


def test_what_is_kept_or_thrown_away_leads_back_to_the_lesson(app: Flask, owner: Visitor) -> None:
    where = f"/lessons/{LESSON}/{steps(app)[0]}"
    for act in ("keep", "sent", "later", "throw"):
        assert press(owner, look(owner, where), act).location == where
    assert "Thrown away." in owner.page(where).words


@pytest.mark.parametrize("step", ["", "no-such/1", f"{LESSON}/1", f"{LESSON}/99", f"{LESSON}/x"])
def test_a_step_that_asks_for_no_such_message_moves_nobody(
    app: Flask, owner: Visitor, step: str
) -> None:
    task = app.extensions["catalogue"].lessons[LESSON].writing_tasks[0]
    answer = owner.send(f"/write/{task.kind}/{task.case}", {"text": TEXT, "step": step})
    assert answer.status_code == 200
    assert "On with the lesson" not in answer.text
    assert place(app, owner) is None


def test_the_printed_lesson_has_the_task_and_room_to_write(app: Flask, client: Visitor) -> None:
    page = client.page(f"/lessons/{LESSON}/print")
    assert "Write it" in page.words
    assert "You write to" in page.words
