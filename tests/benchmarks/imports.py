"""What an import of habits costs at its bound: ``python -m tests.benchmarks.imports``.

A measurement, not a test. For each kind of plan it prints the seconds of a processor that the
upload, the preview, the import and its undoing take, and the longest time that one transaction
held SQLite's write lock. It ends with exit code 1 where a step takes more than 2 s, or a
transaction more than 0.5 s.
"""

import io
import json
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from time import process_time
from typing import Any

from flask import Flask
from sqlalchemy import event

from coach import upgrade
from coach.config import Settings
from coach.db import db
from coach.habits.exchange.import_queries import MOST_LIVED
from tests.conftest import FRIDAY, Moment, Visitor, person, running

DAY = timedelta(days=1)
CPU, LOCK = 2.0, 0.5  # seconds
PLANS: dict[str, dict[str, Any]] = {
    "daily": {"kind": "daily"},
    "three a week": {"kind": "week", "times": 3, "week_start": 1},
    "once in a year": {"kind": "interval", "days": 366},
    "a number": {"kind": "frequency", "times": 100, "days": 366, "goal": "at_least",
                 "target": 5, "unit": "km"},
}  # fmt: skip
WINDOWS = {"daily": 1, "three a week": 14, "once in a year": 732, "a number": 366}  # days


def whole(plan: dict[str, Any], habits: int, lived: int, recorded: int) -> bytes:
    """Return our own JSON of habits, each with the last so many days recorded."""
    today = FRIDAY.date()
    number = {"number": 2.5} if "goal" in plan else {}
    days = [{"day": f"{today - n * DAY}", "state": "done", **number} for n in range(recorded)]
    told = {"cue": "", "act": "walk", "smallest": "", "archived": False, "away": [],
            "plans": [{"start": f"{today - lived * DAY}", **plan}], "days": days}  # fmt: skip
    listed = [{"name": f"Walk {n}", **told} for n in range(habits)]
    return json.dumps({"format": "good-terms-habits", "version": 1, "habits": listed}).encode()


def longest(name: str) -> bytes:
    """Return the longest file of this plan that is brought in at once."""
    days = MOST_LIVED * 250 // (250 + WINDOWS[name] + 2)
    habits = -(-days // 9_000)
    return whole(PLANS[name], habits, days // habits - 1, days // habits - 1)


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


def measured(app: Flask, visitor: Visitor, name: str) -> tuple[dict[str, float], float]:
    """Return the seconds of each step, and those of the longest write."""
    token = visitor.token()
    seconds: dict[str, float] = {}

    def timed(step: str, url: str, form: dict[str, Any] | None) -> Any:
        begun = process_time()
        answer = visitor.get(url) if form is None else visitor.post(url, data=form)
        seconds[step] = process_time() - begun
        if answer.status_code not in (200, 303):
            raise SystemExit(f"{step} of {name}: {answer.status}")
        return answer

    with locked(app) as held:
        file = {"csrf_token": token, "file": (io.BytesIO(longest(name)), "x.json")}
        address = timed("upload", "/habits/import", file).headers["Location"]
        timed("preview", address, None)
        timed("import", address, {"csrf_token": token})
        timed("undo", f"{address}/undo", {"csrf_token": token})
    return seconds, max(held)


def main() -> int:
    """Print a line for each plan; return the exit code."""
    within = True
    for number, name in enumerate(PLANS):
        with tempfile.TemporaryDirectory() as folder:
            settings = Settings(instance=Path(folder), zone="UTC")
            upgrade.to_newest(settings)
            with running(settings, Moment()) as app:
                seconds, held = measured(app, person(app, f"Nora {number}"), name)
        steps = ", ".join(f"{step} {taken:.2f} s" for step, taken in seconds.items())
        print(f"{name:15} {steps}, longest write {held:.2f} s")
        within &= max(seconds.values()) <= CPU and held <= LOCK
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main())
