"""How much of a principle sits, and how that is said."""

from datetime import date, timedelta

import pytest

from coach.content import loader
from coach.review import phrases, session
from coach.review.mastery import Mastery, mastery
from coach.review.scheduling import Memory
from coach.review.session import Load
from tests.lessons.course import GOOD

VARIANTS = session.concepts(loader.read(GOOD))
TODAY = date(2026, 11, 27)


def memory(state: str, days_ago: int = 0) -> Memory:
    last = TODAY - timedelta(days=days_ago)
    return Memory(state, 10, 5, TODAY, last, 2, 0)  # type: ignore[arg-type]


def of(**memories: Memory) -> Mastery:
    return mastery(memories, VARIANTS, TODAY)["active-listening"]


def test_nothing_known_is_nothing() -> None:
    assert of() == Mastery(0, 2, 0.0)


@pytest.mark.parametrize("state", ["met", "lapsed"])
def test_what_was_met_or_has_lapsed_does_not_count(state: str) -> None:
    assert of(paraphrase=memory(state)).known == 0


def test_what_is_known_counts_by_the_chance_that_it_is_still_there() -> None:
    assert of(paraphrase=memory("known")) == Mastery(1, 2, 0.5)
    assert of(paraphrase=memory("known"), attention=memory("known")).percent == 100
    assert of(paraphrase=memory("known", days_ago=10)).share == pytest.approx(0.45)


def test_it_falls_from_day_to_day_and_rises_with_a_right_answer() -> None:
    shares = [of(paraphrase=memory("known", days)).share for days in range(60)]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < shares[0]


def test_a_little_is_never_said_to_be_nothing_nor_nearly_all_to_be_all() -> None:
    assert (Mastery(1, 99, 0.004).percent, Mastery(9, 9, 0.996).percent) == (1, 99)


@pytest.mark.parametrize(
    ("share", "percent"),
    [(0.0, 0), (0.001, 1), (0.0149, 1), (0.0151, 2), (0.5, 50), (0.9849, 98), (0.994, 99),
     (0.999, 99), (1.0, 100)],
)  # fmt: skip
def test_a_share_is_shown_in_whole_per_cent(share: float, percent: int) -> None:
    assert Mastery(1, 2, share).percent == percent


def test_a_memory_of_what_left_the_course_does_not_count() -> None:
    assert of(gone=memory("known")) == Mastery(0, 2, 0.0)


@pytest.mark.parametrize(
    ("days", "said"),
    [(0, "tomorrow"), (1, "tomorrow"), (2, "in 2 days"), (13, "in 13 days"),
     (14, "in about 2 weeks"), (59, "in about 8 weeks"), (180, "in about 6 months")],
)  # fmt: skip
def test_a_return_is_said_as_one_would_say_it(days: int, said: str) -> None:
    assert phrases.returns(TODAY + timedelta(days=days), TODAY) == said


def test_a_session_on_offer_says_how_much_it_is() -> None:
    assert phrases.offer(Load(0, 6, 0)) == ("Review 6 cards", "About 3 minutes")
    assert phrases.offer(Load(5, 1, 0)) == ("Review 1 more card", "About 1 minute")
    assert phrases.offer(Load(0, 20, 11))[1].endswith("11 more wait for tomorrow")
    assert phrases.offer(Load(0, 20, 1))[1].endswith("1 more waits for tomorrow")
