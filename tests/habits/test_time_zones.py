"""How long a practice day was when the zone changed, to the hour."""

from datetime import UTC, datetime, timedelta

import pytest

from coach.habits.rules.time_zones import hours_lived, travel_days
from tests.habits.told import DAY, day

FRIDAY = day("2026-11-27")
LONG_AGO = datetime(2026, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("east", "hours", "travel"), [(14, 10, True), (13, 11, True), (12, 12, False), (11, 13, False)]
)
def test_a_day_of_less_than_twelve_hours_is_travel(east: int, hours: int, travel: bool) -> None:
    moved = datetime(2026, 11, 27, 8, tzinfo=UTC)
    zones = ((LONG_AGO, "UTC"), (moved, f"Etc/GMT-{east}"))  # POSIX: the sign is the other way
    assert hours_lived(FRIDAY, zones, 4) == hours
    assert travel_days(FRIDAY - DAY, FRIDAY + DAY, zones, 4) == ({FRIDAY} if travel else set())


@pytest.mark.parametrize(
    ("first", "last", "held"),
    [(-1, -1, False), (-1, 0, True), (0, 0, True), (0, 1, True), (1, 1, False), (1, 0, False)],
)
def test_a_range_of_days_holds_the_short_days_from_its_first_to_its_last(
    first: int, last: int, held: bool
) -> None:
    zones = ((LONG_AGO, "UTC"), (datetime(2026, 11, 27, 8, tzinfo=UTC), "Etc/GMT-14"))
    found = travel_days(FRIDAY + first * DAY, FRIDAY + last * DAY, zones, 4)
    assert found == ({FRIDAY} if held else set())


@pytest.mark.parametrize("days", [0, 1, 2, 3, 4, 9])
def test_a_move_makes_no_other_day_short(days: int) -> None:
    moves = tuple(
        (datetime(2026, 11, 27, 8, tzinfo=UTC) + timedelta(days=days * n), zone)
        for n, zone in enumerate(("Etc/GMT-13", "UTC", "Etc/GMT-13"))
    )
    zones = ((LONG_AGO, "UTC"), *moves)
    around = [FRIDAY + n * DAY for n in range(-9, 30)]
    short = {each for each in around if hours_lived(each, zones, 4) < 12}
    assert travel_days(around[0], around[-1], zones, 4) == short


def test_without_a_log_of_zones_no_day_is_travel() -> None:
    assert travel_days(FRIDAY, FRIDAY, (), 4) == set()
    assert travel_days(FRIDAY, FRIDAY, ((LONG_AGO, "UTC"),), 4) == set()
