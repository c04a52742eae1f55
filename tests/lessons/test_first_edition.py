"""An instance that was filled by the first edition of the course walks through the second one."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from flask import Flask

from coach import create_app, demo, paths
from coach.config import Settings
from coach.content import ids, loader
from coach.db import db
from coach.maintenance import upgrade
from coach.principles import PRINCIPLES
from tests.conftest import FRIDAY, Visitor

RELEASED = Path(__file__).parents[1] / "migrations" / "0004.sql"
RETIRED = ids.retired(paths.CONTENT / loader.RETIRED)
COURSE = loader.read(paths.CONTENT)
SOME_DAY = "2026-11-20 08:00:00.000000"
pytestmark = pytest.mark.sqlite


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Flask]:
    """The app on a released database, with an old answer to every question and a place at a step
    that has gone in every lesson."""
    with closing(sqlite3.connect(tmp_path / "coach.db")) as raw:
        raw.executescript(RELEASED.read_text(encoding="utf-8"))
        raw.execute("DELETE FROM lesson_answer")
        raw.execute("DELETE FROM lesson_place")
        for name in (*COURSE.questions, *RETIRED):
            answer = json.dumps(["an old response"])
            row = (1, name, answer, 1.0, "sure", 0, "old", SOME_DAY, answer, "old", SOME_DAY, 1)
            raw.execute(f"INSERT INTO lesson_answer VALUES (NULL, {', '.join('?' * 12)})", row)
        for number, lesson in enumerate(COURSE.lessons):
            gone = next((name for name, was in RETIRED.items() if was == lesson), "gone")
            ended = SOME_DAY if number % 3 == 0 else None
            row = (1, lesson, None if ended else gone, gone, SOME_DAY, SOME_DAY, ended)
            raw.execute("INSERT INTO lesson_place VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)", row)
        for name in RETIRED:
            raw.execute("INSERT INTO lesson_bookmark VALUES (NULL, 1, ?, ?)", (name, SOME_DAY))
        raw.commit()
    settings = Settings(instance=tmp_path, zone="UTC")
    upgrade.to_newest(settings)
    app = create_app(settings, clock=lambda: FRIDAY)
    app.config["TESTING"] = True
    app.test_client_class = Visitor
    yield app
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def visitor(old: Flask) -> Visitor:
    """The person of that database, signed in."""
    client: Visitor = old.test_client()  # type: ignore[assignment]
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    assert client.send("/sign-in", form).status_code == 303
    return client


def test_every_step_is_a_sound_page_whatever_was_answered_before(visitor: Visitor) -> None:
    for lesson in COURSE.lessons.values():
        for number in range(1, len(lesson.steps) + 1):
            visitor.page(f"/lessons/{lesson.id}/{number}")
        visitor.page(f"/lessons/{lesson.id}/print")


def test_a_place_at_a_step_that_has_gone_opens_the_lesson_at_its_beginning(
    visitor: Visitor,
) -> None:
    for lesson in COURSE.lessons:
        answer = visitor.get(f"/lessons/{lesson}", follow_redirects=True)
        assert answer.request.path in (f"/lessons/{lesson}/1", f"/lessons/{lesson}/warm-up/1")


def test_a_lesson_that_was_done_stays_done(visitor: Visitor) -> None:
    for lesson in list(COURSE.lessons)[::3]:
        visitor.page(f"/lessons/{lesson}/finish")


def test_principles_review_and_longer_practice_open(visitor: Visitor) -> None:
    for principle in PRINCIPLES:
        visitor.page(f"/learn/{principle.slug}")
        for question in COURSE.longer_practice(principle.slug):
            visitor.page(f"/learn/{principle.slug}/practice/{question.id}")
    for page in ("/review", "/learn", "/learn/bookmarks", "/today", "/progress", "/journal"):
        visitor.page(page)


def test_what_was_answered_stays_in_the_export(visitor: Visitor) -> None:
    assert visitor.get("/settings/export").status_code == 200
