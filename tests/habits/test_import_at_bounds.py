"""An import at its bounds is taken in and taken back, one beyond them is refused at once.

What it costs is measured by ``python -m tests.benchmarks.imports``.
"""

from datetime import date

import pytest
from flask import Flask

from coach.habits.import_export.imported import MOST_RECORDS
from tests.benchmarks.imports import PLANS, longest, whole
from tests.conftest import Visitor
from tests.habits.test_import_pages import draft, upload


@pytest.mark.parametrize("name", PLANS)
def test_the_longest_import_comes_in_and_can_be_taken_back(
    app: Flask, owner: Visitor, name: str
) -> None:
    address = draft(owner, longest(name))
    assert "Strength" in owner.page(address).words
    assert owner.send(address).status_code == 303
    assert owner.get("/habits/1").status_code == 200
    assert owner.send(f"{address}/undo").status_code == 303
    assert owner.get("/habits/1").status_code == 404


def test_a_file_with_as_many_days_as_there_may_be_can_be_looked_at(owner: Visitor) -> None:
    address = draft(owner, whole(PLANS["daily"], 10, 10_000, MOST_RECORDS // 10))
    assert owner.get(address).status_code == 200


def test_what_is_beyond_the_bounds_is_refused(owner: Visitor) -> None:
    more = MOST_RECORDS // 10 + 1
    assert more < (date(2026, 11, 27) - date(1990, 1, 1)).days
    answer = upload(owner, whole(PLANS["daily"], 10, more, more), "x.json")
    assert answer.status_code == 422
    assert "more than 100,000 days" in answer.text
    address = draft(owner, whole(PLANS["daily"], 60, 9_400, 0))
    assert owner.send(address).status_code == 422
