"""Every case of tests/vectors/habits.json."""

import json
from datetime import date, datetime, time
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coach.clock import practice_day
from coach.habits.rules.log import NEUTRAL, AwayRange, DayEntry, State
from coach.habits.rules.strength import multiplier
from coach.habits.rules.time_zones import NEUTRAL_BELOW, hours_lived, ring, travel_days
from tests.habits.told import (
    amount,
    day,
    days,
    history,
    periods,
    raw,
    reading,
    schedule_of,
    strengths,
)

VECTORS = json.loads((Path(__file__).parents[1] / "vectors" / "habits.json").read_text())


def cases(kind: str) -> Any:
    return pytest.mark.parametrize(
        "case", VECTORS[kind], ids=lambda case: case.get("id") or case.get("about")
    )


@cases("practice_day")
def test_a_moment_belongs_to_its_practice_day(case: dict[str, Any]) -> None:
    moment = datetime.fromisoformat(case["utc"])
    assert practice_day(moment, case["zone"], case["rollover"]) == day(case["day"])


@cases("travel")
def test_a_day_hardly_lived_is_neutral(case: dict[str, Any]) -> None:
    zones = tuple((datetime.fromisoformat(moment), zone) for moment, zone in case["zones"])
    assert case["neutral_below_hours"] == NEUTRAL_BELOW
    for told in case["days"]:
        asked = day(told["day"])
        assert hours_lived(asked, zones, case["rollover"]) == told["hours_lived"]
        assert (asked in travel_days(asked, asked, zones, case["rollover"])) == told["neutral"]


@cases("reminder")
def test_a_reminder_rings_once(case: dict[str, Any]) -> None:
    moment = ring(day(case["date"]), time.fromisoformat(case["wall"]), case["zone"])
    assert moment == datetime.fromisoformat(case["utc"])
    assert f"{moment.astimezone(ZoneInfo(case['zone'])):%H:%M}" == case["rings_at"]


@cases("streak")
def test_the_streak_is(case: dict[str, Any]) -> None:
    marks = {day(done): DayEntry(State.DONE) for done in case["done"]}
    marks |= {day(rest): DayEntry(State.REST) for rest in case.get("rest", [])}
    away = [AwayRange(day(first), day(last)) for first, last in case.get("away", [])]
    told = history(schedule_of(case["schedule"]), day(case["start"]), marks, away)
    today = day(case["today"])
    standing = reading(told, today).standing
    said = {
        "unit": standing.unit,
        "current": standing.current,
        "best": standing.best,
        "slips": [slip.isoformat() for slip in standing.slips],
        "today": "not due" if standing.today in {*NEUTRAL, State.FREE} else standing.today,
        "periods": [[result.first.isoformat(), *result[1:]] for result in periods(told, today)],
        "due_by": standing.due_by and standing.due_by.isoformat(),
    }
    assert {name: said[name] for name in case["expect"]} == case["expect"]


def check_ins(case: dict[str, Any]) -> dict[date, DayEntry]:
    made = {}
    for first, last, value in case["entries"]:
        for each in days(day(first), day(last)):
            if value in ("yes", "skip"):
                made[each] = DayEntry(State.DONE if value == "yes" else State.REST)
            elif isinstance(value, float):
                made[each] = DayEntry(State.DONE, amount(value))
    return made


@cases("strength")
def test_the_strength_is_that_of_loop(case: dict[str, Any]) -> None:
    at_most = case.get("target_type") == "at_most"
    plan = raw(case["kind"], case["times"], case["days"], case.get("target"), at_most)
    marks = check_ins(case)
    told = history((plan,), min(marks), marks)
    found = strengths(told, day(case["today"]))
    for when, expected in case["expect"]["scores"]:
        assert found.get(day(when), 0.0) == pytest.approx(expected, abs=1e-6), when


@cases("strength_multiplier")
def test_one_day_leaves(case: dict[str, Any]) -> None:
    left = multiplier(case["times"], case["days"])
    assert left == pytest.approx(case["multiplier"], abs=1e-6)
    assert left ** case["half_life_days"] == pytest.approx(0.5, abs=1e-4)
