"""``python -m tests.fuzz --requests 100000``: the attack at length, and what came of it.

Everything goes through a real server on loopback, which uses SQLite; behind
``python -m tests.cluster`` it uses PostgreSQL.
"""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from coach import create_app
from coach.config import Settings
from coach.db import db
from tests import databases
from tests.conftest import FRIDAY, Moment
from tests.fuzz.attack import Attack
from tests.fuzz.served import Caller, served
from tests.fuzz.stage import Stage
from tests.fuzz.strategies import Attempt, attempts

ROUND = 5000  # attempts on one installation; then it is made anew, and explored again


class Total:
    """What came of all rounds."""

    def __init__(self) -> None:
        self.sent = 0
        self.faults = Counter[str]()
        self.statuses = Counter[int]()
        self.reached = Counter[str]()
        self.slowest = (0.0, "")

    def add(self, attack: Attack) -> None:
        """Take in the figures of a round."""
        self.sent += attack.sent
        self.statuses += attack.statuses
        self.reached += attack.reached
        self.slowest = max(self.slowest, attack.slowest)

    def fault(self, fault: str, attempt: object = "") -> None:
        """Count a fault, and print what led to it the first time."""
        if not self.faults[fault]:
            print("FAULT", fault, repr(attempt)[:900], flush=True)
        self.faults[fault] += 1


def main() -> None:
    """Run, and print the figures; exit 1 when something was wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    asked.add_argument("--requests", type=int, default=2000, help="how many to send")
    asked.add_argument("--seed", type=int, default=1, help="of the first round")
    asked.add_argument("--minutes", type=float, default=15, help="send nothing after these")
    told = asked.parse_args()
    total, begun, number = Total(), time.monotonic(), told.seed
    until = begun + told.minutes * 60
    while total.sent < told.requests and time.monotonic() < until:
        total.add(round_of(number, min(ROUND, told.requests - total.sent), until, total))
        number += 1
        minutes = (time.monotonic() - begun) / 60
        faults = sum(total.faults.values())
        print(f"{total.sent} sent, {faults} faults, {minutes:.1f} min", flush=True)
    print(f"requests in all, with pages that were looked at: {Caller.requests}")
    print("statuses:", dict(sorted(total.statuses.items())))
    print(f"endpoints: {len(total.reached)}; slowest: {total.slowest[0]:.2f} s, {total.slowest[1]}")
    for fault, times in total.faults.most_common():
        print(f"{times} x {fault}")
    raise SystemExit(bool(total.faults))


def round_of(number: int, most: int, until: float, total: Total) -> Attack:
    """Attack a new installation with so many requests, or until it is time to end."""
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as template:
        kind = databases.Server if databases.on_postgresql() else databases.Files
        store = kind(Path(template))
        url, end = store.fresh(Path(folder))
        app = create_app(
            Settings(Path(folder), zone="UTC", database_url=url, access_log=False),
            clock=Moment(FRIDAY),
        )
        app.test_client_class = Caller
        stage = Stage(app)
        attack = Attack(stage)

        @seed(number)
        @settings(
            max_examples=most,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(attempts(stage.site))
        def go(attempt: Attempt) -> None:
            if attack.sent < most and time.monotonic() < until:
                for fault in attack.strike(attempt):
                    total.fault(fault, attempt)

        with served(app):
            go()
        looked = attack.look_again() if time.monotonic() < until else []
        for fault in (*stage.site.faults, *looked):
            total.fault(fault)
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
        end()
        store.close()
    return attack


if __name__ == "__main__":
    main()
