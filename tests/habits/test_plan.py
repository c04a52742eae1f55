"""What a plan asks for: its days, its periods, its frequency and its window."""

from datetime import date

import pytest

from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Periodic,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
    next_due,
    plan_on,
)
from tests.habits.told import DAY, amount, day

MONDAY = day("2026-06-01")
WORKDAYS, MONDAYS = Weekdays(frozenset(range(1, 6))), Weekdays(frozenset({1}))
NO_DAYS = [TimesAWeek(3), TimesAMonth(2), EveryNDays(14), Frequency(3, 7)]


@pytest.mark.parametrize(
    ("schedule", "ahead"),
    [(Daily(), 1), (MONDAYS, 7), (WORKDAYS, 1), (Weekdays(frozenset({7})), 6)],
    ids=str,
)
def test_the_next_due_day_lies_at_most_a_week_ahead(schedule: Schedule, ahead: int) -> None:
    assert next_due(Plan(MONDAY, schedule), MONDAY) == MONDAY + ahead * DAY


@pytest.mark.parametrize("schedule", NO_DAYS, ids=str)
def test_a_plan_that_names_no_days_is_due_on_none(schedule: Schedule) -> None:
    assert [schedule.asks(MONDAY + n * DAY) for n in range(40)] == [False] * 40
    assert next_due(Plan(MONDAY, schedule), MONDAY) is None


@pytest.mark.parametrize(
    ("schedule", "goal", "window"),
    [
        (Daily(), False, 1),
        (Daily(), True, 1),
        (WORKDAYS, False, 14),
        (WORKDAYS, True, 7),
        (Weekdays(frozenset(range(1, 8))), False, 1),
        (TimesAWeek(3), False, 14),
        (TimesAWeek(3), True, 7),
        (TimesAWeek(7), False, 1),
        (TimesAWeek(7), True, 7),
        (TimesAMonth(2), False, 60),
        (TimesAMonth(2), True, 30),
        (TimesAMonth(30), False, 1),
        (EveryNDays(14), False, 28),
        (EveryNDays(14), True, 14),
        (EveryNDays(1), False, 1),
        (Frequency(8, 7), False, 7),
        (Frequency(6, 7), False, 14),
    ],
    ids=str,
)
def test_so_many_days_count_for_strength(schedule: Schedule, goal: bool, window: int) -> None:
    assert Plan(MONDAY, schedule, Goal(amount(3)) if goal else None).window == window


@pytest.mark.parametrize(
    ("schedule", "today", "first", "last"),
    [
        (TimesAWeek(1), "2026-06-07", "2026-06-01", "2026-06-07"),
        (TimesAWeek(1), "2026-06-08", "2026-06-08", "2026-06-14"),
        (TimesAWeek(1, week_start=7), "2026-06-06", "2026-05-31", "2026-06-06"),
        (TimesAWeek(1, week_start=7), "2026-06-07", "2026-06-07", "2026-06-13"),
        (TimesAMonth(1), "2026-12-31", "2026-12-01", "2026-12-31"),
        (TimesAMonth(1), "2028-02-01", "2028-02-01", "2028-02-29"),
        (TimesAMonth(1), "2026-06-30", "2026-06-01", "2026-06-30"),
    ],
    ids=str,
)
def test_a_period_holds_its_first_and_its_last_day(
    schedule: Periodic, today: str, first: str, last: str
) -> None:
    assert schedule.period(day(today)) == (day(first), day(last))


@pytest.mark.parametrize(("ahead", "number"), [(-9, 0), (0, 0), (9, 0), (10, 1), (11, 1), (20, 2)])
def test_a_plan_is_in_force_from_its_own_first_day(ahead: int, number: int) -> None:
    plans = tuple(Plan(MONDAY + n * 10 * DAY, Daily()) for n in range(3))
    assert plan_on(plans, MONDAY + ahead * DAY) is plans[number]


@pytest.mark.parametrize("week", [date(2026, 6, 1) + 7 * n * DAY for n in range(2)], ids=str)
def test_chosen_weekdays_are_due_and_no_others(week: date) -> None:
    asked = [WORKDAYS.asks(week + n * DAY) for n in range(7)]
    assert asked == [True] * 5 + [False] * 2
