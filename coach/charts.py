"""Compute the geometry of charts: scores from 0 to 100 in, SVG coordinates out.

Coordinates are in the units of each chart's viewBox, rounded to a tenth. The templates draw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import cos, pi, sin
from typing import NamedTuple

Xy = tuple[float, float]
RINGS = (0, 25, 50, 75, 100)
SHAPED = 6  # minimum number of axes with a score for an outline


class ScoreBand(NamedTuple):
    """A score and its band, all three 0 to 100."""

    low: float
    mean: float
    high: float

    @classmethod
    def around(cls, mean: float, half: float) -> "ScoreBand":
        """Return a band of ``half`` points to both sides, cut at 0 and 100."""
        return cls(max(0.0, mean - half), mean, min(100.0, mean + half))


@dataclass(frozen=True)
class Axis:
    """One axis of the radar: the position of its label, its score, and its band as path data."""

    number: int
    label: Xy
    anchor: str  # SVG text-anchor
    point: Xy | None
    whisker: str


@dataclass(frozen=True)
class Radar:
    """Eight axes clockwise from the top; ``shape`` and ``ghost`` are path data or empty."""

    centre: Xy
    rings: tuple[tuple[int, float], ...]  # score, radius
    ticks: tuple[tuple[int, Xy], ...]  # score, position of its number
    spokes: str  # path data of the eight axes
    axes: tuple[Axis, ...]
    shape: str
    ghost: str


class _Disc:
    """viewBox 452 x 356: centre (226, 178), radius 18 + 1.04 x score, labels 14 outside."""

    centre = (226.0, 178.0)
    axes = 8
    turns = tuple((sin(2 * pi * n / 8), cos(2 * pi * n / 8)) for n in range(8))

    @staticmethod
    def radius(score: float) -> float:
        return 18 + 1.04 * score

    @classmethod
    def at(cls, number: int, score: float, beyond: float = 0.0) -> Xy:
        right, up = cls.turns[number - 1]
        r = cls.radius(score) + beyond
        return _xy(cls.centre[0] + r * right, cls.centre[1] - r * up)


def radar(scores: Mapping[int, ScoreBand], before: Mapping[int, float]) -> Radar:
    """Return the radar of scores by axis number (1 to 8), with the ghost of the earlier scores.

    An axis without a score keeps its line and label, and the outline omits it. With fewer than six
    scores there is no outline, because its shape would mislead.
    """
    return Radar(
        centre=_xy(*_Disc.centre),
        rings=_RINGS,
        ticks=_TICKS,
        spokes=_SPOKES,
        axes=tuple(_axis(number, scores.get(number)) for number in range(1, _Disc.axes + 1)),
        shape=_outline({number: span.mean for number, span in scores.items()}),
        ghost=_outline(before),
    )


def _tick(score: int) -> Xy:
    x, y = _Disc.at(1, score)
    return _xy(x + 9, y + 4)  # keeps clear of the first axis, its band and its point


def _label(number: int) -> tuple[Xy, str]:
    x, y = _Disc.at(number, 100, beyond=14)
    middle = abs(x - _Disc.centre[0]) < 1
    # labels beside the disc are centred on the axis; those above and below keep a distance
    y += (-2 if y < _Disc.centre[1] else 12) if middle else 4.5
    return _xy(x, y), "middle" if middle else "start" if x > _Disc.centre[0] else "end"


def _axis(number: int, span: ScoreBand | None) -> Axis:
    label, anchor = _LABELS[number - 1]
    if span is None:
        return Axis(number, label, anchor, None, "")
    whisker = _points([_Disc.at(number, span.low), _Disc.at(number, span.high)])
    return Axis(number, label, anchor, _Disc.at(number, span.mean), f"M{whisker}")


def _outline(scores: Mapping[int, float]) -> str:
    corners = [_Disc.at(number, scores[number]) for number in sorted(scores)]
    return f"M{_points(corners)}Z" if len(corners) >= SHAPED else ""


class ChartPoint(NamedTuple):
    """A dot on a chart: its position, and the score it stands for."""

    at: Xy
    score: float


@dataclass(frozen=True)
class Course:
    """Scores over time: one band and one line, as path data, for each run without a gap."""

    bands: tuple[str, ...]
    lines: tuple[str, ...]
    dots: tuple[ChartPoint, ...]  # the weeks' own scores
    last: ChartPoint | None  # the end of the line


@dataclass(frozen=True)
class Plot:
    """A plotting area: x has ``count`` equal steps, y runs from 0 to 100 from the bottom."""

    left: float
    right: float
    top: float
    bottom: float
    count: int

    @cached_property
    def xs(self) -> tuple[float, ...]:
        """The x coordinate of each step. A single step is at the right edge."""
        if self.count < 2:
            return (self.right,) * self.count
        step = (self.right - self.left) / (self.count - 1)
        return tuple(_tenth(self.left + step * index) for index in range(self.count))

    def y(self, score: float) -> float:
        """Return the y coordinate of a score from 0 to 100."""
        return _tenth(self.bottom - (self.bottom - self.top) * score / 100)

    @cached_property
    def _xs(self) -> tuple[str, ...]:
        """The x coordinates as path data, shared by all courses of the plot."""
        return tuple(f"{x:g} " for x in self.xs)

    def _y(self, score: float) -> str:
        """Return the y coordinate of a score, rounded to a tenth of a point, as path data."""
        return f"{self.y(round(10 * score) / 10):g}"

    def course(self, line: Sequence[ScoreBand | None], dots: Sequence[float | None] = ()) -> Course:
        """Return the course of ``line`` (None for a gap, never bridged) with its weekly ``dots``.

        ``line`` has ``count`` entries, ``dots`` as many or none.
        """
        runs = list(_runs(line))
        xs = self._xs
        return Course(
            bands=tuple(self._band(run) for run in runs),
            lines=tuple(
                "M" + "L".join([xs[i] + self._y(span.mean) for i, span in run])
                for run in runs
                if len(run) > 1
            ),
            dots=tuple(
                ChartPoint((self.xs[i], self.y(score)), score)
                for i, score in enumerate(dots)
                if score is not None
            ),
            last=self._mark(*runs[-1][-1]) if runs else None,
        )

    def _mark(self, index: int, span: ScoreBand) -> ChartPoint:
        return ChartPoint((self.xs[index], self.y(span.mean)), span.mean)

    def _band(self, run: Sequence[tuple[int, ScoreBand]]) -> str:
        xs = [self._xs[i] for i, _ in run]
        # a single week between gaps gets a band 6 units wide, so that it is visible
        if len(run) == 1:
            x = self.xs[run[0][0]]
            xs, run = [f"{x - 3:g} ", f"{x + 3:g} "], [run[0], run[0]]
        upper = [x + self._y(span.high) for x, (_, span) in zip(xs, run, strict=True)]
        lower = [x + self._y(span.low) for x, (_, span) in zip(xs, run, strict=True)]
        return f"M{'L'.join(upper)}L{'L'.join(reversed(lower))}Z"


def trend(count: int) -> Plot:
    """Return the plotting area of a trend, viewBox 480 x 260, for ``count`` weeks."""
    return Plot(left=38, right=398, top=14, bottom=226, count=count)


def spark(count: int) -> Plot:
    """Return the plotting area of a sparkline, viewBox 160 x 44."""
    return Plot(left=5, right=155, top=5, bottom=39, count=count)


def _runs(line: Sequence[ScoreBand | None]) -> Iterable[list[tuple[int, ScoreBand]]]:
    run: list[tuple[int, ScoreBand]] = []
    for index, span in enumerate(line):
        if span is not None:
            run.append((index, span))
        elif run:
            yield run
            run = []
    if run:
        yield run


def _points(points: Iterable[Xy]) -> str:
    return "L".join([f"{x:g} {y:g}" for x, y in points])


def _xy(x: float, y: float) -> Xy:
    return _tenth(x), _tenth(y)


def _tenth(x: float) -> float:
    """Return the number rounded to a tenth.

    Whole numbers become integers, which are shorter in the page.
    """
    rounded = round(float(x), 1)
    return int(rounded) if rounded.is_integer() else rounded


# the parts that are the same in every radar
_RINGS = tuple((score, _tenth(_Disc.radius(score))) for score in RINGS)
_TICKS = tuple((score, _tick(score)) for score in (0, 50, 100))
_LABELS = tuple(_label(number) for number in range(1, _Disc.axes + 1))
_SPOKES = "".join(
    f"M{_points([_Disc.at(number, 0), _Disc.at(number, 100)])}"
    for number in range(1, _Disc.axes + 1)
)
