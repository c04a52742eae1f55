"""Backup and restore on a real PostgreSQL: the server that TEST_DATABASE_URL names."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import MetaData, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from coach import clock, create_app, demo
from coach.config import Settings
from coach.db import db
from coach.maintenance import archive, backup, restore, upgrade
from coach.maintenance.archive import BackupRefused

pytestmark = pytest.mark.skipif(
    "TEST_DATABASE_URL" not in os.environ, reason="no PostgreSQL here (set TEST_DATABASE_URL)"
)
HEAD = upgrade.revisions()[0]


@pytest.fixture
def settings(tmp_path: Path) -> Iterator[Settings]:
    """An installation with some of the demo in a database of its own."""
    server = make_url(os.environ["TEST_DATABASE_URL"])
    name = f"coach_upkeep_{os.getpid()}"
    admin = create_engine(server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with admin.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name} TEMPLATE template0"))
    url = server.set(database=name).render_as_string(hide_password=False)
    made = Settings(instance=tmp_path, database_url=url)
    upgrade.to_newest(made)
    app = create_app(made)
    demo.fill(app, days=20)
    with app.app_context():
        db.engine.dispose()
    yield made
    with admin.connect() as connection:
        connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def run(settings: Settings, *statements: str) -> None:
    """Run SQL of a host who makes a mistake."""
    with create_engine(settings.database(), poolclass=NullPool).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def rows(settings: Settings) -> dict[str, list[Any]]:
    """Return every row of every table that is there."""
    with create_engine(settings.database(), poolclass=NullPool).connect() as connection:
        there = MetaData()
        there.reflect(connection)
        found = {name: connection.execute(table.select()) for name, table in there.tables.items()}
        return {name: sorted(map(repr, result)) for name, result in found.items()}


def put_back(settings: Settings, whole: Path) -> restore.Restored:
    told = restore.fit(settings, whole, upgrade.revisions())
    restore.idle(settings)
    return restore.put_back(settings, whole, told, HEAD, clock.now())


def test_all_comes_back_and_what_was_there_is_kept_as_a_backup(settings: Settings) -> None:
    before = rows(settings)
    whole = backup.make(settings, HEAD, clock.now(), settings.instance / "elsewhere")
    assert archive.read(whole).database == "postgresql"
    run(settings, "DELETE FROM check_in", "CREATE TABLE later (id INTEGER PRIMARY KEY)",
        "ALTER TABLE check_in ADD COLUMN later_id INTEGER REFERENCES later (id)")  # fmt: skip
    spoilt = rows(settings)
    done = put_back(settings, whole)
    assert rows(settings) == before
    assert done.database is not None
    put_back(settings, done.database)
    assert rows(settings) == spoilt


def test_what_cannot_be_put_back_whole_is_not_put_back_at_all(settings: Settings) -> None:
    whole = backup.make(settings, HEAD, clock.now(), settings.instance / "elsewhere")
    before = rows(settings)
    # a view of the host's own in the place of a table: the tables are gone before it is met
    run(settings, "ALTER TABLE away RENAME TO gone", "CREATE VIEW away AS SELECT 1 AS one")
    with pytest.raises(BackupRefused, match="psql failed"):
        put_back(settings, whole)
    run(settings, "DROP VIEW away", "ALTER TABLE gone RENAME TO away")
    assert rows(settings) == before


def test_a_database_in_use_is_left_alone(settings: Settings) -> None:
    with create_engine(settings.database(), poolclass=NullPool).connect() as connection:
        connection.execute(text("SELECT 1"))
        with pytest.raises(BackupRefused, match="in use"):
            restore.idle(settings)
    restore.idle(settings)
