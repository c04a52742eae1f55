"""A result made ready to be read: what it says, what it shows, and what to do next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from coach.assessment import words
from coach.assessment.focus import Suggestion, suggest
from coach.assessment.pictures import Pictures, draw
from coach.assessment.result import Result
from coach.assessment.words import Finding, Measure
from coach.lessons import path
from coach.lessons.activity import HabitOffer
from coach.lessons.course import Catalogue
from coach.lessons.path import Place, Standing, Where
from coach.principles import PRINCIPLES, Principle, by_slug

LATELY = timedelta(weeks=4)


@dataclass(frozen=True)
class Wishes:
    """What the person said: the principles that matter most now, the focus they chose, and the
    slug of the principle whose trend they want to see; and what was suggested to them last."""

    matters: tuple[int, ...] = ()
    chosen: int | None = None
    trend: str = ""
    suggestion: Suggestion | None = None


@dataclass(frozen=True)
class Deeds:
    """What was counted: check-ins of the last four weeks by principle, places in lessons."""

    check_ins: Mapping[int, int]
    places: tuple[Place, ...]


@dataclass(frozen=True)
class Outlook:
    """Everything a result's page says. ``focus`` is the one chosen, else the one suggested;
    ``lesson`` and ``habit`` are its next ones, None where there is none."""

    finding: Finding
    earlier: str
    doubted: str
    measure: Measure
    pictures: Pictures
    focus: Principle
    suggested: Principle
    reason: str
    chosen: bool
    matters: tuple[Principle, ...]
    lesson: Standing | None
    habit: HabitOffer | None
    where: Where
    check_ins: int


def look(
    result: Result,
    wishes: Wishes,
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
    verdict_on: date,
) -> Outlook:
    """The outlook on a result at a moment; ``verdict_on`` is the day of the next verdict."""
    suggestion = wishes.suggestion or advise(result, wishes.matters, deeds, catalogue, now)
    focus = PRINCIPLES[(wishes.chosen or suggestion.principle) - 1]
    wanted = by_slug(wishes.trend)
    where = path.where(catalogue, deeds.places, focus.slug)
    return Outlook(
        finding=words.finding(result, verdict_on),
        earlier=words.earlier(result),
        doubted=words.doubted(result.doubts),
        measure=words.measure(result.past),
        pictures=draw(result, wanted.number if wanted else None, focus.number),
        focus=focus,
        suggested=PRINCIPLES[suggestion.principle - 1],
        reason=words.reason(suggestion),
        chosen=wishes.chosen is not None,
        matters=tuple(PRINCIPLES[number - 1] for number in wishes.matters),
        lesson=_next_lesson(where, focus.slug),
        habit=next(iter(catalogue.habits_of(focus.slug)), None),
        where=where,
        check_ins=sum(deeds.check_ins.values()),
    )


def advise(
    result: Result,
    matters: Collection[int],
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
) -> Suggestion:
    """What to suggest after a result."""
    practised = Counter(deeds.check_ins) + _lessons(catalogue, deeds.places, now)
    return suggest(result.scores, matters, practised)


def _lessons(catalogue: Catalogue, places: Iterable[Place], now: datetime) -> Counter[int]:
    lately = (place.lesson_id for place in places if now - place.touched_at < LATELY)
    slugs = (by_slug(lesson.principle) for name in lately if (lesson := catalogue.lesson(name)))
    return Counter(principle.number for principle in slugs if principle)


def _next_lesson(where: Where, slug: str) -> Standing | None:
    offered = (where.resume, where.next)
    return next((one for one in offered if one and one.lesson.principle == slug), None)
