"""Geometry of the charts."""

import re
from itertools import pairwise

import pytest
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


def test_the_numbers_of_the_rings_stand_beside_the_first_axis() -> None:
    drawn = charts.radar({}, {})
    assert drawn.centre == (226, 178)
    assert drawn.ticks == ((0, (235, 164)), (50, (235, 112)), (100, (235, 60)))


def test_labels_stand_fourteen_outside_the_last_ring() -> None:
    axes = charts.radar({}, {}).axes
    assert [axes[n].label for n in (0, 2, 4, 6)] == [
        (226, 40), (362, 182.5), (226, 326), (90, 182.5),
    ]  # fmt: skip


def test_a_score_lies_on_its_axis_with_its_band_along_it() -> None:
    axis = charts.radar({3: ScoreBand(40, 50, 60)}, {}).axes[2]
    assert (axis.number, axis.point, axis.whisker) == (3, (296, 178), "M285.6 178L306.4 178")


@pytest.mark.parametrize(("count", "drawn"), [(5, False), (6, True), (8, True)])
def test_six_scores_are_an_outline(count: int, drawn: bool) -> None:
    scores = {p: ScoreBand(40, 50, 60) for p in range(1, count + 1)}
    assert bool(charts.radar(scores, {}).shape) is drawn
    assert bool(charts.radar({}, dict.fromkeys(scores, 50.0)).ghost) is drawn


@pytest.mark.parametrize(
    ("plot", "xs", "ys"),
    [
        (charts.trend(3), (38, 218, 398), (226, 120, 14)),
        (charts.trend(1), (398,), (226, 120, 14)),
        (charts.trend(0), (), (226, 120, 14)),
        (charts.spark(3), (5, 80, 155), (39, 22, 5)),
    ],
)
def test_a_plot_fills_its_area(
    plot: charts.Plot, xs: tuple[float, ...], ys: tuple[float, ...]
) -> None:
    assert plot.xs == xs
    assert tuple(plot.y(score) for score in (0, 50, 100)) == ys


def test_a_band_goes_forth_along_its_upper_end_and_back_along_its_lower() -> None:
    span = ScoreBand(40, 50, 60)
    alone = charts.trend(3).course([None, span, None])
    assert alone.bands == ("M215 98.8L221 98.8L221 141.2L215 141.2Z",)
    pair = charts.trend(3).course([span, ScoreBand(0, 50, 100), None], [25, None, 75])
    assert pair.bands == ("M38 98.8L218 14L218 226L38 141.2Z",)
    assert pair.lines == ("M38 120L218 120",)
    assert pair.dots == (charts.ChartPoint((38, 173), 25), charts.ChartPoint((398, 67), 75))
    assert pair.last == charts.ChartPoint((218, 120), 50)
