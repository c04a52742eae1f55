"""A plan's sentence has each of its words once, whatever was typed or stored."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.habits.presenters import phrases
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database


@pytest.mark.parametrize(
    ("cue", "act", "said"),
    [
        ("I am about to ask", "I add one line.", "When I am about to ask, I add one line."),
        ("the kettle boils", "read one page", "When the kettle boils, I read one page."),
        ("When the kettle boils,", "I will read", "When the kettle boils, I read."),
        ("when I sit down", "Ask one question", "When I sit down, I ask one question."),
        ("after lunch", "I’ll write two lines", "After lunch, I write two lines."),
        ("At 8:00", "QA the list", "At 8:00, I QA the list."),
        ("Whenever Maren calls", "I'll say her point", "When Maren calls, I say her point."),
        ("When when I close the site", "write", "When I close the site, I write."),
        ("if it rains", "walk", "When it rains, I walk."),
        ("it is Monday.", "Inquire about it", "When it is Monday, I inquire about it."),
    ],
)
def test_a_plan_reads_as_one_sentence(cue: str, act: str, said: str) -> None:
    assert phrases.plan_sentence(cue, act) == said


WORDS = st.lists(st.from_regex(r"[A-Za-z’]{2,8}", fullmatch=True), min_size=2, max_size=5).map(
    " ".join
)


@given(WORDS, WORDS)
def test_the_words_of_a_plan_survive_being_put_together_twice(cue: str, act: str) -> None:
    first, second = phrases.cue(cue), phrases.act(act)
    assert phrases.plan_sentence(first, f"I {second}") == phrases.plan_sentence(cue, act)


@given(
    st.sampled_from(["I ", "I will ", "I’ll ", "I'll "]),
    st.from_regex(r"[a-z]{2,8}( [a-z]+)?", fullmatch=True),
)
def test_a_subject_that_was_typed_is_not_said_twice(subject: str, act: str) -> None:
    assert phrases.act(subject + act) == phrases.act(act)


@pytest.mark.parametrize("page", ["/today", "/habits", "/habits/paper", "/habits/reminders"])
def test_a_when_that_was_typed_stands_once_on_every_page(owner: Visitor, page: str) -> None:
    habit = {"name": "Site diary", "act": "write a line", "principle": 2, "kind": "daily"}
    owner.send("/habits/new", {**habit, "cue": "When I close the site container", "token": "a"})
    owner.send("/habits/new", {**habit, "cue": "After lunch", "token": "b"})
    words = owner.page(page).words
    assert "When I close the site container" in words
    assert "When When" not in words
    assert "When After" not in words
    assert "After lunch" in words


def test_no_page_puts_a_when_of_its_own_before_a_persons_words() -> None:
    written = re.compile(r"\bWhen \{\{[^}]*\| *own|>When</span> \{\{[^}]*\| *own")
    folder = Path(__file__).parents[2] / "templates"
    found = [each.name for each in folder.rglob("*.html") if written.search(each.read_text())]
    assert found == []
