"""Bookmarks, notes in the margin, ratings, terms explained on the page, the lesson on paper."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from coach.db import db
from coach.journal.models import Entry
from coach.lessons import outcome
from coach.lessons.models import LessonBookmark, LessonRating
from tests.conftest import Visitor

LESSON = "/lessons/listening-understand"
STEP = f"{LESSON}/2"


def rows(app: Flask, table: type) -> list[Any]:
    with app.app_context():
        return list(db.session.scalars(select(table).order_by(table.id)))


@pytest.mark.parametrize("part", [False, True])
def test_a_bookmark_is_put_and_taken_away_and_twice_is_once(
    app: Flask, owner: Visitor, stranger: Visitor, part: bool
) -> None:
    for _ in range(2):
        answer = owner.send(f"{STEP}/bookmark", part=part)
        assert answer.status_code == (200 if part else 303)
    assert [row.step_id for row in rows(app, LessonBookmark)] == ["q-single"]
    if part:
        assert 'aria-pressed="true"' in answer.text
        assert "<html" not in answer.text
    assert STEP in owner.page("/learn/bookmarks").links()
    assert "Which reply says it back?" in owner.page("/learn/bookmarks").words
    assert STEP not in stranger.page("/learn/bookmarks").links()
    assert stranger.page(STEP).one("button", aria_pressed="false") is not None
    owner.send(f"{STEP}/bookmark", {"away": "1"}, part=part)
    assert rows(app, LessonBookmark) == []
    assert "Nothing is marked yet" in owner.page("/learn/bookmarks").words


@pytest.mark.parametrize("part", [False, True])
def test_a_note_is_kept_in_the_journal_and_leads_back(
    app: Flask, owner: Visitor, stranger: Visitor, part: bool
) -> None:
    for text in ("Ask <Ben>.", "Ask Ben on Monday."):
        answer = owner.send(f"{STEP}/note", {"text": text}, part=part)
        assert answer.status_code == (200 if part else 303)
    (entry,) = rows(app, Entry)
    assert (entry.kind, entry.key, entry.text) == ("note", "step:q-single", "Ask Ben on Monday.")
    assert entry.prompt == "Show what you heard: Which reply says it back?"
    assert owner.page(STEP).one("textarea").text.strip() == "Ask Ben on Monday."
    assert STEP in owner.page("/journal").links()
    assert not (stranger.page(STEP).one("textarea").text or "").strip()
    owner.send(f"{STEP}/note", {"text": " "}, part=part)
    assert rows(app, Entry) == []


def test_a_note_beside_a_step_that_is_gone_is_still_shown(app: Flask, owner: Visitor) -> None:
    owner.send(f"{STEP}/note", {"text": "Ask Ben."})
    with app.app_context():
        db.session.scalars(select(Entry)).one().key = "step:gone"
        db.session.commit()
    page = owner.page("/journal")
    assert "Ask Ben." in page.words
    assert STEP not in page.links()


@pytest.mark.parametrize("act", ["bookmark", "note"])
def test_there_is_no_margin_where_there_is_no_step(app: Flask, owner: Visitor, act: str) -> None:
    for url in (f"{LESSON}/99/{act}", f"/lessons/nothing/1/{act}"):
        assert owner.send(url, {"text": "x"}).status_code == 404


def test_a_lesson_is_rated_and_the_last_word_stands(
    app: Flask, owner: Visitor, stranger: Visitor
) -> None:
    for visitor in (owner, stranger):
        visitor.send(f"{LESSON}/13/next")
    answer = owner.send(f"{LESSON}/rating", {"liked": "up", "word": "The talk with Mia."})
    assert answer.location == f"{LESSON}/finish#rating"
    owner.send(f"{LESSON}/rating", {"liked": "down", "word": "Too short."})
    (row,) = rows(app, LessonRating)
    assert (row.liked, row.word) == (False, "Too short.")
    assert "Kept: no." in owner.page(f"{LESSON}/finish").words
    assert "Too short." not in stranger.get(f"{LESSON}/finish").text


def test_a_rating_without_yes_or_no_is_asked_again_with_the_word(
    app: Flask, owner: Visitor
) -> None:
    answer = owner.send(f"{LESSON}/rating", {"word": "Good."})
    assert answer.status_code == 422
    assert "Choose yes or no" in answer.text
    assert "Good." in answer.text
    assert rows(app, LessonRating) == []


def test_the_finish_counts_first_answers_and_those_without_the_hint(
    app: Flask, owner: Visitor
) -> None:
    steps = app.extensions["catalogue"].lessons["listening-understand"].steps
    best = steps[1].options[1].key
    owner.send(STEP, {"answer": best, "hint": "seen"})
    owner.send(f"{LESSON}/9", {"answer": "24"})
    owner.send(f"{LESSON}/8", {"gap-1": "advice"})
    owner.send(f"{LESSON}/13/next")
    words = owner.page(f"{LESSON}/finish").words
    assert "2 of 3 first answers were right, 1 of them without the hint." in words


def test_related_lessons_share_concepts_and_are_never_the_lesson_itself(app: Flask) -> None:
    lessons = app.extensions["catalogue"].lessons
    first, second = lessons.values()
    assert outcome.related(first, lessons.values()) == [second]
    assert outcome.related(second, lessons.values()) == [first]
    assert outcome.related(first, [first]) == []


def test_a_term_is_explained_at_the_foot_of_its_page(client: Visitor) -> None:
    page = client.page(f"{LESSON}/1")
    assert "#term-paraphrase" in page.links()
    assert "Words on this page" in page.words
    assert "A point said back in other words" in page.words
    assert "Words on this page" not in client.page(STEP).words


def test_a_whole_lesson_is_on_one_page_with_its_answers_at_the_end(
    app: Flask, client: Visitor
) -> None:
    page = client.page(f"{LESSON}/print")
    lesson = app.extensions["catalogue"].lessons["listening-understand"]
    words = page.words
    for step in lesson.steps:
        if not step.id.startswith("h-"):
            assert step.name in words
    asked, answers = words.split("The answers Question 1")
    for why in ("The fact, in other words.", "An open question.", "nothing or no thing", "24"):
        assert why in answers
    assert "An open question." not in asked
    assert "nothing or no thing" not in asked
