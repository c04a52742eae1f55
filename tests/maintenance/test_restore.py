"""What comes back is what went in; what is damaged or newer does not come back."""

import io
import json
import re
import signal
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from coach import create_app, demo
from coach.cli import main
from coach.config import Settings
from coach.db import db
from coach.maintenance import archive, restore, upgrade
from coach.maintenance.archive import BackupRefused
from tests import demo_rows
from tests.conftest import FRIDAY, Visitor
from tests.maintenance.kept import Run, made, rows
from tests.serving import Browser, Server

pytestmark = pytest.mark.sqlite


def exported(visitor: Visitor) -> dict[str, Any]:
    """Return the person's export without the moment it was made."""
    answer = visitor.get("/settings/export")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as whole:
        found: dict[str, Any] = json.loads(whole.read("good-terms.json"))
    found.pop("made_at")
    return found


def test_a_backup_put_back_gives_equal_exports_and_keeps_people_signed_in(
    app: Any, run: Run, tmp_path: Path
) -> None:
    demo_rows.fill(app, days=60)
    visitor: Visitor = app.test_client()
    visitor.send("/sign-in", {"email": demo.DEMO_ADDRESS, "password": demo.DEMO_PASSWORD})
    before = exported(visitor)
    whole = made(run)
    visitor.send("/journal", {"text": "Written after the backup."})
    (tmp_path / "secret_key").write_text("another key, as on a new machine")
    done = run("restore", str(whole), "--yes")
    assert done.exit_code == 0, done.output
    again = create_app(Settings(instance=tmp_path, zone="UTC"), clock=app.extensions["clock"])
    again.test_client_class = Visitor
    back: Visitor = again.test_client()  # type: ignore[assignment]
    for name in ("session", "remember_token"):
        if cookie := visitor.get_cookie(name):
            back.set_cookie(name, cookie.value)
    assert exported(back) == before
    with again.app_context():
        db.engine.dispose()


def test_what_was_there_before_is_kept_beside(owner: Visitor, run: Run, tmp_path: Path) -> None:
    whole = made(run)
    owner.send("/journal", {"text": "Written after the backup."})
    done = run("restore", str(whole), "--yes")
    kept = re.search(r"kept: (.+\.db)$", done.stdout, re.M)
    assert kept
    assert [r[5] for r in rows(Path(kept[1]))["journal_entry"]] == ["Written after the backup."]
    assert rows(tmp_path / "coach.db")["journal_entry"] == []


def test_settings_in_force_stay_and_those_of_the_backup_lie_beside(
    run: Run, tmp_path: Path
) -> None:
    (tmp_path / "config.toml").write_text("port = 8001\n")
    whole = made(run)
    (tmp_path / "config.toml").write_text("port = 8002\n")
    assert "stays in use" in run("restore", str(whole), "--yes").stdout
    assert (tmp_path / "config.toml").read_text() == "port = 8002\n"
    assert [p.read_text() for p in tmp_path.glob("config-of-backup-*.toml")] == ["port = 8001\n"]


def test_a_backup_comes_back_on_a_machine_that_has_nothing(
    owner: Visitor, run: Run, tmp_path: Path
) -> None:
    owner.send("/journal", {"text": "Carried over."})
    (tmp_path / "config.toml").write_text("port = 8001\n")
    whole = made(run)
    new = tmp_path / "new" / "machine"
    assert run("restore", str(whole), "--yes", "--instance", str(new)).exit_code == 0
    assert rows(new / "coach.db") == rows(tmp_path / "coach.db")
    assert (new / "secret_key").read_text() == (tmp_path / "secret_key").read_text()
    assert (new / "config.toml").read_text() == "port = 8001\n"


def rewritten(whole: Path, target: Path, **changed: bytes | None) -> Path:
    """Write the archive anew with members replaced, or left out for None."""
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(target, "w") as new:
        for name in old.namelist():
            content = changed.get(name.partition(".")[0], old.read(name))
            if content is not None:
                new.writestr(name, content)
    return target


def manifest(whole: Path, **changed: Any) -> bytes:
    """Return the archive's manifest with some of it changed."""
    with zipfile.ZipFile(whole) as old:
        return json.dumps({**json.loads(old.read("manifest.json")), **changed}).encode()


DAMAGES: dict[str, tuple[Callable[[Path], dict[str, bytes | None]], str]] = {
    "another key": (lambda whole: {"secret_key": b"x" * 64}, "checksum of secret_key"),
    "another database": (lambda whole: {"database": b"SQLite format 3\0"}, "checksum of database"),
    "no database": (lambda whole: {"database": None}, "members are not"),
    "no manifest": (lambda whole: {"manifest": None}, "not a backup of Good Terms"),
    "no JSON": (lambda whole: {"manifest": b"{"}, "not a backup of Good Terms"),
    "another format": (lambda whole: {"manifest": manifest(whole, format="x")}, "not a backup"),
    "too little": (lambda whole: {"manifest": b'{"format": "good-terms-backup", "version": 1}'},
                   "manifest cannot be read"),
    "a newer format": (lambda whole: {"manifest": manifest(whole, version=2)}, "newer version"),
    "a newer schema": (lambda whole: {"manifest": manifest(whole, schema="9999")},
                       r"newer version \(0.1.0, schema 9999\)"),
    "another engine": (lambda whole: {"manifest": manifest(whole, database="postgresql")},
                       "contains a PostgreSQL database"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_damaged_or_newer_is_refused_and_everything_stays(
    run: Run, tmp_path: Path, damage: str
) -> None:
    whole = made(run)
    changed, said = DAMAGES[damage]
    bad = rewritten(whole, tmp_path / "bad.zip", **changed(whole))
    before = (rows(tmp_path / "coach.db"), (tmp_path / "secret_key").read_text())
    names = {path.name for path in tmp_path.iterdir()}
    done = run("restore", str(bad), "--yes")
    assert done.exit_code == 1
    assert re.search(said, done.stderr), done.stderr
    assert (rows(tmp_path / "coach.db"), (tmp_path / "secret_key").read_text()) == before
    assert {path.name for path in tmp_path.iterdir()} <= names | {"coach.db-wal", "coach.db-shm"}


def test_each_flipped_byte_is_noticed_or_changes_nothing(run: Run, tmp_path: Path) -> None:
    whole = made(run)
    told, good = archive.read(whole), whole.read_bytes()
    bad = tmp_path / "bad.zip"
    for place in range(0, len(good), max(1, len(good) // 200)):
        bad.write_bytes(good[:place] + bytes([good[place] ^ 0x55]) + good[place + 1 :])
        folder = tmp_path / f"out-{place}"
        folder.mkdir()
        try:
            found = archive.read(bad)
            archive.unpack(bad, found, folder)
        except BackupRefused:
            continue
        assert found == told
        assert archive.checksum(folder / "database") == told.files["database"]


def test_a_file_that_is_none_is_refused(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing like a backup")
    assert "it is not a backup" in run("restore", str(tmp_path / "notes.txt"), "--yes").stderr
    assert "There is no file" in run("restore", str(tmp_path / "gone.zip"), "--yes").stderr


def test_restoring_asks_first(owner: Visitor, run: Run, tmp_path: Path) -> None:
    whole = made(run)
    owner.send("/journal", {"text": "Still wanted."})
    done = run("restore", str(whole), input="n\n")
    assert done.exit_code == 1
    assert len(rows(tmp_path / "coach.db")["journal_entry"]) == 1
    assert run("restore", str(whole), input="y\n").exit_code == 0
    assert rows(tmp_path / "coach.db")["journal_entry"] == []


def test_a_database_that_can_no_longer_be_read_is_replaced_and_kept(
    run: Run, tmp_path: Path
) -> None:
    whole = made(run)
    (tmp_path / "coach.db").write_bytes(b"all of it overwritten" * 1000)
    assert run("restore", str(whole), "--yes").exit_code == 0
    assert rows(tmp_path / "coach.db")["alembic_version"] == [(upgrade.revisions()[0],)]
    [kept] = tmp_path.glob("coach-before-restore-*.db")
    assert kept.read_bytes().startswith(b"all of it")


def test_a_running_server_is_backed_up_and_not_restored_over(tmp_path: Path, app: Any) -> None:
    instance, run = tmp_path / "served", app.test_cli_runner().invoke
    with Server(instance, "--port", "0") as server:
        browser = Browser(server.url)
        writer = Thread(target=write, args=[browser])
        writer.start()
        backups = []
        for _ in range(4):
            done = run(main, ["backup", "--instance", str(instance), "--to", f"{tmp_path}/b"])
            assert done.exit_code == 0, done.output
            backups.append(Path(done.stdout.strip()))
        writer.join()
        refused = run(main, ["restore", str(backups[0]), "--yes", "--instance", str(instance)])
        assert refused.exit_code == 1
        assert "in use. Stop the server first" in refused.stderr
        assert "Note 59" in browser.get("/journal")
        server.stop(signal.SIGTERM)
    again = run(main, ["restore", str(backups[-1]), "--yes", "--instance", str(instance)])
    assert again.exit_code == 0, again.output
    with closing(sqlite3.connect(instance / "coach.db")) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def write(browser: Browser) -> None:
    for number in range(60):
        browser.send("/journal", text=f"Note {number}")


def test_two_restores_of_one_second_keep_both_databases_from_before(
    run: Run, app: Flask, tmp_path: Path
) -> None:
    whole, settings = made(run), app.extensions["settings"]
    told = archive.read(whole)
    kept = []
    for number in range(2):
        with closing(sqlite3.connect(settings.file())) as raw, raw:
            raw.execute(f"PRAGMA user_version = {number + 1}")
        kept.append(restore.put_back(settings, whole, told, told.schema, FRIDAY).database)
    found = []
    for file in kept:
        with closing(sqlite3.connect(file)) as raw:
            found.append(raw.execute("PRAGMA user_version").fetchone()[0])
    assert found == [1, 2]
