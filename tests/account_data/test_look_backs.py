"""Look-backs of a file that cannot be: refused, or taken in such that every page still shows."""

from typing import Any

import pytest
from flask import Flask

from coach.account_data import export_zip, importer
from tests.account_data.test_portable import exported, sent, taken_in, unpacked
from tests.benchmarks import accounts
from tests.conftest import FRIDAY, Visitor

Rows = list[dict[str, Any]]
NOW = FRIDAY.isoformat()
PAGES = (
    "/today",
    "/look-back",
    "/progress",
    "/progress/focus",
    "/progress/compare",
    "/settings/export",
)


def sitting(number: int, **changed: Any) -> dict[str, Any]:
    """Return the look-back of a week of 2026; the first of them was in week 40."""
    cycle, week = divmod(number - 40, 4)
    told = {"week": f"2026-W{number}", "cycle": cycle + 1, "week_in_cycle": week + 1}
    return {**told, "baseline": number == 40, "begun_at": NOW, **changed}


def answers(number: int, principle: int, many: int) -> Rows:
    told = {"digest": "0" * 16, "reverse": False, "value": 50, "seconds": 2.0, "answered_at": NOW}
    return [
        {"week": f"2026-W{number}", "item": f"p{principle}-{n}", "principle": principle, **told}
        for n in range(many)
    ]


def document(sittings: Rows, responses: Rows, **more: Rows) -> dict[str, Any]:
    head = {"format": export_zip.FORMAT, "version": export_zip.VERSION, "person": accounts.PERSON}
    return {**head, "tables": {"sitting": sittings, "response": responses, **more}}


def not_shown(visitor: Visitor, *more: str) -> dict[str, int]:
    """Return the pages of look-backs that are not shown, and of these."""
    statuses = {url: visitor.get(url).status_code for url in (*PAGES, *more)}
    return {url: status for url, status in statuses.items() if status != 200}


def test_a_week_holds_all_questions_of_a_principle_and_no_more(newcomer: Visitor) -> None:
    weeks = range(40, 48)
    sittings = [sitting(n) for n in weeks]
    most = [row for n in weeks for p in range(1, 9) for row in answers(n, p, 8)]
    one_more = [row for row in most if row["week"] != "2026-W43"] + answers(43, 2, 9)
    refused = sent(newcomer, document(sittings, one_more))
    assert refused.status_code == 422
    assert "more answers of one principle than there are questions" in refused.text
    taken_in(newcomer, document(sittings, most))
    assert not_shown(newcomer) == {}
    assert len(unpacked(exported(newcomer))["tables"]["response"]) == len(most)


@pytest.mark.parametrize(
    "changed",
    [
        {"reach": "x"},
        {"reach": "9" * 8},
        {"reach": "²" * 8},
        {"verdict": "+"},
        {"verdict": "x" * 8},
        {"told": ""},
        {"told": "nonsense"},
    ],
    ids=str,
)
def test_what_was_said_of_a_cycle_has_a_sign_for_each_principle(
    newcomer: Visitor, changed: dict[str, Any]
) -> None:
    answer = sent(newcomer, document([sitting(40, **changed)], []))
    assert answer.status_code == 422
    assert f"sitting.{next(iter(changed))} is not what it should be" in answer.text


@pytest.mark.parametrize("place", [(1_000_000, 4), (1, 1), (3, 2)])
def test_places_of_look_backs_follow_from_their_weeks_whatever_a_file_says(
    app: Flask, newcomer: Visitor, monkeypatch: pytest.MonkeyPatch, place: tuple[int, int]
) -> None:
    """Also where the import is left after its first part, before all is placed anew."""
    monkeypatch.setattr(importer, "AT_ONCE", 40)
    monkeypatch.setattr(importer, "PORTION", 40)
    where = {"cycle": place[0], "week_in_cycle": place[1], "told": "+" * 8, "verdict": "-" * 8}
    found = accounts.habits(1, 60, 60) | {"journal_entry": []}
    rows = answers(47, 1, 2)
    whole = document([sitting(40), sitting(47, **where)], rows, **found)
    assert sent(newcomer, whole).status_code == 303
    first = newcomer.send("/settings/import/preview", {"choice": "bring"})
    assert "part=" in first.location
    assert not_shown(newcomer) == {}
    newcomer.send("/settings/import/preview", {"choice": "drop"})
    assert not_shown(newcomer) == {}
    told = {row["week"]: row for row in unpacked(exported(newcomer))["tables"]["sitting"]}
    assert (told["2026-W47"]["cycle"], told["2026-W47"]["week_in_cycle"]) == (2, 4)
    assert told["2026-W47"]["told"] is None
