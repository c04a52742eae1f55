"""The worked numbers of ``tests/vectors/assessment.json``."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from coach import paths
from coach.assessment import instrument, rotation, window
from coach.assessment.scoring import Answer, Noise, cycle_noise, profile
from coach.assessment.trend import benjamini_hochberg, judge
from coach.assessment.window import Place, Week

VECTORS = json.loads((Path(__file__).parent.parent / "vectors" / "assessment.json").read_text())
BANK = instrument.read(paths.CONTENT / "en" / "assessment.toml")
WEEK = Week(2026, 48)


def answers(groups: dict[str, list[int]]) -> list[Answer]:
    return [Answer(WEEK, int(p), False, x) for p, values in groups.items() for x in values]


@pytest.mark.parametrize("case", VECTORS["rotation"], ids=str)
def test_the_questions_of_a_week(case: dict[str, Any]) -> None:
    asked = rotation.questions(BANK, case["user"], Place(case["cycle"], case["week"]))
    assert [item.id for item in asked] == case["items"]


@pytest.mark.parametrize("case", VECTORS["windows"], ids=lambda case: case["about"])
def test_the_window_of_a_week(case: dict[str, Any]) -> None:
    found = window.regular(Week.parse(case["week"]), case["zone"], case["first_day"])
    assert found.opens == datetime.fromisoformat(case["opens"])
    assert found.closes == datetime.fromisoformat(case["closes"])


@pytest.mark.parametrize("case", VECTORS["places"], ids=lambda case: case["week"])
def test_the_place_of_a_week_in_its_cycle(case: dict[str, Any]) -> None:
    found = window.place(Week.parse(case["baseline"]), Week.parse(case["week"]))
    assert (found.cycle, found.week) == (case["cycle"], case["week_in_cycle"])


def test_the_bands_of_somebody_new() -> None:
    prior, new = VECTORS["prior"], Noise()
    assert new.se(1) == pytest.approx(prior["sd"])
    for k in (2, 8, 16):
        assert 1.96 * new.se(k) == pytest.approx(prior[f"half_{k}"])


def test_error_change_and_verdict_of_two_cycles() -> None:
    case = VECTORS["change"]
    before, after = answers(case["before"]), answers(case["after"])
    noise = cycle_noise(before) + cycle_noise(after)
    assert (noise.ss, noise.df) == (pytest.approx(case["ss"]), case["df"])
    assert noise.variance == pytest.approx(case["s2"])
    judged = judge(profile(before, noise), profile(after, noise))
    assert {str(p) for p in judged} == set(case["judged"]), "four answers on both sides, or none"
    for principle, told in case["judged"].items():
        change = judged[int(principle)]
        found = {
            "before": change.before.mean,
            "after": change.after.mean,
            "se_before": change.before.se,
            "se_after": change.after.se,
            "z": change.z,
            "p": change.p,
            "adjusted": change.adjusted,
        }
        assert found == pytest.approx({key: told[key] for key in found}, abs=1e-6)
        assert change.real is told["real"]


@pytest.mark.parametrize("case", VECTORS["adjusted"], ids=lambda case: str(case["p"]))
def test_p_values_adjusted_for_many(case: dict[str, Any]) -> None:
    assert benjamini_hochberg(case["p"]) == pytest.approx(case["adjusted"])
