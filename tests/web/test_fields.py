"""What a form takes as text: clean, on one line or on several, as long as it says."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from coach.db import db
from coach.habits.models import Habit
from coach.journal.models import Entry
from coach.web.forms import on_one_line, trimmed
from tests.conftest import FRIDAY, Moment, Visitor

pytestmark = pytest.mark.any_database

CONTROLS = ["\x00", "\x0b", "\x1c", "\x1f", "\x7f", "\x85", "\u2028", "\u2029", "\r", "\r\n", "\n"]


@pytest.mark.parametrize("sign", CONTROLS)
def test_a_line_holds_no_control_character_and_no_line_break(sign: str) -> None:
    assert on_one_line(f"Call{sign}Ines{sign}") == "Call Ines"


def test_a_text_keeps_its_lines_whatever_machine_they_come_from() -> None:
    assert trimmed(" One\r\ntwo\rthree\u2028four\x85five\tsix \n") == (
        "One\ntwo\nthree\nfour\nfive\tsix"
    )
    assert trimmed("a\x00b\x1bc") == "a b c"
    assert trimmed(None) == on_one_line(None) == ""


def test_a_habits_name_is_stored_as_one_clean_line(app: Any, owner: Visitor) -> None:
    form = {"name": "Call\u2028Ines\x0bnow", "cue": "a\r\nb", "act": "c\x85d", "kind": "daily",
            "start": "2026-11-27"}  # fmt: skip
    answer = owner.send("/habits/new", {**form, "principle": "1"})
    assert answer.status_code == 303, answer.text
    with app.app_context():
        habit = db.session.scalars(select(Habit)).one()
        assert (habit.name, habit.cue, habit.act) == ("Call Ines now", "a b", "c d")


def test_a_note_keeps_its_paragraphs_and_nothing_invisible(app: Any, owner: Visitor) -> None:
    owner.send("/journal", {"text": "First.\r\n\r\nSecond\x07.", "token": "a1"})
    with app.app_context():
        assert db.session.scalars(select(Entry.text)).one() == "First.\n\nSecond ."


def test_an_instant_is_told_to_machines_as_html_allows(owner: Visitor, moment: Moment) -> None:
    moment.now = FRIDAY + timedelta(microseconds=123456)
    owner.send("/journal", {"text": "A note.", "token": "a1"})
    told = owner.page("/journal").all("time")[0].get("datetime")
    assert told == "2026-11-27T08:00:00+00:00"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("kind", "hourly", "Choose from the list"),
        ("principle", "ninth", "Choose from the list"),
        ("kind", "", "Fill this in, or choose an answer"),
    ],
)
def test_a_choice_that_is_not_offered_is_refused_in_plain_words(
    owner: Visitor, field: str, value: str, said: str
) -> None:
    form = {"name": "Call Ines", "cue": "a", "act": "b", "kind": "daily", "principle": "1"}
    answer = owner.send("/habits/new", {**form, field: value})
    assert answer.status_code == 422
    assert said in answer.text
    for foreign in ("Not a valid", "Invalid", "This field"):
        assert foreign not in answer.text


def test_a_day_that_cannot_be_read_is_refused_with_an_example(owner: Visitor) -> None:
    answer = owner.send("/habits/away", {"first": "next week", "habit": ""})
    assert answer.status_code == 422
    assert "Write a date such as 2026-11-30" in answer.text
