"""A result made ready to be read: what it says, what it shows, and what to do next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.assessment import phrases
from coach.assessment import result_phrases as in_words
from coach.assessment.phrases import Measure, ResultSentence
from coach.assessment.recommendation import Suggestion, suggest
from coach.assessment.result import LookBackResult
from coach.assessment.result_charts import Pictures, draw
from coach.assessment.result_phrases import InWords
from coach.content.model import Catalogue
from coach.content.steps import HabitOffer
from coach.lessons.next_up import Aims, NextUp, next_up, reason
from coach.lessons.progress import PlaceInLesson
from coach.principles import PRINCIPLES, Principle, by_slug

LATELY = timedelta(weeks=4)
LISTENING = 2  # the principle that the listening room practises


@dataclass(frozen=True)
class Wishes:
    """What the person aims at, what was suggested to them last, and the slug of the principle
    whose trend they want to see."""

    aims: Aims = field(default_factory=Aims)
    suggestion: Suggestion | None = None
    trend: str = ""


@dataclass(frozen=True)
class Deeds:
    """What was counted in the last four weeks: check-ins by principle, places in lessons."""

    check_ins: Mapping[int, int]
    places: tuple[PlaceInLesson, ...]
    listened: int = 0  # days of these weeks with a reply in the listening room
    kept: frozenset[str] = frozenset()  # ids of the lessons' habits that are kept now
    tools: frozenset[str] = frozenset()  # ids of the tools that were filled in or changed


@dataclass(frozen=True)
class Outlook:
    """Everything a result's page says. ``focus`` is the one chosen, else the one suggested;
    ``in_words`` lists all eight in the pictures' place in the first look-backs, None later;
    ``coming`` is the lesson that comes next, ``habit`` the first habit of the focus that is not
    kept yet, None where there is none."""

    finding: ResultSentence
    earlier: str
    doubted: str
    measure: Measure
    pictures: Pictures
    in_words: InWords | None
    focus: Principle
    suggested: Principle
    reason: str
    chosen: bool
    matters: tuple[Principle, ...]
    coming: NextUp
    why: str
    habit: HabitOffer | None
    check_ins: int


def look(
    result: LookBackResult,
    wishes: Wishes,
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
    verdict_on: date,
) -> Outlook:
    """The outlook on a result at a moment; ``verdict_on`` is the day of the next verdict."""
    aims = wishes.aims
    fresh = advise(result, aims.matters, deeds, catalogue, now)
    suggestion = _still_suggested(wishes, fresh)
    focus = PRINCIPLES[(aims.chosen or suggestion.principle) - 1]
    wanted = by_slug(wishes.trend)
    coming = next_up(catalogue, deeds.places, replace(aims, suggested=suggestion.principle))
    offers = (offer for offer in catalogue.habits_of(focus.slug) if offer.id not in deeds.kept)
    return Outlook(
        finding=in_words.finding(result, verdict_on),
        earlier=phrases.earlier(result),
        doubted=phrases.doubted(result.doubts),
        measure=phrases.measure(result.past),
        pictures=draw(result, wanted.number if wanted else None, focus.number),
        in_words=None if in_words.has_pictures(result) else in_words.in_words(result),
        focus=focus,
        suggested=PRINCIPLES[suggestion.principle - 1],
        reason=phrases.reason(suggestion, suggestion == fresh),
        chosen=aims.chosen is not None,
        matters=tuple(PRINCIPLES[number - 1] for number in aims.matters),
        coming=coming,
        why=reason(coming),
        habit=next(offers, None),
        check_ins=sum(deeds.check_ins.values()),
    )


def advise(
    result: LookBackResult,
    matters: Collection[int],
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
) -> Suggestion:
    """What to suggest after a result. A day of replies in the listening room counts for active
    listening, like a check-in; a tool that was filled in or changed counts for its principle."""
    practised = Counter(deeds.check_ins) + _lessons(catalogue, deeds.places, now)
    practised[LISTENING] += deeds.listened
    practised += _tools(catalogue, deeds.tools)
    return suggest(result.scores, matters, practised)


def _still_suggested(wishes: Wishes, fresh: Suggestion) -> Suggestion:
    """The suggestion made last, unless it is today's as well or no longer among what matters."""
    last, matters = wishes.suggestion, wishes.aims.matters
    if last is None or last.principle == fresh.principle:
        return fresh
    return last if not matters or last.principle in matters else fresh


def _tools(catalogue: Catalogue, ids: Iterable[str]) -> Counter[int]:
    known = (catalogue.tools[name] for name in ids if name in catalogue.tools)
    slugs = (by_slug(tool.principle) for tool in known)
    return Counter(principle.number for principle in slugs if principle)


def _lessons(catalogue: Catalogue, places: Iterable[PlaceInLesson], now: datetime) -> Counter[int]:
    lately = (place.lesson_id for place in places if now - place.touched_at < LATELY)
    slugs = (by_slug(lesson.principle) for name in lately if (lesson := catalogue.lesson(name)))
    return Counter(principle.number for principle in slugs if principle)
