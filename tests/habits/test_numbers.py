"""Amounts, strength and streaks where they were once wrong: the right value, and why."""

import json
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.habits.rules.day_states import days as walked
from coach.habits.rules.fold import Running, advance, beginning, restored, stored
from coach.habits.rules.log import DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.strength import (
    Strength,
    asked,
    multiplier,
    percent,
    percent_of,
    planned_times,
    share,
    thousandths,
    word,
)
from tests.habits.told import DAY, amount, day, days, history, periods, reading, spell

MONDAY = day("2026-06-01")
DONE, NO = DayEntry(State.DONE), DayEntry(State.MISSED)


def of_numbers(*numbers: str | float) -> dict[date, DayEntry]:
    return {MONDAY + DAY * n: DayEntry(State.DONE, amount(said)) for n, said in enumerate(numbers)}


def test_a_tenth_and_two_tenths_meet_at_most_three_tenths() -> None:
    goal = Goal(amount("0.3"), at_most=True)
    told = history(TimesAWeek(1), MONDAY, of_numbers(0.1, 0.2), goal=goal)
    week = periods(told, MONDAY + 7 * DAY)[0]
    assert (week.done, week.asked, week.state) == (amount("0.3"), amount("0.3"), "met")
    assert reading(told, MONDAY + DAY).strength == 1  # 0.3 of 0.3 takes nothing away


def test_three_times_seven_tenths_meet_at_least_two_and_a_tenth() -> None:
    goal = Goal(amount("2.1"))
    told = history(TimesAWeek(1), MONDAY, of_numbers(0.7, 0.7, 0.7), goal=goal)
    assert periods(told, MONDAY + 2 * DAY)[0].state == "met"
    assert share(told.plans[0], amount("0.7") * 3) == 1.0


@given(
    st.lists(st.decimals(0, 1000, places=3), min_size=1, max_size=7),
    st.sampled_from([False, True]),
)
def test_a_sum_that_equals_the_target_meets_it(numbers: list[Decimal], at_most: bool) -> None:
    goal = Goal(sum(numbers, Decimal(0)), at_most)
    told = history(TimesAWeek(1), MONDAY, of_numbers(*map(str, numbers)), goal=goal)
    assert periods(told, MONDAY + 7 * DAY)[0].state == "met"
    assert share(told.plans[0], goal.target) == 1.0


def test_a_share_of_a_goal_is_asked_for_to_the_last_place_an_amount_has() -> None:
    away = {MONDAY + DAY * n: DayEntry(State.REST) for n in range(3)}
    for last, state in (("5.714285", "missed"), ("5.714286", "met")):
        marks = away | {MONDAY + 3 * DAY: DayEntry(State.DONE, amount(last))}
        told = history(TimesAWeek(1), MONDAY, marks, goal=Goal(amount(10)))
        week = periods(told, MONDAY + 7 * DAY)[0]
        assert (week.asked, week.state) == (amount("5.714286"), state)  # 10 x 4 / 7, rounded up


def test_an_at_most_habit_with_nothing_recorded_stands_at_one() -> None:
    told = history(Daily(), MONDAY, goal=Goal(amount(2), at_most=True))
    said = reading(told, MONDAY + 19 * DAY)
    assert (said.standing.current, said.standing.kept, said.strength) == (19, (19, 19), 1.0)
    cells = walked(told, beginning(told), MONDAY + 19 * DAY).cells
    assert {cell.strength for cell in cells} == {1.0}


def test_an_at_most_habit_says_the_same_before_and_after_its_first_zero() -> None:
    goal = Goal(amount(2), at_most=True)
    for marks in ({}, of_numbers(0)):
        told = history(TimesAWeek(1), MONDAY, marks, goal=goal)
        assert reading(told, MONDAY + 10 * DAY).strength == 1.0


def every(*plans: tuple[str, int], done: tuple[str, ...]) -> HabitHistory:
    told = tuple(Plan(day(start), EveryNDays(n)) for start, n in plans)
    return history(told, told[0].start, {day(tick): DONE for tick in done})


def test_a_longer_interval_moves_the_date_that_is_coming() -> None:
    told = every(("2026-06-01", 7), ("2026-06-05", 14), done=("2026-06-01",))
    for today in ("2026-06-05", "2026-06-09", "2026-06-15"):
        said = reading(told, day(today)).standing
        assert (said.current, said.due_by, said.ended) == (1, day("2026-06-15"), None)
    assert reading(told, day("2026-06-16")).standing.ended == (1, day("2026-06-15"))


def test_a_shorter_interval_moves_it_too() -> None:
    told = every(("2026-06-01", 14), ("2026-06-02", 3), done=("2026-06-01",))
    said = reading(told, day("2026-06-02")).standing
    assert (said.current, said.due_by) == (1, day("2026-06-04"))


def test_an_interval_shorter_than_the_days_gone_is_due_today_and_ends_nothing_before() -> None:
    told = every(("2026-06-01", 14), ("2026-06-10", 3), done=("2026-06-01",))
    said = reading(told, day("2026-06-10")).standing
    assert (said.current, said.due_by, said.today) == (1, day("2026-06-10"), State.OPEN)


def test_a_time_done_by_the_new_interval_counts() -> None:
    told = every(("2026-01-20", 2), ("2026-01-21", 3), done=("2026-01-20", "2026-01-23"))
    assert reading(told, day("2026-01-23")).standing.current == 2


@given(st.integers(1, 20), st.integers(1, 20), st.integers(1, 12))
def test_a_change_of_interval_that_comes_in_time_is_as_if_it_had_been_so(
    old: int, new: int, after: int
) -> None:
    if after >= min(old, new):
        return
    changed = MONDAY + after * DAY
    both = (Plan(MONDAY, EveryNDays(old)), Plan(changed, EveryNDays(new)))
    alone = (Plan(MONDAY, EveryNDays(new)),)
    for ahead in range(after, 45):
        told, so = (history(plans, MONDAY, {MONDAY: DONE}) for plans in (both, alone))
        now = MONDAY + ahead * DAY
        assert reading(told, now).standing == reading(so, now).standing


ALL_DAYS = (
    Weekdays(frozenset(range(1, 8))),
    TimesAWeek(7),
    Frequency(7, 7),
    Frequency(3, 3),
    TimesAMonth(30),
    EveryNDays(1),
)


@pytest.mark.parametrize("schedule", ALL_DAYS, ids=str)
def test_n_in_n_days_is_daily(schedule: Schedule) -> None:
    marks = dict.fromkeys(days(MONDAY, MONDAY + 19 * DAY), DONE)
    today = MONDAY + 19 * DAY
    told = reading(history(schedule, MONDAY, marks), today).strength
    assert told == pytest.approx(0.655747637, abs=1e-6)  # as Loop
    assert told == reading(history(Daily(), MONDAY, marks), today).strength


def test_a_number_a_week_is_summed_over_the_week_whatever_the_times() -> None:
    for times in (3, 7):
        plan = Plan(MONDAY, TimesAWeek(times), Goal(amount(21)))
        assert plan.window == 7
        told = history((plan,), MONDAY, of_numbers(*[3] * 14))
        fell_short = history((plan,), MONDAY, of_numbers(*[2] * 14))
        assert (
            reading(told, MONDAY + 13 * DAY).strength
            > reading(fell_short, MONDAY + 13 * DAY).strength
        )
    plan = Plan(MONDAY, Weekdays(frozenset(range(1, 8))), Goal(amount(3)))
    assert share(plan, amount(3)) == 1.0  # per due day


@given(st.floats(0, 1))
def test_a_strength_is_rounded_once_wherever_it_is_shown(strength: float) -> None:
    assert percent_of(thousandths(strength)) == percent(strength)
    assert abs(percent(strength) - strength * 100) <= 0.5 + 1e-9


def test_the_days_of_the_year_show_what_the_page_shows() -> None:
    told = history(TimesAWeek(3), MONDAY, spell(MONDAY, "x.xx..x" * 12))
    for ahead in range(84):
        found = walked(told, beginning(told), MONDAY + ahead * DAY)
        assert percent_of(found.past.strengths[-1]) == percent(found.reading.strength)


@pytest.mark.parametrize(
    "schedule",
    [Daily(), Weekdays(frozenset({1, 2})), TimesAWeek(3), TimesAMonth(3), EveryNDays(3),
     Frequency(3, 10)],
    ids=str,
)  # fmt: skip
def test_an_explicit_no_is_an_answer_and_ends_nothing_today(schedule: Schedule) -> None:
    told = history(schedule, MONDAY, {MONDAY: DONE, MONDAY + DAY: NO})
    silent = history(schedule, MONDAY, {MONDAY: DONE})
    said, unsaid = (reading(each, MONDAY + DAY).standing for each in (told, silent))
    assert said.today == State.MISSED
    assert said.current == unsaid.current


def test_a_number_past_an_at_most_goal_is_an_answer_too() -> None:
    told = history(Daily(), MONDAY, of_numbers(3), goal=Goal(amount(2), at_most=True))
    assert reading(told, MONDAY).standing.today == State.MISSED


@pytest.mark.parametrize(
    ("strength", "said"),
    [
        (0.0, "starting"),
        (0.2499, "starting"),
        (0.25, "growing"),
        (0.4999, "growing"),
        (0.5, "steady"),
        (0.7499, "steady"),
        (0.75, "strong"),
        (0.8999, "strong"),
        (0.9, "second nature"),
        (1.0, "second nature"),
    ],
)
def test_a_strength_has_the_next_word_from_its_edge_on(strength: float, said: str) -> None:
    assert word(strength) == said


@pytest.mark.parametrize(("days", "strength"), [(0, 1.0), (13, 0.5), (26, 0.25), (39, 0.125)])
def test_a_daily_habit_halves_in_thirteen_days_without_it(days: int, strength: float) -> None:
    state = Running(MONDAY - DAY, strength=Strength(1.0))
    told = history(Daily(), MONDAY, dict.fromkeys([MONDAY - 9 * DAY], DONE))
    found = advance(told, state, MONDAY + (days - 1) * DAY)
    assert found.strength.value == pytest.approx(strength)


@pytest.mark.parametrize(
    ("times", "days", "half"), [(1, 1, 13), (1, 4, 26), (4, 1, 6.5), (1, 9, 39)]
)
def test_a_rarer_habit_keeps_its_strength_longer(times: int, days: int, half: float) -> None:
    assert multiplier(times, days) ** half == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("at_most", "target", "total", "p"),
    [
        (False, 4, 0, 0.0),
        (False, 4, 1, 0.25),
        (False, 4, 4, 1.0),
        (False, 4, 9, 1.0),
        (False, 0, 0, 1.0),
        (True, 4, 0, 1.0),
        (True, 4, 4, 1.0),
        (True, 4, 5, 0.75),
        (True, 4, 8, 0.0),
        (True, 4, 20, 0.0),
        (True, 0, 0, 1.0),
        (True, 0, "0.000001", 0.0),
    ],
)
def test_a_total_fulfils_its_share_of_the_plan(
    at_most: bool, target: int, total: int | str, p: float
) -> None:
    plan = Plan(MONDAY, Daily(), Goal(amount(target), at_most))
    assert share(plan, amount(total)) == p


@pytest.mark.parametrize(
    ("schedule", "goal", "whole"),
    [
        (Daily(), None, 1),
        (Weekdays(frozenset({1, 2})), None, 4),
        (Weekdays(frozenset({1, 2})), 5, 10),
        (TimesAWeek(3), None, 6),
        (TimesAWeek(3), 5, 5),
        (TimesAMonth(2), None, 4),
        (EveryNDays(9), None, 2),
        (EveryNDays(9), 5, 5),
    ],
    ids=str,
)
def test_a_plan_asks_for_so_much_in_its_window(
    schedule: Schedule, goal: int | None, whole: int
) -> None:
    plan = Plan(MONDAY, schedule, None if goal is None else Goal(amount(goal)))
    assert asked(plan) == whole


@pytest.mark.parametrize(
    ("schedule", "free", "times"),
    [
        (Daily(), 10, 10),
        (Weekdays(frozenset({1, 2})), 7, 2),
        (Weekdays(frozenset({1, 2})), 8, 3),
        (TimesAWeek(3), 7, 3),
        (TimesAWeek(3), 8, 4),
        (TimesAWeek(3), 0, 0),
        (EveryNDays(9), 9, 1),
        (EveryNDays(9), 10, 2),
    ],
    ids=str,
)
def test_days_of_rest_are_not_planned_and_a_fraction_is_a_whole_time(
    schedule: Schedule, free: int, times: int
) -> None:
    rest = {MONDAY + DAY * n: DayEntry(State.REST) for n in range(free, free + 5)}
    told = history(schedule, MONDAY, rest)
    lived = told.days(MONDAY, MONDAY + (free + 4) * DAY)
    assert planned_times(told.plans[0], lived) == times


@pytest.mark.parametrize(("ago", "counts"), [(0, True), (13, True), (14, False), (15, False)])
def test_a_time_counts_as_long_as_it_is_in_the_window(ago: int, counts: bool) -> None:
    """The window of three times a week is 14 days, also after one of 60 days before it."""
    month, week = Plan(MONDAY - 90 * DAY, TimesAMonth(2)), Plan(MONDAY - 30 * DAY, TimesAWeek(3))
    told = history((month, week), month.start, {MONDAY - ago * DAY: DONE})
    assert reading(told, MONDAY).total == counts
    yesterday = advance(told, beginning(told), MONDAY - DAY).strength
    today = advance(told, beginning(told), MONDAY).strength
    m = multiplier(3, 7)
    risen = today.value - (yesterday.value or 0.0) * m if today.value is not None else 0
    assert risen == pytest.approx((1 - m) / 6 if counts else 0)


@pytest.mark.parametrize(("number", "value"), [(0, 0.9), (1, 0.9), (9, 0.9)])
def test_a_neutral_day_never_lowers_a_strength(number: int, value: float) -> None:
    for at_most in (False, True):
        goal = Goal(amount(5), at_most)
        told = history(Daily(), MONDAY, of_numbers(number), goal=goal, travel=[MONDAY], away=())
        state = Running(MONDAY - DAY, strength=Strength(value))
        found = advance(told, state, MONDAY).strength.value
        m = multiplier(1, 1)
        raised = number >= 5 and not at_most
        assert found == pytest.approx(value * m + 1 - m if raised else value)


@pytest.mark.parametrize(
    "goal", [None, Goal(amount("0.5")), Goal(amount(3), at_most=True)], ids=str
)
@pytest.mark.parametrize(
    "schedule",
    [Daily(), Weekdays(frozenset({1, 2})), TimesAWeek(3), TimesAMonth(3), EveryNDays(3),
     Frequency(3, 10)],
    ids=str,
)  # fmt: skip
def test_a_state_comes_back_from_what_is_stored_without_a_loss(
    schedule: Schedule, goal: Goal | None
) -> None:
    told = history(schedule, MONDAY, spell(MONDAY, "xx.xx....x..x........x"), goal=goal)
    for ahead in range(-1, 30):
        last = MONDAY + ahead * DAY
        state = advance(told, beginning(told), last)
        assert restored(last, json.loads(json.dumps(stored(state)))) == state


def test_what_is_stored_of_a_habit_holds_none_of_its_words() -> None:
    goal = Goal(amount(10), unit="glasses of wine")
    told = history(TimesAWeek(1), MONDAY, of_numbers(1, 2), goal=goal)
    assert "wine" not in str(stored(advance(told, beginning(told), MONDAY + DAY)))
