"""Streaks by example, each named as the sentence it shows."""

from datetime import date

import pytest

from coach.habits.rules.day_states import days as walked
from coach.habits.rules.fold import beginning
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    InTheFuture,
    Plan,
    Schedule,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
    admit,
)
from coach.habits.rules.streak import StreakStatus
from tests.habits.told import DAY, amount, daily, day, days, history, periods, reading, spell

MONDAY = day("2026-06-01")
DONE = DayEntry(State.DONE)


def standing(told: tuple[HabitHistory, date]) -> StreakStatus:
    return reading(*told).standing


def states(told: HabitHistory, today: date) -> str:
    """Return the states of all days, one letter each."""
    return "".join(cell.state[0] for cell in walked(told, beginning(told), today).cells)


def test_ten_days_with_day_five_missed_are_nine_with_one_slip() -> None:
    said = standing(daily("xxxx.xxxxx"))
    assert (said.current, said.best, said.slips) == (9, 9, (day("2026-06-05"),))


def test_days_five_and_six_missed_leave_four() -> None:
    said = standing(daily("xxxx..xxxx"))
    assert (said.current, said.best, said.slips) == (4, 4, ())


def test_every_second_day_on_a_daily_habit_is_one_and_best_two() -> None:
    said = standing(daily("x.x.x.x.x."))
    assert (said.current, said.best) == (1, 2)


def test_an_open_today_does_not_end_the_streak() -> None:
    said = standing(daily("xxx."))
    assert (said.current, said.today, said.slips) == (3, State.OPEN, ())


def test_a_miss_yesterday_with_today_open_bridges_and_is_listed() -> None:
    said = standing(daily("xxx.."))
    assert (said.current, said.slips) == (3, (day("2026-06-04"),))


def test_a_miss_the_day_before_yesterday_and_yesterday_end_it() -> None:
    said = standing(daily("xxx..."))
    assert (said.current, said.best) == (0, 3)
    assert said.ended == (3, day("2026-06-05"))


def test_an_explicit_no_looks_like_nothing_said() -> None:
    assert standing(daily("xxxnxx")) == standing(daily("xxx.xx"))


def test_a_miss_six_due_days_after_a_miss_ends_and_seven_days_after_bridges() -> None:
    assert standing(daily("xx.xxxxx.x")).current == 1
    assert standing(daily("xx.xxxxxx.x")).current == 9


def test_rest_days_are_no_due_days_when_misses_are_looked_for() -> None:
    assert standing(daily("x.xrrrrrrx.x")).current == 1


def test_rest_today_neither_counts_nor_ends() -> None:
    said = standing(daily("xxr"))
    assert (said.current, said.today) == (2, State.REST)


def test_the_first_due_day_missed_is_no_slip_of_a_run_that_had_not_begun() -> None:
    said = standing(daily(".xxx"))
    assert (said.current, said.slips) == (3, ())


def test_a_tick_on_a_free_day_counts_like_any_other() -> None:
    marks = spell(MONDAY, "xxxxxx")  # Monday to Saturday
    told = history(Weekdays(frozenset(range(1, 6))), MONDAY, marks)
    said = reading(told, day("2026-06-06")).standing
    assert (said.current, said.today) == (6, State.DONE)


def test_a_free_day_is_not_due() -> None:
    told = history(Weekdays(frozenset(range(1, 6))), MONDAY, spell(MONDAY, "xxxxx"))
    assert reading(told, day("2026-06-07")).standing.today == State.FREE


def test_filling_in_before_the_start_moves_the_start() -> None:
    told = history(Daily(), MONDAY, spell(MONDAY - 2 * DAY, "xxxx"))
    assert told.first_day == MONDAY - 2 * DAY
    assert reading(told, day("2026-06-02")).standing.current == 4


def test_only_the_future_is_refused() -> None:
    admit(date(1990, 1, 1), MONDAY)
    admit(MONDAY, MONDAY)
    with pytest.raises(InTheFuture):
        admit(MONDAY + DAY, MONDAY)


def test_travel_is_neutral_and_a_tick_on_it_counts() -> None:
    told, today = daily("xx.xx", travel=[day("2026-06-03")])
    assert (standing((told, today)).current, standing((told, today)).slips) == (4, ())
    told, today = daily("xxxxx", travel=[day("2026-06-03")])
    assert standing((told, today)).current == 5


def test_a_pause_without_an_end_keeps_the_streak_for_years() -> None:
    told, _ = daily("xxx", away=[AwayRange(day("2026-06-04"))])
    said = reading(told, day("2031-01-01"))
    assert (said.standing.current, said.standing.today) == (3, State.AWAY)


def test_a_partial_day_does_not_keep_a_streak() -> None:
    marks = {
        MONDAY + DAY * n: DayEntry(State.DONE, amount(number)) for n, number in enumerate([2, 1, 2])
    }
    told = history(Daily(), MONDAY, marks, goal=Goal(amount(2)))
    said = reading(told, MONDAY + 2 * DAY).standing
    assert (said.current, said.slips) == (2, (MONDAY + DAY,))
    assert states(told, MONDAY + 2 * DAY) == "dpd"


def test_an_empty_past_day_keeps_an_at_most_goal() -> None:
    marks = {
        MONDAY + DAY: DayEntry(State.DONE, amount(1)),
        MONDAY + 3 * DAY: DayEntry(State.DONE, amount(5)),
    }
    told = history(Daily(), MONDAY, marks, goal=Goal(amount(2), at_most=True))
    said = reading(told, MONDAY + 5 * DAY).standing
    assert (said.current, said.slips, said.today) == (4, (MONDAY + 3 * DAY,), State.OPEN)


def test_a_slip_that_bridged_nothing_is_shown_as_missed() -> None:
    told, today = daily("xx.xxxxxxx..x")
    assert states(told, today) == "ddsdddddddmmd"


def weeks(text: str, today: str, start: date = MONDAY, **more: object) -> HabitHistory:
    return history(TimesAWeek(3), start, spell(start, text), **more)  # type: ignore[arg-type]


def test_the_running_week_counts_once_it_is_met_and_harms_nothing_before() -> None:
    told = weeks("xxx....xx", "")
    assert reading(told, day("2026-06-09")).standing.current == 1
    told = weeks("xxx....xxx", "")
    assert reading(told, day("2026-06-10")).standing.current == 2


def test_a_week_that_fell_short_ends_the_run() -> None:
    said = reading(weeks("xxx....xx.....x", ""), day("2026-06-15")).standing
    assert (said.current, said.best) == (0, 1)
    assert said.ended == (1, day("2026-06-14"))


def test_rest_that_is_still_to_come_asks_for_less_already() -> None:
    told = weeks("xx", "", away=[AwayRange(day("2026-06-05"), day("2026-06-07"))])
    assert reading(told, day("2026-06-02")).standing.current == 1


def test_a_week_without_a_free_day_is_neutral() -> None:
    told = weeks("xxx.... ....... xxx", "", away=[AwayRange(day("2026-06-08"), day("2026-06-14"))])
    today = day("2026-06-17")
    assert [result.state for result in periods(told, today)] == ["met", "neutral", "met"]
    assert reading(told, today).standing.current == 2


def test_weeks_begin_when_the_person_says_so() -> None:
    told = history(TimesAWeek(3, week_start=7), MONDAY, spell(MONDAY, "xx...xxx"))
    first, second = periods(told, day("2026-06-08"))
    assert (first.first, first.done, first.asked) == (day("2026-05-31"), 3, 3)
    assert (second.first, second.done) == (day("2026-06-07"), 2)


def test_a_month_asks_for_no_more_days_than_it_has() -> None:
    told = history(TimesAMonth(31), day("2026-02-01"), spell(day("2026-02-01"), "x" * 28))
    (february,) = periods(told, day("2026-02-28"))
    assert (february.done, february.asked, february.state) == (28, 28, "met")


def test_a_month_begun_on_the_twentieth_asks_for_its_share() -> None:
    told = history(TimesAMonth(8), day("2026-06-20"))
    (june,) = periods(told, day("2026-06-20"))
    assert june.asked == 3  # 8 x 11 / 30, rounded up


def test_a_goal_per_week_is_met_by_its_sum() -> None:
    marks = {
        MONDAY: DayEntry(State.DONE, amount(6)),
        MONDAY + 3 * DAY: DayEntry(State.DONE, amount(4)),
    }
    told = history(TimesAWeek(1), MONDAY, marks, goal=Goal(amount(10), unit="pages"))
    (week,) = periods(told, MONDAY + 4 * DAY)
    assert (week.done, week.asked, week.state) == (10, 10, "met")


FORTNIGHT = EveryNDays(14)


def times(*ticks: str, away: tuple[AwayRange, ...] = ()) -> HabitHistory:
    return history(FORTNIGHT, day("2026-05-01"), {day(tick): DONE for tick in ticks}, away)


def test_ten_days_away_move_the_date_by_ten() -> None:
    away = (AwayRange(day("2026-06-01"), day("2026-06-10")),)
    told = times("2026-05-14", "2026-05-28")
    assert reading(told, day("2026-06-01")).standing.due_by == day("2026-06-11")
    told = times("2026-05-14", "2026-05-28", away=away)
    assert reading(told, day("2026-05-30")).standing.due_by == day("2026-06-21")


def test_a_time_too_soon_is_kept_but_does_not_count_again() -> None:
    said = reading(times("2026-05-01", "2026-05-15", "2026-05-18"), day("2026-05-20")).standing
    assert (said.current, said.due_by, said.kept) == (2, day("2026-05-29"), (2, 2))


def test_half_the_interval_is_enough_to_count() -> None:
    assert reading(times("2026-05-01", "2026-05-07"), day("2026-05-08")).standing.current == 1
    assert reading(times("2026-05-01", "2026-05-08"), day("2026-05-08")).standing.current == 2


def test_nobody_loses_a_run_for_having_come_early() -> None:
    said = reading(times("2026-05-01", "2026-05-05", "2026-05-18"), day("2026-05-18")).standing
    assert said.current == 2


def test_a_run_of_times_ends_when_the_date_passes() -> None:
    told = times("2026-05-01", "2026-05-15")
    assert reading(told, day("2026-05-29")).standing.current == 2
    said = reading(told, day("2026-05-30")).standing
    assert (said.current, said.best, said.kept) == (0, 2, (2, 3))
    assert said.ended == (2, day("2026-05-29"))


def test_a_raw_frequency_has_strength_and_no_streak() -> None:
    told = history(Frequency(3, 10), MONDAY, spell(MONDAY, "x..x..x"))
    said = reading(told, day("2026-06-08"))
    assert (said.standing.unit, said.standing.current, said.bests) == ("", 0, {"": 0})
    assert said.strength > 0


def test_a_change_of_unit_begins_anew_and_the_old_best_stays() -> None:
    plans = (Plan(MONDAY, Daily()), Plan(day("2026-06-08"), TimesAWeek(2)))
    told = history(plans, MONDAY, spell(MONDAY, "xxxxxxx xx"))
    said = reading(told, day("2026-06-10"))
    assert (said.standing.unit, said.standing.current, said.standing.best) == ("weeks", 1, 1)
    assert said.bests == {"days": 7, "weeks": 1}


def test_past_days_keep_the_rule_they_were_lived_under() -> None:
    plans = (Plan(MONDAY, Weekdays(frozenset({1}))), Plan(day("2026-06-08"), Daily()))
    told = history(plans, MONDAY, spell(MONDAY, "x......xx"))
    assert reading(told, day("2026-06-09")).standing.current == 3


def test_kept_counts_the_last_twenty_due_days() -> None:
    told, today = daily("..." + "x" * 10 + "...xx" + "x" * 7)
    assert standing((told, today)).kept == (17, 20)


@pytest.mark.parametrize(
    ("schedule", "apart", "shown"),
    [
        (Daily(), 1, 20),
        (TimesAWeek(1), 7, 12),
        (TimesAMonth(1), 30, 12),
        (EveryNDays(3), 3, 10),
        (Frequency(3, 10), 1, 0),
    ],
    ids=str,
)
def test_as_many_of_the_last_times_are_shown_as_suit_their_unit(
    schedule: Schedule, apart: int, shown: int
) -> None:
    marks = {day("2025-06-15") + apart * n * DAY: DONE for n in range(25)}
    said = reading(history(schedule, min(marks), marks), max(marks) + DAY).standing
    assert said.kept == (shown, shown)
    assert not said.missed_last


@pytest.mark.parametrize(
    ("today", "state", "length"),
    [("2026-06-02", "open", 0), ("2026-06-07", "open", 0), ("2026-06-08", "met", 1)],
)
def test_a_week_with_a_limit_is_met_when_it_is_over_and_not_before(
    today: str, state: str, length: int
) -> None:
    marks = {MONDAY: DayEntry(State.DONE, amount(2))}
    told = history(TimesAWeek(1), MONDAY, marks, goal=Goal(amount(3), at_most=True))
    assert periods(told, day(today))[0].state == state
    assert reading(told, day(today)).standing.current == length


@pytest.mark.parametrize(
    ("marks", "days", "rest"),
    [("..", "ff", "o"), ("xx", "dd", "d"), ("nn", "ff", "m"), ("rr", "rr", "r"), (".x", "fd", "d")],
)
def test_the_days_of_a_raw_frequency_are_only_done_or_not(marks: str, days: str, rest: str) -> None:
    told = history(Frequency(3, 10), MONDAY, spell(MONDAY, marks))
    assert states(told, MONDAY + 2 * DAY) == days + "o"
    assert states(told, MONDAY + DAY)[-1] == rest


@pytest.mark.parametrize(
    ("number", "state"),
    [(0, State.MISSED), (1, State.PARTIAL), (4, State.PARTIAL), (5, State.DONE)],
)
@pytest.mark.parametrize("schedule", [Daily(), FORTNIGHT], ids=str)
def test_a_number_of_today_tells_how_today_stands(
    schedule: Schedule, number: int, state: State
) -> None:
    marks = {MONDAY: DayEntry(State.DONE, amount(number))}
    told = history(schedule, MONDAY, marks, goal=Goal(amount(5)))
    assert reading(told, MONDAY).standing.today == state


def test_a_time_after_the_end_of_a_run_leaves_nothing_of_the_end() -> None:
    told = times("2026-05-01", "2026-06-01")
    before, after = (reading(told, day(each)).standing for each in ("2026-05-31", "2026-06-02"))
    assert (before.ended, before.missed_last, before.kept) == ((1, day("2026-05-15")), True, (1, 2))
    assert (after.ended, after.missed_last, after.kept) == (None, False, (2, 3))


def test_a_week_that_was_missed_is_the_last_outcome_until_one_is_met() -> None:
    told = weeks("xxx.... ....... xxx", "")
    before, after = (reading(told, day(each)).standing for each in ("2026-06-15", "2026-06-22"))
    assert (before.kept, before.missed_last, before.current) == ((1, 2), True, 0)
    assert (after.kept, after.missed_last, after.current) == ((2, 3), False, 1)


def test_an_empty_day_is_no_time_done_even_if_it_keeps_a_limit() -> None:
    goal = Goal(amount(2), at_most=True)
    told = history(EveryNDays(3), MONDAY, goal=goal)
    assert states(told, MONDAY + 2 * DAY) == "ffo"
    assert reading(told, MONDAY + 2 * DAY).standing.current == 0


@pytest.mark.parametrize(
    ("marks", "days"),
    [
        # Mondays and Thursdays; the first spare Thursday is in vain if Monday is missed as well
        ("x..x...x..x...x..x...x......x", "d..d...d..d...d..d...d..s...d"),
        ("x..x...x..x...x..x...x.......", "d..d...d..d...d..d...d..m...m"),
        ("x..x...x..x...x..x...x...r...", "d..d...d..d...d..d...d..mr..m"),
    ],
)
def test_days_without_a_due_day_between_do_not_hide_that_a_spare_day_was_in_vain(
    marks: str, days: str
) -> None:
    told = history(Weekdays(frozenset({1, 4})), MONDAY, spell(MONDAY, marks))
    today = MONDAY + len(marks) * DAY
    cells = walked(told, beginning(told), today).cells
    assert "".join(cell.state[0] for cell in cells[:-1]).replace("f", ".") == days
    rule = "bridged" if "s" in days else "bridged in vain"
    assert cells[24].rule == rule


def test_a_part_done_on_a_free_day_does_not_hide_it_either() -> None:
    whole, part = DayEntry(State.DONE, amount(2)), DayEntry(State.DONE, amount(1))
    mondays = {MONDAY + 7 * DAY * n: whole for n in range(8)}
    told = history(
        Weekdays(frozenset({1})), MONDAY, mondays | {MONDAY + 59 * DAY: part}, goal=Goal(amount(2))
    )
    cells = walked(told, beginning(told), MONDAY + 64 * DAY).cells
    assert [(cells[n].state, cells[n].rule) for n in (56, 59, 63)] == [
        (State.MISSED, "bridged in vain"),
        (State.PARTIAL, "free"),
        (State.MISSED, "ended"),
    ]


def test_nothing_at_all_of_what_has_a_limit_each_week_is_done_if_it_was_said() -> None:
    goal = Goal(amount(2), at_most=True)
    said = history(TimesAWeek(1), MONDAY, {MONDAY: DayEntry(State.DONE, amount(0))}, goal=goal)
    assert states(said, MONDAY + 2 * DAY) == "dfo"


def test_each_day_names_the_rule_that_decided_it() -> None:
    def rules(told: HabitHistory, today: date) -> list[str]:
        return [cell.rule for cell in walked(told, beginning(told), today).cells]

    goal = Goal(amount(2), at_most=True)
    limit = history(Daily(), MONDAY, {MONDAY: DayEntry(State.DONE, amount(1))}, goal=goal)
    assert rules(limit, MONDAY + 2 * DAY) == ["counted", "empty, at most", "today"]
    marks = spell(MONDAY, "xr.")
    workdays = history(Weekdays(frozenset({1})), MONDAY, marks)
    assert rules(workdays, MONDAY + 3 * DAY) == ["counted", "neutral", "free", "as it stands"]
    assert rules(*daily("..xxxxxxx..")) == [
        "nothing to bridge", "nothing to bridge", *["counted"] * 7, "bridged", "today",
    ]  # fmt: skip


@pytest.mark.parametrize("schedule", [Daily(), TimesAWeek(3), TimesAMonth(2), FORTNIGHT])
def test_before_its_start_a_habit_asks_nothing(schedule: Daily) -> None:
    said = reading(history(schedule, MONDAY), MONDAY - 3 * DAY)
    assert (said.standing.today, said.standing.current, said.strength) == (State.FREE, 0, 0.0)
    assert (said.standing.best, said.bests) == (0, {})


def test_until_something_is_recorded_a_day_has_no_strength() -> None:
    told, today = daily("...x.")
    strengths = [cell.strength for cell in walked(told, beginning(told), today).cells]
    assert strengths[:3] == [0.0] * 3
    assert min(strengths[3:]) > 0


def test_sixty_six_days_feel_as_they_should() -> None:
    span = days(MONDAY, MONDAY + 65 * DAY)
    marks = dict.fromkeys(span, DONE)
    told = history(Daily(), MONDAY, marks)
    assert reading(told, span[-1]).strength == pytest.approx(0.970, abs=5e-4)
    assert reading(told, span[17]).strength == pytest.approx(0.617, abs=5e-4)
    assert reading(told, span[-1] + 7 * DAY).strength == pytest.approx(0.668, abs=5e-4)
    rest = {span[-1] + DAY * ahead: DayEntry(State.REST) for ahead in range(1, 8)}
    told = history(Daily(), MONDAY, marks | rest)
    assert reading(told, span[-1] + 7 * DAY).strength == pytest.approx(0.970, abs=5e-4)
    missed = {each: DONE for each in span if each != span[-2]}
    told = history(Daily(), MONDAY, missed)
    assert reading(told, span[-1]).strength == pytest.approx(0.921, abs=5e-4)
