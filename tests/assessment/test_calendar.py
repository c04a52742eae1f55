"""Weeks, windows, the baseline and cycles."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.assessment import calendar
from coach.assessment.calendar import Week

ZONES = st.sampled_from(sorted(available_timezones() - {"localtime"}))
MOMENTS = st.datetimes(
    min_value=datetime(2005, 1, 1),  # noqa: DTZ001  hypothesis adds the zone
    max_value=datetime(2060, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
FIRST_DAYS = st.sampled_from(calendar.FIRST_DAYS)
LONG_AGO = Week(2004, 1)
W48 = Week(2026, 48)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_a_week_is_written_as_iso_says_and_read_back() -> None:
    assert str(Week.of(datetime(2027, 1, 3, tzinfo=UTC).date())) == "2026-W53"
    assert Week.parse("2026-W53") + 1 == Week.parse("2027-W01")
    assert Week.parse("2027-W01") - Week.parse("2026-W48") == 6


@pytest.mark.parametrize(
    "text", ["2026-W54", "2026-W00", "2026-48", "W48", "2025-W53", "２０26-W01"]
)
def test_what_is_not_a_week_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="."):
        Week.parse(text)


def test_it_is_open_from_friday_midnight_to_monday_noon() -> None:
    for moment, is_open in (
        ("2026-11-26T23:59:59", False),
        ("2026-11-27T00:00:00", True),
        ("2026-11-30T11:59:59", True),
        ("2026-11-30T12:00:00", False),
    ):
        found = calendar.open_now(at(moment), "UTC", LONG_AGO)
        assert (found is not None) is is_open, moment
        assert not is_open or (found is not None and found.week == W48), moment


def test_the_monday_hours_belong_to_the_week_before() -> None:
    found = calendar.open_now(at("2026-11-30T09:00"), "UTC", LONG_AGO)
    assert found is not None
    assert found.week == W48


def test_the_baseline_is_open_on_any_day() -> None:
    for day in range(23, 30):
        found = calendar.open_now(at(f"2026-11-{day}T10:00"), "UTC", None)
        assert found is not None
        assert found.week == W48


def test_the_first_look_back_stays_open_until_monday_noon_like_every_other() -> None:
    for begun in range(23, 30):
        found = calendar.open_now(at(f"2026-11-{begun}T10:00"), "UTC", None)
        assert found is not None
        assert found.closes == at("2026-11-30T12:00")
    assert calendar.open_now(at("2026-11-30T11:59"), "UTC", W48) == found
    assert calendar.open_now(at("2026-11-30T12:00"), "UTC", W48) is None


def test_after_the_first_look_back_the_next_opens_on_its_day() -> None:
    assert calendar.next_after(at("2026-11-28T10:00"), "UTC", W48).week == W48 + 1
    assert calendar.open_now(at("2026-12-03T23:59"), "UTC", W48) is None
    found = calendar.open_now(at("2026-12-04T00:00"), "UTC", W48)
    assert found is not None
    assert found.week == W48 + 1


def test_a_first_look_back_begun_on_monday_morning_counts_for_the_new_week() -> None:
    found = calendar.open_now(at("2026-11-30T09:00"), "UTC", None)
    assert found is not None
    assert found.week == W48 + 1
    assert calendar.open_now(at("2026-12-07T11:00"), "UTC", W48 + 1) == found


@given(now=MOMENTS, zone=ZONES, first_day=FIRST_DAYS)
def test_what_was_begun_as_the_first_one_is_open_until_the_next_monday(
    now: datetime, zone: str, first_day: int
) -> None:
    begun = calendar.open_now(now, zone, None)
    assert begun is not None
    assert begun.holds(now)
    again = calendar.open_now(begun.closes - timedelta(seconds=1), zone, begun.week, first_day)
    assert again == begun


def test_a_cycle_closes_on_the_monday_after_its_fourth_week() -> None:
    assert calendar.weeks_of(W48, 1) == tuple(W48 + n for n in range(4))
    assert calendar.cycle_closes(W48, 1, "Europe/Berlin") == at("2026-12-21T11:00")


@pytest.mark.parametrize(
    ("now", "closed"),
    [
        ("2026-11-23T00:00", 0),
        ("2026-12-20T23:59", 0),
        ("2026-12-21T10:59", 0),
        ("2026-12-21T11:00", 1),
        ("2027-01-18T10:59", 1),
        ("2027-01-18T11:00", 2),
    ],
)
def test_so_many_cycles_have_closed(now: str, closed: int) -> None:
    assert calendar.closed_cycles(at(now), "Europe/Berlin", W48) == closed


@pytest.mark.parametrize(
    ("week", "cycle", "place"), [(0, 1, 1), (3, 1, 4), (4, 2, 1), (7, 2, 4), (8, 3, 1)]
)
def test_a_cycle_has_four_weeks(week: int, cycle: int, place: int) -> None:
    assert calendar.place(W48, W48 + week) == calendar.CyclePlace(cycle, place)
    assert calendar.weeks_of(W48, cycle)[place - 1] == W48 + week


@pytest.mark.parametrize(("second", "week"), [(-1, 0), (0, 1), (1, 1)])
def test_the_window_that_opens_this_moment_is_not_the_next(second: int, week: int) -> None:
    now = at("2026-11-27T00:00") + timedelta(seconds=second)
    assert calendar.next_after(now, "UTC", LONG_AGO).week == W48 + week


@given(now=MOMENTS, zone=ZONES, first_day=FIRST_DAYS)
def test_a_moment_belongs_to_at_most_one_window_and_that_to_one_week(
    now: datetime, zone: str, first_day: int
) -> None:
    week = calendar.current_week(now, zone)
    holding = [
        found.week
        for n in (-2, -1, 0, 1)
        if (found := calendar.regular(week + n, zone, first_day)).holds(now)
    ]
    found = calendar.open_now(now, zone, LONG_AGO, first_day)
    assert holding == ([found.week] if found else [])


@given(now=MOMENTS, zone=ZONES, first_day=FIRST_DAYS)
def test_the_window_opens_once_a_week_in_every_zone(
    now: datetime, zone: str, first_day: int
) -> None:
    week = calendar.current_week(now, zone)
    windows = [calendar.regular(week + n, zone, first_day) for n in range(-1, 3)]
    for before, after in pairwise(windows):
        assert before.opens < before.closes < after.opens
        assert abs(after.opens - before.opens - timedelta(days=7)) <= timedelta(hours=3)


@given(now=MOMENTS, zone=ZONES)
def test_a_window_lies_in_its_week_on_the_wall(now: datetime, zone: str) -> None:
    found = calendar.regular(calendar.current_week(now, zone), zone)
    wall = found.opens.astimezone(ZoneInfo(zone))
    assert found.week.monday <= wall.date() <= found.week.sunday


@given(now=MOMENTS, zone=ZONES, first_day=FIRST_DAYS)
def test_the_next_window_opens_later_and_within_eight_days(
    now: datetime, zone: str, first_day: int
) -> None:
    found = calendar.next_after(now, zone, LONG_AGO, first_day)
    assert now < found.opens <= now + timedelta(days=8, hours=3)


@given(now=MOMENTS, zone=ZONES, age=st.integers(0, 60))
def test_cycles_close_in_order_and_never_open_again(now: datetime, zone: str, age: int) -> None:
    baseline = calendar.current_week(now, zone) + -age
    cycle = calendar.place(baseline, calendar.current_week(now, zone)).cycle
    closings = [calendar.cycle_closes(baseline, n, zone) for n in range(1, cycle + 1)]
    assert closings == sorted(closings)
    assert all(closing <= now for closing in closings[:-2])
    assert closings[-1] > now


@pytest.mark.parametrize("first_day", list(calendar.FIRST_DAYS))
def test_every_zone_opens_once_in_each_week_of_two_years(first_day: int) -> None:
    """All zones there are, over year's end, week 53 and every change of clocks of the time."""
    weeks = [Week(2026, 1) + n for n in range(105)]
    for zone in sorted(available_timezones() - {"localtime"})[
        first_day :: len(calendar.FIRST_DAYS)
    ]:
        windows = [calendar.regular(week, zone, first_day) for week in weeks]
        for before, after in pairwise(windows):
            assert before.opens < before.closes < after.opens, zone
            assert before.week + 1 == after.week


@given(
    moments=st.lists(MOMENTS, min_size=1, max_size=20, unique=True),
    zones=st.lists(ZONES, min_size=20, max_size=20),
    first_day=FIRST_DAYS,
)
def test_whoever_travels_answers_each_week_in_one_sitting(
    moments: list[datetime], zones: list[str], first_day: int
) -> None:
    """Sittings go by their week: wherever the person is, an open window names exactly one, the
    weeks never run backwards by more than the one that is just closing, and none is in the
    future of the wall."""
    seen: list[Week] = []
    for now, zone in zip(sorted(moments), zones, strict=False):
        found = calendar.open_now(now, zone, LONG_AGO, first_day)
        if found is not None:
            assert found.week in (
                calendar.current_week(now, zone),
                calendar.current_week(now, zone) + -1,
            )
            assert not seen or found.week - seen[-1] >= -1
            seen.append(found.week)
