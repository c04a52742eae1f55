"""Geometry of the charts."""

import re
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from coach import charts
from coach.charts import ScoreBand

SCORES = st.floats(0, 100)


def test_the_radar_begins_at_the_top_and_runs_clockwise() -> None:
    axes = charts.radar({}, {}).axes
    spokes = charts.radar({}, {}).spokes.split("M")[1:]
    assert spokes[:3] == ["226 160L226 56", "238.7 165.3L312.3 91.7", "244 178L348 178"]
    assert [axis.anchor for axis in axes] == [
        "middle", "start", "start", "start", "middle", "end", "end", "end",
    ]  # fmt: skip


def test_rings_stand_at_the_quarters_of_the_scale() -> None:
    assert charts.radar({}, {}).rings == ((0, 18), (25, 44), (50, 70), (75, 96), (100, 122))


def test_a_band_is_cut_at_the_ends_of_the_scale() -> None:
    assert ScoreBand.around(95, 15) == ScoreBand(80, 95, 100)
    assert ScoreBand.around(5, 15) == ScoreBand(0, 5, 20)


def test_an_axis_without_a_score_keeps_its_label_and_leaves_the_outline() -> None:
    drawn = charts.radar({p: ScoreBand(40, 50, 60) for p in range(1, 8)}, {})
    assert drawn.axes[7].point is None
    assert drawn.shape.count("L") == 6


def test_few_scores_draw_no_outline() -> None:
    """Three answers would draw a triangle, which says nothing about the other five."""
    for number in range(6):
        drawn = charts.radar({p: ScoreBand(40, 50, 60) for p in range(1, number + 1)}, {})
        assert drawn.shape == ""
        assert sum(axis.point is not None for axis in drawn.axes) == number


def test_a_gap_is_never_bridged() -> None:
    span = ScoreBand(40, 50, 60)
    course = charts.trend(5).course([span, span, None, span, span], [50, 50, None, 50, 50])
    assert len(course.lines) == len(course.bands) == 2
    assert len(course.dots) == 4


def test_a_week_alone_has_a_band_and_no_line() -> None:
    course = charts.trend(3).course([None, ScoreBand(40, 50, 60), None], [None, 50, None])
    assert course.lines == ()
    assert len(course.bands) == 1
    assert course.last is not None
    assert course.last.at == (218, 120)


def test_nothing_answered_draws_nothing() -> None:
    course = charts.spark(4).course([None] * 4, [None] * 4)
    assert course == charts.Course((), (), (), None)


@given(st.lists(SCORES, min_size=2, max_size=60))
def test_a_plot_keeps_order_and_stays_inside(scores: list[float]) -> None:
    plot = charts.trend(len(scores))
    xs = list(plot.xs)
    assert all(a < b for a, b in pairwise(xs))
    assert (xs[0], xs[-1]) == (plot.left, plot.right)
    assert all(plot.top <= plot.y(score) <= plot.bottom for score in scores)


@given(st.dictionaries(st.integers(1, 8), SCORES, min_size=8))
def test_path_data_holds_numbers_alone(scores: dict[int, float]) -> None:
    drawn = charts.radar({p: ScoreBand.around(x, 15) for p, x in scores.items()}, scores)
    assert re.fullmatch(r"M[\d. L]+Z", drawn.shape)
    assert drawn.shape == drawn.ghost
