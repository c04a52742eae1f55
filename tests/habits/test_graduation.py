"""When a habit may graduate and is looked at again: the days on both sides of each edge."""

from datetime import date

import pytest

from coach.habits.rules.fold import Running, advance, beginning, may_graduate, next_check
from coach.habits.rules.log import DayEntry, State
from coach.habits.rules.plan import Daily
from coach.habits.rules.strength import Strength
from tests.habits.told import DAY, daily, day, history, reading, strengths

TODAY = day("2026-11-27")


@pytest.mark.parametrize(("days", "may"), [(None, False), (59, False), (60, True), (61, True)])
def test_a_habit_may_graduate_after_sixty_days_of_strong_strength(
    days: int | None, may: bool
) -> None:
    since = None if days is None else TODAY - days * DAY
    numbers = reading(*daily("x"))._replace(strong_since=since)
    assert may_graduate(numbers, TODAY) is may


@pytest.mark.parametrize(
    ("looked", "then"),
    [(None, "2026-07-01"), (day("2026-07-01"), "2026-07-31"), (day("2026-07-09"), "2026-08-08")],
)
def test_a_graduated_habit_is_looked_at_thirty_days_after_the_last_look(
    looked: date | None, then: str
) -> None:
    assert next_check(day("2026-06-01"), looked) == day(then)


@pytest.mark.parametrize(("value", "strong"), [(0.749, False), (0.75, True), (0.751, True)])
def test_strength_is_strong_from_three_quarters_on(value: float, strong: bool) -> None:
    rest = {TODAY: DayEntry(State.REST)}  # a day of rest keeps the strength
    told = history(Daily(), TODAY - DAY, rest)
    state = Running(TODAY - DAY, strength=Strength(value))
    assert advance(told, state, TODAY).strong_since == (TODAY if strong else None)


def test_strong_strength_counts_anew_after_it_was_lost() -> None:
    told, today = daily("x" * 40 + "." * 14 + "x" * 40)
    weak = [day for day, strength in strengths(told, today - DAY).items() if strength < 0.75]
    assert reading(told, today).strong_since == max(weak) + DAY
    assert max(weak) > told.start + 50 * DAY, "it was strong before, and lost it"


def test_a_habit_that_lost_its_strength_has_no_day_it_is_strong_since() -> None:
    told, today = daily("x" * 40 + "." * 14)
    assert advance(told, beginning(told), told.start + 39 * DAY).strong_since is not None
    assert reading(told, today).strong_since is None
