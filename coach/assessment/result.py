"""What a look-back shows: scores, the cycle before, the course of weeks, and any verdict."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from coach.assessment.calendar import CYCLE_WEEKS, CyclePlace, Week, place, weeks_of
from coach.assessment.reliable_change import FURTHEST, Change, ClosedCycles, as_told, close, signs
from coach.assessment.response_quality import Doubt, doubts
from coach.assessment.scoring import Estimate, ItemAnswer, Noise, profile
from coach.assessment.trend import Point, Weeks, course, recent

Row = tuple[str, int, bool, int | None, str, float | None]  # an answer, its week written out
Rows = tuple[Row, ...]

CHART_WEEKS = 12
REACH = CHART_WEEKS + CYCLE_WEEKS - 1  # weeks before the last one that a result reads


@dataclass(frozen=True, eq=False)
class LookBackResult:
    """The state of a person's scores after a week's look-back.

    ``closed`` says whether the week's cycle is over. Then ``scores`` are the cycle's and
    ``changes`` its verdict; until then scores are those of the last four weeks and ``changes`` is
    empty. ``past`` is what the cycles before tell, with this one if it is closed. ``otherwise`` has
    the principles which today's rule reads otherwise than the verdict that was given: it stays.
    """

    baseline: Week
    week: Week
    place: CyclePlace
    closed: bool
    past: ClosedCycles
    answers: Sequence[ItemAnswer]  # of the week itself
    first_week: Sequence[ItemAnswer]  # of the baseline, if it was read
    doubts: Sequence[Doubt]
    scores: dict[int, Estimate]
    ghost: dict[int, Estimate]
    asked: frozenset[int]  # principles with an answer in that time, even that it did not come up
    changes: dict[int, Change]
    otherwise: dict[int, str]  # the sign that today's rule gives
    sat: tuple[Week, ...]  # answered in this time, newest first
    weeks: tuple[Week, ...]
    courses: dict[int, list[Point]]

    @property
    def noise(self) -> Noise:
        """The spread of answers that the bands are made of."""
        return self.past.noise

    @property
    def answered(self) -> int:
        """How many questions the week has an answer to."""
        return len(self.answers)

    @property
    def judged(self) -> bool:
        """Whether there is a verdict: the cycle is closed and not the first."""
        return self.closed and self.place.cycle > 1

    @property
    def lately(self) -> tuple[int, int]:
        """How many of the weeks shown were answered, and how many of them have been."""
        past = [week for week in self.weeks if week <= self.week]
        return sum(week in self.sat for week in past), len(past)

    @property
    def counted(self) -> tuple[Week, ...]:
        """The answered weeks that the scores are a mean of, newest first."""
        if self.closed:
            first = weeks_of(self.baseline, self.place.cycle)[0]
        else:
            first = self.week + (1 - CYCLE_WEEKS)
        return tuple(week for week in self.sat if week >= first)

    @property
    def next_verdict(self) -> int:
        """The next cycle that ends with a verdict; the first has nothing to be held against."""
        return max(2, self.place.cycle + self.closed)


@lru_cache(maxsize=256)  # pages are read more often than answers are given
def read(
    rows: Rows,
    baseline: Week,
    week: Week,
    past: ClosedCycles,
    closed: bool,
    told: str | None = None,
) -> LookBackResult:
    """What ``build`` returns, from the answers as they are stored."""
    return build(by_week(rows), baseline, week, past, closed, told)


def by_week(rows: Rows) -> dict[Week, list[ItemAnswer]]:
    """The answers by week, in the order of the rows."""
    weeks: dict[str, Week] = {}
    found: dict[Week, list[ItemAnswer]] = {}
    for text, principle, reverse, value, item, seconds in rows:
        if text not in weeks:
            weeks[text] = Week.parse(text)
            found[weeks[text]] = []
        answer = ItemAnswer(weeks[text], principle, bool(reverse), value, item, seconds)
        found[weeks[text]].append(answer)
    return found


def build(
    answers: Weeks,
    baseline: Week,
    week: Week,
    past: ClosedCycles,
    closed: bool,
    told: str | None = None,
) -> LookBackResult:
    """The result of a week that has been sat.

    ``answers`` are those of ``since(...)`` up to the end of the week's cycle; ``past`` is that of
    the cycles before its own; ``told`` is the verdict that was kept of a closed cycle.
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
    """The first week whose answers a result reads: for its charts, and for any verdict."""
    first = week + -(REACH - 1)
    if closed:
        cycle = place(baseline, week).cycle
        first = min(first, weeks_of(baseline, max(1, cycle - FURTHEST))[0])
    return first


def of_cycle(answers: Weeks, baseline: Week, cycle: int) -> list[ItemAnswer]:
    """The answers of one cycle; none before the first."""
    if cycle < 1:
        return []
    return [a for week in weeks_of(baseline, cycle) for a in answers.get(week, ())]
