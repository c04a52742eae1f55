"""The migrations make what the models say, from nothing, and keep what is there."""

import sqlite3
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine

from coach import upgrade
from coach.config import Settings


def test_models_and_migrations_agree(template: Path) -> None:
    with create_engine(f"sqlite:///{template}").connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, upgrade.all_models()) == []


def test_upgrading_twice_changes_nothing_and_copies_nothing(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    assert upgrade.to_newest(settings) is None
    before = (tmp_path / "coach.db").read_bytes()
    assert upgrade.to_newest(settings) is None
    assert (tmp_path / "coach.db").read_bytes() == before


def test_down_to_nothing_and_up_again(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    upgrade.to_newest(settings)
    script = upgrade.alembic_config()
    with create_engine(settings.database()).begin() as connection:
        script.attributes["connection"] = connection
        command.downgrade(script, "base")
    with sqlite3.connect(tmp_path / "coach.db") as raw:
        tables = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    assert tables <= {"alembic_version", "sqlite_autoindex_alembic_version_1"} | {
        t for t in tables if t.startswith("sqlite_")
    }
    upgrade.to_newest(settings)


def test_a_database_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    settings = Settings(instance=tmp_path)
    upgrade.to_newest(settings)
    with sqlite3.connect(tmp_path / "coach.db") as raw:
        raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(upgrade.NewerDatabase, match="9999"):
        upgrade.to_newest(settings)
