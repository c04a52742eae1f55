"""Progress before the first look-back."""

from coach.assessment.result_page import Beginning


def test_whoever_did_nothing_yet_has_nothing_to_show() -> None:
    assert not Beginning().anything


def test_a_lesson_and_a_check_in_are_named() -> None:
    found = Beginning(lessons=1, marked=7, right=3, check_ins=1)
    assert found.anything
    assert found.heading == "One lesson and one check-in so far."


def test_many_are_counted_and_each_has_its_plural() -> None:
    found = Beginning(lessons=2, check_ins=14, listened=3)
    assert found.heading == "Two lessons, 14 check-ins and three days of listening so far."


def test_a_lesson_begun_is_a_beginning() -> None:
    assert Beginning(begun=1).heading == "You have made a start."
