"""Which cards come up, in which order, and by which question."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.content import loader
from coach.review import session
from coach.review.scheduling import Memory
from coach.review.session import DueConcept, SessionCard
from tests.lessons.course import GOOD

COURSE = loader.read(GOOD)
VARIANTS = session.concepts(COURSE)
TODAY = date(2026, 11, 27)


def memory(days_ago: int, stability: float = 5, due_in: int = 0) -> Memory:
    last = TODAY - timedelta(days=days_ago)
    return Memory("met", stability, 5, TODAY + timedelta(days=due_in), last, 1, 0)


def cards(principles: str) -> list[SessionCard]:
    """Cards of these principles, in this order, named by their place."""
    lessons = {
        name: replace(COURSE.lessons["listening-understand"], principle=name)
        for name in set(principles)
    }
    asked = VARIANTS["attention"][0]
    return [
        SessionCard(f"{place:02}", (replace(asked, lesson=lessons[name]),))
        for place, name in enumerate(principles)
    ]


def neighbours(order: list[SessionCard]) -> int:
    return sum(a.principle == b.principle for a, b in pairwise(order))


def test_a_concept_is_reviewed_through_three_questions_at_least() -> None:
    assert set(VARIANTS) == {"paraphrase", "attention"}
    assert all(len(each) >= session.LEAST_VARIANTS for each in VARIANTS.values())


def test_dialogues_and_free_texts_are_no_cards() -> None:
    kinds = {each.question.kind for variants in VARIANTS.values() for each in variants}
    assert not kinds & {"dialogue", "text"}


def test_what_is_most_likely_lost_comes_first_and_what_is_not_due_stays_away() -> None:
    found = session.due({"a": memory(2), "b": memory(9), "c": memory(5, due_in=1)}, TODAY)
    assert [each.concept for each in found] == ["b", "a"]
    assert 0 < found[0].chance < found[1].chance < 1


def test_a_new_question_is_one_that_was_never_seen() -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    seen = {each.question.id: moment for each in VARIANTS["attention"]}
    assert not session.is_new(VARIANTS["attention"], seen)
    del seen[VARIANTS["attention"][-1].question.id]
    assert session.is_new(VARIANTS["attention"], seen)


def test_a_concept_that_left_the_course_is_not_asked() -> None:
    found = session.due({"gone": memory(2), "attention": memory(2)}, TODAY, VARIANTS)
    assert [each.concept for each in found] == ["attention"]


def test_a_backlog_is_cut_at_twenty_a_day() -> None:
    variants = {f"{n:02}": VARIANTS["attention"] for n in range(31)}
    waiting = [DueConcept(name, 0.5) for name in variants]
    today = session.session(waiting, variants)
    assert (today.total, len(today.cards), today.later) == (20, 20, 11)
    later = session.session(waiting[8:], variants, done=8)
    assert (later.total, len(later.cards), later.later) == (20, 12, 11)
    assert session.session(waiting, variants, done=20).cards == ()


@given(st.integers(0, 60), st.integers(0, 25))
def test_the_load_is_told_without_the_cards_as_with_them(waiting: int, done: int) -> None:
    variants = {f"{n:02}": VARIANTS["attention"] for n in range(60)}
    today = session.session(
        [DueConcept(name, 0.5) for name in list(variants)[:waiting]], variants, done
    )
    assert session.load(waiting, done) == (done, len(today.cards), today.later)


def test_six_cards_take_about_three_minutes() -> None:
    assert session.Load(0, 6, 0).minutes == 3
    assert session.Load(0, 1, 0).minutes == 1


@pytest.mark.parametrize(("cards", "minutes"), [(0, 0), (1, 1), (2, 1), (3, 2), (19, 10), (20, 10)])
def test_a_begun_minute_is_a_minute(cards: int, minutes: int) -> None:
    assert session.load(cards, 0).minutes == minutes


@pytest.mark.parametrize(
    ("waiting", "done", "cards", "later"),
    [(20, 0, 20, 0), (21, 0, 20, 1), (1, 19, 1, 0), (2, 19, 1, 1), (2, 20, 0, 2), (2, 21, 0, 2)],
)
def test_twenty_cards_a_day_are_the_most(waiting: int, done: int, cards: int, later: int) -> None:
    assert session.load(waiting, done) == (done, cards, later)


@pytest.mark.parametrize("names", ["baca", "abc", "bcab", "cbab"])
def test_an_order_without_neighbours_is_kept_even_if_one_principle_has_half_the_cards(
    names: str,
) -> None:
    assert session.interleaved(cards(names)) == cards(names)


def test_cards_of_one_principle_do_not_stand_side_by_side() -> None:
    order = session.interleaved(cards("aaabbc"))
    assert neighbours(order) == 0
    assert order[0].concept == "00"


def test_a_mixed_order_is_left_as_it_is() -> None:
    assert session.interleaved(cards("abcabc")) == cards("abcabc")


@given(st.text("abcd", max_size=20))
def test_neighbours_share_a_principle_only_where_it_cannot_be_otherwise(names: str) -> None:
    order = session.interleaved(cards(names))
    assert sorted(card.concept for card in order) == sorted(card.concept for card in cards(names))
    most = max((names.count(name) for name in "abcd"), default=0)
    assert neighbours(order) == max(0, 2 * most - len(names) - 1)


@given(st.text("abcd", min_size=1, max_size=20), st.integers(0, 19))
def test_a_session_taken_up_again_goes_on_as_it_would_have(names: str, done: int) -> None:
    order = session.interleaved(cards(names))
    done = min(done, len(order) - 1)
    left = [card for card in cards(names) if card not in order[: done + 1]]
    assert session.interleaved(left, order[done].principle) == order[done + 1 :]


def test_a_question_never_seen_is_asked_first_then_the_one_seen_longest_ago() -> None:
    first, second, *rest = VARIANTS["attention"]
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    assert session.variant(VARIANTS["attention"], {first.question.id: moment}) == second
    seen = {
        each.question.id: moment + timedelta(days=days)
        for days, each in enumerate((*rest, first, second))
    }
    assert session.variant(VARIANTS["attention"], seen) == rest[0]


def test_questions_of_a_lesson_not_reached_wait_for_it() -> None:
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    here = [each for each in VARIANTS["paraphrase"] if each.lesson.id == "listening-understand"]
    assert len(here) == session.LEAST_VARIANTS < len(VARIANTS["paraphrase"])
    seen = {each.question.id: moment for each in here}
    assert session.variant(VARIANTS["paraphrase"], seen) in here
    few = VARIANTS["paraphrase"][1:]
    assert session.variant(few, {each.question.id: moment for each in here}) not in here
