"""How long lessons take people: the rule, the rows and the host's page."""

from datetime import datetime, timedelta

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import insert

from coach.accounts.models import User
from coach.content import loader
from coach.db import db
from coach.lessons import answer_queries
from coach.lessons.models import LessonAnswer, LessonPlace
from coach.lessons.pace import ENOUGH, PAUSE, LessonSitting, pace
from tests.conftest import FRIDAY, Visitor
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
LESSON = next(lesson for lesson in COURSE.lessons.values() if len(lesson.questions) > 1)
ASKED = [question.id for question in LESSON.questions]


def sitting(*minutes: float) -> LessonSitting:
    """From minute 0 to the last of these; an answer at each of the others."""
    moments = [FRIDAY + timedelta(minutes=each) for each in minutes]
    return LessonSitting(LESSON.id, FRIDAY, moments[-1], tuple(moments[:-1]))


def test_a_sitting_lasts_from_its_start_to_its_end() -> None:
    assert sitting(2, 5, 8.5).minutes == 8.5


def test_a_pause_of_ten_minutes_still_counts_and_a_longer_one_does_not() -> None:
    assert sitting(2, 12).minutes == 12
    assert sitting(2, 12.1).minutes is None


def test_an_answer_before_the_start_or_after_the_end_is_no_part_of_it() -> None:
    late = LessonSitting(
        LESSON.id, FRIDAY, FRIDAY + timedelta(minutes=6), (FRIDAY + timedelta(days=2),)
    )
    assert late.minutes == 6


def test_the_median_is_told_from_thirty_people_on() -> None:
    few, enough = (
        [sitting(7)] * (ENOUGH - 1),
        [sitting(7)] * (ENOUGH - 2) + [sitting(1), sitting(9)],
    )
    assert (pace(LESSON, few).median, pace(LESSON, few).counted) == (None, 29)
    assert pace(LESSON, enough).median == 7


def test_those_who_made_a_pause_are_counted_apart() -> None:
    found = pace(LESSON, [sitting(7)] * ENOUGH + [sitting(30)] * 4)
    assert (found.counted, found.paused, found.median) == (ENOUGH, 4, 7)


def test_the_count_leaves_the_first_step_out() -> None:
    whole = sum(LESSON.step_seconds) / 60
    assert pace(LESSON, ()).expected == pytest.approx(whole - LESSON.step_seconds[0] / 60)


@given(st.lists(st.floats(0.01, 60), min_size=1, max_size=8))
def test_a_sitting_counts_exactly_if_no_gap_is_longer_than_a_pause(gaps: list[float]) -> None:
    spans = [timedelta(minutes=each) for each in gaps]
    moments = [FRIDAY + sum(spans[: n + 1], timedelta()) for n in range(len(spans))]
    found = LessonSitting(LESSON.id, FRIDAY, moments[-1], tuple(moments[:-1])).minutes
    assert (found is None) == (max(spans) > PAUSE)


def go_through(app: Flask, people: int, minutes: float) -> None:
    """So many new people answer two questions of the lesson, and finish it."""
    end = FRIDAY + timedelta(minutes=minutes)
    with app.app_context():
        for n in range(people):
            user = User(fs_uniquifier=f"walker-{n}-{minutes}", zone="UTC", created_at=FRIDAY)
            db.session.add(user)
            db.session.flush()
            place = {"started_at": FRIDAY, "touched_at": end, "finished_at": end}
            place |= {
                "user_id": user.id,
                "lesson_id": LESSON.id,
                "furthest_id": LESSON.steps[-1].id,
            }
            db.session.execute(insert(LessonPlace).values(**place))
            for name, at in zip(ASKED[:2], (FRIDAY + timedelta(minutes=2), end), strict=True):
                db.session.execute(insert(LessonAnswer).values(**answer(user.id, name, at)))
        db.session.commit()


def answer(user_id: int, name: str, at: datetime) -> dict[str, object]:
    """The columns of a first answer."""
    row: dict[str, object] = {"user_id": user_id, "question_id": name, "tries": 1}
    row |= {"first_hinted": False, "first_score": 1.0}
    for part in ("first", "last"):
        row |= {f"{part}_response": ["a"], f"{part}_digest": "0", f"{part}_at": at}
    return row


def test_the_rows_give_each_persons_sitting_with_its_answers(app: Flask) -> None:
    go_through(app, 2, 9)
    with app.app_context():
        found = answer_queries.sittings(COURSE)
    ends = (FRIDAY + timedelta(minutes=2), FRIDAY + timedelta(minutes=9))
    assert [(one.lesson_id, one.minutes, one.answered_at) for one in found] == [
        (LESSON.id, 9, ends)
    ] * 2


@pytest.mark.any_database
def test_the_host_reads_how_long_a_lesson_takes(app: Flask, owner: Visitor) -> None:
    app.extensions["catalogue"] = COURSE
    with app.app_context():
        db.session.get_one(User, owner.user_id).host = True
        db.session.commit()
    assert "Too few people did it in one go" in owner.page("/host/questions").words
    go_through(app, ENOUGH, 7)
    go_through(app, 3, 25)
    words = owner.page("/host/questions").words
    assert "It takes 7.0 minutes (median of 30 people in one go; 3 made a pause)." in words
