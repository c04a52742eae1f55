"""A database of every released schema upgrades, and nothing in it is lost.

The files beside this one are what releases left behind; see ``release.py``.
"""

import re
import shutil
import sqlite3
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import NullPool

from coach import create_app, demo
from coach.cli import main
from coach.config import Settings
from coach.db import db
from coach.habits.reminders import email as links
from coach.maintenance import archive, upgrade
from tests.conftest import FRIDAY, Visitor

HERE = Path(__file__).parent
RELEASED = sorted(path.stem for path in HERE.glob("*.sql"))
# revisions that nobody runs yet: a release empties this and makes the file of the newest one
UNRELEASED = {f"{number:04}" for number in range(5, 20)}
# columns that a later migration took away or gave another meaning, on purpose: (table, column)
GONE = {("check_in", "number"), ("habit_plan", "target")}  # whole millionths since 0007
ANEW = {"running_state"}  # tables whose rows follow from others and are worked out again
PAGES = ("/today", "/learn", "/habits", "/progress", "/look-back", "/journal", "/review",
         "/settings", "/settings/account", "/settings/data", "/habits/reminders")  # fmt: skip

Rows = dict[str, dict[Any, dict[str, Any]]]
pytestmark = pytest.mark.sqlite


@pytest.fixture(params=RELEASED)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    """An installation as that release left it."""
    with closing(sqlite3.connect(tmp_path / "coach.db")) as raw:
        raw.executescript((HERE / f"{request.param}.sql").read_text(encoding="utf-8"))
    return Settings(instance=tmp_path, zone="UTC")


def rows(settings: Settings) -> Rows:
    """Return every row of every table by its key."""
    found: Rows = {}
    with closing(sqlite3.connect(settings.instance / "coach.db")) as raw:
        raw.row_factory = sqlite3.Row
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'"):
            keys = [c["name"] for c in raw.execute(f'PRAGMA table_info("{name}")') if c["pk"]]
            every = [dict(row) for row in raw.execute(f'SELECT * FROM "{name}"')]
            found[name] = {tuple(row[key] for key in keys): row for row in every}
    found.pop("alembic_version")
    return found


def schema(database: Path) -> dict[str, str]:
    """Return each table's and index's definition, without the spacing."""
    with closing(sqlite3.connect(database)) as raw:
        made = raw.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL")
        return {name: re.sub(r"\s+", " ", sql) for name, sql in made}


def test_the_newest_released_schema_is_among_them() -> None:
    newest = next(at for at in upgrade.revisions() if at not in UNRELEASED)
    assert newest in RELEASED, "python -m tests.migrations.release, when this is released"


def test_it_upgrades_with_every_row(old: Settings) -> None:
    before = rows(old)
    assert all(before.values()), "a release's file has rows in every table"
    upgrade.to_newest(old)
    after = rows(old)
    for table, kept in before.items():
        if table in ANEW:
            continue
        assert after[table].keys() == kept.keys(), table
        for key, row in kept.items():
            stays = {name: v for name, v in row.items() if (table, name) not in GONE}
            now = after[table][key]
            assert {name: now.get(name) for name in stays} == stays, (table, key)
    with closing(sqlite3.connect(old.instance / "coach.db")) as raw:
        assert raw.execute("PRAGMA foreign_key_check").fetchall() == []
        assert raw.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_afterwards_no_id_is_given_again(old: Settings) -> None:
    every = upgrade.all_models().sorted_tables
    numbered = {table.name for table in every if table.autoincrement_column is not None}
    last = {name: max(kept)[0] for name, kept in rows(old).items() if name in numbered - ANEW}
    upgrade.to_newest(old)
    with closing(sqlite3.connect(old.instance / "coach.db")) as raw:
        given = dict(raw.execute("SELECT name, seq FROM sqlite_sequence"))
    assert {name: given[name] for name in last} == last


def test_it_ends_as_the_models_say(old: Settings) -> None:
    upgrade.to_newest(old)
    with create_engine(old.database(), poolclass=NullPool).connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, upgrade.all_models()) == []


def test_a_backup_is_made_before_it_and_none_the_second_time(
    old: Settings, request: pytest.FixtureRequest
) -> None:
    before, at = rows(old), request.node.callspec.params["old"]
    copy = upgrade.to_newest(old)
    assert (copy is None) == (at == upgrade.revisions()[0])
    if copy is not None:
        told = archive.read(copy)
        assert told.schema == at
        folder = old.instance / "unpacked"
        folder.mkdir()
        archive.unpack(copy, told, folder)
        shutil.move(folder / "database", folder / "coach.db")
        assert rows(Settings(instance=folder)) == before
    assert upgrade.to_newest(old) is None


def test_its_people_come_in_and_find_their_things(old: Settings) -> None:
    upgrade.to_newest(old)
    app: Any = create_app(old, clock=lambda: FRIDAY)
    app.config["TESTING"] = True
    app.test_client_class = Visitor
    visitor: Visitor = app.test_client()
    form = {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD}
    assert visitor.send("/sign-in", form).status_code == 303
    for page in PAGES:
        visitor.page(page)
    assert visitor.get("/settings/export").status_code == 200
    with app.app_context():
        db.engine.dispose()


def test_a_cookie_of_before_sessions_were_rows_still_knows_its_guest(tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "coach.db")) as raw:
        raw.executescript((HERE / "0003.sql").read_text(encoding="utf-8"))
        raw.execute("UPDATE user SET email = NULL, name = 'Nora', fs_uniquifier = 'kept'")
        raw.commit()
    settings = Settings(instance=tmp_path, zone="UTC")
    upgrade.to_newest(settings)
    app: Any = create_app(settings, clock=lambda: FRIDAY)
    app.test_client_class = Visitor
    visitor: Visitor = app.test_client()
    with visitor.session_transaction() as session:
        session["_user_id"] = "kept"
    assert "Nora" in visitor.get("/settings").text
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


@pytest.mark.parametrize(("made", "status"), [(-1, 200), (1, 404)], ids=["living", "gone"])
def test_a_link_in_a_mail_of_before_reaches_whom_it_was_written_to_and_nobody_since(
    old: Settings, made: int, status: int
) -> None:
    """``made``: hours from the mail to the making of the account that has the number now."""
    created = f"{FRIDAY + timedelta(hours=made):%Y-%m-%d %H:%M:%S.%f}"
    with closing(sqlite3.connect(old.instance / "coach.db")) as raw:
        raw.execute("UPDATE user SET created_at = ?", [created])
        raw.commit()
    upgrade.to_newest(old)
    app: Any = create_app(old, clock=lambda: FRIDAY + timedelta(hours=2))
    right = links.Tap(1, 1, FRIDAY.date(), FRIDAY + links.LASTS)
    address = f"/tap/{links.tap(app.config['SECRET_KEY'], right)}"
    assert app.test_client().get(address).status_code == status
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def test_a_backup_of_it_can_be_put_back_by_this_version(old: Settings, tmp_path: Path) -> None:
    at = RELEASED[0]
    copy = upgrade.copy_before(old, at, FRIDAY)
    new = tmp_path / "new"
    done = create_app(old).test_cli_runner().invoke(
        main, ["restore", str(copy), "--yes", "--instance", str(new)]
    )  # fmt: skip
    assert done.exit_code == 0, done.output
    assert rows(Settings(instance=new)) == rows(old)


def test_a_migration_that_was_released_is_never_changed(
    old: Settings, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    at, fresh = request.node.callspec.params["old"], tmp_path / "fresh.db"
    script = upgrade.alembic_config()
    with create_engine(f"sqlite:///{fresh}", poolclass=NullPool).begin() as connection:
        script.attributes["connection"] = connection
        command.upgrade(script, at)
    assert schema(fresh) == schema(old.instance / "coach.db")
