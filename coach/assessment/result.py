"""Compute what a look-back shows: scores, the cycle before, the trend, and any verdict.

Two closed cycles of the user's choice are compared by the same rule, applied to these two alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from coach.assessment.calendar import CYCLE_WEEKS, CyclePlace, Week, place, weeks_of
from coach.assessment.contrast import sheets
from coach.assessment.reliable_change import (
    FURTHEST,
    Change,
    ClosedCycles,
    as_told,
    close,
    contrasts,
    judge,
    sides,
    signs,
)
from coach.assessment.response_quality import Doubt, doubts
from coach.assessment.scoring import (
    Estimate,
    ItemAnswer,
    Noise,
    Point,
    Weeks,
    course,
    profile,
    recent,
)

CHART_WEEKS = 12
REACH = CHART_WEEKS + CYCLE_WEEKS - 1  # weeks that a result reads, up to its own


@dataclass(frozen=True, eq=False)
class LookBackResult:
    """A user's scores after a week's look-back.

    ``closed``: the week's cycle is over. If so, ``scores`` are the cycle's and ``changes`` its
    verdict; otherwise ``scores`` are those of the last four weeks and ``changes`` is empty.
    ``past``: the totals of earlier cycles, and of this one if it is closed. ``ghost``: the scores
    of the cycle before. ``otherwise``: the principles that today's rule judges differently from the
    verdict given.
    """

    baseline: Week
    week: Week
    place: CyclePlace
    closed: bool
    past: ClosedCycles
    answers: Sequence[ItemAnswer]  # of the week itself
    first_week: Sequence[ItemAnswer]  # of the baseline week, if it was read
    doubts: Sequence[Doubt]
    scores: dict[int, Estimate]
    ghost: dict[int, Estimate]
    asked: frozenset[int]  # principles with an answer in that time, including "It did not come up"
    changes: dict[int, Change]
    otherwise: dict[int, str]  # the sign by today's rule
    sat: tuple[Week, ...]  # weeks with answers in this time, newest first
    weeks: tuple[Week, ...]
    courses: dict[int, list[Point]]

    @property
    def noise(self) -> Noise:
        """The variance of answers, from which the bands are computed."""
        return self.past.noise

    @property
    def answered(self) -> int:
        """The number of answered questions of the week."""
        return len(self.answers)

    @property
    def judged(self) -> bool:
        """Whether there is a verdict: the cycle is closed and is not the first."""
        return self.closed and self.place.cycle > 1

    @property
    def lately(self) -> tuple[int, int]:
        """(weeks with answers, weeks up to this one) among the weeks of the charts."""
        past = [week for week in self.weeks if week <= self.week]
        return sum(week in self.sat for week in past), len(past)

    @property
    def counted(self) -> tuple[Week, ...]:
        """The weeks with answers that the scores average, newest first."""
        if self.closed:
            first = weeks_of(self.baseline, self.place.cycle)[0]
        else:
            first = self.week + (1 - CYCLE_WEEKS)
        return tuple(week for week in self.sat if week >= first)

    @property
    def next_verdict(self) -> int:
        """The number of the next cycle with a verdict. The first has nothing to compare with."""
        return max(2, self.place.cycle + self.closed)


def build(
    answers: Weeks,
    baseline: Week,
    week: Week,
    past: ClosedCycles,
    closed: bool,
    told: str | None = None,
) -> LookBackResult:
    """Return the result of a week that has answers.

    ``answers``: those from the week ``since(...)`` to the end of the week's cycle. ``past``: the
    totals of the cycles before it. ``told``: the stored verdict of a closed cycle, if any.
    """
    where = place(baseline, week)
    own = of_cycle(answers, baseline, where.cycle)
    changes: dict[int, Change] = {}
    otherwise: dict[int, str] = {}
    if closed:
        cycles = {
            number: of_cycle(answers, baseline, number)
            for number in range(max(1, where.cycle - FURTHEST), where.cycle)
        }
        past, changes = close(past, {**cycles, where.cycle: own}, where.cycle)
        if told:
            otherwise = _otherwise(changes, told)
            changes = as_told(changes, told)
    first = max(baseline, week + (1 - CHART_WEEKS))
    weeks = tuple(first + n for n in range(max(CYCLE_WEEKS, week - first + 1)))
    this = answers.get(week, ())
    lately = own if closed else recent(answers, week)
    return LookBackResult(
        baseline=baseline,
        week=week,
        place=where,
        closed=closed,
        past=past,
        answers=this,
        first_week=answers.get(baseline, ()),
        doubts=doubts(this),
        scores=profile(lately, past.noise),
        asked=frozenset(answer.principle for answer in lately),
        ghost=profile(of_cycle(answers, baseline, where.cycle - 1), past.noise),
        changes=changes,
        otherwise=otherwise,
        sat=tuple(sorted((w for w in answers if first + -CYCLE_WEEKS < w <= week), reverse=True)),
        weeks=weeks,
        courses=course(answers, weeks, past.noise),
    )


def _otherwise(changes: Mapping[int, Change], told: str) -> dict[int, str]:
    return {
        principle: now
        for principle, (now, then) in enumerate(zip(signs(changes), told, strict=True), 1)
        if now != then
    }


def since(baseline: Week, week: Week, closed: bool) -> Week:
    """Return the first week that a result needs, for its charts and for any verdict."""
    first = week + -(REACH - 1)
    if closed:
        cycle = place(baseline, week).cycle
        first = min(first, weeks_of(baseline, max(1, cycle - FURTHEST))[0])
    return first


def of_cycle(answers: Weeks, baseline: Week, cycle: int) -> list[ItemAnswer]:
    """Return the answers of one cycle, or an empty list for a cycle before the first."""
    if cycle < 1:
        return []
    return [a for week in weeks_of(baseline, cycle) for a in answers.get(week, ())]


@dataclass(frozen=True)
class Comparison:
    """Two cycles by number, the earlier one first: their scores, and the verdict on the change."""

    first: int
    second: int
    before: dict[int, Estimate]
    scores: dict[int, Estimate]
    changes: dict[int, Change]


def compare_cycles(
    answers: Weeks, baseline: Week, first: int, second: int, past: ClosedCycles
) -> Comparison:
    """Compare cycle ``second`` with cycle ``first``. ``past`` holds the user's error variances."""
    before, after = (of_cycle(answers, baseline, number) for number in (first, second))
    found = {first: sheets(before), second: sheets(after)}
    both = {p: sides(found, second, p, second - first) for p in sorted(found[second])}
    return Comparison(
        first,
        second,
        profile(before, past.noise),
        profile(after, past.noise),
        judge({p: contrasts(each, past) for p, each in both.items()}, past),
    )
