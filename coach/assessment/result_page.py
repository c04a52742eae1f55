"""Build the page of a result: what it says, what it shows, and what to do next.

Before the first look-back, Progress shows what was done so far (``Beginning``).
"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta

from coach.assessment import phrases
from coach.assessment import result_phrases as in_words
from coach.assessment.phrases import Measure, ResultSentence, listed
from coach.assessment.recommendation import Suggestion, suggest
from coach.assessment.result import LookBackResult
from coach.assessment.result_charts import Pictures, draw
from coach.assessment.result_phrases import InWords
from coach.content.model import Catalogue
from coach.content.steps import HabitOffer
from coach.lessons.next_up import Aims, NextUp, next_up, reason
from coach.lessons.progress import PlaceInLesson
from coach.listening.statistics import ListeningPractice
from coach.principles import PRINCIPLES, Principle, by_slug

LATELY = timedelta(weeks=4)
LISTENING = 2  # principle 2, which the listening room practises


@dataclass(frozen=True)
class Wishes:
    """What the user aims at, and what was last suggested.

    ``trend``: the slug of the principle whose trend they want to see, or an empty string.
    """

    aims: Aims = field(default_factory=Aims)
    suggestion: Suggestion | None = None
    trend: str = ""


@dataclass(frozen=True)
class Deeds:
    """What the user did in the last four weeks: check-ins by principle, and places in lessons."""

    check_ins: Mapping[int, int]
    places: tuple[PlaceInLesson, ...]
    listening: ListeningPractice = field(default_factory=ListeningPractice)
    kept: frozenset[str] = frozenset()  # ids of the lesson offers that are the user's habits now
    tools: frozenset[str] = frozenset()  # ids of the tools that were filled in or changed
    said: int = 0  # intentions carried out in one month


@dataclass(frozen=True)
class Outlook:
    """All that a result's page says.

    ``focus``: the chosen principle, or the suggested one. ``in_words``: all eight in words, instead
    of charts, for the first look-backs; None later. ``coming``: the next lesson. ``habit``: the
    first habit of the focus that the user does not have yet, or None.
    """

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
    listening: ListeningPractice


def look(
    result: LookBackResult,
    wishes: Wishes,
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
    verdict_on: date,
    drawn: Callable[[LookBackResult, int | None, int], Pictures] = draw,
) -> Outlook:
    """Return the page of a result at a moment.

    ``verdict_on`` is the day of the next verdict. ``drawn`` returns the charts, as ``draw`` does.
    """
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
        pictures=drawn(result, wanted.number if wanted else None, focus.number),
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
        listening=deeds.listening,
    )


def advise(
    result: LookBackResult,
    matters: Collection[int],
    deeds: Deeds,
    catalogue: Catalogue,
    now: datetime,
) -> Suggestion:
    """Return what to suggest after a result.

    A day with answers in the listening room counts like a check-in, for active listening. A tool
    that was filled in or changed counts for its principle.
    """
    practised = Counter(deeds.check_ins) + _lessons(catalogue, deeds.places, now)
    practised[LISTENING] += deeds.listening.days
    practised += _tools(catalogue, deeds.tools)
    return suggest(result.scores, matters, practised)


def _still_suggested(wishes: Wishes, fresh: Suggestion) -> Suggestion:
    """Return the last suggestion while it is valid, otherwise today's.

    Today's is returned if both name the same principle, because its counts are newer, and if the
    last one no longer matters to the user.
    """
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


NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


@dataclass(frozen=True)
class Beginning:
    """Counts of the user's activity.

    ``lessons``: finished. ``begun``: lessons begun but not finished. ``marked`` and ``right``:
    first answers to questions. ``listened``: days with a reply in the listening room.
    """

    lessons: int = 0
    begun: int = 0
    marked: int = 0
    right: int = 0
    check_ins: int = 0
    listened: int = 0

    @property
    def anything(self) -> bool:
        """Whether there is anything to show."""
        return any((self.lessons, self.begun, self.marked, self.check_ins, self.listened))

    @property
    def heading(self) -> str:
        """The activity in words: ``One lesson and one check-in so far.``"""
        done = list(self._done())
        if not done:
            return "You have made a start."
        said = listed(done)
        return f"{said[0].upper()}{said[1:]} so far."

    def _done(self) -> Iterator[str]:
        for count, one, many in (
            (self.lessons, "lesson", "lessons"),
            (self.check_ins, "check-in", "check-ins"),
            (self.listened, "day of listening", "days of listening"),
        ):
            if count:
                number = NUMBERS[count] if count < len(NUMBERS) else str(count)
                yield f"{number} {one if count == 1 else many}"
