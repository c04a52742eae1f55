"""Compute how long a lesson takes people, from the moments that its rows keep anyway.

A *sitting* is the time from the first step that somebody left to the end of the lesson. It counts
if it was in one go: no two moments in it are more than ``PAUSE`` apart. The first step itself is
not in it, because reading a page stores nothing.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise
from statistics import median

from coach.content.model import Lesson

ENOUGH = 30  # people; the figures of fewer could be told from somebody
PAUSE = timedelta(minutes=10)  # somebody who is away for longer did something else


@dataclass(frozen=True)
class LessonSitting:
    """One person's way through a lesson: its start, its end, and the answers between them."""

    lesson_id: str
    started_at: datetime
    finished_at: datetime
    answered_at: tuple[datetime, ...] = ()

    @property
    def minutes(self) -> float | None:
        """The minutes from start to end, or None if there is a pause in it."""
        inside = (at for at in self.answered_at if self.started_at <= at <= self.finished_at)
        moments = sorted((self.started_at, *inside, self.finished_at))
        if any(later - earlier > PAUSE for earlier, later in pairwise(moments)):
            return None
        return (self.finished_at - self.started_at).total_seconds() / 60


@dataclass(frozen=True)
class Pace:
    """How long a lesson takes. ``median`` is None if fewer than ``ENOUGH`` people are counted.

    ``counted`` are people who did it in one go, ``paused`` the others. ``expected`` are the minutes
    that the content's count gives for the same steps, all but the first.
    """

    counted: int
    paused: int
    median: float | None
    expected: float


def paces(lessons: Iterable[Lesson], sittings: Iterable[LessonSitting]) -> Mapping[str, Pace]:
    """Return how long each lesson takes, by its id."""
    found: dict[str, list[LessonSitting]] = {}
    for sitting in sittings:
        found.setdefault(sitting.lesson_id, []).append(sitting)
    return {lesson.id: pace(lesson, found.get(lesson.id, ())) for lesson in lessons}


def pace(lesson: Lesson, sittings: Sequence[LessonSitting]) -> Pace:
    """Return how long one lesson takes."""
    times = [minutes for sitting in sittings if (minutes := sitting.minutes) is not None]
    middle = median(times) if len(times) >= ENOUGH else None
    expected = sum(lesson.step_seconds[1:]) / 60
    return Pace(len(times), len(sittings) - len(times), middle, expected)
