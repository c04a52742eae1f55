"""Scores, error, courses and answer quality."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import response_quality
from coach.assessment.calendar import Week
from coach.assessment.response_quality import Exclusion
from coach.assessment.scoring import (
    VALUES,
    Estimate,
    ItemAnswer,
    Noise,
    course,
    cycle_noise,
    overall,
    profile,
    recent,
    reverse_scored,
)

W = Week(2026, 48)
ANSWER = st.builds(
    ItemAnswer,
    week=st.sampled_from([W + n for n in range(4)]),
    principle=st.integers(1, 8),
    reverse=st.booleans(),
    value=st.sampled_from([*VALUES, None]),
)


def by_week(answers: list[ItemAnswer]) -> dict[Week, list[ItemAnswer]]:
    return {week: [a for a in answers if a.week == week] for week in {a.week for a in answers}}


def marks(answers: list[ItemAnswer]) -> set[Exclusion]:
    return {doubt.mark for doubt in response_quality.doubts(answers)}


def given_to(principle: int, *values: int | None, week: Week = W) -> list[ItemAnswer]:
    return [ItemAnswer(week, principle, False, value) for value in values]


def test_a_reverse_item_is_turned_round() -> None:
    assert reverse_scored(ItemAnswer(W, 1, True, 75)) == 25
    assert reverse_scored(ItemAnswer(W, 1, False, 75)) == 75


def test_no_occasion_is_missing_and_nothing_is_imputed() -> None:
    found = profile([*given_to(1, 100, None), *given_to(2, None, None)], Noise())
    assert found[1].mean == 100
    assert found[1].k == 1
    assert 2 not in found


def test_own_error_takes_the_place_of_the_prior_as_cycles_close() -> None:
    calm = cycle_noise(given_to(1, *[50] * 8))
    assert calm.df == 7
    assert Noise().variance > calm.variance > (calm + calm).variance


def test_a_week_may_hold_more_answers_than_one_person_is_asked() -> None:
    """Where the weeks of two people were made one, each answered questions of their own."""
    answers = [*given_to(1, *[50] * 9, week=W), *given_to(1, *[100] * 40, week=W + 1)]
    first, second = course(by_week(answers), [W, W + 1], Noise())[1]
    assert first.line == Estimate(50, 9, Noise().se(9))
    assert second.dot == Estimate(100, 40, Noise().se(40))
    assert second.line == Estimate(4450 / 49, 49, Noise().se(49))


def test_the_line_is_the_mean_of_four_weeks_and_stops_at_a_gap() -> None:
    weeks = [W + n for n in range(3)]
    answers = [*given_to(1, 0, 0, week=W), *given_to(1, 100, 100, week=W + 2)]
    first, gap, last = course(by_week(answers), weeks, Noise())[1]
    assert first.line is not None
    assert first.line.mean == 0
    assert gap.dot is gap.line is None
    assert last.line is not None
    assert (last.line.mean, last.line.k) == (50, 4)


def test_the_fifth_week_back_counts_no_more() -> None:
    answers = [answer for n in range(6) for answer in given_to(1, 50, week=W + n)]
    assert {answer.week for answer in recent(by_week(answers), W + 5)} == {
        W + n for n in range(2, 6)
    }


def test_the_line_begins_with_the_three_weeks_before_the_first_one_shown() -> None:
    answers = [answer for n in range(5) for answer in given_to(1, 25 * n, week=W + n)]
    points = course(by_week(answers), [W + 3, W + 4], Noise())[1]
    assert [(p.line.mean, p.line.k) for p in points if p.line] == [(37.5, 4), (62.5, 4)]
    only = course(by_week(given_to(2, 50, week=W)), [W], Noise())
    assert list(only) == [2]
    assert only[2][0].dot == Estimate(50, 1, Noise().se(1))


def test_a_principle_answered_only_before_the_weeks_shown_has_no_line() -> None:
    answers = [*given_to(1, 50, week=W), *given_to(2, 50, week=W + 1)]
    assert list(course(by_week(answers), [W + 1], Noise())) == [2]


def test_answers_that_disagree_are_marked() -> None:
    assert marks(given_to(1, 100, 25)) == set()
    assert response_quality.doubts(given_to(1, 100, 0)) == (
        response_quality.Doubt(Exclusion.APART, 1),
    )
    alike = [ItemAnswer(W, p, reverse, 50) for p in range(1, 9) for reverse in (False, True)]
    assert marks(alike) == {Exclusion.EQUAL}
    hasty = [a._replace(seconds=1.2, value=50 + 25 * (a.principle % 2)) for a in alike]
    assert marks(hasty) == {Exclusion.HASTE}


@pytest.mark.parametrize(("count", "doubtful"), [(15, False), (16, True)])
def test_only_sixteen_answers_that_are_the_same_are_marked(count: int, doubtful: bool) -> None:
    alike = [ItemAnswer(W, p, reverse, 50) for p in range(1, 9) for reverse in (False, True)]
    assert marks(alike[:count]) == ({Exclusion.EQUAL} if doubtful else set())
    one_else = [*alike[1:], alike[0]._replace(value=75)]
    assert marks(one_else[:count]) == set()


@pytest.mark.parametrize(
    ("seconds", "hasty"),
    [([1.5], False), ([1.49], True), ([0.5, 2.5], False), ([0.5, 2.49], True), ([None], False),
     ([None, 1.4], True)],
)  # fmt: skip
def test_less_than_a_second_and_a_half_a_question_is_haste(
    seconds: list[float | None], hasty: bool
) -> None:
    answers = [ItemAnswer(W, n, False, 50, seconds=each) for n, each in enumerate(seconds, 1)]
    assert marks(answers) == ({Exclusion.HASTE} if hasty else set())


@pytest.mark.parametrize(("reverse", "apart"), [(100, False), (50, False), (25, False), (0, True)])
def test_two_answers_are_held_against_each_other_after_reversal(reverse: int, apart: bool) -> None:
    """A forward answer of 0 and a reverse one of 25 are 75 apart, which is not yet too much."""
    pair = [ItemAnswer(W, 3, False, 0), ItemAnswer(W, 3, True, reverse)]
    assert marks(pair) == ({Exclusion.APART} if apart else set())


def test_a_band_reaches_1_96_standard_errors_to_each_side() -> None:
    score = Estimate(50, 4, 10)
    assert (score.low, score.half, score.high) == pytest.approx((30.4, 19.6, 69.6))
    assert Noise().se(4) == 11
    assert Noise(1000, 10).variance == pytest.approx((30 * 484 + 1000) / 40)


@given(answers=st.lists(ANSWER, min_size=1), data=st.data())
def test_a_higher_keyed_answer_never_lowers_a_score(
    answers: list[ItemAnswer], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(answers) - 1))
    chosen = answers[index]
    if chosen.value is None:
        return
    higher = max(0, chosen.value - 25) if chosen.reverse else min(100, chosen.value + 25)
    raised = [*answers[:index], chosen._replace(value=higher), *answers[index + 1 :]]
    before, after = profile(answers, Noise()), profile(raised, Noise())
    assert after[chosen.principle].mean >= before[chosen.principle].mean
    assert overall(after) >= overall(before) - 1e-9


@given(answers=st.lists(ANSWER))
def test_scores_lie_on_the_scale_and_error_is_never_negative(answers: list[ItemAnswer]) -> None:
    noise = cycle_noise(answers)
    assert noise.ss >= -1e-9
    assert noise.df >= 0
    for score in profile(answers, noise).values():
        assert 0 <= score.mean <= 100
        assert score.low < score.mean < score.high
