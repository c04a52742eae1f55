"""The migrations make what the models say, from nothing, and keep what is there."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Column, String, create_engine, inspect, text

from coach import demo
from coach.config import Settings
from coach.db import db
from coach.maintenance import upgrade
from tests.conftest import person
from tests.databases import engine_of
from tests.serving import ROOT


def test_models_and_migrations_agree(app: Flask) -> None:
    with app.app_context(), db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, upgrade.all_models()) == []


@pytest.mark.sqlite
def test_every_id_is_given_once_also_by_the_migrations(app: Flask) -> None:
    every = upgrade.all_models().sorted_tables
    numbered = {table.name for table in every if table.autoincrement_column is not None}
    made = text("SELECT name FROM sqlite_master WHERE sql LIKE '% PRIMARY KEY AUTOINCREMENT%'")
    with app.app_context():
        assert set(db.session.scalars(made)) == numbered


def test_the_id_of_a_person_who_is_gone_is_never_given_again(app: Flask) -> None:
    gone = person(app, "Nora")
    gone.send("/settings/delete", {"typed": "delete"})
    assert person(app, "Ivo").user_id > gone.user_id


def tables(settings: Settings) -> set[str]:
    with engine_of(settings.database()).connect() as connection:
        return set(inspect(connection).get_table_names())


@pytest.mark.sqlite
def test_upgrading_twice_changes_nothing_and_copies_nothing(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    assert upgrade.to_newest(settings) is None
    before = (tmp_path / "coach.db").read_bytes()
    assert upgrade.to_newest(settings) is None
    assert (tmp_path / "coach.db").read_bytes() == before


def test_down_to_nothing_and_up_again(tmp_path: Path, nothing_yet: str) -> None:
    settings = Settings(instance=tmp_path, database_url=nothing_yet)
    upgrade.to_newest(settings)
    script = upgrade.alembic_config()
    with engine_of(settings.database()).begin() as connection:
        script.attributes["connection"] = connection
        command.downgrade(script, "base")
    assert tables(settings) == {"alembic_version"}
    upgrade.to_newest(settings)
    assert set(upgrade.all_models().tables) <= tables(settings)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path, nothing_yet: str) -> None:
    settings = Settings(instance=tmp_path, database_url=nothing_yet)
    upgrade.to_newest(settings)
    with engine_of(settings.database()).begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(upgrade.NewerDatabase, match="9999"):
        upgrade.to_newest(settings)


@pytest.mark.parametrize("number", [2, 5])
def test_programs_that_start_at_once_upgrade_once(
    tmp_path: Path, environ: dict[str, str], number: int
) -> None:
    command = [sys.executable, "-m", "coach", "upgrade", "--instance", str(tmp_path)]
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COACH_")}
    started = [
        subprocess.Popen(command, cwd=ROOT, env={**plain, **environ}, stderr=subprocess.PIPE)
        for _ in range(number)
    ]
    said = [each.communicate(timeout=120)[1].decode() for each in started]
    assert [each.returncode for each in started] == [0] * number, said
    settings = Settings(instance=tmp_path, database_url=environ.get("COACH_DATABASE_URL", ""))
    assert set(upgrade.all_models().tables) <= tables(settings)


def half_an_upgrade(settings: Settings) -> None:
    with engine_of(settings.database()).connect() as connection, upgrade.alone(connection):
        connection.execute(text("CREATE TABLE new_one (id INTEGER)"))
        connection.execute(text("DELETE FROM user"))
        raise RuntimeError("half way")


@pytest.mark.sqlite
def test_an_upgrade_that_fails_half_way_leaves_the_database_as_it_was(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    upgrade.to_newest(settings)
    before = (tmp_path / "coach.db").read_bytes()
    with pytest.raises(RuntimeError, match="half way"):
        half_an_upgrade(settings)
    assert "new_one" not in tables(settings)
    assert (tmp_path / "coach.db").read_bytes() == before


@pytest.mark.sqlite
def test_a_table_that_is_made_anew_does_not_take_its_children_along(app: Flask) -> None:
    """SQLite changes many a column only by copying the table and dropping the old one."""
    demo.fill(app, days=10)
    url = app.extensions["settings"].database()
    days = text("SELECT count(*) FROM check_in")
    with engine_of(url).connect() as connection:
        before = connection.scalar(days)
    with engine_of(url).connect() as connection, upgrade.alone(connection):
        change = Operations(MigrationContext.configure(connection))
        with change.batch_alter_table("user", recreate="always") as table:
            table.add_column(Column("motto", String(80)))
    with engine_of(url).connect() as connection:
        assert connection.scalar(days) == before
        assert connection.scalar(text("PRAGMA foreign_keys")) == 1
        assert connection.scalar(text("SELECT motto FROM user")) is None


def test_the_revisions_are_those_of_alembic_the_newest_first() -> None:
    scripts = ScriptDirectory.from_config(upgrade.alembic_config())
    assert upgrade.revisions() == [script.revision for script in scripts.walk_revisions()]


def test_a_database_without_tables_has_no_revision() -> None:
    engine = create_engine("sqlite://")
    with engine.connect() as connection:
        assert upgrade.revision(connection) is None
