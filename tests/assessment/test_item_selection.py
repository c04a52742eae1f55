"""Which questions come when."""

from hypothesis import given
from hypothesis import strategies as st

from coach import paths
from coach.assessment import item_bank, item_selection
from coach.assessment.calendar import CyclePlace

BANK = item_bank.read(paths.CONTENT / "en" / "assessment.toml")
USERS, CYCLES = st.integers(1, 10**9), st.integers(1, 400)


@given(user=USERS, cycle=CYCLES, week=st.integers(1, 4))
def test_each_week_asks_one_forward_and_one_reverse_item_of_each_principle(
    user: int, cycle: int, week: int
) -> None:
    asked = item_selection.questions(BANK, user, CyclePlace(cycle, week))
    assert len(asked) == 16
    assert {(item.principle, item.reverse) for item in asked} == {
        (principle, reverse) for principle in range(1, 9) for reverse in (False, True)
    }


@given(user=USERS, cycle=CYCLES)
def test_four_weeks_ask_every_item_exactly_once(user: int, cycle: int) -> None:
    asked = [
        item
        for week in range(1, 5)
        for item in item_selection.questions(BANK, user, CyclePlace(cycle, week))
    ]
    assert sorted(item.id for item in asked) == sorted(item.id for item in BANK.items)


@given(user=USERS, cycle=CYCLES, week=st.integers(1, 4))
def test_the_two_questions_of_a_principle_stand_eight_apart(
    user: int, cycle: int, week: int
) -> None:
    asked = item_selection.questions(BANK, user, CyclePlace(cycle, week))
    assert [item.principle for item in asked[:8]] == [item.principle for item in asked[8:]]


def test_another_person_and_another_cycle_are_asked_in_another_order() -> None:
    first = item_selection.questions(BANK, 1, CyclePlace(1, 1))
    assert first == item_selection.questions(BANK, 1, CyclePlace(1, 1))
    assert first != item_selection.questions(BANK, 2, CyclePlace(1, 1))
    assert first != item_selection.questions(BANK, 1, CyclePlace(2, 1))
