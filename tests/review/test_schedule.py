"""When a concept comes back, told as examples; what FSRS is given, and what it must not see."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from fsrs import Card, Rating, Scheduler
from hypothesis import given
from hypothesis import strategies as st

from coach.review import scheduling
from coach.review.scheduling import (
    Memory,
    Recall,
    SchedulingParams,
    after,
    rate,
    replay,
    retrievability,
)

DAY = date(2026, 11, 27)
NORA = SchedulingParams(1, "paraphrase", 0.9)
ratings = st.sampled_from(list(Rating))


def recalls(*steps: tuple[int, Rating]) -> list[Recall]:
    """Recalls so many days after the first day, right unless they are Again."""
    return [Recall(DAY + timedelta(ago), rating, rating != Rating.Again) for ago, rating in steps]


def memory_after(*steps: tuple[int, Rating]) -> Memory:
    found = replay(recalls(*steps), NORA)
    assert found is not None
    return found


# ------------------------------------------------------------------ ratings


@pytest.mark.parametrize("confidence", ["guess", "fairly", "sure", None])
def test_a_miss_is_again_however_sure_one_was(confidence: scheduling.Confidence | None) -> None:
    assert rate(0.49, confidence, hinted=False) == Rating.Again


def test_a_revealing_hint_makes_a_right_answer_again() -> None:
    assert rate(1.0, "sure", hinted=True) == Rating.Again


def test_a_lucky_guess_is_again() -> None:
    assert rate(1.0, "guess", hinted=False) == Rating.Again


def test_fairly_sure_and_right_is_hard() -> None:
    assert rate(1.0, "fairly", hinted=False) == Rating.Hard


def test_sure_and_partly_right_is_hard() -> None:
    assert rate(0.5, "sure", hinted=False) == Rating.Hard
    assert rate(0.79, "sure", hinted=False) == Rating.Hard


def test_right_without_a_word_on_confidence_is_hard() -> None:
    assert rate(1.0, None, hinted=False) == Rating.Hard


def test_sure_and_right_is_good() -> None:
    assert rate(0.8, "sure", hinted=False) == Rating.Good


@given(st.floats(0, 1), st.floats(0, 1), st.sampled_from(["guess", "fairly", "sure", None]))
def test_a_better_answer_never_rates_lower(
    one: float, other: float, confidence: scheduling.Confidence | None
) -> None:
    low, high = sorted((one, other))
    assert rate(low, confidence, False) <= rate(high, confidence, False)
    assert rate(high, confidence, False) != Rating.Easy, "only the learner says easy"


@pytest.mark.parametrize(
    ("score", "sure"),
    [(0.0, Rating.Again), (0.4999, Rating.Again), (0.5, Rating.Hard), (0.7999, Rating.Hard),
     (0.8, Rating.Good), (1.0, Rating.Good)],
)  # fmt: skip
def test_half_is_partly_right_and_four_fifths_are_right(score: float, sure: Rating) -> None:
    assert rate(score, "sure", hinted=False) == sure
    assert rate(score, "fairly", hinted=False) == min(sure, Rating.Hard)
    assert scheduling.right(score, sure) is (sure == Rating.Good)
    assert not scheduling.right(score, Rating.Again)


# ------------------------------------------------------------------ pitfalls of the package


def test_fsrs_takes_no_other_clock_than_utc_and_we_give_it_noon_utc() -> None:
    scheduler = scheduling.scheduler()
    for zone in (ZoneInfo("UTC"), None):
        with pytest.raises(ValueError, match="UTC"):
            scheduler.review_card(Card(1), Rating.Good, datetime(2026, 11, 27, 12, tzinfo=zone))
    assert scheduling.fsrs_time(DAY) == datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert scheduling.fsrs_time(DAY).tzinfo is UTC


def test_a_late_evening_and_the_next_morning_are_a_day_apart() -> None:
    morning = memory_after((0, Rating.Good), (1, Rating.Good)).stability
    assert morning == pytest.approx(7.32, abs=0.01), "what 25 hours give, whatever the clock said"


def test_the_first_good_answer_comes_back_in_days_not_minutes() -> None:
    assert memory_after((0, Rating.Good)).due >= DAY + timedelta(days=2)


def test_a_miss_comes_back_the_next_day() -> None:
    assert memory_after((0, Rating.Again)).due == DAY + timedelta(days=1)


def test_a_second_answer_of_a_day_is_refused() -> None:
    memory = memory_after((0, Rating.Easy))
    for day in (DAY, DAY - timedelta(days=1)):
        with pytest.raises(ValueError, match="first answer of a day"):
            after(memory, Recall(day, Rating.Easy, True), NORA)


def test_nothing_is_drawn_by_chance_and_no_card_makes_up_its_id() -> None:
    assert memory_after((0, Rating.Easy)) == memory_after((0, Rating.Easy))
    assert not scheduling.scheduler().enable_fuzzing
    assert scheduling._card(None, NORA).card_id == NORA.user_id


def test_ten_easy_answers_in_a_row_stay_within_half_a_year() -> None:
    memory, day = None, DAY
    for _ in range(10):
        memory = after(memory, Recall(day, Rating.Easy, True), NORA)
        assert memory.due - day <= timedelta(days=180)
        day = memory.due


def test_the_version_that_scheduled_is_known() -> None:
    assert scheduling.VERSION.startswith("6.")


# ------------------------------------------------------------------ spreading


@given(st.integers(1, 180), st.integers(1, 10_000), st.text(max_size=20))
def test_the_spread_stays_near_and_within_bounds(interval: int, user: int, concept: str) -> None:
    moved = scheduling.spread(interval, SchedulingParams(user, concept, 0.9))
    assert 1 <= moved <= 180
    assert abs(moved - interval) <= 1.5 + 0.15 * interval  # the reach is rounded to whole days
    if interval < 3:
        assert moved == interval


@pytest.mark.parametrize(
    ("interval", "reach"),
    [(1, 0), (2, 0), (3, 1), (5, 1), (6, 2), (15, 2), (16, 3), (110, 7), (120, 8), (178, 2)],
)
def test_an_interval_is_spread_by_a_day_at_three_and_more_the_longer_it_is(
    interval: int, reach: int
) -> None:
    """178 can only go up by two, to the longest; all others go both ways alike."""
    learners = [SchedulingParams(user, "paraphrase", 0.9) for user in range(1000)]
    moved = {scheduling.spread(interval, each) - interval for each in learners}
    assert max(moved) == reach
    assert min(moved) == (-11 if interval == 178 else -reach)


@given(st.integers(1, 10_000), st.text(max_size=20))
def test_a_longer_interval_never_comes_back_sooner(user: int, concept: str) -> None:
    moved = [
        scheduling.spread(days, SchedulingParams(user, concept, 0.9)) for days in range(1, 181)
    ]
    assert moved == sorted(moved)


histories = st.lists(st.tuples(st.integers(1, 40), ratings), max_size=5)


@given(st.integers(1, 500), st.text(min_size=1, max_size=20), histories, st.integers(0, 40))
def test_a_better_grade_never_brings_a_card_back_sooner(
    user: int, concept: str, history: list[tuple[int, Rating]], wait: int
) -> None:
    keeper, memory, day = SchedulingParams(user, concept, 0.9), None, DAY
    for gap, rating in history:
        day += timedelta(gap)
        memory = after(memory, Recall(day, rating, rating != Rating.Again), keeper)
    day += timedelta(wait + 1)
    grades = (Rating.Hard, Rating.Good, Rating.Easy)
    dues = [after(memory, Recall(day, grade, True), keeper).due for grade in grades]
    assert dues == sorted(dues)


def test_too_easy_on_the_day_never_brings_the_card_forward() -> None:
    first = Recall(DAY, Rating.Hard, True)
    keeper = SchedulingParams(1, "ask-before-help", 0.9)
    day = after(None, first, keeper).due
    good, easy = (
        replay([first, Recall(day, rating, True)], keeper) for rating in (Rating.Good, Rating.Easy)
    )
    assert good is not None
    assert easy is not None
    assert easy.due >= good.due, "the learner asked for a later day"


def test_what_was_learnt_together_comes_back_apart() -> None:
    first = [Recall(DAY, Rating.Easy, True)]
    dues = {replay(first, SchedulingParams(1, f"concept-{n}", 0.9)).due for n in range(20)}  # type: ignore[union-attr]
    assert len(dues) == 5, "eight days, give or take two"


def test_two_learners_do_not_share_a_rhythm() -> None:
    assert {
        scheduling.spread(60, SchedulingParams(user, "paraphrase", 0.9)) for user in range(40)
    } > {58, 62}


# ------------------------------------------------------------------ memory


def test_right_once_is_met_and_right_on_a_later_day_is_known() -> None:
    assert memory_after((0, Rating.Good)).state == "met"
    assert memory_after((0, Rating.Good), (3, Rating.Good)).state == "known"
    assert memory_after((0, Rating.Again), (1, Rating.Hard)).state == "known"


def test_partly_right_on_a_later_day_is_not_known_yet() -> None:
    partly = Recall(DAY + timedelta(days=3), Rating.Hard, right=False)
    found = replay([*recalls((0, Rating.Good)), partly], NORA)
    assert found is not None
    assert found.state == "met"


def test_known_then_missed_has_lapsed_and_can_be_known_again() -> None:
    lapsed = memory_after((0, Rating.Good), (3, Rating.Good), (20, Rating.Again))
    assert (lapsed.state, lapsed.lapses, lapsed.reps) == ("lapsed", 1, 3)
    assert after(lapsed, Recall(lapsed.due, Rating.Good, True), NORA).state == "known"


@pytest.mark.parametrize(
    ("steps", "state", "lapses"),
    [
        ([Rating.Again], "met", 0),
        ([Rating.Again, Rating.Again], "met", 1),
        ([Rating.Good, Rating.Again], "met", 1),
        ([Rating.Good, Rating.Good, Rating.Again], "lapsed", 1),
        ([Rating.Good, Rating.Good, Rating.Again, Rating.Again], "lapsed", 2),
    ],
)
def test_only_what_was_known_can_lapse_and_the_first_miss_is_no_lapse(
    steps: list[Rating], state: str, lapses: int
) -> None:
    found = memory_after(*((3 * n, rating) for n, rating in enumerate(steps)))
    assert (found.state, found.lapses, found.reps) == (state, lapses, len(steps))


@pytest.mark.parametrize("state", ["met", "known", "lapsed"])
def test_partly_right_leaves_the_state_as_it_was_and_is_no_lapse(state: str) -> None:
    before = replace(memory_after((0, Rating.Good)), state=state, lapses=2)
    found = after(before, Recall(before.due, Rating.Hard, right=False), NORA)
    assert (found.state, found.lapses) == (state, 2)


def test_the_chance_of_recall_falls_and_is_nine_in_ten_after_the_stability() -> None:
    memory = memory_after((0, Rating.Good), (3, Rating.Good))
    chances = [retrievability(memory, memory.last + timedelta(days=n)) for n in range(60)]
    assert chances == sorted(chances, reverse=True)
    assert chances[0] == 1
    assert chances[round(memory.stability)] == pytest.approx(0.9, abs=0.01)


def test_wanting_to_keep_more_brings_things_back_sooner() -> None:
    steps = recalls((0, Rating.Good), (3, Rating.Good), (12, Rating.Good))
    dues = [
        replay(steps, SchedulingParams(1, "paraphrase", share)).due for share in (0.8, 0.9, 0.95)
    ]  # type: ignore[union-attr]
    assert dues == sorted(dues, reverse=True)
    assert len(set(dues)) == 3


@given(st.lists(st.tuples(st.integers(1, 90), ratings), min_size=1, max_size=25))
def test_a_replay_gives_what_fsrs_gives(steps: list[tuple[int, Rating]]) -> None:
    plain = Scheduler(
        learning_steps=(), relearning_steps=(), maximum_interval=180, enable_fuzzing=False
    )
    card, memory, day = Card(7), None, DAY
    for gap, rating in steps:
        day += timedelta(days=gap)
        card, _ = plain.review_card(card, rating, scheduling.fsrs_time(day))
        memory = after(memory, Recall(day, rating, rating != Rating.Again), NORA)
        assert (memory.stability, memory.difficulty) == (card.stability, card.difficulty)
        assert memory.last < memory.due <= memory.last + timedelta(days=180)
    assert memory is not None
    assert memory.reps == len(steps)
