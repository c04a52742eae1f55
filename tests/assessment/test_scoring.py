"""Scores, error, change and answer quality."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import quality, simulate
from coach.assessment.quality import Mark
from coach.assessment.scoring import (
    VALUES,
    Answer,
    Estimate,
    Noise,
    cycle_noise,
    keyed,
    overall,
    profile,
)
from coach.assessment.trend import benjamini_hochberg, course, judge, recent
from coach.assessment.window import Week

W = Week(2026, 48)
ANSWER = st.builds(
    Answer,
    week=st.sampled_from([W + n for n in range(4)]),
    principle=st.integers(1, 8),
    reverse=st.booleans(),
    value=st.sampled_from([*VALUES, None]),
)


def given_to(principle: int, *values: int | None, week: Week = W) -> list[Answer]:
    return [Answer(week, principle, False, value) for value in values]


def test_a_reverse_item_is_turned_round() -> None:
    assert keyed(Answer(W, 1, True, 75)) == 25
    assert keyed(Answer(W, 1, False, 75)) == 75


def test_no_occasion_is_missing_and_nothing_is_imputed() -> None:
    found = profile([*given_to(1, 100, None), *given_to(2, None, None)], Noise())
    assert found[1].mean == 100
    assert found[1].k == 1
    assert 2 not in found


def test_own_error_takes_the_place_of_the_prior_as_cycles_close() -> None:
    calm = cycle_noise(given_to(1, *[50] * 8))
    assert calm.df == 7
    assert Noise().variance > calm.variance > (calm + calm).variance


def test_three_answers_are_too_few_to_judge() -> None:
    few = {1: Estimate(0, 3, 1.0)}
    enough = {1: Estimate(100, 4, 1.0)}
    assert judge(few, enough) == judge(enough, few) == {}
    assert judge(enough, enough).keys() == {1}


def test_the_line_is_the_mean_of_four_weeks_and_stops_at_a_gap() -> None:
    weeks = [W + n for n in range(3)]
    answers = [*given_to(1, 0, 0, week=W), *given_to(1, 100, 100, week=W + 2)]
    first, gap, last = course(answers, weeks, Noise())[1]
    assert first.line is not None
    assert first.line.mean == 0
    assert gap.dot is gap.line is None
    assert last.line is not None
    assert (last.line.mean, last.line.k) == (50, 4)


def test_the_fifth_week_back_counts_no_more() -> None:
    answers = [answer for n in range(6) for answer in given_to(1, 50, week=W + n)]
    assert {answer.week for answer in recent(answers, W + 5)} == {W + n for n in range(2, 6)}


def test_answers_that_disagree_are_marked() -> None:
    assert quality.marks(given_to(1, 100, 25)) == frozenset()
    assert quality.marks(given_to(1, 100, 0)) == {Mark.APART}
    alike = [Answer(W, p, reverse, 50) for p in range(1, 9) for reverse in (False, True)]
    assert quality.marks(alike) == {Mark.EQUAL}
    hasty = [replace(a, seconds=1.2, value=50 + 25 * (a.principle % 2)) for a in alike]
    assert quality.marks(hasty) == {Mark.HASTE}


@given(answers=st.lists(ANSWER, min_size=1), data=st.data())
def test_a_higher_keyed_answer_never_lowers_a_score(
    answers: list[Answer], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(answers) - 1))
    chosen = answers[index]
    if chosen.value is None:
        return
    higher = max(0, chosen.value - 25) if chosen.reverse else min(100, chosen.value + 25)
    raised = [*answers[:index], replace(chosen, value=higher), *answers[index + 1 :]]
    before, after = profile(answers, Noise()), profile(raised, Noise())
    assert after[chosen.principle].mean >= before[chosen.principle].mean
    assert overall(after) >= overall(before) - 1e-9


@given(answers=st.lists(ANSWER))
def test_scores_lie_on_the_scale_and_error_is_never_negative(answers: list[Answer]) -> None:
    noise = cycle_noise(answers)
    assert noise.ss >= -1e-9
    assert noise.df >= 0
    for score in profile(answers, noise).values():
        assert 0 <= score.mean <= 100
        assert score.low < score.mean < score.high


@given(ps=st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_p_values_keep_their_order_and_never_shrink(ps: list[float]) -> None:
    adjusted = benjamini_hochberg(ps)
    assert all(raw <= q <= 1 for raw, q in zip(ps, adjusted, strict=True))
    by_raw = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert by_raw == sorted(by_raw)


@given(shift=st.integers(-50, 50))
def test_a_change_and_its_opposite_are_judged_alike(shift: int) -> None:
    low, high = {1: Estimate(50, 8, 7.5)}, {1: Estimate(50 + shift, 8, 7.5)}
    there, back = judge(low, high)[1], judge(high, low)[1]
    assert there.z == pytest.approx(-back.z)
    assert there.real is back.real


def test_simulated_false_alarms_are_rare_and_a_large_rise_is_mostly_found() -> None:
    assert simulate.rates(0, people=1500, seed=1).false <= 0.05
    assert simulate.rates(35, people=1500, seed=1).found >= 0.65
