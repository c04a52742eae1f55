"""The rules alone: which days fit, what is asked when, and what a month counts."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from coach.intentions import phrases, rules

DAYS = st.dates(date(1990, 1, 1), date(2100, 12, 31))
STATES = st.sampled_from(rules.STATES)
MODEST = settings(max_examples=150)


@MODEST
@given(DAYS, st.integers(-5, 70))
def test_a_day_fits_from_today_to_sixty_days_ahead(today: date, ahead: int) -> None:
    try:
        day = today + timedelta(days=ahead)
    except OverflowError:
        return
    inside = 0 <= ahead <= 60 and day <= date(2100, 12, 31)
    assert rules.fits(day, today) is inside


@MODEST
@given(STATES, DAYS, st.lists(st.integers(0, 400), min_size=1, max_size=8))
def test_an_open_one_waits_then_stands_on_its_day_then_is_asked_about(
    state: str, day: date, steps: list[int]
) -> None:
    seen = [rules.due(state, day, day + timedelta(days=n - 200)) for n in sorted(steps)]
    order: list[str] = ["", "today", "asked"]
    assert seen == sorted(seen, key=order.index)
    assert rules.due(state, day, day) == ("today" if state == "open" else "")
    assert state == "open" or set(seen) == {""}


@MODEST
@given(DAYS)
def test_a_month_has_its_days_and_the_next_begins_the_day_after(day: date) -> None:
    first, last = rules.month(day)
    assert first.day == 1
    assert first <= day <= last
    assert rules.month(last + timedelta(days=1))[0] == last + timedelta(days=1)


def test_three_may_be_open_and_no_fourth() -> None:
    assert [rules.has_room(number) for number in range(5)] == [True, True, True, False, False]


@MODEST
@given(
    st.text("abé “”.", max_size=20),
    st.none() | DAYS,
    st.text("ab?\n “", max_size=40),
)
def test_a_draft_comes_back_as_it_was_typed(who: str, day: date | None, words: str) -> None:
    text = phrases.draft(who, str(day or ""), words)
    if text:
        assert phrases.drafted(text) == {"who": who, "day": day, "words": words}
    else:
        assert not who
        assert not words
