"""What is said at the end of a lesson: what went well, what was hardest, when it comes back."""

from dataclasses import replace

import pytest

from coach.content import loader
from coach.content.model import Lesson
from coach.lessons import outcome
from coach.lessons.outcome import First
from tests.lessons.course import GOOD

LESSON = loader.read(GOOD).lessons["listening-understand"]


def two_skills(lesson: Lesson = LESSON) -> Lesson:
    """The lesson with an objective for each of its two concepts."""
    objectives = ("say a point back", "follow a talk to its end")
    return replace(lesson, objectives=objectives, shown_by=("paraphrase", "attention"))


def answers(**scores: float) -> list[First]:
    return [First(name.replace("_", "-"), score, False) for name, score in scores.items()]


def test_what_was_answered_well_is_what_one_can_do_now() -> None:
    found = outcome.of(two_skills(), answers(q_single=1, q_multiple=1, q_order=0, q_match=0.5))
    assert found.can == ("say a point back",)
    assert found.hardest == "follow a talk to its end"
    assert found.concept == "attention"


def test_three_right_out_of_four_are_well_answered() -> None:
    four = answers(q_order=1, q_match=1, q_cloze=1, q_scale=0)
    assert outcome.of(two_skills(), four).can == ("follow a talk to its end",)
    three = answers(q_order=1, q_match=1, q_scale=0)
    assert outcome.of(two_skills(), three).can == ()


def test_what_was_not_asked_is_not_claimed() -> None:
    found = outcome.of(two_skills(), answers(q_single=1))
    assert found.can == ("say a point back",)
    assert found.hardest == ""


def test_without_an_answer_nothing_is_claimed_and_nothing_was_hard() -> None:
    found = outcome.of(two_skills(), [])
    assert (found.can, found.hardest, found.marked) == ((), "", 0)


def test_a_lesson_that_does_not_say_what_shows_an_objective_is_taken_as_a_whole() -> None:
    whole = replace(LESSON, shown_by=())
    assert outcome.of(whole, answers(q_single=1, q_order=1)).can == LESSON.objectives
    found = outcome.of(whole, answers(q_single=1, q_order=0))
    assert found.can == ()
    assert found.hardest == "", "without an objective for it there are no words for it"
    assert found.concept == "attention"


def test_hints_and_right_answers_are_counted() -> None:
    first = [First("q-single", 1, True), First("q-order", 0.8, False), First("q-scale", 0.5, False)]
    found = outcome.of(LESSON, first)
    assert (found.marked, found.right, found.unaided) == (3, 2, 1)


@pytest.mark.parametrize(
    ("scores", "returns", "said"),
    [
        (
            {"q_order": 0},
            "tomorrow",
            "The hardest part was to follow a talk to its end. "
            "It comes back tomorrow, as a new question.",
        ),
        ({"q_order": 0}, "", "The hardest part was to follow a talk to its end."),
        (
            {"q_order": 1},
            "in 3 days",
            "You answered it well. It comes back in 3 days, as a new question, so that it stays.",
        ),
        ({"q_order": 1}, "", "You answered it well."),
        ({}, "", "Its questions are still there whenever you want to try them."),
    ],
)
def test_one_sentence_says_what_was_hard_and_when_it_comes_back(
    scores: dict[str, float], returns: str, said: str
) -> None:
    assert outcome.sentence(outcome.of(two_skills(), answers(**scores)), returns, True) == said


def test_a_hard_part_without_words_of_its_own_is_still_said_to_come_back() -> None:
    found = outcome.of(replace(LESSON, shown_by=()), answers(q_single=1, q_order=0))
    said = "Some of it was hard. The hardest part comes back tomorrow, as a new question."
    assert outcome.sentence(found, "tomorrow", True) == said


def test_a_new_question_is_promised_only_where_there_is_one() -> None:
    hard = outcome.of(two_skills(), answers(q_order=0))
    assert outcome.sentence(hard, "tomorrow", False).endswith("It comes back tomorrow.")
    well = outcome.of(two_skills(), answers(q_order=1))
    said = "You answered it well. It comes back in 3 days so that it stays."
    assert outcome.sentence(well, "in 3 days", False) == said
