"""What a record says of its day: amounts on both sides of a goal, days around a range."""

from datetime import date
from decimal import Decimal

import pytest

from coach.habits.rules.log import (
    AwayRange,
    DayEntry,
    HabitHistory,
    NumberStands,
    State,
    pressed,
    says,
    seen,
)
from coach.habits.rules.plan import Daily, EveryNDays, Goal, Plan, Schedule, TimesAMonth, TimesAWeek
from tests.habits.told import DAY, day

MONDAY = day("2026-06-01")
A_BIT = Decimal("0.000001")
FIVE = Decimal(5)
AT_LEAST, AT_MOST = Goal(FIVE), Goal(FIVE, at_most=True)
EACH_DAY = [Daily(), EveryNDays(3)]
IN_ALL = [TimesAWeek(2), TimesAMonth(2)]


def plan(goal: Goal | None, schedule: Schedule | None = None) -> Plan:
    return Plan(MONDAY, schedule or Daily(), goal)


@pytest.mark.parametrize(
    ("goal", "number", "kept", "short"),
    [
        (AT_LEAST, Decimal(0), False, False),
        (AT_LEAST, A_BIT, False, True),
        (AT_LEAST, FIVE - A_BIT, False, True),
        (AT_LEAST, FIVE, True, False),
        (AT_LEAST, FIVE + A_BIT, True, False),
        (AT_MOST, Decimal(0), True, False),
        (AT_MOST, FIVE - A_BIT, True, False),
        (AT_MOST, FIVE, True, False),
        (AT_MOST, FIVE + A_BIT, False, False),
    ],
    ids=str,
)
def test_a_number_keeps_its_goal_or_falls_short_of_it(
    goal: Goal, number: Decimal, kept: bool, short: bool
) -> None:
    found = seen(MONDAY, plan(goal), DayEntry(State.DONE, number), None)
    assert (found.kept, found.short, found.said) == (kept, short, True)


@pytest.mark.parametrize("state", [State.MISSED, State.REST])
@pytest.mark.parametrize("goal", [AT_LEAST, AT_MOST], ids=str)
def test_a_no_and_a_rest_keep_no_goal_whatever_the_number(goal: Goal, state: State) -> None:
    for number in (Decimal(0), FIVE, FIVE * 2, None):
        assert not seen(MONDAY, plan(goal), DayEntry(state, number), None).kept


def test_done_without_a_number_is_the_whole_goal_and_none_of_a_limit() -> None:
    for goal, number in ((AT_LEAST, FIVE), (AT_MOST, Decimal(0)), (None, Decimal(1))):
        assert seen(MONDAY, plan(goal), DayEntry(State.DONE), None).amount == number
        assert seen(MONDAY, plan(goal), DayEntry(State.PARTIAL), None).amount == 0


def test_a_note_alone_says_nothing_about_the_act() -> None:
    for goal, kept in ((AT_LEAST, False), (AT_MOST, True), (None, False)):
        found = seen(MONDAY, plan(goal), DayEntry(State.OPEN), None)
        assert (found.said, found.kept) == (False, kept)


@pytest.mark.parametrize(
    ("goal", "number", "each_day", "in_all"),
    [
        (None, 0, State.MISSED, State.MISSED),
        (None, 1, State.DONE, State.DONE),
        (AT_LEAST, 0, State.MISSED, State.MISSED),
        (AT_LEAST, 1, State.PARTIAL, State.DONE),
        (AT_LEAST, 4, State.PARTIAL, State.DONE),
        (AT_LEAST, 5, State.DONE, State.DONE),
        (Goal(Decimal(0)), 0, State.DONE, State.DONE),
        (Goal(Decimal(1)), 0, State.MISSED, State.MISSED),
        (AT_MOST, 0, State.DONE, State.DONE),
        (AT_MOST, 5, State.DONE, State.DONE),
        (AT_MOST, 6, State.MISSED, State.DONE),
    ],
    ids=str,
)
def test_a_number_gives_its_day_a_state(
    goal: Goal | None, number: int, each_day: State, in_all: State
) -> None:
    for schedules, state in ((EACH_DAY, each_day), (IN_ALL, in_all)):
        for schedule in schedules:
            assert says(plan(goal, schedule), Decimal(number)) == state


@pytest.mark.parametrize(
    ("asked", "entry"),
    [
        (State.DONE, DayEntry(State.DONE, FIVE)),
        (State.REST, DayEntry(State.REST, FIVE)),
        (State.MISSED, DayEntry(State.MISSED)),
        (State.PARTIAL, DayEntry(State.PARTIAL)),
        (None, None),
    ],
    ids=str,
)
def test_done_and_rest_keep_the_number_that_was_recorded(
    asked: State | None, entry: DayEntry | None
) -> None:
    assert pressed(plan(AT_LEAST), DayEntry(State.DONE, FIVE), asked) == entry
    assert pressed(plan(AT_LEAST), None, asked) == (asked and DayEntry(asked))


@pytest.mark.parametrize(
    ("goal", "number"), [(AT_LEAST, FIVE - A_BIT), (AT_MOST, FIVE + A_BIT), (AT_LEAST, Decimal(0))]
)
def test_a_number_that_misses_the_goal_is_not_pressed_away(goal: Goal, number: Decimal) -> None:
    with pytest.raises(NumberStands) as stands:
        pressed(plan(goal), DayEntry(State.PARTIAL, number), State.DONE)
    assert (stands.value.number, stands.value.goal) == (number, goal)


def test_without_a_goal_a_number_does_not_stand_against_done() -> None:
    kept = pressed(plan(None), DayEntry(State.MISSED, Decimal(0)), State.DONE)
    assert kept == DayEntry(State.DONE, Decimal(0))


@pytest.mark.parametrize(("ahead", "away"), [(-1, False), (0, True), (3, True), (4, False)])
def test_a_range_away_holds_both_its_ends(ahead: int, away: bool) -> None:
    one = AwayRange(MONDAY, MONDAY + 3 * DAY)
    on = MONDAY + ahead * DAY
    told = HabitHistory(MONDAY, (plan(None),), {}, (one,))
    assert one.covers(on) is away
    assert told.neutral(on) == (State.AWAY if away else None)


@pytest.mark.parametrize(("ahead", "away"), [(-1, False), (0, True), (9999, True)])
def test_a_pause_has_no_last_day(ahead: int, away: bool) -> None:
    assert AwayRange(MONDAY).covers(MONDAY + ahead * DAY) is away


@pytest.mark.parametrize(
    ("state", "first"),
    [(State.DONE, -3), (State.MISSED, -3), (State.PARTIAL, -3), (State.REST, 0), (State.OPEN, 0)],
)
def test_a_record_about_the_act_before_the_start_is_the_first_day(state: State, first: int) -> None:
    entries: dict[date, DayEntry] = {MONDAY - 3 * DAY: DayEntry(state)}
    told = HabitHistory(MONDAY, (plan(None),), entries)
    assert told.first_day == MONDAY + first * DAY


def test_a_range_for_all_habits_says_so_and_others_do_not() -> None:
    assert not AwayRange(MONDAY).common
    assert not DayEntry(State.DONE).late
    assert not Goal(FIVE).at_most
