"""What is called a real change, and what never is."""

from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import change, simulate
from coach.assessment.change import (
    Change,
    Contrast,
    Past,
    benjamini_hochberg,
    carry,
    close,
    contrast,
    judge,
    two_sided,
)
from coach.assessment.scoring import Answer
from coach.assessment.simulate import World
from coach.assessment.window import Week

WEEK = Week(2026, 48)
EIGHT = [25, 50, 50, 75, 50, 75, 25, 50]


def cycle(*values: int | None, principle: int = 1) -> list[Answer]:
    """One principle's answers, one to each question in order."""
    return [Answer(WEEK, principle, False, x, f"{principle}-{n}") for n, x in enumerate(values)]


def up(values: list[int], points: int) -> list[int]:
    return [min(100, x + points) for x in values]


def walk(*cycles: list[Answer]) -> list[dict[int, Change]]:
    """The verdicts of one cycle after the other."""
    past, told = Past(), []
    numbered = dict(enumerate(cycles, 1))
    for number in numbered:
        known, changes = close(past, numbered, number)
        told.append(changes)
        past = carry(known, changes, number, number + 1)
    return told


def test_the_first_cycle_has_nothing_to_be_held_against() -> None:
    assert walk(cycle(*EIGHT)) == [{}]


def test_a_question_is_held_against_itself_alone() -> None:
    held = contrast({"a": [0], "b": [100]}, {"a": [25], "c": [75]})
    assert held == Contrast(points=25, weight=0.5, ss=0, k=1)


def test_unlike_questions_cancel_out() -> None:
    """The same rise is clearer where it is the same on each question, however they differ."""
    even = walk(cycle(*EIGHT), cycle(*up(EIGHT, 25)))[-1][1]
    assert even.points == 25
    assert even.k == 8
    assert Past().variance == 22**2


def test_three_questions_are_too_few_to_judge() -> None:
    assert walk(cycle(0, 0, 0), cycle(100, 100, 100)) == [{}, {}]
    assert walk(cycle(0, 0, 0, 0), cycle(100, 100, 100, 100))[1].keys() == {1}
    assert walk(cycle(0, 0, 0, 0, None), cycle(None, 100, 100, 100, 100)) == [{}, {}]


def test_a_yardstick_of_three_steady_cycles_is_more_exact_than_one() -> None:
    told = walk(*[cycle(*EIGHT)] * 6)
    errors = [told[n][1].se for n in (1, 2, 3)]
    assert errors == sorted(errors, reverse=True)
    past = Past()
    assert change.least(past, 3, 8) < change.least(past, 1, 8)


def test_a_yardstick_reaches_three_cycles_back_and_begins_anew_at_a_real_change() -> None:
    past = Past(reach="3" * 8)
    steady, real = (Change(30, 9, 8, t, 0.5, q) for t, q in ((0.1, 0.9), (4.0, 0.001)))
    carried = carry(past, {1: steady, 2: real}, 7, 8)
    assert carried.reach == "31333333"
    assert carried.verdict == "=+......"


def test_a_missed_cycle_only_puts_the_yardstick_further_back() -> None:
    past = Past(reach="1" * 8)
    assert carry(past, {}, 2, 4).reach == "3" * 8
    found = walk(cycle(*EIGHT), cycle(*EIGHT), [], cycle(*up(EIGHT, 50)))
    assert found[2] == {}
    assert found[3][1].real


def test_after_a_real_change_the_new_level_settles_for_a_cycle() -> None:
    high = cycle(*up(EIGHT, 50))
    told = walk(cycle(*EIGHT), high, cycle(*EIGHT), high, high)
    assert told[1][1].real
    assert 1 not in told[2]
    assert 1 in told[3]


def test_a_change_that_stays_is_told_once() -> None:
    high = cycle(*up(EIGHT, 50))
    told = walk(cycle(*EIGHT), high, high, high, high)
    assert [bool(each.get(1) and each[1].real) for each in told] == [
        False,
        True,
        False,
        False,
        False,
    ]


@pytest.mark.parametrize(
    ("t", "df", "p"),
    [(2.042, 30, 0.05), (2.750, 30, 0.01), (1.988, 86, 0.05), (1.960, 100_000, 0.05)],
)
def test_p_is_that_of_students_table(t: float, df: int, p: float) -> None:
    assert two_sided(t, df) == pytest.approx(p, abs=2e-4)


def test_the_least_change_is_where_the_verdict_turns() -> None:
    for cycles, judged in ((1, 1), (1, 8), (3, 8)):
        points = change.least(Past(), cycles, judged)
        weight = 8 / (1 + 1 / cycles)
        for factor, real in ((1.001, True), (0.999, False)):
            held = {p: Contrast(0, weight, 0, 8) for p in range(2, judged + 1)}
            held[1] = Contrast(points * factor, weight, 0, 8)
            assert judge(held, Past())[1].real is real


@given(ps=st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_p_values_keep_their_order_and_never_shrink(ps: list[float]) -> None:
    adjusted = benjamini_hochberg(ps)
    assert all(raw <= q <= 1 for raw, q in zip(ps, adjusted, strict=True))
    by_raw = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert by_raw == sorted(by_raw)


VALUES = st.lists(st.sampled_from([0, 25, 50, 75, 100]), min_size=8, max_size=8)


@given(before=VALUES, after=VALUES)
def test_a_change_and_its_opposite_are_judged_alike(before: list[int], after: list[int]) -> None:
    there, back = (walk(cycle(*a), cycle(*b))[1][1] for a, b in ((before, after), (after, before)))
    assert isclose(there.t, -back.t, abs_tol=1e-9)
    assert there.real is back.real


@given(before=VALUES, after=VALUES, order=st.permutations(range(8)))
def test_the_order_of_the_questions_does_not_matter(
    before: list[int], after: list[int], order: list[int]
) -> None:
    first, second = cycle(*before), cycle(*after)
    shuffled = [second[n] for n in order]
    assert walk(first, second)[1][1].t == pytest.approx(walk(first, shuffled)[1][1].t)


@given(values=VALUES)
def test_the_same_answers_again_are_never_a_change(values: list[int]) -> None:
    for told in walk(*[cycle(*values)] * 4)[1:]:
        assert told[1].points == 0
        assert not told[1].real


def test_false_alarms_are_rare_and_a_large_rise_is_mostly_found() -> None:
    _, ours = simulate.rates(World(items=0), 0, people=2000, seed=1)
    assert ours.false <= 0.05
    _, ours = simulate.rates(World(), 35, people=1000, seed=1)
    assert ours.found >= 0.65


def test_after_three_steady_cycles_more_is_found_than_by_two_means() -> None:
    plain, ours = simulate.rates(World(before=3), 25, people=500, seed=1)
    assert ours.found > plain.found + 0.1
