"""The habit a lesson offers is added by one tap, and the lesson is finished."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from coach.content import loader
from coach.content.model import Lesson
from coach.content.steps import HabitChoice, HabitOffer
from coach.db import db
from coach.habits.models import Habit, HabitPlan
from tests.conftest import Visitor
from tests.lessons.course import GOOD

pytestmark = pytest.mark.any_database


def offered(app: Flask, last: bool = True) -> tuple[Lesson, int, HabitOffer]:
    """Return a habit that a lesson offers on its last step, or on one before."""
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            if isinstance(step, HabitOffer) and (number == len(lesson.steps)) is last:
                return lesson, number, step
    raise AssertionError("no lesson has such an offer")


def habits(app: Flask) -> list[Habit]:
    with app.app_context():
        return list(db.session.scalars(select(Habit)))


def test_one_tap_adds_the_habit_as_offered_and_finishes_the_lesson(
    app: Flask, client: Visitor
) -> None:
    lesson, number, offer = offered(app)
    address = f"/lessons/{lesson.id}/{number}"
    assert "Add the habit" in client.page(address).words
    answer = client.send(f"{address}/habit", {"token": "a"})
    assert answer.status_code == 303
    assert answer.location == f"{address}#verdict"
    page = client.page(address)
    assert page.heading == "Added to your habits"
    assert {"/habits/1/rehearse", "/habits/1/edit"} <= {each.split("?")[0] for each in page.links()}
    [habit] = habits(app)
    assert (habit.name, habit.offer) == (offer.title, offer.id)
    assert not habit.act.startswith("I ")
    assert client.get(f"/lessons/{lesson.id}/finish").status_code == 200
    assert offer.title in client.page("/today").words
    with app.app_context():
        plan = db.session.scalars(select(HabitPlan)).one()
        assert plan.kind == {"day": "daily", "days": "interval"}.get(offer.per, offer.per)


def test_a_habit_that_is_kept_is_not_offered_as_a_new_one(
    app: Flask, client: Visitor, stranger: Visitor
) -> None:
    lesson, number, offer = offered(app)
    client.send(f"/lessons/{lesson.id}/{number}/habit", {"token": "a"})
    [habit] = habits(app)
    for address in (f"/lessons/{lesson.id}/finish", f"/learn/{lesson.principle}"):
        page = client.page(address)
        assert f"/habits/{habit.id}" in page.links(), address
        assert f"/habits/new?from={offer.id}" not in page.links(), address
        assert "You have this habit already." in page.words
    assert f"/habits/new?from={offer.id}" in stranger.page(f"/learn/{lesson.principle}").links()


def test_the_streak_of_a_weekly_habit_says_what_it_begins_with(app: Flask, client: Visitor) -> None:
    lesson, number, _ = next(
        (lesson, number, step)
        for lesson in app.extensions["catalogue"].lessons.values()
        for number, step in enumerate(lesson.steps, start=1)
        if isinstance(step, HabitOffer) and step.per == "week"
    )
    client.send(f"/lessons/{lesson.id}/{number}/habit", {"token": "a"})
    assert "Begins with the first week that is met" in client.page("/habits/1").words


def test_pressing_twice_adds_one_habit(app: Flask, client: Visitor) -> None:
    lesson, number, _ = offered(app)
    address = f"/lessons/{lesson.id}/{number}/habit"
    for token in ("a", "a", "b"):
        assert client.send(address, {"token": token}).status_code == 303
    assert len(habits(app)) == 1


def test_an_archived_habit_can_be_taken_over_anew(app: Flask, client: Visitor) -> None:
    lesson, number, offer = offered(app)
    address = f"/lessons/{lesson.id}/{number}/habit"
    client.send(address, {"token": "a"})
    assert client.send("/habits/1/archive").status_code == 303
    client.send(address, {"token": "b"})
    assert [habit.name for habit in habits(app)] == [offer.title] * 2


def test_an_offer_before_the_last_step_leaves_the_lesson_open(app: Flask, client: Visitor) -> None:
    app.extensions["catalogue"] = loader.read(GOOD)
    lesson, number, _ = offered(app, last=False)
    client.send(f"/lessons/{lesson.id}/{number}/habit", {"token": "a"})
    assert client.get(f"/lessons/{lesson.id}/finish").status_code == 303
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(Habit)) == 1


def test_every_offer_of_the_course_makes_a_habit_that_its_pages_can_show(
    app: Flask, client: Visitor
) -> None:
    for lesson in app.extensions["catalogue"].lessons.values():
        for number, step in enumerate(lesson.steps, start=1):
            offers = step.offers if isinstance(step, HabitChoice) else (step,)
            for offer in offers:
                if isinstance(offer, HabitOffer):
                    form = {"token": offer.id, "offer": offer.id}
                    client.send(f"/lessons/{lesson.id}/{number}/habit", form)
                    assert offer.title in client.page(f"/lessons/{lesson.id}/{number}").words
    made = habits(app)
    assert len(made) == 40
    for habit in made:
        words = client.page(f"/habits/{habit.id}").words
        assert " I I " not in words
        assert habit.name in words


def test_a_step_that_offers_no_habit_has_none_to_add(client: Visitor) -> None:
    assert (
        client.send("/lessons/authenticity-understand/1/habit", {"token": "a"}).status_code == 404
    )


def test_after_the_rehearsal_the_lesson_goes_on_to_its_finish_page(
    app: Flask, client: Visitor
) -> None:
    lesson, number, _ = offered(app)
    client.send(f"/lessons/{lesson.id}/{number}/habit", {"token": "a"})
    step = client.page(f"/lessons/{lesson.id}/{number}")
    finish = f"/lessons/{lesson.id}/finish"
    [address] = [each for each in step.links() if "/rehearse" in each]
    for _ in range(2):
        page = client.page(address)
        [address] = [each for each in page.links() if "step=" in each]
    last = client.page(address)
    assert finish in last.links()  # the way out
    answer = client.send(
        "/habits/1/rehearse", {"next": last.one("input", name="next").get("value")}
    )
    assert answer.location == finish
    assert "Rehearsed." in client.page(finish).words


def test_after_a_change_of_the_plan_the_lesson_goes_on(app: Flask, client: Visitor) -> None:
    app.extensions["catalogue"] = loader.read(GOOD)
    lesson, number, _ = offered(app, last=False)
    here = f"/lessons/{lesson.id}/{number}"
    client.send(f"{here}/habit", {"token": "a"})
    for name in ("rehearse", "edit"):
        assert f"/habits/1/{name}?next={here}" in client.page(here).links()
    assert here in client.page(f"/habits/1/edit?next={here}").links()
    form = {"name": "Diary", "cue": "I stop", "act": "write", "kind": "daily", "principle": "1"}
    assert client.send("/habits/1/edit", {**form, "goal": "", "next": here}).location == here
    assert "Saved." in client.page(here).words


def test_the_rehearsal_leads_nowhere_outside(app: Flask, client: Visitor) -> None:
    lesson, number, _ = offered(app)
    client.send(f"/lessons/{lesson.id}/{number}/habit", {"token": "a"})
    answer = client.send("/habits/1/rehearse", {"next": "https://example.org/"})
    assert answer.location == "/habits/1"


def test_an_offer_is_taken_over_from_any_page_by_one_tap(app: Flask, client: Visitor) -> None:
    _, _, offer = offered(app)
    for _ in range(2):
        answer = client.send(f"/habits/from/{offer.id}", {"token": "a"})
        assert (answer.status_code, answer.location) == (303, "/habits/1")
    assert "Added." in client.page("/habits/1").words
    assert [each.name for each in habits(app)] == [offer.title]
    assert client.send("/habits/from/nothing").status_code == 404
