"""What tells the best options of a principle from the others, and how long lessons take."""

from pathlib import Path

import pytest

from coach import paths
from coach.content import loader, minutes
from coach.content.markdown import Renderer
from coach.content.rules import tells
from coach.content.scanner import scan
from coach.content.source import SourceLine
from coach.questions import types
from coach.questions.base import Question
from coach.questions.choice import Choice
from tests.lessons.course import FIRST, SECOND, change, copy

COURSE = loader.read(paths.CONTENT)
CLOSED = ("single", "multiple", "judgement", "order", "match", "cloze", "scale")


def question(best: str, other: str) -> Question:
    """A question with one best option and two others."""
    grammar = loader.directives.GRAMMARS
    text = (
        f"::: question id=q type=single concept=c\nWhich?\n(x) {best}\n    > Good. It fits it.\n"
        f"( ) {other}\n    > It leaves much open.\n( ) {other} And.\n    > It is no answer.\n:::"
    )
    lines = [SourceLine(number, line) for number, line in enumerate(text.split("\n"), start=1)]
    (block,), faults = scan(lines, grammar, "x.md")
    assert not faults
    found = types.parsed(block, Renderer({}))  # type: ignore[arg-type]
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("best", "other", "sign"),
    [
        ("Thank you for that.", "All right then now.", "warm word"),
        ("What went wrong?", "All right then.", "question"),
        ("It comes on Friday.", "It comes soon now.", "number or day"),
        ("I wrote it down.", "We wrote it down.", "“I”"),
        ("A much longer sentence than that.", "Short.", "length"),
    ],
)
def test_a_sign_that_only_the_best_options_have_is_a_tell(best: str, other: str, sign: str) -> None:
    assert sign in tells.tells([question(best, other)]).beyond


def test_explanations_that_open_with_one_word_are_counted() -> None:
    assert round(tells.tells([question("Yes, so.", "No, so.")]).short_openings) == 33


def test_the_longest_option_may_be_best_in_two_of_five_questions(tmp_path: Path) -> None:
    root = copy(tmp_path)
    longer = " and so on and so forth, at very great length, as long as it takes."
    for name, text in (
        (FIRST, '(x) "So your team heard last.'),
        (FIRST, "(3) Say what you noticed."),
        (FIRST, "(2) Say where you lost it."),
        (SECOND, '(x) "So it is gone.'),
        (SECOND, '(2) "Gone since when, do you know?'),
        (SECOND, '(2) "What do you need from me right now?'),
    ):
        change(root, name, text, text + longer)
    assert "Q06" in {fault.code for fault in loader.survey(root).faults}


@pytest.mark.parametrize("lesson", COURSE.lessons.values(), ids=lambda lesson: lesson.id)
def test_a_lesson_takes_eight_minutes_and_has_its_form(lesson: loader.Lesson) -> None:
    closed = [each.kind for each in lesson.questions if each.kind in CLOSED]
    kinds = {each.kind for each in lesson.questions}
    assert minutes.minutes(lesson.steps) <= lesson.minutes == minutes.LONGEST
    assert 7 <= len(lesson.steps) <= 9
    assert len(closed) in (3, 4)
    assert len(set(closed)) >= 2
    assert "judgement" in closed
    assert kinds & {"write", "listen", "text"}, "a task in own words"
    assert "dialogue" in kinds or lesson.id.endswith("understand")
    assert lesson.habits


def test_the_number_of_right_options_cannot_be_known_beforehand() -> None:
    every = [each for lesson in COURSE.lessons.values() for each in lesson.questions]
    several = [each for each in every if isinstance(each, Choice) and each.kind == "multiple"]
    right = {len(each.best) for each in several}
    assert right > {2}


def test_the_minutes_count_words_seen_and_tasks() -> None:
    found = question("One two three.", "Four five six.")
    words = 1 + 3 + 3 + 4 + 4 + 4  # the question, its options, two of three explanations
    assert minutes.words_seen(found) == words
    assert minutes.seconds(found) == words * 60 / 200 + 20
