"""Days, weeks and zones, at the hours where one becomes the next."""

from datetime import UTC, date, datetime, timedelta

import pytest

from coach import clock

MIDNIGHT = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    ("zone", "rollover", "hour", "minute", "day"),
    [
        ("UTC", 0, 0, 0, 27),
        ("UTC", 4, 3, 59, 26),
        ("UTC", 4, 4, 0, 27),
        ("UTC", 4, 4, 1, 27),
        ("UTC", 11, 10, 59, 26),
        ("UTC", 11, 11, 0, 27),
        ("Asia/Tokyo", 4, 18, 59, 27),  # 03:59 on the 28th
        ("Asia/Tokyo", 4, 19, 0, 28),
        ("America/New_York", 4, 8, 59, 26),
        ("America/New_York", 4, 9, 0, 27),
    ],
)
def test_a_new_day_begins_at_the_rollover_hour_on_the_wall(
    zone: str, rollover: int, hour: int, minute: int, day: int
) -> None:
    now = MIDNIGHT + timedelta(hours=hour, minutes=minute)
    assert clock.practice_day(now, zone, rollover) == date(2026, 11, day)


@pytest.mark.parametrize(
    ("day", "week"),
    [
        ("2026-11-29", "2026-W48"),
        ("2026-11-30", "2026-W49"),
        ("2027-01-03", "2026-W53"),
        ("2027-01-04", "2027-W01"),
        ("2024-12-30", "2025-W01"),
    ],
)
def test_a_week_begins_on_monday_and_may_belong_to_another_year(day: str, week: str) -> None:
    assert clock.week_of(date.fromisoformat(day)) == week


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Asia/Calcutta", "Asia/Kolkata", True),
        ("Asia/Kolkata", "Asia/Calcutta", True),
        ("Asia/Kolkata", "Asia/Kolkata", True),
        ("Europe/Berlin", "Europe/Paris", False),
        ("Europe/Berlin", "Asia/Calcutta", False),
    ],
)
def test_two_names_of_one_zone_are_one_zone(one: str, other: str, same: bool) -> None:
    assert clock.same_zone(one, other) is same
    assert {one, other} <= clock.zones()
