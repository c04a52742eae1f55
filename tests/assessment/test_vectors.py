"""The worked numbers of ``tests/vectors/assessment.json``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coach import paths
from coach.assessment import calendar, item_bank, item_selection
from coach.assessment.calendar import CyclePlace, Week
from coach.assessment.reliable_change import (
    ClosedCycles,
    benjamini_hochberg,
    close,
    least,
    next_baseline,
)
from coach.assessment.response_quality import Sums, reliability
from coach.assessment.scoring import ItemAnswer, Noise

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "assessment.json").read_text())
BANK = item_bank.read(paths.CONTENT / "en" / "assessment.toml")
FIRST_EDITION = BANK.earlier[-1]  # the specification's weeks were worked with its items
WEEK = Week(2026, 48)


def answers(groups: dict[str, list[int | None]]) -> list[ItemAnswer]:
    return [
        ItemAnswer(WEEK, int(p), False, x, str(item))
        for p, values in groups.items()
        for item, x in enumerate(values)
    ]


@pytest.mark.parametrize("case", VECTORS["rotation"], ids=str)
def test_the_questions_of_a_week(case: dict[str, Any]) -> None:
    place = CyclePlace(case["cycle"], case["week"])
    asked = item_selection.questions(FIRST_EDITION, case["user"], place)
    assert [item.id for item in asked] == case["items"]
    assert BANK.for_cycle(case["items"]) == FIRST_EDITION, "a cycle ends with its edition"


@pytest.mark.parametrize("case", VECTORS["windows"], ids=lambda case: case["about"])
def test_the_window_of_a_week(case: dict[str, Any]) -> None:
    found = calendar.regular(Week.parse(case["week"]), case["zone"], case["first_day"])
    assert found.opens == datetime.fromisoformat(case["opens"])
    assert found.closes == datetime.fromisoformat(case["closes"])


@pytest.mark.parametrize("case", VECTORS["places"], ids=lambda case: case["week"])
def test_the_place_of_a_week_in_its_cycle(case: dict[str, Any]) -> None:
    found = calendar.place(Week.parse(case["baseline"]), Week.parse(case["week"]))
    assert (found.cycle, found.week) == (case["cycle"], case["week_in_cycle"])


def test_the_bands_of_somebody_new() -> None:
    prior, new = VECTORS["prior"], Noise()
    assert new.se(1) == pytest.approx(prior["sd"])
    for k in (2, 8, 16):
        assert 1.96 * new.se(k) == pytest.approx(prior[f"half_{k}"])


def test_error_change_and_verdict_of_three_cycles() -> None:
    case = VECTORS["change"]
    cycles = {int(n): answers(groups) for n, groups in case["cycles"].items()}
    past = ClosedCycles()
    for number in (1, 2):
        known, changes = close(past, cycles, number)
        past = next_baseline(known, changes, number, number + 1)
    known, judged = close(past, cycles, 3)
    for noise, told in ((known.noise, case["noise"]), (known.pairs, case["pairs"])):
        assert (noise.ss, noise.df) == (pytest.approx(told["ss"]), told["df"])
    assert known.spread == pytest.approx((case["questions"], case["answer"]))
    assert known.movement.variance == pytest.approx(case["movement"])
    assert {str(p) for p in judged} == set(case["judged"]), "four answers on both sides, or none"
    for principle, told in case["judged"].items():
        found = vars(judged[int(principle)])
        exact = {key: told[key] for key in ("sign", "cycles")}
        assert {key: found.pop(key) for key in exact} == exact
        assert found == pytest.approx({key: told[key] for key in found}, abs=1e-4)


@pytest.mark.parametrize("case", VECTORS["least"], ids=str)
def test_the_least_real_change(case: dict[str, Any]) -> None:
    found = least(ClosedCycles(), case["cycles"], case["judged"])
    assert found == pytest.approx(case["points"], abs=0.05)


def test_reliability_of_forty_pairs() -> None:
    case = VECTORS["reliability"]
    xs, ys = zip(*case["pairs"], strict=True)
    sums = Sums(
        len(xs),
        sum(xs),
        sum(ys),
        sum(x * x for x in xs),
        sum(y * y for y in ys),
        sum(x * y for x, y in case["pairs"]),
    )
    found = reliability(sums)
    assert found is not None
    told = (case["value"], case["low"], case["high"])
    assert (found.value, found.low, found.high) == pytest.approx(told, abs=1e-5)


@pytest.mark.parametrize("case", VECTORS["adjusted"], ids=lambda case: str(case["p"]))
def test_p_values_adjusted_for_many(case: dict[str, Any]) -> None:
    assert benjamini_hochberg(case["p"]) == pytest.approx(case["adjusted"])
