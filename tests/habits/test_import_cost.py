"""What an import at the bound costs: at most 2 s of a processor and 0.5 s of the write lock.

Processor time is measured, so that a busy machine is no failure.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from time import process_time
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from coach.db import db
from coach.habits.exchange.brought import MOST_RECORDS
from coach.habits.exchange.import_queries import MOST_LIVED
from tests import databases
from tests.conftest import Visitor
from tests.habits.test_import_pages import draft, upload

TODAY = date(2026, 11, 27)
DAY = timedelta(days=1)
CPU, LOCK = 2.0, 0.5  # seconds
PLANS: dict[str, dict[str, Any]] = {
    "daily": {"kind": "daily"},
    "three a week": {"kind": "week", "times": 3, "week_start": 1},
    "once in a year": {"kind": "interval", "days": 366},
    "a number": {"kind": "frequency", "times": 100, "days": 366, "goal": "at_least",
                 "target": 5, "unit": "km"},
}  # fmt: skip


def whole(plan: dict[str, Any], habits: int, lived: int, recorded: int) -> bytes:
    """Return our own JSON of habits, each with the last so many days recorded."""
    first = TODAY - lived * DAY
    number = {"number": 2.5} if "goal" in plan else {}
    days = [{"day": f"{TODAY - n * DAY}", "state": "done", **number} for n in range(recorded)]
    told = {"cue": "", "act": "walk", "smallest": "", "archived": False, "away": [],
            "plans": [{"start": f"{first}", **plan}], "days": days}  # fmt: skip
    listed = [{"name": f"Walk {n}", **told} for n in range(habits)]
    return json.dumps({"format": "good-terms-habits", "version": 1, "habits": listed}).encode()


@contextmanager
def locked(app: Flask) -> Iterator[list[float]]:
    """Collect how long each transaction that wrote held the lock, in seconds of a processor."""
    held: list[float] = []
    begun: list[float] = []

    def asked(_: Any, __: Any, statement: str, *more: Any) -> None:
        if statement.lstrip()[:6].upper() in ("INSERT", "UPDATE", "DELETE") and not begun:
            begun.append(process_time())

    def over(_: Any) -> None:
        if begun:
            held.append(process_time() - begun.pop())

    with app.app_context():
        engine = db.engine
    listening: list[tuple[str, Callable[..., None]]] = [
        ("before_cursor_execute", asked), ("commit", over), ("rollback", over),
    ]  # fmt: skip
    for name, listener in listening:
        event.listen(engine, name, listener)
    yield held
    for name, listener in listening:
        event.remove(engine, name, listener)


def cost(send: Callable[[], Any]) -> tuple[float, Any]:
    begun = process_time()
    answer = send()
    return process_time() - begun, answer


@pytest.mark.parametrize("name", PLANS)
def test_the_longest_import_costs_no_more_than_it_may(
    app: Flask, owner: Visitor, name: str
) -> None:
    window = {"daily": 1, "three a week": 14, "once in a year": 732, "a number": 366}[name]
    days = MOST_LIVED * 250 // (250 + window + 2)
    habits = -(-days // 9_000)
    data = whole(PLANS[name], habits, days // habits - 1, days // habits - 1)
    token = owner.token()
    costs: dict[str, float] = {}
    with locked(app) as held:
        costs["upload"], answer = cost(lambda: upload(owner, data, "x.json"))
        address = answer.headers["Location"]
        costs["preview"], page = cost(lambda: owner.get(address))
        assert "Strength" in page.text
        form = {"csrf_token": token}
        costs["import"], answer = cost(lambda: owner.post(address, data=form))
        assert answer.status_code == 303, answer.text
        costs["undo"], answer = cost(lambda: owner.post(f"{address}/undo", data=form))
        assert answer.status_code == 303
    assert max(costs.values()) <= CPU, costs
    if not databases.on_postgresql():  # which locks the rows, and nobody else's
        assert max(held) <= LOCK, held


def test_a_file_with_as_many_days_as_there_may_be_is_read_in_time(owner: Visitor) -> None:
    data = whole(PLANS["daily"], 10, 10_000, MOST_RECORDS // 10)
    seconds, answer = cost(lambda: upload(owner, data, "x.json"))
    assert answer.status_code == 303
    assert seconds <= CPU
    seconds, page = cost(lambda: owner.get(answer.headers["Location"]))
    assert page.status_code == 200
    assert seconds <= CPU


def test_what_is_beyond_the_bounds_is_refused_in_no_time(owner: Visitor) -> None:
    more = MOST_RECORDS // 10 + 1
    assert more < (TODAY - date(1990, 1, 1)).days
    seconds, answer = cost(lambda: upload(owner, whole(PLANS["daily"], 10, more, more), "x.json"))
    assert answer.status_code == 422
    assert "more than 100,000 days" in answer.text
    assert seconds <= CPU
    address = draft(owner, whole(PLANS["daily"], 60, 9_400, 0))
    seconds, answer = cost(lambda: owner.send(address))
    assert answer.status_code == 422
    assert seconds <= CPU / 2
