"""The clock of a whole run can be set, and the day the tests keep is the product's."""

import os
import random
import subprocess
import sys
from datetime import UTC, date, datetime, timedelta

import pytest

from coach import clock
from tests import moments
from tests.faults import kills
from tests.serving import ROOT


def asked(ahead: str) -> subprocess.CompletedProcess[str]:
    """Ask a process of its own what time it is."""
    command = [sys.executable, "-c", "from coach import clock; print(clock.now().isoformat())"]
    environ = {**os.environ, clock.VARIABLE: ahead}
    return subprocess.run(
        command, cwd=ROOT, env=environ, text=True, capture_output=True, check=False, timeout=60
    )


@pytest.mark.parametrize("ahead", ["", "0", "75600", "100000000"])
def test_a_process_is_as_far_ahead_as_its_environment_says(ahead: str) -> None:
    told = datetime.fromisoformat(asked(ahead).stdout.strip())
    wanted = clock.now() - clock.AHEAD + timedelta(seconds=int(ahead or 0))
    assert abs(told - wanted) < timedelta(minutes=2)


def test_no_clock_can_be_set_back_so_that_nothing_expired_is_valid_again() -> None:
    assert asked("-60").returncode != 0


@pytest.mark.parametrize(("hour", "day"), [(0, 29), (3, 29), (4, 30), (23, 30)])
def test_the_day_of_a_killed_program_is_the_practice_day(hour: int, day: int) -> None:
    now = datetime(2026, 11, 30, hour, 59, tzinfo=UTC)
    assert kills.practice_day(now) == date(2026, 11, day)


def test_every_run_has_a_moment_of_its_own_and_the_rare_days_among_them() -> None:
    now, chance = datetime(2026, 11, 30, 2, tzinfo=UTC), random.Random(1)
    chosen = [moments.chosen(now, chance) for _ in range(400)]
    assert min(chosen) > now
    assert {moment.hour for moment in chosen} == set(range(24))
    days = {(moment.month, moment.day) for moment in chosen}
    assert {(2, 29), (12, 31), (1, 1), (4, 30)} < days
    assert any(moment.weekday() == 6 and moment.month == 3 for moment in chosen)


def test_the_night_clocks_change_is_the_last_sunday_of_its_month() -> None:
    now = datetime(2026, 11, 30, tzinfo=UTC)
    kind = "the night clocks go forward in Europe"
    assert moments.next_one(now, kind, 1, 30) == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)
