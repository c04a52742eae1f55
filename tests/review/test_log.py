"""The log keeps every answer; the cards follow from it."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from sqlalchemy import func, select

from coach.accounts.models import User
from coach.content.markdown import RenderedText
from coach.db import db
from coach.questions.base import Question
from coach.review import card_queries, queries, scheduling
from coach.review.models import ReviewCard, ReviewLog

TODAY = date(2026, 11, 27)
NOW = datetime(2026, 11, 27, 8, tzinfo=UTC)


def question(concept: str = "paraphrase", name: str = "q") -> Question:
    ask = RenderedText("?", 1, Markup("?"))
    return Question(
        id=name, line=1, kind="single", concept=concept, scene=Markup(), ask=ask, digest="d"
    )


@pytest.fixture
def nora(app: Flask) -> Iterator[User]:
    with app.app_context():
        user = User(fs_uniquifier="nora", zone="UTC", created_at=NOW)
        db.session.add(user)
        db.session.flush()
        yield user
        db.session.rollback()


def answer(user: User, ago: int, score: float = 1.0, concept: str = "paraphrase") -> None:
    """A sure answer so many days ago."""
    day, moment = TODAY - timedelta(days=ago), NOW - timedelta(days=ago)
    card_queries.record(user, question(concept), score, "sure", False, moment, day, "lesson")


def logged(user: User) -> list[ReviewLog]:
    rows = db.session.scalars(select(ReviewLog).where(ReviewLog.user_id == user.id))
    return sorted(rows, key=lambda row: row.id)


def test_an_answer_is_logged_with_all_a_rebuild_needs(nora: User) -> None:
    card_queries.record(nora, question(), 0.75, "fairly", True, NOW, TODAY, "review")
    (row,) = logged(nora)
    assert (row.concept, row.question_id, row.digest) == ("paraphrase", "q", "d")
    assert (row.answered_at, row.given_at) == (NOW, scheduling.fsrs_time(TODAY))
    assert (row.rating, row.score, row.confidence, row.hinted) == (1, 0.75, "fairly", True)
    assert (row.context, row.role, row.fsrs_version) == ("review", "counted", scheduling.VERSION)


def test_only_the_first_answer_of_a_day_counts(nora: User) -> None:
    answer(nora, 0, score=0.0)
    due = queries.memories(nora.id)["paraphrase"].due
    for _ in range(10):
        answer(nora, 0, score=1.0)
    assert queries.memories(nora.id)["paraphrase"].due == due == TODAY + timedelta(days=1)
    assert [row.role for row in logged(nora)] == ["counted", *["practice"] * 10]


def test_a_day_lived_again_after_a_journey_west_is_practice(nora: User) -> None:
    answer(nora, 0)
    answer(nora, 1)
    assert logged(nora)[1].role == "practice"
    assert queries.memories(nora.id)["paraphrase"].reps == 1


def test_a_question_without_a_concept_leaves_no_trace(nora: User) -> None:
    answer(nora, 0, concept="")
    assert logged(nora) == []


def test_too_easy_counts_as_easy_and_saying_it_twice_changes_nothing(nora: User) -> None:
    answer(nora, 9)
    answer(nora, 0)
    good = queries.memories(nora.id)["paraphrase"]
    found = queries.counted(nora.id, "q", TODAY)
    assert found is not None
    card_queries.too_easy(nora, found, NOW)
    easy = queries.memories(nora.id)["paraphrase"]
    card_queries.too_easy(nora, found, NOW)
    assert queries.memories(nora.id)["paraphrase"] == easy
    assert easy.due > good.due
    assert (easy.reps, easy.last) == (good.reps, good.last)
    assert [row.role for row in logged(nora)] == ["counted", "counted", "easier"]


def test_a_card_that_no_answer_speaks_for_goes_when_rebuilt(nora: User) -> None:
    answer(nora, 3, concept="attention")
    card = db.session.scalars(select(ReviewCard)).one()
    card.concept = "something else"
    card_queries.rebuild(nora)
    assert set(queries.memories(nora.id)) == {"attention"}


def test_a_wish_to_keep_more_moves_what_is_due(nora: User) -> None:
    for ago in (60, 50, 20):
        answer(nora, ago)
    before = queries.memories(nora.id)["paraphrase"]
    nora.retention = 95
    card_queries.rebuild(nora)
    after = queries.memories(nora.id)["paraphrase"]
    assert after.due < before.due
    assert after.stability == before.stability


answers = st.lists(
    st.tuples(
        st.sampled_from(["paraphrase", "attention", "repair"]),
        st.integers(-1, 12),  # days since the last answer; a journey west may give a day twice
        st.floats(0, 1),
        st.sampled_from(["guess", "fairly", "sure", None]),
        st.booleans(),  # a hint
        st.booleans(),  # too easy
    ),
    max_size=20,
)


@given(answers, st.integers(80, 95))
@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_cards_rebuilt_from_the_log_equal_the_stored_ones(
    nora: User, history: list[tuple], retention: int
) -> None:
    with db.session.begin_nested() as moment:
        nora.retention, day = retention, TODAY
        for concept, gap, score, confidence, hinted, easy in history:
            day += timedelta(days=gap)
            asked = question(concept, f"q-{concept}")
            card_queries.record(nora, asked, score, confidence, hinted, NOW, day, "review")
            found = queries.counted(nora.id, asked.id, day)
            if easy and found:
                card_queries.too_easy(nora, found, NOW)
        stored = queries.memories(nora.id)
        card_queries.rebuild(nora)
        assert queries.memories(nora.id) == stored
        for card in db.session.scalars(select(ReviewCard)).all():
            db.session.delete(card)
        card_queries.rebuild(nora)
        assert queries.memories(nora.id) == stored
        moment.rollback()
        db.session.expire_all()


def test_there_is_one_counted_answer_a_day_even_if_two_come_at_once(nora: User) -> None:
    answer(nora, 0)
    (row,) = logged(nora)
    kept = {c.name: getattr(row, c.name) for c in ReviewLog.__table__.columns if c.name != "id"}
    assert not card_queries._first_of_the_day(kept)
    assert db.session.scalar(select(func.count()).select_from(ReviewLog)) == 1
