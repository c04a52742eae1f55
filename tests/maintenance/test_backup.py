"""A backup is whole while people write, and says what is in it."""

import os
import re
import shutil
import stat
from pathlib import Path

import pytest
from flask import Flask

from coach import clock, paths
from coach.config import Settings
from coach.maintenance import archive, backup, database_copy, upgrade
from coach.maintenance.archive import BackupRefused
from tests.conftest import FRIDAY, Visitor
from tests.maintenance.kept import Run, made, rows

pytestmark = pytest.mark.sqlite


def test_a_backup_is_for_its_owner_alone_and_holds_key_and_settings(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("port = 8001\n")
    whole = made(run)
    assert stat.S_IMODE(whole.stat().st_mode) == 0o600
    assert stat.S_IMODE(whole.parent.stat().st_mode) == 0o700
    told = archive.read(whole)
    assert set(told.files) == {"database", "secret_key", "config.toml"}
    assert (told.schema, told.database) == (upgrade.revisions()[0], "sqlite")
    assert told.program == "0.1.0"
    assert [p.name for p in whole.parent.iterdir()] == [whole.name]


def test_a_backup_says_what_is_in_it_that_must_stay_secret(run: Run, tmp_path: Path) -> None:
    assert "It contains the secret key" in run("backup").stderr
    (tmp_path / "secret_key").unlink()
    assert "but no secret key" in run("backup").stderr


def test_only_the_newest_are_kept_and_nothing_else_is_deleted(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    names = [f"good-terms-2026112{day}T080000Z.zip" for day in range(1, 5)]
    for name in (*names, "before-upgrade-from-0001-20261101T080000Z.zip", "holiday.jpg"):
        (folder / name).touch()
    whole = made(run, "--to", str(folder), "--keep", "3")
    left = {path.name for path in folder.iterdir()}
    assert {whole.name, *names[2:], "holiday.jpg"} <= left
    assert "before-upgrade-from-0001-20261101T080000Z.zip" in left
    assert not left & set(names[:2])


def test_the_moments_in_names_sort() -> None:
    assert backup.stamp(FRIDAY) == "20261127T080000Z"


def test_before_there_is_a_database_there_is_nothing_to_back_up(run: Run, tmp_path: Path) -> None:
    done = run("backup", "--instance", str(tmp_path / "empty"))
    assert done.exit_code == 1
    assert "no database" in done.stderr


def test_a_backup_that_cannot_be_written_leaves_nothing(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    done = run("backup", "--to", str(tmp_path / "file" / "folder"))
    assert done.exit_code == 1
    assert done.stderr.count("\n") == 1
    assert "The backup cannot be written into" in done.stderr


NEXT = """
from alembic import op

revision, down_revision = "9000", "{after}"


def upgrade():
    op.execute("CREATE TABLE later (id INTEGER)")
    {then}
"""


def released(folder: Path, then: str) -> Path:
    """Return the migrations of a later version: one more that ends with ``then``."""
    target = folder / "migrations"
    shutil.copytree(paths.MIGRATIONS, target, ignore=shutil.ignore_patterns("__pycache__"))
    step = NEXT.format(after=upgrade.revisions()[0], then=then)
    (target / "versions" / "9000_next.py").write_text(step)
    return target


def test_an_upgrade_backs_up_first_and_only_when_there_is_something_to_do(
    owner: Visitor, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owner.send("/journal", {"text": "Still here."})
    before, at = rows(tmp_path / "coach.db"), upgrade.revisions()[0]
    monkeypatch.setattr(paths, "MIGRATIONS", released(tmp_path, "pass"))
    done = run("upgrade")
    assert done.exit_code == 0, done.output
    found = re.search(r"a backup from before is (.+)\.$", done.stdout, re.M)
    assert found
    copy = Path(found[1])
    assert re.fullmatch(rf"before-upgrade-from-{at}-\d{{8}}T\d{{6}}Z\.zip", copy.name)
    assert "later" in rows(tmp_path / "coach.db")
    assert run("upgrade").stdout == "The database is up to date.\n"
    assert list(copy.parent.iterdir()) == [copy]
    assert run("restore", str(copy), "--yes").exit_code == 0
    assert rows(tmp_path / "coach.db") == before


def test_an_upgrade_that_cannot_be_backed_up_is_not_begun(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = rows(tmp_path / "coach.db")
    (tmp_path / "backups").write_text("in the way")
    monkeypatch.setattr(paths, "MIGRATIONS", released(tmp_path, "pass"))
    done = run("upgrade")
    assert done.exit_code == 1
    assert "The backup cannot be written into" in done.stderr
    assert rows(tmp_path / "coach.db") == before


def test_the_password_of_a_database_is_not_on_a_command_line() -> None:
    url = "postgresql+psycopg://coach:p%40ss@db.example.org:5433/terms?sslmode=require"
    plain = "postgresql://coach@db.example.org:5433/terms?sslmode=require"
    assert database_copy.libpq(url) == (plain, "p@ss")
    assert database_copy.libpq("postgresql:///terms?host=/run/postgresql") == (
        "postgresql:///terms?host=/run/postgresql",
        "",
    )


def test_without_its_programs_a_postgresql_backup_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    settings = Settings(instance=tmp_path, database_url="postgresql+psycopg:///nowhere")
    with pytest.raises(BackupRefused, match="pg_dump is not on the PATH.*postgresql-client"):
        backup.make(settings, "0001", clock.now(), tmp_path / "backups")
    assert os.listdir(tmp_path / "backups") == []


def test_files_of_other_names_are_neither_counted_nor_deleted(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "elsewhere"
    (folder / "good-terms-20261101T080000Z.zip").mkdir(parents=True)  # a folder of somebody's
    others = [
        "good-terms-2026-11-29.zip",  # an export, as people get it from their settings
        "good-terms-export-2026-11-29.zip",
        "good-terms-20261129T080000Z (1).zip",
        "good-terms-20261129T080000Z.zip.part",
        "good-terms-9.zip",
        "good-terms-20261129T080000Z-copy.zip",
    ]
    for name in others:
        (folder / name).touch()
    for _ in range(3):
        whole = made(run, "--to", str(folder), "--keep", "1")
    left = {path.name for path in folder.iterdir()}
    assert left == {whole.name, "good-terms-20261101T080000Z.zip", *others}


def test_the_backup_just_made_stays_though_the_clock_was_ahead_before(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "elsewhere"
    folder.mkdir()
    for year in (2098, 2099):
        (folder / f"good-terms-{year}1101T080000Z.zip").touch()
    whole = made(run, "--to", str(folder), "--keep", "1")
    assert [path.name for path in folder.iterdir()] == [whole.name]


def test_two_backups_of_one_second_are_two_files(app: Flask, tmp_path: Path) -> None:
    settings = app.extensions["settings"]
    folder = tmp_path / "elsewhere"
    both = [backup.make(settings, "0001", FRIDAY, folder) for _ in range(2)]
    assert [path.name for path in both] == [
        "good-terms-20261127T080000Z.zip",
        "good-terms-20261127T080000Z-2.zip",
    ]
    assert all(archive.read(path).schema == "0001" for path in both)
    assert backup.keep(folder, 1, both[1]) == [both[0]]


def test_what_somebody_keeps_under_the_name_of_a_backup_is_not_overwritten(
    app: Flask, tmp_path: Path
) -> None:
    (tmp_path / "good-terms-20261127T080000Z.zip").write_text("mine")
    whole = backup.make(app.extensions["settings"], "0001", FRIDAY, tmp_path)
    assert whole.name == "good-terms-20261127T080000Z-2.zip"
    assert (tmp_path / "good-terms-20261127T080000Z.zip").read_text() == "mine"
