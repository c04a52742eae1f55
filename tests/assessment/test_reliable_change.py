"""What is called a real change, and what never is."""

from dataclasses import replace
from math import isclose, sqrt
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import reliable_change
from coach.assessment.calendar import Week
from coach.assessment.contrast import Contrast, Movement, Side, Spread, contrast, moved
from coach.assessment.reliable_change import (
    Change,
    ClosedCycles,
    as_told,
    benjamini_hochberg,
    close,
    judge,
    next_baseline,
    two_sided,
)
from coach.assessment.scoring import ItemAnswer, Noise

WEEK = Week(2026, 48)
EIGHT = [25, 50, 50, 75, 50, 75, 25, 50]
SPREAD = Spread(questions=64.0, answer=420.0)


def cycle(*values: int | None, principle: int = 1) -> list[ItemAnswer]:
    """One principle's answers, one to each question in order."""
    return [ItemAnswer(WEEK, principle, False, x, f"{principle}-{n}") for n, x in enumerate(values)]


def up(values: list[int], points: int) -> list[int]:
    return [min(100, x + points) for x in values]


def walk(*cycles: list[ItemAnswer]) -> list[dict[int, Change]]:
    """The verdicts of one cycle after the other."""
    past, told = ClosedCycles(), []
    numbered = dict(enumerate(cycles, 1))
    for number in numbered:
        known, changes = close(past, numbered, number)
        told.append(changes)
        past = next_baseline(known, changes, number, number + 1)
    return told


def real(told: list[dict[int, Change]]) -> str:
    """The sign of the first principle's verdicts, cycle by cycle."""
    return "".join(each[1].sign if 1 in each else "." for each in told)


def one_side(middle: int = 1, **answers: int) -> Side:
    return Side({item: (x, 1) for item, x in answers.items()}, len(answers), middle)


def told(sign: str, points: float = 0, cycles: int = 1) -> Change:
    return Change(points, 10.0, 0.5, 0.5, sign, cycles, 100.0, 1.0)


def test_the_first_cycle_has_nothing_to_be_held_against() -> None:
    assert walk(cycle(*EIGHT)) == [{}]


def test_where_no_question_recurs_the_difference_of_the_means_counts() -> None:
    held = contrast(one_side(a=0, b=50), one_side(2, c=75, d=75), SPREAD)
    assert held.points == pytest.approx(50)
    assert held.error == pytest.approx(2 * (64 + 420) / 2)


def test_a_question_that_recurs_is_held_against_itself() -> None:
    """Where questions are very unlike, only those answered on both sides say anything."""
    held = contrast(one_side(a=0, b=100), one_side(2, a=25, c=0), Spread(1e9, 420))
    assert held.points == pytest.approx(25, abs=1e-3)
    assert held.error == pytest.approx(2 * 420, rel=1e-3)


def test_questions_that_recur_are_more_exact_than_others() -> None:
    same = contrast(one_side(a=0, b=50), one_side(2, a=75, b=75), SPREAD)
    other = contrast(one_side(a=0, b=50), one_side(2, c=75, d=75), SPREAD)
    assert same.error < other.error


def test_questions_that_are_all_alike_are_taken_together() -> None:
    held = contrast(one_side(a=0, b=100, c=50), one_side(2, a=25, d=75), Spread(0, 480))
    assert held.points == pytest.approx(0)
    assert held.error == pytest.approx(480 / 2 + 480 / 3)


def test_unlike_questions_cancel_out() -> None:
    """The same rise is clearer where it is the same on each question, however they differ."""
    even = walk(cycle(*EIGHT), cycle(*up(EIGHT, 25)))[-1][1]
    half = [min(100, x + 50 * (n % 2)) for n, x in enumerate(EIGHT)]
    uneven = walk(cycle(*EIGHT), cycle(*half))[-1][1]
    assert even.points == pytest.approx(25)
    assert uneven.points == pytest.approx(sum(half) / 8 - sum(EIGHT) / 8)
    assert even.error < uneven.error < 2 * ClosedCycles().spread.answer / 8
    assert even.p < uneven.p
    assert ClosedCycles().spread == (0, 22**2)


@pytest.mark.parametrize(
    ("pairs", "noise", "questions", "answer"),
    [(300, 400, 100, 300), (400, 400, 0, 400), (500, 400, 0, 400)],
)
def test_answers_to_one_question_never_spread_more_than_answers_to_several(
    pairs: float, noise: float, questions: float, answer: float
) -> None:
    def of(variance: float) -> Noise:
        return Noise(variance * 1030 - 30 * 22**2, 1000)

    spread = ClosedCycles(noise=of(noise), pairs=of(pairs)).spread
    assert spread == (pytest.approx(questions, abs=1e-9), pytest.approx(answer))


def test_four_answers_on_each_side_are_enough_whether_or_not_a_question_recurs() -> None:
    """Weeks 1 and 2 of one cycle and weeks 3 and 4 of the next: four answers on each side."""
    first = cycle(0, 0, 0, 0, None, None, None, None)
    second = cycle(None, None, None, None, 100, 100, 100, 100)
    assert real(walk(first, second)) == ".+"


def test_three_answers_are_too_few_to_judge() -> None:
    assert walk(cycle(0, 0, 0), cycle(100, 100, 100)) == [{}, {}]
    assert walk(cycle(0, 0, 0, 0), cycle(None, 100, 100, 100)) == [{}, {}]
    assert walk(cycle(0, 0, 0, None), cycle(100, 100, 100, 100)) == [{}, {}]


def test_two_cycles_together_do_not_make_up_for_too_few_answers_in_the_one_judged() -> None:
    told = walk(cycle(*[0] * 8), cycle(*[0] * 8), cycle(100, 100, 100))
    assert real(told) == ".=."


def test_a_yardstick_of_three_steady_cycles_is_more_exact_than_one() -> None:
    told = walk(*[cycle(*EIGHT)] * 6)
    errors = [sqrt(told[n][1].error) for n in (1, 2, 3)]
    assert errors == sorted(errors, reverse=True)
    assert reliable_change.least(ClosedCycles(), 3, 8) < reliable_change.least(ClosedCycles(), 1, 8)


def test_a_yardstick_reaches_four_cycles_back_and_begins_anew_at_a_real_change() -> None:
    changes = {1: told("="), 2: told("+", 30), 3: told("-", -30, cycles=2)}
    carried = next_baseline(ClosedCycles(reach="4" * 8), changes, 7, 8)
    assert carried.reach == "41244444"
    assert carried.verdict == "=+-....."


def test_a_missed_cycle_only_puts_the_yardstick_further_back() -> None:
    past = ClosedCycles(reach="1" * 8)
    assert next_baseline(past, {}, 2, 4).reach == "3" * 8
    found = walk(cycle(*EIGHT), cycle(*EIGHT), [], cycle(*up(EIGHT, 50)))
    assert real(found) == ".=.+"


def test_a_rise_that_is_lost_in_the_next_cycle_is_said_there() -> None:
    low, high = cycle(*[25] * 8), cycle(*[75] * 8)
    assert real(walk(low, low, low, high, low, low)) == ".==+-="


def test_a_change_that_stays_is_told_once() -> None:
    high = cycle(*up(EIGHT, 50))
    assert real(walk(cycle(*EIGHT), high, high, high, high)) == ".+==="


def test_a_rise_that_was_missed_once_is_found_over_two_cycles_together() -> None:
    """Levels 0, 30 and 44 in three cycles: neither later one is enough alone, both together are."""
    past = ClosedCycles(pairs=Noise(56 * 22**2, 56))
    still = {p: [Contrast(0, 121, 1)] for p in range(2, 9)}
    assert judge({1: [Contrast(30, 121, 1)]} | still, past)[1].sign == "="
    alone, together = Contrast(29, 91, 1.5), Contrast(37, 91, 1.5)
    assert judge({1: [alone]} | still, past)[1].sign == "="
    found = judge({1: [alone, together]} | still, past)[1]
    assert (found.sign, found.points, found.cycles) == ("+", 37, 2)


def test_what_steady_principles_move_widens_the_error_of_later_verdicts() -> None:
    calm = next_baseline(ClosedCycles(), {p: told("=") for p in range(1, 9)}, 2, 3)
    restless = next_baseline(ClosedCycles(), {p: told("=", 25) for p in range(1, 9)}, 2, 3)
    assert calm.movement.variance < ClosedCycles().movement.variance < restless.movement.variance
    assert (
        reliable_change.least(calm, 1, 8)
        < reliable_change.least(ClosedCycles(), 1, 8)
        < reliable_change.least(restless, 1, 8)
    )


def test_a_real_change_does_not_count_as_movement() -> None:
    assert next_baseline(ClosedCycles(), {1: told("+", 60)}, 2, 3).movement == Movement()


def test_few_answers_tell_little_about_movement() -> None:
    many, few = moved(Contrast(20, 105, 1)), moved(Contrast(20, 400, 1))
    assert few.weight < many.weight < 1


def test_movement_starts_from_four_points() -> None:
    assert sqrt(Movement().variance) == 4


def test_the_two_comparisons_of_a_principle_share_its_alpha() -> None:
    assert reliable_change.SHARES == (2 / 3, 1 / 3)
    one, two = Contrast(25, 105, 1), Contrast(0, 105, 1)
    alone = judge({1: [one]}, ClosedCycles())[1]
    assert judge({1: [one, two]}, ClosedCycles())[1].p == pytest.approx(alone.p * 3 / 2)
    assert judge({1: [two, one]}, ClosedCycles())[1].p == pytest.approx(alone.p * 3)


@given(points=st.lists(st.floats(-100, 100), max_size=60), error=st.floats(20, 500))
def test_movement_is_never_negative(points: list[float], error: float) -> None:
    found = Movement()
    for each in points:
        found += moved(Contrast(each, error, 1.0))
    assert found.variance >= 0


def test_a_verdict_that_was_given_stays() -> None:
    changes = {1: told("+", 30), 2: told("=", 25), 3: told("=")}
    kept = as_told(changes, "=+......")
    assert {p: each.sign for p, each in kept.items()} == {1: "=", 2: "+"}
    assert kept[1].points == 30


@pytest.mark.parametrize(
    ("t", "df", "p"),
    [(2.042, 30, 0.05), (2.750, 30, 0.01), (1.988, 86, 0.05), (1.960, 100_000, 0.05)],
)
def test_p_is_that_of_students_table(t: float, df: int, p: float) -> None:
    assert two_sided(t, df) == pytest.approx(p, abs=2e-4)


def test_the_least_change_is_where_the_verdict_turns() -> None:
    past = ClosedCycles(noise=Noise(40_000, 90), pairs=Noise(20_000, 50), movement=Movement(20, 1))
    for cycles, judged in ((1, 1), (1, 8), (3, 8)):
        points = reliable_change.least(past, cycles, judged)
        error = past.spread.answer * (1 + 1 / cycles) / 8
        for factor, sign in ((1.001, "+"), (0.999, "=")):
            still, rise = (
                [Contrast(x, error, (1 + cycles) / 2), Contrast(0, error, 1.5)]
                for x in (0.0, points * factor)
            )
            count = 1 if cycles == 1 else 2
            held = dict.fromkeys(range(2, judged + 1), still[:count]) | {1: rise[:count]}
            assert judge(held, past)[1].sign == sign


@given(ps=st.lists(st.floats(0, 1), max_size=8))
def test_adjusted_p_values_keep_their_order_and_never_shrink(ps: list[float]) -> None:
    adjusted = benjamini_hochberg(ps)
    assert all(raw <= q <= 1 for raw, q in zip(ps, adjusted, strict=True))
    by_raw = [q for _, q in sorted(zip(ps, adjusted, strict=True))]
    assert by_raw == sorted(by_raw)


CHOICES = [0, 25, 50, 75, 100]
VALUES = st.lists(st.sampled_from(CHOICES), min_size=8, max_size=8)
SOME = st.lists(st.sampled_from([None, *CHOICES]), min_size=8, max_size=8)


@given(before=VALUES, after=VALUES)
def test_a_change_and_its_opposite_are_judged_alike(before: list[int], after: list[int]) -> None:
    there, back = (walk(cycle(*a), cycle(*b))[1][1] for a, b in ((before, after), (after, before)))
    assert isclose(there.points, -back.points, abs_tol=1e-9)
    assert isclose(there.se, back.se)
    assert there.real is back.real


@given(before=VALUES, after=VALUES, order=st.permutations(range(8)))
def test_the_order_of_the_questions_does_not_matter(
    before: list[int], after: list[int], order: list[int]
) -> None:
    first, second = cycle(*before), cycle(*after)
    shuffled = [second[n] for n in order]
    here, there = (walk(first, each)[1][1] for each in (second, shuffled))
    assert (here.points, here.p) == (pytest.approx(there.points), pytest.approx(there.p))


@given(before=SOME, after=SOME, more=st.integers(0, 7))
def test_nothing_is_put_in_place_of_a_missing_answer(
    before: list[int | None], after: list[int | None], more: int
) -> None:
    """ "No occasion" and a question that was not asked say the same: nothing."""
    asked = walk(cycle(*before), cycle(*after))
    answered = [[a for a in cycle(*each) if a.value is not None] for each in (before, after)]
    assert walk(*answered) == asked


@given(before=SOME, after=SOME, which=st.integers(0, 7))
def test_a_higher_answer_never_lowers_the_change(
    before: list[int | None], after: list[int | None], which: int
) -> None:
    if after[which] in (None, 100) or all(x is None for x in before):
        return
    old = Side({str(n): (x, 1) for n, x in enumerate(before) if x is not None}, 1, 1)
    new = {str(n): (x, 1) for n, x in enumerate(after) if x is not None}
    higher = new | {str(which): (new[str(which)][0] + 25, 1)}
    less, more = (contrast(old, Side(each, 1, 2), SPREAD).points for each in (new, higher))
    assert more >= less


@given(points=st.lists(st.floats(0, 100), min_size=8, max_size=8), add=st.floats(0, 50))
def test_a_larger_change_is_never_less_real(points: list[float], add: float) -> None:
    def p_of(first: float) -> float:
        held = {p: [Contrast(x, 105, 1)] for p, x in enumerate([first, *points[1:]], 1)}
        return judge(held, ClosedCycles())[1].adjusted

    assert p_of(points[0] + add) <= p_of(points[0])


@given(values=VALUES)
def test_the_same_answers_again_are_never_a_change(values: list[int]) -> None:
    for each in walk(*[cycle(*values)] * 4)[1:]:
        assert each[1].points == pytest.approx(0, abs=1e-9)
        assert not each[1].real


def test_the_band_of_a_change_includes_the_persons_movement() -> None:
    past = replace(ClosedCycles(), movement=Movement(100, 1))
    wide, narrow = (judge({1: [Contrast(9, 105, 1)]}, each)[1] for each in (past, ClosedCycles()))
    assert wide.half > narrow.half
    assert wide.se == pytest.approx(sqrt(105 + past.movement.variance))
    assert fmean([wide.points, narrow.points]) == 9
