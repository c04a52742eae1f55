"""The numbers beside a trend stand clear of each other, inside the plot."""

from hypothesis import given
from hypothesis import strategies as st

from coach import charts
from coach.assessment.result_charts import NEAR, beside, draw
from tests.assessment.test_words import BASELINE, cycle, shown

PLOT = charts.trend(8)
SCORES = st.floats(0, 100)


@given(before=SCORES, last=SCORES)
def test_the_number_before_never_touches_the_number_now(before: float, last: float) -> None:
    y, taken = PLOT.y(before), PLOT.y(last)
    found = beside(y, taken, PLOT)
    assert abs(found - (taken + 5)) >= NEAR - 0.1
    assert PLOT.top <= found <= PLOT.bottom + 6


def test_fifty_six_and_fifty_three_before_stand_apart() -> None:
    y, taken = PLOT.y(53), PLOT.y(56)
    assert round(beside(y, taken, PLOT) - (taken + 5), 1) == NEAR


def test_a_number_with_room_stands_at_its_line() -> None:
    assert beside(PLOT.y(20), PLOT.y(80), PLOT) == PLOT.y(20) + 5


def test_the_first_week_of_a_cycle_has_no_line_for_the_cycle_before() -> None:
    answers = cycle(1) + cycle(2)
    drawn = [draw(shown(answers, week, closed=False), None, 1).trend for week in (4, 5)]
    assert [trend is not None and trend.base is not None for trend in drawn] == [False, True]


def test_one_mean_alone_is_no_line() -> None:
    gaps = [each for each in cycle(1) if each.week in (BASELINE, BASELINE + 2)]
    alone = draw(shown(gaps, 2, closed=False), None, 1).trend
    two = draw(shown(cycle(1), 1, closed=False), None, 1).trend
    assert alone is not None
    assert not alone.has_line
    assert two is not None
    assert two.has_line
