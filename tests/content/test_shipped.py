"""The course as it is shipped."""

import pytest
from click.testing import CliRunner
from flask import Flask

from coach import paths
from coach.content import ids, loader
from coach.content.commands import all_faults, content
from coach.principles import PRINCIPLES
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database


def test_the_shipped_content_has_no_fault() -> None:
    assert [str(fault) for fault in all_faults(paths.CONTENT)] == []


def test_the_check_of_the_shipped_content_passes() -> None:
    answer = CliRunner().invoke(content, ["check"])
    assert answer.exit_code == 0, answer.output


def test_every_id_that_is_there_is_locked() -> None:
    kept = loader.survey(paths.CONTENT).kept
    assert (paths.CONTENT / "ids.lock").read_text(encoding="utf-8") == ids.written(kept)


def test_every_principle_has_its_page_and_is_honest_about_its_three_lessons() -> None:
    course = loader.read(paths.CONTENT)
    for principle in PRINCIPLES:
        chapter = course.chapters[principle.slug]
        assert len(course.of_principle(principle.slug)) + len(chapter.coming) == 3


def test_every_citation_and_term_became_a_link() -> None:
    course = loader.read(paths.CONTENT)
    pages = [str(chapter.introduction) for chapter in course.chapters.values()]
    for lesson in course.lessons.values():
        for step in lesson.steps:
            pages += [str(part) for part in getattr(step, "parts", ())]
    text = " ".join(pages)
    assert "[[" not in text
    assert 'href="/references/' in text
    assert 'href="/glossary#' in text


def test_every_step_of_every_lesson_is_a_sound_page(app: Flask, client: Visitor) -> None:
    for lesson in app.extensions["catalogue"].lessons.values():
        for number in range(1, len(lesson.steps) + 1):
            client.page(f"/lessons/{lesson.id}/{number}")


def test_every_message_drill_and_talk_is_a_sound_page(app: Flask, client: Visitor) -> None:
    room = app.extensions["catalogue"].listening
    assert len(room.messages) >= 24
    for message in room.messages:
        client.page(f"/listening/messages/{message}/catch")
    for line, placed in room.lines.items():
        client.page(f"/listening/drills/{placed.drill.id}/{line}")
    for talk in room.conversations:
        client.page(f"/listening/conversations/{talk}")
    assert sum(len(drill.lines) + len(drill.spots) for drill in room.drills.values()) >= 40


def test_references_stand_in_the_order_of_their_numbers() -> None:
    numbers = list(loader.read(paths.CONTENT).references)
    assert numbers == sorted(numbers, key=lambda one: [int(part) for part in one.split("-")])
