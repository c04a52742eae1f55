"""What was said of closed cycles before the rule changed is still said after the upgrade."""

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from alembic import command
from sqlalchemy import Connection, MetaData, Table, select

from coach import clock
from coach.assessment.calendar import Week, weeks_of
from coach.config import Settings
from coach.maintenance import upgrade
from tests.databases import engine_of

BASELINE = Week(2024, 2)
THEN = datetime(2024, 1, 14, 18, tzinfo=UTC).replace(tzinfo=None)
USER = {
    "id": 1, "active": True, "host": False, "fs_uniquifier": "u", "name": "", "zone": "UTC",
    "rollover": 4, "week_start": 1, "look_back_day": 5, "retention": 90, "theme": "",
    "created_at": THEN,
}  # fmt: skip
SITTING = {
    "user_id": 1, "baseline": False, "begun_at": THEN, "whole": True, "doubtful": False,
    "wrote": False, "noise_ss": 0.0, "noise_df": 0, "pairs_ss": 0.0, "pairs_df": 0,
}  # fmt: skip
ANSWER = {"user_id": 1, "digest": "0" * 16, "reverse": False, "seconds": None, "answered_at": THEN}


def cycle(number: int, reach: str, verdict: str, baseline: Week = BASELINE, **levels: int) -> Any:
    """The sittings and answers of a cycle: 50, but for ``p2=100``."""
    weeks = list(enumerate(weeks_of(baseline, number), 1))
    sittings = [
        SITTING | {"week": str(week), "cycle": number, "week_in_cycle": n,
                   "reach": reach * 8, "verdict": verdict}
        for n, week in weeks
    ]  # fmt: skip
    answers = [
        ANSWER | {"week": str(week), "item": f"{p}-{n}-{half}", "principle": p,
                  "value": levels.get(f"p{p}", 50)}
        for n, week in weeks for p in range(1, 9) for half in "ab"
    ]  # fmt: skip
    return sittings, answers


def upgraded(folder: Path, url: str, *cycles: Any) -> dict[int, set[str | None]]:
    """What is told of each cycle once a database of release 0004 with these was upgraded."""
    settings = Settings(instance=folder, database_url=url)
    engine, script = engine_of(settings.database()), upgrade.alembic_config()
    with engine.begin() as connection:
        script.attributes["connection"] = connection
        command.upgrade(script, "0004")
        _put(connection, "user", [USER])
        for sittings, answers in cycles:
            _put(connection, "sitting", sittings)
            _put(connection, "response", answers)
    upgrade.to_newest(settings)
    with engine.begin() as connection:
        table = Table("sitting", MetaData(), autoload_with=connection)
        found: dict[int, set[str | None]] = {}
        for number, told in connection.execute(select(table.c.cycle, table.c.told)):
            found.setdefault(number, set()).add(told)
        assert connection.scalars(select(table.c.moved_weight).distinct()).all() == [0]
    return found


def _put(connection: Connection, name: str, rows: Any) -> None:
    table = Table(name, MetaData(), autoload_with=connection)
    connection.execute(table.insert(), rows)


NONE = "." * 8


def test_a_verdict_stands_in_the_next_cycle_and_goes_to_its_own(
    tmp_path: Path, nothing_yet: str
) -> None:
    found = upgraded(
        tmp_path, nothing_yet, cycle(1, "0", NONE), cycle(2, "1", NONE), cycle(3, "2", "==+====-")
    )
    assert found[1] == {NONE}
    assert found[2] == {"==+====-"}


def test_the_last_closed_cycle_is_judged_by_the_rule_of_before(
    tmp_path: Path, nothing_yet: str
) -> None:
    """Up by 50 is real; what had really changed in the cycle before was not judged then."""
    found = upgraded(
        tmp_path,
        nothing_yet,
        cycle(1, "0", NONE),
        cycle(2, "1", NONE),
        cycle(3, "1", "=======+", p2=100, p5=0),
    )
    assert found[3] == {"=+==-==."}


def test_a_cycle_that_is_still_open_is_judged_by_the_new_rule(
    tmp_path: Path, nothing_yet: str
) -> None:
    now = Week.of((clock.now() - timedelta(weeks=5)).date())
    found = upgraded(
        tmp_path, nothing_yet, cycle(1, "0", NONE, now), cycle(2, "1", NONE, now, p2=100)
    )
    assert found == {1: {NONE}, 2: {None}}
