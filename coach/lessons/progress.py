"""Compute a learner's progress in each lesson, and the next lesson."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import ceil
from typing import Literal, NamedTuple

from coach.content.model import Catalogue, Lesson

State = Literal["new", "begun", "done"]


class PlaceInLesson(NamedTuple):
    """A learner's place in a lesson.

    ``step_id`` is the last step that was open, None after the end. ``furthest_id`` is the furthest
    step reached, where an unfinished lesson continues.
    """

    lesson_id: str
    step_id: str | None
    furthest_id: str
    touched_at: datetime
    finished_at: datetime | None = None


class LessonProgress(NamedTuple):
    """The progress in a lesson: continue at ``step`` of ``steps``, with about ``minutes_left``.

    The minutes are those of the whole lesson, divided in proportion (see ``content/minutes.py``).
    """

    lesson: Lesson
    state: State
    step: int
    steps: int
    minutes_left: int


@dataclass(frozen=True)
class Where:
    """The progress in all lessons. ``resume`` is the last unfinished lesson, ``next`` a new one."""

    standings: Mapping[str, LessonProgress]
    resume: LessonProgress | None
    next: LessonProgress | None

    @cached_property
    def read(self) -> int:
        """The number of lessons that are done."""
        return [standing.state for standing in self.standings.values()].count("done")

    @property
    def read_by_principle(self) -> Counter[str]:
        """The number of lessons that are done, by their principle's slug."""
        done = (one for one in self.standings.values() if one.state == "done")
        return Counter(one.lesson.principle for one in done)


def standing(lesson: Lesson, place: PlaceInLesson | None) -> LessonProgress:
    """Return the progress in a lesson for a learner with this place in it."""
    steps = len(lesson.steps)
    state: State = "new" if place is None else "done" if place.finished_at else "begun"
    step = lesson.number_of(place.step_id) if place else 1
    if place and state == "begun":  # continue at the furthest step, not the last
        step = max(step, lesson.number_of(place.furthest_id))
    left = _left(lesson, step) if state == "begun" and step > 1 else lesson.minutes
    return LessonProgress(lesson, state, step, steps, left)


def _left(lesson: Lesson, step: int) -> int:
    share = sum(lesson.step_seconds[step - 1 :]) / (sum(lesson.step_seconds) or 1)
    return max(1, ceil(lesson.minutes * share))


def where(
    catalogue: Catalogue, places: Iterable[PlaceInLesson], wanted: Sequence[str] = ()
) -> Where:
    """Return a learner's progress. ``wanted`` are slugs of principles, the first wanted one first.

    ``next`` is the first new lesson, in the course's order, whose required lessons are done: of the
    wanted principles, then of a principle that is begun, then of any.
    """
    known = {place.lesson_id: place for place in places if place.lesson_id in catalogue.lessons}
    standings = {
        lesson.id: standing(lesson, known.get(lesson.id)) for lesson in catalogue.lessons.values()
    }
    begun = [place for place in known.values() if standings[place.lesson_id].state == "begun"]
    last = max(begun, key=lambda place: place.touched_at, default=None)
    resume = standings[last.lesson_id] if last else None
    return Where(standings, resume, _next(standings, wanted))


def _next(standings: Mapping[str, LessonProgress], wanted: Sequence[str]) -> LessonProgress | None:
    done = {name for name, found in standings.items() if found.state == "done"}
    started = {found.lesson.principle for found in standings.values() if found.state != "new"}
    ready = [
        found
        for found in standings.values()
        if found.state == "new" and done.issuperset(found.lesson.requires)
    ]

    def rank(found: LessonProgress) -> tuple[int, bool]:
        principle = found.lesson.principle
        place = wanted.index(principle) if principle in wanted else len(wanted)
        return place, principle not in started

    return min(ready, key=rank, default=None)
