"""What holds for every habit, whatever its schedule, its zone and its days."""

import json
import os
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import available_timezones

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.clock import practice_day, week_of
from coach.habits.rules.day_states import days, over, settled
from coach.habits.rules.day_states import told as letters
from coach.habits.rules.fold import advance, beginning, read, restored, stored
from coach.habits.rules.log import AwayRange, DayEntry, HabitHistory, State
from coach.habits.rules.plan import (
    Daily,
    EveryNDays,
    Frequency,
    Goal,
    Plan,
    TimesAMonth,
    TimesAWeek,
    Weekdays,
)
from coach.habits.rules.time_zones import hours_lived, ring, travel_days
from tests.habits.told import DAY, amount, day, reading

SPAN = 75  # days a told history covers
thoroughly = settings(
    max_examples=2000 if "CI" in os.environ else 100,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)

times = st.integers(1, 10)
schedules = st.one_of(
    st.just(Daily()),
    st.builds(Weekdays, st.frozensets(st.integers(1, 7), min_size=1)),
    st.builds(TimesAWeek, times, st.integers(1, 7)),
    st.builds(TimesAMonth, st.integers(1, 31)),
    st.builds(EveryNDays, st.integers(1, 20)),
    st.builds(Frequency, times, st.integers(1, 30)),
)


def numbers(told: list[float]) -> st.SearchStrategy[Decimal]:
    return st.sampled_from([amount(number) for number in told])


at_least = st.none() | st.builds(Goal, numbers([0, 0.5, 0.3, 2, 10]))
goals = at_least | st.builds(Goal, numbers([0, 0.3, 2]), st.just(True))
starts = st.dates(date(1990, 1, 1), date(2099, 9, 1))
states = st.sampled_from([State.DONE] * 4 + [State.REST, State.MISSED, State.OPEN])
check_ins = st.builds(
    DayEntry, states, st.none() | numbers([0, 0.1, 0.2, 0.4, 1, 3]), st.booleans()
)


@st.composite
def histories(draw: st.DrawFn, goals: st.SearchStrategy[Goal | None] = goals) -> HabitHistory:
    start = draw(starts)
    changes = draw(st.lists(st.integers(1, SPAN), max_size=2, unique=True))
    plans = [
        Plan(start + DAY * ahead, draw(schedules), draw(goals)) for ahead in (0, *sorted(changes))
    ]
    offsets = st.integers(-5 if draw(st.booleans()) else 0, SPAN)
    made = draw(st.dictionaries(offsets, check_ins, max_size=SPAN))
    aways = draw(st.lists(st.tuples(st.integers(0, SPAN), st.integers(0, 20)), max_size=2))
    travel = draw(st.frozensets(st.integers(0, SPAN), max_size=2))
    return HabitHistory(
        start,
        tuple(plans),
        {start + DAY * ahead: check_in for ahead, check_in in made.items()},
        tuple(AwayRange(start + DAY * a, start + DAY * (a + b) if b else None) for a, b in aways),
        frozenset(start + DAY * ahead for ahead in travel),
    )


ahead = st.integers(0, SPAN)


@thoroughly
@given(histories(at_least), ahead, ahead)
def test_doing_it_never_shortens_a_streak_nor_lowers_strength(
    told: HabitHistory, today: int, when: int
) -> None:
    now, then = told.start + DAY * max(today, when), told.start + DAY * min(today, when)
    before = told.day(then)
    if before.kept or before.neutral:
        return
    goal = before.plan.goal
    done = DayEntry(State.DONE, None if goal is None else max(goal.target, before.amount))
    better = replace(told, check_ins={**told.check_ins, then: done})
    was, became = reading(told, now), reading(better, now)
    assert became.standing.current >= was.standing.current
    assert became.standing.best >= was.standing.best
    assert all(became.bests[unit] >= best for unit, best in was.bests.items())
    assert became.strength >= was.strength - 1e-12


@thoroughly
@given(histories(), ahead)
def test_an_away_day_with_nothing_on_it_leaves_strength_where_it_was(
    told: HabitHistory, today: int
) -> None:
    now = told.start + DAY * today
    gone = replace(told, aways=(*told.aways, AwayRange(now, now)))
    if now in gone.check_ins:
        return
    yesterday = advance(gone, beginning(gone), now - DAY).strength.value
    goal = gone.day(now).plan.goal
    begun = float(goal is not None and goal.at_most)  # an at-most habit stands at 1 from its start
    assert reading(gone, now).strength == (begun if yesterday is None else yesterday)


@thoroughly
@given(histories(), ahead, st.randoms())
def test_the_order_of_entry_does_not_matter(told: HabitHistory, today: int, chance) -> None:  # type: ignore[no-untyped-def]
    now = told.start + DAY * today
    entries = list(told.check_ins.items())
    chance.shuffle(entries)
    shuffled = replace(told, check_ins=dict(entries))
    assert reading(shuffled, now) == reading(told, now)


@thoroughly
@given(histories(), ahead, ahead)
def test_a_stored_state_taken_further_equals_the_whole_recomputed(
    told: HabitHistory, today: int, when: int
) -> None:
    now, then = told.start + DAY * max(today, when), told.start + DAY * min(today, when)
    state = advance(told, beginning(told), then - DAY)
    kept = json.loads(json.dumps(stored(state)))
    later = {at: check_in for at, check_in in told.check_ins.items() if at > state.through}
    rest = replace(told, check_ins=later, start=told.first_day)
    assert read(rest, restored(state.through, kept), now) == reading(told, now)


@thoroughly
@given(histories(), ahead, ahead)
def test_days_told_in_two_pieces_are_the_days_told_at_once(
    told: HabitHistory, today: int, when: int
) -> None:
    now, then = told.start + DAY * max(today, when), told.start + DAY * min(today, when)
    state = advance(told, beginning(told), then - DAY)
    early = letters(over(told, beginning(told), state.through), state.through)
    late = days(replace(told, start=told.first_day), state, now).past
    whole, pieces = days(told, beginning(told), now).past, early.followed_by(late)
    assert settled(pieces.letters) == settled(whole.letters)
    assert pieces.strengths == whole.strengths


@thoroughly
@given(histories(), ahead)
def test_numbers_stay_in_their_bounds(told: HabitHistory, today: int) -> None:
    said = reading(told, told.start + DAY * today)
    standing = said.standing
    assert 0 <= said.strength <= 1
    assert 0 <= standing.current <= standing.best
    assert 0 <= standing.kept[0] <= standing.kept[1]
    assert len(standing.slips) <= standing.current


zone_names = st.sampled_from(sorted(available_timezones() - {"localtime", "Factory"}))
days_of_ours = st.dates(date(1990, 1, 1), date(2100, 12, 30))
moments = st.builds(datetime.combine, days_of_ours, st.times(), st.just(UTC))


@thoroughly
@given(moments, zone_names, st.integers(0, 11))
def test_every_moment_has_a_practice_day_at_most_a_day_from_the_date(
    moment: datetime, zone: str, rollover: int
) -> None:
    asked = practice_day(moment, zone, rollover)
    assert abs((asked - moment.date()).days) <= 2
    assert week_of(asked)[4:6] == "-W"


@thoroughly
@given(st.lists(st.tuples(moments, zone_names), min_size=1, max_size=4), starts, st.integers(0, 11))
def test_hours_lived_never_fail_and_never_run_backwards(
    zones: list[tuple[datetime, str]], asked: date, rollover: int
) -> None:
    zones.sort()
    assert 0 <= hours_lived(asked, zones, rollover) <= 24 + 27 * (len(zones) + 1)
    assert travel_days(asked, asked + DAY, tuple(zones), rollover) <= {asked, asked + DAY}


@thoroughly
@given(starts, st.times(), zone_names)
def test_a_reminder_never_rings_before_its_wall_clock_time(
    asked: date, wall: time, zone: str
) -> None:
    moment = ring(asked, wall, zone)
    assert abs(moment - datetime.combine(asked, wall, UTC)) <= timedelta(hours=26)


def test_a_leap_day_is_a_day() -> None:
    told = HabitHistory(day("2024-02-29"), (Plan(day("2024-02-29"), TimesAMonth(1)),))
    assert reading(told, day("2025-02-28")).standing.current == 0
