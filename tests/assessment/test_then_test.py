"""The first week seen again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.assessment import item_bank, then_test
from coach.assessment.calendar import CyclePlace, Week
from coach.assessment.item_selection import questions
from coach.assessment.scoring import Estimate, ItemAnswer, Noise

BANK = item_bank.read(paths.CONTENT / "en" / "assessment.toml")
W = Week(2026, 48)


def test_it_is_asked_for_every_twelve_weeks() -> None:
    asked = [cycle for cycle in range(1, 14) if then_test.due(CyclePlace(cycle, 2), None, W)]
    assert asked == [4, 7, 10, 13]


def test_it_is_asked_for_once_in_its_cycle() -> None:
    assert then_test.due(CyclePlace(4, 2), W, W)
    assert not then_test.due(CyclePlace(4, 3), W, W + 1)


@given(user=st.integers(1, 10**9), cycle=st.integers(1, 99), week=st.integers(1, 4))
def test_it_takes_one_question_of_each_principle_half_of_them_reverse(
    user: int, cycle: int, week: int
) -> None:
    asked = questions(BANK, user, CyclePlace(cycle, week))
    chosen = then_test.choose(asked, user, CyclePlace(cycle, week))
    assert {item.principle for item in chosen} == set(range(1, 9))
    assert sum(item.reverse for item in chosen) == 4
    assert set(chosen) <= set(asked)


def answers(value: int, n: int) -> list[ItemAnswer]:
    return [ItemAnswer(W, 1 + i % 8, False, value, str(i)) for i in range(n)]


def test_standards_that_moved_show_as_two_views_far_apart() -> None:
    seen: dict[str, int | None] = {str(i): 25 for i in range(8)}
    found = then_test.shift(answers(75, 16), answers(50, 16), seen, Noise())
    assert found is not None
    assert (found.once.mean, found.today.mean, found.moved) == (75, 25, True)
    assert found.now is not None
    assert (found.now.mean, found.now.k) == (50, 8)


def test_two_views_within_chance_are_no_sign() -> None:
    seen: dict[str, int | None] = {str(i): 50 for i in range(8)}
    found = then_test.shift(answers(50, 16), answers(100, 16), seen, Noise())
    assert found is not None
    assert not found.moved


def test_three_answers_are_too_few_for_a_mark() -> None:
    seen: dict[str, int | None] = {str(i): 50 if i < 3 else None for i in range(8)}
    assert then_test.shift(answers(50, 16), answers(50, 16), seen, Noise()) is None


@pytest.mark.parametrize(("given", "enough"), [(0, False), (3, False), (4, True), (8, True)])
def test_four_answers_about_the_first_week_are_enough(given: int, enough: bool) -> None:
    seen: dict[str, int | None] = {str(i): 50 if i < given else None for i in range(8)}
    found = then_test.shift(answers(50, 16), answers(50, 16), seen, Noise())
    assert (found is not None) is enough
    assert then_test.shift([], answers(50, 16), seen, Noise()) is None


@pytest.mark.parametrize(("apart", "moved"), [(0, False), (9.79, False), (9.81, True)])
def test_two_views_have_moved_beyond_1_96_standard_errors(apart: float, moved: bool) -> None:
    once = Estimate(50, 8, 3)
    for today in (50 + apart, 50 - apart):  # errors of 3 and 4 are one of 5
        assert then_test.Shift(once, Estimate(today, 8, 4), None).moved is moved


def test_an_answer_about_this_week_counts_only_if_it_was_asked_about_the_first_as_well() -> None:
    seen: dict[str, int | None] = {str(i): 25 for i in range(4)}
    found = then_test.shift(answers(75, 16), answers(50, 16), seen, Noise())
    assert found is not None
    assert found.now == Estimate(50, 4, Noise().se(4))
    other = then_test.shift(answers(75, 16), answers(50, 16)[4:], seen, Noise())
    assert other is not None
    assert other.now is None
