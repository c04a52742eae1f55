"""Where a learner is, and what comes next."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coach.content import loader
from coach.content.model import Catalogue
from coach.lessons import progress
from coach.lessons.progress import PlaceInLesson
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
FIRST, SECOND = COURSE.lessons.values()
NOON = datetime(2026, 11, 27, 12, tzinfo=UTC)


def place(lesson_id: str, step: int = 1, done: bool = False, minutes: int = 0) -> PlaceInLesson:
    lesson = COURSE.lessons[lesson_id]
    step_id = None if done else lesson.steps[step - 1].id
    moment = NOON + timedelta(minutes=minutes)
    return PlaceInLesson(
        lesson_id, step_id, lesson.steps[step - 1].id, moment, NOON if done else None
    )


def test_a_newcomer_begins_with_the_first_lesson() -> None:
    here = progress.where(COURSE, ())
    assert here.resume is None
    assert here.next is not None
    assert (here.next.lesson, here.next.state, here.next.step) == (FIRST, "new", 1)
    assert here.next.minutes_left == FIRST.minutes
    assert here.read == 0


def test_a_lesson_goes_on_where_it_was_left() -> None:
    here = progress.where(COURSE, [place(FIRST.id, step=5)])
    assert here.resume is not None
    assert (here.resume.state, here.resume.step, here.resume.steps) == ("begun", 5, 13)
    assert here.resume.minutes_left == 6  # behind lie a short text and three of ten questions
    assert here.next is None, "the second lesson requires the first"


def test_the_lesson_left_last_is_the_one_to_resume() -> None:
    begun = [place(FIRST.id, minutes=5), place(SECOND.id, minutes=1)]
    here = progress.where(COURSE, begun)
    assert here.resume is not None
    assert here.resume.lesson == FIRST


def test_the_next_lesson_opens_when_what_it_requires_is_done() -> None:
    here = progress.where(COURSE, [place(FIRST.id, done=True)])
    assert here.next is not None
    assert here.next.lesson == SECOND
    assert (here.read, here.read_by_principle) == (1, {"active-listening": 1})


def test_a_done_lesson_opens_at_its_first_step_and_nothing_is_left_after_the_last() -> None:
    here = progress.where(COURSE, [place(FIRST.id, done=True), place(SECOND.id, done=True)])
    assert here.standings[FIRST.id].step == 1
    assert (here.resume, here.next) == (None, None)


def test_the_focus_comes_first_then_a_principle_already_begun() -> None:
    free = replace(SECOND, requires=())
    other = replace(free, id="other", principle="offer-value")
    course = Catalogue(lessons={FIRST.id: FIRST, free.id: free, other.id: other})
    focused = progress.where(course, (), wanted=["offer-value"]).next
    assert focused is not None
    assert focused.lesson.id == "other"
    begun = progress.where(course, [place(FIRST.id)._replace(lesson_id="other")]).next
    assert begun is not None
    assert begun.lesson == FIRST


def test_an_early_step_read_again_leaves_the_place_at_the_furthest_one() -> None:
    there = place(FIRST.id, step=4)
    again = there._replace(step_id=FIRST.steps[1].id)
    assert progress.standing(FIRST, again) == progress.standing(FIRST, there)
    gone = there._replace(furthest_id="gone")
    assert progress.standing(FIRST, gone).step == 4


def test_a_place_in_a_step_that_is_gone_goes_back_to_the_start() -> None:
    lost = place(FIRST.id, step=4)._replace(step_id="gone", furthest_id="gone")
    assert progress.standing(FIRST, lost).step == 1


def test_a_place_in_a_lesson_that_is_gone_is_passed_over() -> None:
    gone = place(FIRST.id)._replace(lesson_id="gone")
    assert progress.where(COURSE, [gone]).resume is None
