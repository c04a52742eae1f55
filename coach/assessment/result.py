"""What a look-back shows: scores, the cycle before, the course of weeks, and any verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.assessment.scoring import Answer, Estimate, Noise, cycle_noise, profile
from coach.assessment.trend import Change, Point, course, judge, recent
from coach.assessment.window import CYCLE_WEEKS, Place, Week, place, weeks_of

CHART_WEEKS = 12
REACH = CHART_WEEKS + 2  # weeks before the last one that a result reads: 12 of them, each over 4


@dataclass(frozen=True)
class Result:
    """The state of a person's scores after a week's look-back.

    ``closed`` says whether the week's cycle is over. Then ``scores`` are the cycle's and
    ``changes`` its verdict against the cycle before; until then scores are those of the last
    four weeks and ``changes`` is empty. ``earlier`` is the verdict of the cycle before.
    """

    baseline: Week
    week: Week
    place: Place
    closed: bool
    noise: Noise
    answered: int
    scores: dict[int, Estimate]
    ghost: dict[int, Estimate]
    changes: dict[int, Change]
    earlier: dict[int, Change]
    sat: tuple[Week, ...]  # answered in this time, newest first
    weeks: tuple[Week, ...]
    courses: dict[int, list[Point]]

    @property
    def lately(self) -> tuple[int, int]:
        """How many of the weeks shown were answered, and how many of them have been."""
        past = [week for week in self.weeks if week <= self.week]
        return sum(week in self.sat for week in past), len(past)

    @property
    def next_verdict(self) -> int:
        """The next cycle that ends with a verdict; the first has nothing to be held against."""
        return max(2, self.place.cycle + self.closed)


def build(
    answers: Sequence[Answer], baseline: Week, week: Week, before: Noise, closed: bool
) -> Result:
    """The result of a week that has been sat.

    ``answers`` are those of ``REACH`` weeks before it and up to the end of its cycle; ``before``
    is the noise of the cycles before its own.
    """
    where = place(baseline, week)
    cycles = {number: _of_cycle(answers, baseline, where.cycle - number) for number in range(3)}
    noise = before + cycle_noise(cycles[0]) if closed else before
    scores = profile(cycles[0] if closed else recent(answers, week), noise)
    ghost = profile(cycles[1], noise)
    first = max(baseline, week + (1 - CHART_WEEKS))
    weeks = tuple(first + n for n in range(max(CYCLE_WEEKS, week - first + 1)))
    return Result(
        baseline=baseline,
        week=week,
        place=where,
        closed=closed,
        noise=noise,
        answered=sum(1 for answer in answers if answer.week == week),
        scores=scores,
        ghost=ghost,
        changes=judge(ghost, scores) if closed else {},
        earlier=judge(profile(cycles[2], before), profile(cycles[1], before)),
        sat=tuple(sorted({a.week for a in answers if a.week <= week}, reverse=True)),
        weeks=weeks,
        courses=course(answers, weeks, noise),
    )


def _of_cycle(answers: Sequence[Answer], baseline: Week, cycle: int) -> list[Answer]:
    weeks = set(weeks_of(baseline, cycle))
    return [answer for answer in answers if answer.week in weeks]
