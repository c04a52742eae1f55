"""People in the other features: intentions, messages, lessons, habits and the journal."""

from pathlib import Path
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from coach.content import loader
from coach.db import Base, db
from coach.people import models
from tests.conftest import FRIDAY, Visitor
from tests.counting import statements
from tests.lessons.course import copy
from tests.pages import checked
from tests.people.test_pages import add, number, row

TODAY = FRIDAY.date()


def touches(app: Flask) -> list[models.Touch]:
    with app.app_context():
        return list(db.session.scalars(select(models.Touch).order_by(models.Touch.id)))


def table(app: Flask, name: str, column: str) -> list[Any]:
    with app.app_context():
        columns = Base.metadata.tables[name].c
        return list(db.session.scalars(select(columns[column]).order_by(columns.id)))


def test_a_sentence_is_planned_from_a_persons_page_and_leads_back_to_it(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    maren = add(owner, called="Maren")
    page = f"/people/{maren}/say"
    token = owner.page(page).one("input", name="token").get("value")
    empty = owner.send(page, {"words": "", "day": str(TODAY), "token": token})
    assert empty.status_code == 422
    form = {"words": "Shall we try it?", "day": str(TODAY), "token": token}
    for _ in range(2):
        assert owner.send(page, form).status_code == 303
    assert table(app, "intention", "contact_id") == [maren]
    [number_] = table(app, "intention", "id")
    link = f"/people/{maren}"
    assert link in owner.page("/today").links()
    assert link in owner.page(f"/intentions/{number_}").links()
    assert "Shall we try it?" in owner.page(link).words
    owner.send(f"/intentions/{number_}/answer", {"answer": "said"})
    assert link in owner.page("/intentions").links()
    owner.send(f"{link}/delete", {"name": "Maren Oduya"})
    assert table(app, "intention", "contact_id") == [None], "the sentence stays"
    assert owner.get("/intentions").status_code == 200
    assert stranger.get(page).status_code == 404


def test_a_lessons_intention_can_be_for_somebody_on_the_list(app: Flask, owner: Visitor) -> None:
    maren = add(owner)
    lesson = next(
        (lesson, n)
        for lesson in app.extensions["catalogue"].lessons.values()
        for n, step in enumerate(lesson.steps, 1)
        if type(step).__name__ == "IntentionStep"
    )
    step = f"/lessons/{lesson[0].id}/{lesson[1]}"
    assert "Maren Oduya" in owner.page(step).words
    form = {"who": "", "words": "Thank you.", "day": str(TODAY), "contact_id": str(maren)}
    assert owner.send(f"{step}/intention", form).status_code == 303
    assert (table(app, "intention", "who"), table(app, "intention", "contact_id")) == (
        ["Maren Oduya"],
        [maren],
    )
    assert f"/people/{maren}" in owner.page(step).links()
    stale = owner.send(f"{step}/intention", form | {"contact_id": "999999"})
    assert stale.status_code == 422


def test_a_message_to_somebody_that_was_sent_is_noted_with_one_tap(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    maren = add(owner, called="Maren")
    assert f"/write/thanks/own?to={maren}" in owner.page(f"/people/{maren}").links()
    page = owner.page(f"/write/thanks/own?to={maren}")
    assert page.one("input", name="person").get("value") == "Maren Oduya"
    token = page.one("input", name="token").get("value")
    form = {"text": "Thank you for the names.", "person": "Maren Oduya", "token": token}
    told = owner.send("/write/thanks/own", form)
    assert "It also notes that you were in touch with Maren" in checked(told.text).words
    for _ in range(2):
        sent = owner.send("/write/thanks/own", form | {"act": "sent"})
        assert (sent.status_code, sent.location) == (303, f"/people/{maren}")
    [touch] = touches(app)
    assert (touch.channel, touch.thanked, row(app, maren).last_touch) == ("message", True, TODAY)
    [written] = table(app, "writing_message", "id")
    owner.send(f"/write/kept/{written}/sent", {"undo": "1"})
    assert number(app, models.Touch) == 0
    assert stranger.get(f"/write/thanks/own?to={maren}").status_code == 404
    stranger.send("/write/thanks/own", form | {"act": "sent"})
    assert number(app, models.Touch) == 0, "the token of somebody else ties to nobody"


def test_after_a_lesson_the_touch_form_knows_the_lesson(app: Flask, owner: Visitor) -> None:
    lesson = next(iter(app.extensions["catalogue"].lessons.values()))
    maren = add(owner)
    for n in range(1, len(lesson.steps) + 1):
        owner.send(f"/lessons/{lesson.id}/{n}/next")
    page = owner.page(f"/lessons/{lesson.id}/finish")
    asked = f"/people/in-touch?lesson={lesson.id}"
    assert asked in page.links()
    assert "Maren Oduya" in owner.page(asked).words
    led = owner.get(f"/people/in-touch?who={maren}&lesson={lesson.id}")
    assert led.location == f"/people/{maren}/touch?lesson={lesson.id}"
    assert owner.page(led.location).one("input", name="lesson").get("value") == lesson.id
    form = {"channel": "met", "day": str(TODAY), "token": "t", "lesson": lesson.id}
    owner.send(f"/people/{maren}/touch", form)
    assert touches(app)[0].lesson_id == lesson.id
    assert f"after the lesson {lesson.title}" in owner.page(f"/people/{maren}").words
    owner.send(f"/people/{maren}/touch", form | {"token": "u", "lesson": "no-such-lesson"})
    assert touches(app)[1].lesson_id is None
    assert owner.get("/people/in-touch?who=99999999999").status_code == 404


def test_a_habit_that_asks_each_time_with_whom_notes_it(app: Flask, owner: Visitor) -> None:
    maren, samir = add(owner), add(owner, "Samir Holt")
    form = {
        "name": "Coffee with somebody", "cue": "Friday", "act": "go", "kind": "daily", "goal": "",
        "principle": "4", "contact": "-1", "token": "h",
    }  # fmt: skip
    assert owner.send("/habits/new", form).status_code == 303
    [habit] = table(app, "habit", "id")
    day = f"/habits/{habit}/days/{TODAY}"
    part = owner.send(day, {"state": "done", "part": "row", "next": "/habits"}, part=True)
    assert "With whom was it?" in part.text
    assert "With whom was it?" in owner.send(day, {"state": "done"}, part=True).text
    asked = owner.send(day, {"state": "done", "next": "/habits"})
    assert asked.location == f"/habits/{habit}/with?next=/habits"
    assert "Samir Holt" in owner.page(asked.location).words
    for who in (samir, maren, maren):
        assert owner.send(f"/habits/{habit}/with", {"who": who}).status_code == 303
    assert [each.habit_id for each in touches(app)] == [habit]
    assert (row(app, samir).last_touch, row(app, maren).last_touch) == (None, TODAY)
    owner.send(day, {"state": "none"})
    assert (number(app, models.Touch), row(app, maren).last_touch) == (0, None)
    assert owner.send(f"/habits/{habit}/with", {"who": "12345"}).status_code == 404


def test_a_reflection_about_somebody_stands_on_their_page(
    app: Flask, owner: Visitor, stranger: Visitor, tmp_path: Path
) -> None:
    maren = add(owner)
    app.extensions["catalogue"] = loader.read(copy(tmp_path / "course"))
    step = "/lessons/listening-understand/12"
    assert "About somebody on your list" in owner.page(step).words
    text = {"text": "We spoke about the move.", "line_1": "We spoke about the move."}
    assert owner.send(step, text | {"about": str(maren)}).status_code == 303
    assert number(app, models.JournalContact) == 1
    page = owner.page(f"/people/{maren}")
    assert f"/journal?about={maren}" in page.links()
    assert "We spoke about the move." in owner.page(f"/journal?about={maren}").words
    assert stranger.get(f"/journal?about={maren}").status_code == 404
    owner.send(step, text | {"about": "0"})
    assert number(app, models.JournalContact) == 0
    owner.send(step, text | {"about": "4711"})
    assert number(app, models.JournalContact) == 0, "nobody of one's own"


def test_a_persons_page_with_all_of_it_asks_at_most_eight_times(app: Flask, owner: Visitor) -> None:
    maren = add(owner)
    owner.send(f"/people/{maren}/say", {"words": "Well?", "day": str(TODAY), "token": "s"})
    with statements(app) as sent:
        assert owner.get(f"/people/{maren}").status_code == 200
    assert len(sent) <= 8, "\n".join(sent)
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(models.Contact)) == 1


def test_two_tools_say_that_people_does_it_too(owner: Visitor) -> None:
    for tool in ("promise-list", "keep-in-touch"):
        page = owner.page(f"/journal/tools/{tool}")
        assert "You can keep this in People as well." in page.words
    assert "People as well" not in owner.page("/journal/tools/value-map").words
