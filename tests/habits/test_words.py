"""What the rows, the kind sentence, the year picture and the praise say."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from coach.habits.habit_log import HabitLog, HabitStatus, status_on
from coach.habits.presenters import changes
from coach.habits.presenters.changes import recounted
from coach.habits.presenters.phrases import RULES, rhythm
from coach.habits.presenters.row import card
from coach.habits.presenters.week import week
from coach.habits.presenters.year_chart import year
from coach.habits.rules.day_states import days as walked
from coach.habits.rules.day_states import months
from coach.habits.rules.fold import beginning
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.strength import word
from tests.habits.told import DAY, daily, day, history, reading, spell

MONDAY = day("2026-06-01")


def track(told: HabitHistory, number: int = 1) -> HabitLog:
    name = "Let people finish"
    return HabitLog(number, name, 2, "someone calls", told)


def test_strength_has_five_words() -> None:
    said = [word(strength) for strength in (0.0, 0.25, 0.5, 0.75, 0.9)]
    assert said == ["starting", "growing", "steady", "strong", "second nature"]


def test_a_row_puts_strength_and_streak_into_words() -> None:
    told, today = daily("x" * 9 + ".x")
    row = card(status_on(track(told), today))
    assert row.strip == ("done", "done", "done", "spare", "done")
    assert (row.streak, row.kept) == ("10 days", "kept 10 of the last 11 due days")
    assert row.asked


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (history(Weekdays(frozenset({2})), MONDAY), "rests today. Next on Tuesday."),
        (
            history(EveryNDays(14), MONDAY, spell(MONDAY, "x")),
            "is not due yet. Next by Monday 15 June.",
        ),
    ],
)
def test_a_day_that_asks_nothing_says_when_it_will(told: HabitHistory, said: str) -> None:
    assert card(status_on(track(told), MONDAY + 2 * DAY)).rests == said


def test_a_pause_says_until_when() -> None:
    told, today = daily("xxx", away=[AwayRange(day("2026-06-03"), day("2027-01-03"))])
    assert card(status_on(track(told), today + DAY)).rests == (
        "is paused until 4 January. Its numbers stay as they are."
    )


def test_a_covered_day_is_the_weeks_sentence() -> None:
    told, today = daily("x" * 8 + ".xx", start="2026-06-08")  # Tuesday 16 June is missed
    said = week([status_on(track(told), today)], today, week_start=1)
    assert said is not None
    assert said.heading == "Tuesday is covered"
    assert said.words == "A spare day kept “Let people finish” going: 10 days and counting."
    assert [dot.glyph for dot in said.dots] == ["done", "spare", "done", "done", "", "", ""]
    assert said.dots[1].words == "Tuesday: covered by a spare day"


def test_an_ended_streak_is_said_with_what_remains() -> None:
    told, today = daily("x" * 12 + "...")
    said = week([status_on(track(told), today)], today, week_start=1)
    assert said is not None
    assert said.heading == "A streak has ended"
    assert said.words.startswith(
        "The streak of “Let people finish” ended at 12 days on Sunday 14 June. Strength is "
    )


def test_a_streak_of_one_or_two_that_ended_is_no_news() -> None:
    told, today = daily("xx...")
    seen = status_on(track(told), today)
    assert card(seen).ended == ""
    said = week([seen], today, week_start=1)
    assert said is not None
    assert said.heading == "This week"
    told, today = daily("xxx...")
    ended = card(status_on(track(told), today)).ended
    assert ended.startswith("The streak ended at 3 days on ")
    assert "day one" not in ended


def test_nothing_done_says_nothing() -> None:
    told, today = daily("...")
    assert week([status_on(track(told), today)], today, week_start=7) is None


def test_round_numbers_and_returns_earn_a_word_unless_late() -> None:
    def praise(before: str, after: str, late: bool = False) -> str:
        was, became = (reading(*daily(text)).standing for text in (before, after))
        told, today = daily(after)
        missed = changes.missed(was, became, status_on(track(told), today).whole, today)
        return changes.praise(was, became, missed, late)

    assert praise("xxxxxx.", "xxxxxxx") == "7 days in a row, your longest streak so far."
    assert praise("xxxxxx.", "xxxxxxx", late=True) == ""
    assert praise("xx....", "xx...x") == "Welcome back. You have started again."
    assert praise("xx...", "xx..x") == "", "two days are no absence"
    assert praise("xxx..", "xxx.x") == "The streak goes on: 4 days. The missed day is not counted."
    assert praise("..", ".x") == "", "a first check-in is no return"
    assert praise(".....", "....x") == "", "nor is a late one"
    assert praise("xx....", "xxn..x") == "", "who says that it was missed was here"
    assert praise("xx.", "xxx") == ""
    assert praise("xxx", "xxx") == ""


@pytest.mark.parametrize("today", ["2026-01-01", "2026-12-31", "2028-02-29"])
def test_the_year_picture_draws_each_day_once(today: str) -> None:
    last = day(today)
    told = history(TimesAMonth(2), last.replace(month=1, day=1))
    halves = year(walked(told, beginning(told), last).past, last, told.start)
    dots = sum(len(re.findall("M", path)) for half in halves for _, path in half.paths)
    days = (last - told.start).days + 1
    assert dots == days - 1 + 1  # today has its ring alone: it is open


def test_late_done_days_are_hollow_and_months_add_up() -> None:
    marks = {MONDAY: DayEntry(State.DONE, late=True), MONDAY + DAY: DayEntry(State.DONE)}
    told, today = history(Weekdays(frozenset({1, 2})), MONDAY, marks), MONDAY + 40 * DAY
    past = walked(told, beginning(told), today).past
    shapes = {name for half in year(past, today, MONDAY) for name, _ in half.paths}
    assert {"late", "done", "rest", "now"} <= shapes
    june, july = months(past)
    assert (june.done, june.spare + june.missed, july.done) == (2, 8, 0)


def test_every_rule_has_words_and_every_words_a_rule() -> None:
    used: set[str] = set()
    schedules = [
        Daily(), Weekdays(frozenset({1, 3})), TimesAWeek(3), TimesAMonth(2), EveryNDays(3),
        EveryNDays(9), Frequency(3, 10),
    ]  # fmt: skip
    for schedule in schedules:
        for goal in (None, Goal(Decimal(1), at_most=True)):
            for marks in ("x.xx...xnr....x..xx", "....xxxxxxx..xxxxxxxx."):
                told = history(schedule, MONDAY, spell(MONDAY, marks), goal=goal)
                for today in (MONDAY + 40 * DAY, MONDAY):
                    used |= {cell.rule for cell in walked(told, beginning(told), today).cells}
                assert rhythm(told.plans[0]) or isinstance(schedule, Frequency)
    assert used == RULES.keys()


def weekly(text: str, times: int = 3) -> tuple[HabitHistory, date]:
    """Return a habit of so many times a week spelt day by day from a Monday, and the last day."""
    told = history(TimesAWeek(times), MONDAY, spell(MONDAY, text))
    return told, MONDAY + (len(text) - 1) * DAY


def test_a_week_that_is_met_is_said_once_and_the_row_of_weeks_beside_it() -> None:
    def praise(before: str, after: str, late: bool = False, times: int = 3) -> str:
        was, became = (reading(*weekly(text, times)).standing for text in (before, after))
        return changes.praise(was, became, changes.NOTHING, late)

    assert praise("xx.", "xxx") == "", "the card says that the week is met"
    assert praise("x..", "x.x") == "", "not yet"
    assert praise("xxx.", "xxxx") == "", "it was met before"
    assert praise("xx.", "xxx", late=True) == ""
    assert praise("xxx....xx.", "xxx....xxx") == "2 weeks in a row."
    seven = "x......" * 6
    assert praise(f"{seven}.", f"{seven}x", times=1).startswith("7 weeks in a row")


def test_a_met_week_says_so_beside_its_dots_too() -> None:
    assert (
        card(status_on(track(weekly("xxx")[0]), MONDAY + 2 * DAY)).progress
        == "3 of 3 this week: met"
    )
    more = card(status_on(track(weekly("xxxx")[0]), MONDAY + 3 * DAY)).progress
    assert more == "4 this week, 3 planned: met"


def test_the_dots_beside_a_week_that_is_counted_are_those_of_the_week() -> None:
    told = weekly("xx...x.xx...x.")[0]  # the second week has three, the last on Saturday
    row = card(status_on(track(told), MONDAY + 13 * DAY))
    assert row.progress == "3 of 3 this week: met"
    assert row.strip.count("done") == 3
    assert len(row.strip) == 7
    row = card(status_on(track(told), MONDAY + 7 * DAY))
    assert (row.progress, row.strip) == ("1 of 3 this week", ("done",))


def test_a_week_of_dots_begins_on_the_day_the_persons_week_begins() -> None:
    told = history(TimesAWeek(3, 7), MONDAY, spell(MONDAY, "xxxxxxx"))
    assert len(card(status_on(track(told), MONDAY + 6 * DAY)).strip) == 1, "a Sunday"


def test_a_month_that_is_counted_shows_no_days_that_would_contradict_it() -> None:
    told = history(TimesAMonth(2), MONDAY, spell(MONDAY, "xx"))
    row = card(status_on(track(told), MONDAY + 20 * DAY))
    assert (row.progress, row.strip) == ("2 of 2 this month: met", ())


def test_in_the_first_four_weeks_a_row_says_strength_in_a_word_alone() -> None:
    told, today = daily("x" * 28)
    assert card(status_on(track(told), today)).strength_words == "Strength: strong"
    told, today = daily("x" * 29)
    assert card(status_on(track(told), today)).strength_words == "Strength 79, strong"


def test_days_away_say_which_strengths_they_change_and_nothing_else() -> None:
    def seen(text: str, number: int = 1, away: Sequence[AwayRange] = ()) -> HabitStatus:
        told, today = daily(text, away=away)
        return status_on(track(told, number), today)

    marked = [AwayRange(MONDAY + 3 * DAY, MONDAY + 8 * DAY)]
    still, kept = seen("xxx.......", 1), seen("xxxxxxxxxx", 2)
    said = recounted([still, kept], [seen("xxx.......", 1, marked), kept])
    assert said == "“Let people finish” 14 (it was 10)"
    assert recounted([still], [still]) == ""
    many = recounted([seen("xxx.......", n) for n in range(5)], [seen("xxx", n) for n in range(5)])
    assert many.count("Let people finish") == 3
    assert many.endswith(" and two more")


def test_the_week_shows_three_habits_each_with_its_name_and_only_the_signs_it_uses() -> None:
    told, today = daily("xx", away=[AwayRange(MONDAY + 2 * DAY, MONDAY + 3 * DAY)])
    found = [replace(track(told, n), name=f"H{n}") for n in range(5)]
    said = week([status_on(each, today) for each in found], today, week_start=1)
    assert said is not None
    assert [row.name for row in said.rows] == ["H0", "H1", "H2"]
    assert said.more == 2
    assert said.rows[1].dots == said.dots
    assert said.signs == (("done", "done"), ("away", "away"))


def test_the_habit_the_week_speaks_of_stands_first() -> None:
    plain, today = daily("x" * 11, start="2026-06-08")
    covered, _ = daily("x" * 8 + ".xx", start="2026-06-08")
    pair = [
        status_on(track(plain, 1), today),
        status_on(replace(track(covered, 2), name="Second"), today),
    ]
    said = week(pair, today, week_start=1)
    assert said is not None
    assert [row.name for row in said.rows] == ["Second", "Let people finish"]
    assert ("spare", "spare day") in said.signs
