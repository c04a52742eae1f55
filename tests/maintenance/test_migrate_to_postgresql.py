"""A SQLite installation goes over to PostgreSQL: all of it, compared, or nothing."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import inspect, select, text

from coach import demo
from coach.account_data import export
from coach.accounts.models import User
from coach.config import Settings
from coach.db import db
from coach.maintenance import migrate_to_postgresql, upgrade
from tests import cluster, databases, demo_rows
from tests.conftest import FRIDAY, Moment, Visitor, person, running
from tests.faults.kills import new_database
from tests.serving import ROOT

pytestmark = pytest.mark.any_database

NUMBERS = count()


@pytest.fixture
def target(own: cluster.Cluster) -> str:
    """A PostgreSQL database without tables."""
    return new_database(own.url, f"target_{next(NUMBERS)}")


@pytest.fixture
def source(tmp_path: Path, template: Path, moment: Moment) -> Settings:
    """An installation on SQLite with two months of an account, and a guest."""
    (tmp_path / "coach.db").write_bytes(template.read_bytes())
    settings = Settings(instance=tmp_path, zone="UTC")
    with running(settings, moment) as app:
        demo_rows.fill(app, days=60)
        guest: Visitor = app.test_client()  # type: ignore[assignment]
        guest.send("/journal", {"text": "Ünïcode, “quotes” and 😀 stay.", "token": "0a"})
    return settings


def exports(app: Flask) -> list[dict[str, Any]]:
    with app.app_context():
        people = db.session.scalars(select(User).order_by(User.id)).all()
        return [export.document(person, FRIDAY) for person in people]


def tables(url: str) -> list[str]:
    with databases.engine_of(url).connect() as connection:
        return inspect(connection).get_table_names()


def run(url: str, *statements: str) -> None:
    with databases.engine_of(url).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


@pytest.fixture
def carried(source: Settings, target: str, moment: Moment) -> Iterator[Flask]:
    """The app on PostgreSQL, after the move."""
    assert sum(migrate_to_postgresql.carry(source, target).values()) > 500
    with running(replace(source, database_url=target), moment) as app:
        yield app


def test_every_export_is_the_same_on_the_other_side(
    source: Settings, carried: Flask, moment: Moment
) -> None:
    with running(source, moment) as before:
        told = exports(before)
    assert len(told) == 2
    assert exports(carried) == told


def test_people_sign_in_and_go_on(carried: Flask) -> None:
    visitor: Visitor = carried.test_client()  # type: ignore[assignment]
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    assert visitor.send("/sign-in", form).status_code == 303
    for page in ("/today", "/habits", "/progress", "/look-back", "/journal", "/review"):
        visitor.page(page)
    assert visitor.send("/journal", {"text": "The first one here."}).status_code == 303
    fresh: Visitor = carried.test_client()  # type: ignore[assignment]
    assert fresh.send("/journal", {"text": "A new guest."}).status_code == 303


def test_an_id_of_somebody_who_left_before_is_not_given_on_the_other_side(
    source: Settings, target: str, moment: Moment
) -> None:
    with running(source, moment) as before:
        gone = person(before, "Nora")
        gone.send("/settings/delete", {"typed": "delete"})
    migrate_to_postgresql.carry(source, target)
    with running(replace(source, database_url=target), moment) as app:
        assert person(app, "Ivo").user_id > gone.user_id


def test_a_target_whose_tables_are_made_but_empty_will_do(source: Settings, target: str) -> None:
    upgrade.to_newest(replace(source, database_url=target))
    assert sum(migrate_to_postgresql.carry(source, target).values()) > 500


def older(source: Settings, target: str) -> None:
    run(source.database(), "UPDATE alembic_version SET version_num = '0001'")


def full(source: Settings, target: str) -> None:
    migrate_to_postgresql.carry(source, target)


def foreign(source: Settings, target: str) -> None:
    run(target, "CREATE TABLE invoices (id INTEGER)")


def newer(source: Settings, target: str) -> None:
    upgrade.to_newest(replace(source, database_url=target))
    run(target, "UPDATE alembic_version SET version_num = '9999'")


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (older, "run coach upgrade first"),
        (full, "its table “.*” has rows"),
        (foreign, "a table “invoices”"),
        (newer, "schema of another version"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(
    source: Settings, target: str, spoil: Callable[[Settings, str], None], said: str
) -> None:
    spoil(source, target)
    before = tables(target)
    with pytest.raises(migrate_to_postgresql.MigrationRefused, match=said):
        migrate_to_postgresql.carry(source, target)
    assert tables(target) == before


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("mysql://root@localhost/x", "must begin with postgresql"),
        ("nonsense", "The target must be a URL"),
        ("sqlite:///other.db", "must begin with postgresql"),
    ],
)
def test_another_kind_of_target_is_refused(source: Settings, url: str, said: str) -> None:
    with pytest.raises(migrate_to_postgresql.MigrationRefused, match=said):
        migrate_to_postgresql.carry(source, url)


def test_an_installation_that_is_there_already_or_not_at_all_is_refused(
    tmp_path: Path, target: str
) -> None:
    with pytest.raises(migrate_to_postgresql.MigrationRefused, match="on PostgreSQL already"):
        migrate_to_postgresql.carry(Settings(instance=tmp_path, database_url=target), target)
    with pytest.raises(migrate_to_postgresql.MigrationRefused, match="no database"):
        migrate_to_postgresql.carry(Settings(instance=tmp_path / "nowhere"), target)


def test_a_row_that_does_not_fit_leaves_nothing_behind(source: Settings, target: str) -> None:
    run(source.database(), f"UPDATE user SET name = '{'x' * 300}' WHERE id = 1")
    done = command(source, target)
    assert done.returncode == 1
    assert "Nothing was copied" in done.stderr
    assert "xxx" not in done.stderr
    assert tables(target) == []


def test_a_row_that_arrives_changed_is_found_and_nothing_is_kept(
    source: Settings, target: str
) -> None:
    upgrade.to_newest(replace(source, database_url=target))
    run(
        target,
        "CREATE FUNCTION meddle() RETURNS trigger LANGUAGE plpgsql AS"
        " $$ BEGIN NEW.text = 'other'; RETURN NEW; END $$",
        "CREATE TRIGGER meddle BEFORE INSERT ON journal_entry"
        " FOR EACH ROW EXECUTE FUNCTION meddle()",
    )
    with pytest.raises(
        migrate_to_postgresql.MigrationRefused, match="“journal_entry” differs after copying"
    ):
        migrate_to_postgresql.carry(source, target)
    with databases.engine_of(target).connect() as connection:
        assert connection.scalar(text('SELECT count(*) FROM "user"')) == 0


def command(source: Settings, target: str) -> "subprocess.CompletedProcess[str]":
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COACH_")}
    asked = [sys.executable, "-m", "coach", "migrate-to", target]
    return subprocess.run(
        [*asked, "--instance", str(source.instance)],
        cwd=ROOT, env=plain, text=True, capture_output=True, timeout=120, check=False,
    )  # fmt: skip


def test_the_command_tells_how_many_rows_each_table_has(source: Settings, target: str) -> None:
    done = command(source, target)
    assert done.returncode == 0, done.stderr
    assert "rows, compared and identical" in done.stdout
    assert "2  user" in done.stdout
    again = command(source, target)
    assert again.returncode == 1
    assert again.stderr.startswith("Error: The target is not empty")
