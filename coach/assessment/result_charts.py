"""Prepare a result's charts: the radar, the trend and the list of eight principles."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coach import charts
from coach.assessment import phrases
from coach.assessment.calendar import Week, weeks_of
from coach.assessment.reliable_change import Change
from coach.assessment.result import Comparison, LookBackResult
from coach.assessment.scoring import Estimate, Point
from coach.charts import Course, Radar, ScoreBand, Xy
from coach.principles import PRINCIPLES, Principle

LABELS = 4  # weeks labelled under a trend
NEAR = 20  # height that two numbers beside a trend need, in SVG units, on a phone


@dataclass(frozen=True)
class PrincipleRow:
    """One principle in the list of eight. ``score`` is None if it has no answers."""

    principle: Principle
    score: Estimate | None
    before: Estimate | None
    change: Change | None
    word: str
    spark: Course | None

    @property
    def real(self) -> bool:
        """Whether it has really changed."""
        return self.change is not None and self.change.real


@dataclass(frozen=True)
class CycleMean:
    """The mean of the cycle before, as a dotted line over two or more weeks of this one."""

    start: Xy
    end: Xy
    label: Xy
    mean: float


@dataclass(frozen=True)
class Trend:
    """One principle's trend over the weeks, with all that its chart says."""

    principle: Principle
    course: Course
    grid: tuple[tuple[int, float], ...]  # score, y
    labels: tuple[tuple[Week, float], ...]  # week, x
    has_line: bool  # neighbouring weeks both have a mean
    base: CycleMean | None
    desc: str


@dataclass(frozen=True, eq=False)
class Pictures:
    """All charts of a result. ``trend`` is None if there are no answers."""

    radar: Radar
    radar_desc: str
    rows: tuple[PrincipleRow, ...]
    trend: Trend | None


def draw(result: LookBackResult, wanted: int | None, focus: int) -> Pictures:
    """Return the charts of a result, with the trend of the principle ``wanted`` if possible.

    Otherwise the trend is that of the clearest change, then of the focus, then of the first
    principle.
    """
    plot = charts.spark(len(result.weeks))
    return Pictures(
        radar=_radar(result.scores, result.ghost),
        radar_desc=_radar_desc(result.scores, "the cycle before" if result.ghost else ""),
        rows=tuple(
            PrincipleRow(
                principle=principle,
                score=result.scores.get(principle.number),
                before=result.ghost.get(principle.number),
                change=result.changes.get(principle.number),
                word=phrases.row(result, principle.number),
                spark=plot.course(_spans(result.courses.get(principle.number, ()))),
            )
            for principle in PRINCIPLES
        ),
        trend=_trend(result, wanted, focus),
    )


def compare(shown: Comparison) -> Pictures:
    """Return the charts of two compared cycles. They have no weeks, so no sparklines or trend."""
    return Pictures(
        radar=_radar(shown.scores, shown.before),
        radar_desc=_radar_desc(shown.scores, f"cycle {shown.first}"),
        rows=tuple(
            PrincipleRow(
                principle=principle,
                score=shown.scores.get(principle.number),
                before=shown.before.get(principle.number),
                change=shown.changes.get(principle.number),
                word=phrases.verdict(shown.changes.get(principle.number)),
                spark=None,
            )
            for principle in PRINCIPLES
        ),
        trend=None,
    )


def _radar(scores: Mapping[int, Estimate], ghost: Mapping[int, Estimate]) -> Radar:
    return charts.radar(
        {p: _span(score) for p, score in scores.items()},
        {p: score.mean for p, score in ghost.items()},
    )


def _span(score: Estimate) -> ScoreBand:
    return ScoreBand.around(score.mean, score.half)


def _spans(points: Sequence[Point]) -> list[ScoreBand | None]:
    return [_span(point.line) if point.line else None for point in points]


def _trend(result: LookBackResult, wanted: int | None, focus: int) -> Trend | None:
    if not result.courses:
        return None
    order = (wanted, _clearest(result.changes), focus, *result.courses)
    number = next(number for number in order if number in result.courses)
    principle = PRINCIPLES[number - 1]
    plot = charts.trend(len(result.weeks))
    points = result.courses[number]
    dots = [point.dot.mean if point.dot else None for point in points]
    course = plot.course(_spans(points), dots)
    return Trend(
        principle=principle,
        course=course,
        grid=tuple((score, plot.y(score)) for score in charts.RINGS),
        labels=_labels(result.weeks, plot),
        has_line=any(a.line and b.line for a, b in pairwise(points)),
        base=_base(result, number, plot, course),
        desc=_trend_desc(result, principle, points),
    )


def _clearest(changes: Mapping[int, Change]) -> int | None:
    real = [p for p, change in changes.items() if change.real]
    return max(real, key=lambda p: abs(changes[p].points) / changes[p].se, default=None)


def _labels(weeks: Sequence[Week], plot: charts.Plot) -> tuple[tuple[Week, float], ...]:
    last = len(weeks) - 1
    count = min(LABELS, len(weeks))
    steps = sorted({round(last * n / (count - 1)) for n in range(count)})
    return tuple((weeks[step], plot.xs[step]) for step in steps)


def _base(
    result: LookBackResult, number: int, plot: charts.Plot, course: Course
) -> CycleMean | None:
    before = result.ghost.get(number)
    first = weeks_of(result.baseline, result.place.cycle)[0]
    start = max(0, first - result.weeks[0])
    if before is None or course.last is None or start >= len(result.weeks) - 1:
        return None
    y, end = plot.y(before.mean), plot.xs[-1]
    label = end + 12, beside(y, course.last.at[1], plot)
    return CycleMean((plot.xs[start], y), (end, y), label, before.mean)


def beside(y: float, taken: float, plot: charts.Plot) -> float:
    """Return the y of a number beside a line at ``y``, clear of another number beside ``taken``.

    A number is drawn five units below its line. It moves away from the other line, or to the other
    side if it would leave the plot.
    """
    if abs(y - taken) >= NEAR:
        return round(y + 5, 1)
    below = taken + NEAR <= plot.bottom and (y >= taken or taken - NEAR < plot.top)
    return round(taken + 5 + (NEAR if below else -NEAR), 1)


def _radar_desc(scores: Mapping[int, Estimate], ghost: str) -> str:
    said = [
        f"{PRINCIPLES[p - 1].title} {score.mean:.0f}, give or take {score.half:.0f}"
        for p, score in sorted(scores.items())
    ]
    told = f" The dashed outline is {ghost}." if ghost else ""
    return f"Radar with eight axes from 0 to 100. {'; '.join(said)}.{told}"


def _trend_desc(result: LookBackResult, principle: Principle, points: Sequence[Point]) -> str:
    lines = [point.line for point in points if point.line]
    gaps = sum(point.line is None for point in points if point.week <= result.week)
    last = lines[-1]
    said = f"{principle.title} now stands at {last.mean:.0f}, give or take {last.half:.0f}."
    if len(lines) > 1:
        low, high = min(line.mean for line in lines), max(line.mean for line in lines)
        said += f" Over {len(lines)} weeks its four-week mean lay between {low:.0f} and {high:.0f}."
    if gaps:
        weeks = (
            "1 week has no answer and stays" if gaps == 1 else f"{gaps} weeks have none and stay"
        )
        said += f" {weeks} open."
    return said
