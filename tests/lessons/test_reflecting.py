"""Reflections of a few short lines: written, kept as one text, taken apart again."""

from pathlib import Path

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from coach.content import loader
from coach.db import db
from coach.journal.models import Entry
from coach.lessons import phrases
from tests.conftest import Visitor
from tests.lessons.course import FIRST, change, copy
from tests.pages import checked, text

pytestmark = pytest.mark.any_database

REFLECT = "/lessons/listening-understand/12"
ONE = """::: reflect id=r-week
Which talk this week will you try it in? Name the day.
:::"""
LINES = """::: reflect id=r-week name="One talk this week"
- Which talk is it? Name the day.
    > Thursday's handover.
- What will you ask?
    > “What worries you most?”
:::"""
LABELS = ("Which talk is it? Name the day.", "What will you ask?")


@pytest.fixture
def app(app: Flask, tmp_path: Path) -> Flask:
    """The app with a reflection of two short lines."""
    root = copy(tmp_path / "lines")
    change(root, FIRST, ONE, LINES)
    app.extensions["catalogue"] = loader.read(root)
    return app


def entries(app: Flask) -> list[Entry]:
    with app.app_context():
        return list(db.session.scalars(select(Entry)))


# ------------------------------------------------------------------ one text of lines


def test_lines_become_one_text_with_their_questions_and_empty_ones_are_left_out() -> None:
    assert phrases.joined(LABELS, ["Friday.", ""]) == f"{LABELS[0]}\nFriday."
    both = phrases.joined(LABELS, ["Friday.", "Why?"])
    assert both == f"{LABELS[0]}\nFriday.\n\n{LABELS[1]}\nWhy?"


@given(st.lists(st.text("ab?\n ", max_size=12).map(str.strip), min_size=2, max_size=2))
def test_what_was_joined_is_taken_apart_again(lines: list[str]) -> None:
    whole = phrases.joined(LABELS, lines)
    assert phrases.taken_apart(LABELS, whole) == lines


@pytest.mark.parametrize(
    "whole",
    [
        "Just a sentence.",
        f"First this.\n\n{LABELS[1]}\nWhy?",
        f"{LABELS[1]}\nWhy?\n\n{LABELS[0]}\nNow",
    ],
)
def test_a_text_of_another_form_stays_one_text(whole: str) -> None:
    found = phrases.taken_apart(LABELS, whole)
    assert found is None or phrases.joined(LABELS, found) == whole


# ------------------------------------------------------------------ on the page


def test_the_heading_is_short_and_each_question_is_a_label(client: Visitor) -> None:
    page = client.page(REFLECT)
    assert page.heading == "One talk this week"
    labels = [text(label) for label in page.all("label") if label.get("for") != "note"]
    assert labels == list(LABELS)
    assert len(page.all("textarea")) == 2
    (example,) = [d for d in page.all("details") if "An example" in text(d)]
    assert example.get("open") is None
    assert "Thursday’s handover." in text(example)


def test_the_lines_go_to_the_journal_as_one_entry(app: Flask, owner: Visitor) -> None:
    answer = owner.send(REFLECT, {"line_1": "Friday, with R.", "line_2": " What next? "})
    assert (answer.status_code, answer.location) == (303, f"{REFLECT}#verdict")
    (entry,) = entries(app)
    assert entry.prompt == "One talk this week"
    assert entry.text == f"{LABELS[0]}\nFriday, with R.\n\n{LABELS[1]}\nWhat next?"
    page = owner.page(REFLECT)
    assert "Friday, with R." in page.words
    again = owner.page(f"{REFLECT}?again")
    assert [(a.text or "").strip() for a in again.all("textarea")] == [
        "Friday, with R.",
        "What next?",
    ]


def test_one_line_is_enough_and_none_is_refused_at_the_first(app: Flask, owner: Visitor) -> None:
    refused = owner.send(REFLECT, {"line_1": " ", "line_2": ""})
    assert refused.status_code == 422
    page = checked(refused.text)
    assert page.words.count("Write a line first, or choose Not now") == 1
    (first,) = [a for a in page.all("textarea") if "autofocus" in a.attrib]
    assert first.get("name") == "line_1"
    assert entries(app) == []
    assert owner.send(REFLECT, {"line_2": "Why?"}).status_code == 303
    assert [each.text for each in entries(app)] == [f"{LABELS[1]}\nWhy?"]


def test_leaving_keeps_the_lines_as_a_draft(owner: Visitor) -> None:
    owner.send(REFLECT, {"line_1": "", "line_2": "Why me?", "leave": "away"})
    areas = owner.page(REFLECT).all("textarea")
    assert [(area.text or "").strip() for area in areas] == ["", "Why me?"]


def test_what_was_written_before_there_were_lines_is_shown_in_one_field(
    app: Flask, owner: Visitor
) -> None:
    owner.send(REFLECT, {"text": "The talk on Friday."})
    (entry,) = entries(app)
    assert entry.text == "The talk on Friday."
    (area,) = owner.page(f"{REFLECT}?again").all("textarea")
    assert (area.get("name"), (area.text or "").strip()) == ("text", "The talk on Friday.")


def test_two_versions_are_shown_beside_each_other(app: Flask, owner: Visitor) -> None:
    made_from = owner.page(REFLECT).one("input", name="made_from").get("value", "")
    owner.send(REFLECT, {"line_1": "Friday."})
    answer = owner.send(REFLECT, {"line_1": "Monday.", "made_from": made_from})
    assert answer.status_code == 409
    assert "Friday." in answer.text
    assert "Monday." in answer.text


def test_the_lesson_on_paper_has_each_question(client: Visitor) -> None:
    words = client.page("/lessons/listening-understand/print").words
    assert "One talk this week" in words
    assert all(label in words for label in LABELS)
