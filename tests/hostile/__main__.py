"""``python -m tests.hostile --posts 100000``: the attack at length, and what came of it."""

import argparse
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from coach import create_app, upgrade
from coach.config import Settings
from coach.db import db
from tests.conftest import FRIDAY, Moment, Visitor
from tests.hostile.attack import Attack
from tests.hostile.stage import Stage
from tests.hostile.strategies import Attempt, attempts

ROUND = 5000  # attempts on one installation; then it is made anew, and explored again


def main() -> None:
    """Run, and print the figures; exit 1 when something was wrong."""
    asked = argparse.ArgumentParser(prog="python -m tests.hostile", description=__doc__)
    asked.add_argument("--posts", type=int, default=2000, help="how many requests to send")
    asked.add_argument("--seed", type=int, default=1, help="of the first round")
    asked.add_argument("--database", default="", help="an SQLAlchemy URL; it is written to")
    told = asked.parse_args()
    sent, faults, statuses, reached = 0, Counter[str](), Counter[int](), Counter[str]()
    slowest, begun, number = (0.0, ""), time.monotonic(), told.seed
    while sent < told.posts:
        attack = round_of(number, min(ROUND, told.posts - sent), faults, told.database)
        sent, number = sent + attack.sent, number + 1
        statuses, reached = statuses + attack.statuses, reached + attack.reached
        slowest = max(slowest, attack.slowest)
        minutes = (time.monotonic() - begun) / 60
        print(f"{sent} sent, {sum(faults.values())} faults, {minutes:.1f} min", flush=True)
    print("statuses:", dict(sorted(statuses.items())))
    print(f"endpoints reached: {len(reached)}; slowest: {slowest[0]:.2f} s, {slowest[1]}")
    for fault, times in faults.most_common():
        print(f"{times} x {fault}")
    raise SystemExit(bool(faults))


def round_of(number: int, examples: int, faults: Counter[str], database: str) -> Attack:
    """Attack a new installation so many times; count what was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        chosen = Settings(Path(folder), zone="UTC", database_url=database, access_log=False)
        upgrade.to_newest(chosen)
        app = create_app(chosen, clock=Moment(FRIDAY))
        app.test_client_class = Visitor
        stage = Stage(app)
        attack = Attack(stage)

        @seed(number)
        @settings(
            max_examples=examples,
            deadline=None,
            database=None,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(attempts(stage.site))
        def go(attempt: Attempt) -> None:
            for fault in attack.strike(attempt):
                if not faults[fault]:
                    print("FAULT", fault, repr(attempt)[:1500], flush=True)
                faults[fault] += 1

        go()
        for fault in (*stage.site.faults, *attack.look_again()):
            faults[fault] += 1
        with app.app_context():
            db.session.remove()
            db.engine.dispose()
    return attack


if __name__ == "__main__":
    main()
