"""The state of an installation, a line each; and the page that watchers ask."""

import os
import socketserver
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import event, text

from coach.cli import main
from coach.config import Settings
from coach.db import db
from coach.maintenance import check
from coach.maintenance.check import MB
from tests.conftest import FRIDAY, Visitor
from tests.test_mail import Postbox

Check = Callable[..., Result]


@pytest.fixture
def run(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Check:
    """Call ``coach check`` on the test's instance."""
    monkeypatch.setenv("COACH_INSTANCE", str(tmp_path))
    monkeypatch.setenv("COACH_DATABASE_URL", app.extensions["settings"].database_url)
    if (tmp_path / "coach.db").exists():
        os.chmod(tmp_path / "coach.db", 0o600)

    def call(**environ: str) -> Result:
        for name, value in environ.items():
            monkeypatch.setenv(name, value)
        return app.test_cli_runner().invoke(main, ["check"])

    return call


@pytest.fixture
def postbox() -> Iterator[socketserver.TCPServer]:
    """A mail server that writes down what it hears."""
    with socketserver.TCPServer(("127.0.0.1", 0), Postbox) as made:
        made.heard, made.answers = [], {}  # type: ignore[attr-defined]
        threading.Thread(target=made.serve_forever, daemon=True).start()
        yield made
        made.shutdown()


def line(done: Result, about: str) -> str:
    """Return the line about one thing, with single spaces."""
    [found] = [line for line in done.output.splitlines() if line[6:].startswith(about)]
    return " ".join(found.split())


def test_all_is_well(run: Check) -> None:
    done = run()
    assert done.exit_code == 0, done.output
    about = [said[6:20].strip() for said in done.output.splitlines()]
    things = [
        "configuration",
        "secret key",
        "database",
        "clock",
        "content",
        "mail",
        "speech",
        "disk",
    ]
    assert about == things
    assert "no model is configured" in line(done, "speech")
    assert {said[:5].strip() for said in done.output.splitlines()} <= {"ok", "warn"}


def test_a_setting_that_cannot_be_read_is_a_failure(run: Check) -> None:
    done = run(COACH_PROT="8000")
    assert done.exit_code == 1
    assert line(done, "configuration").startswith("fail configuration The environment has an unkn")


def test_an_empty_key_file_is_a_failure_that_says_what_to_do(run: Check, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("")
    done = run()
    assert done.exit_code == 1
    assert "Restore it from a backup" in line(done, "secret key")


@pytest.mark.sqlite
def test_before_the_first_start_there_is_no_database_and_that_is_no_failure(
    run: Check, tmp_path: Path
) -> None:
    done = run(COACH_INSTANCE=str(tmp_path / "new"))
    assert done.exit_code == 0, done.output
    assert "no tables yet" in line(done, "database")
    assert not (tmp_path / "new").exists()


@pytest.mark.sqlite
@pytest.mark.parametrize(
    ("statement", "level", "said"),
    [
        ("UPDATE alembic_version SET version_num = '9999'", "fail", "to a newer version"),
        ("DELETE FROM alembic_version", "warn", "no tables yet"),
        ("INSERT INTO lesson_bookmark (user_id, step_id, made_at) "
         "VALUES (99, 'x', '2026-11-27 08:00:00')", "fail", "has no parent row"),
    ],
)  # fmt: skip
def test_a_database_that_is_not_as_it_should_be(
    run: Check, tmp_path: Path, statement: str, level: str, said: str
) -> None:
    with closing(sqlite3.connect(tmp_path / "coach.db")) as raw:
        raw.execute(statement)
        raw.commit()
    done = run()
    assert line(done, "database").startswith(level)
    assert said in line(done, "database")
    assert done.exit_code == (level == "fail")


@pytest.mark.sqlite
def test_a_file_that_is_no_database_any_more(app: Flask, run: Check, tmp_path: Path) -> None:
    (tmp_path / "coach.db").write_bytes(b"x" * 5000)
    done = run()
    assert done.exit_code == 1
    assert "not a database" in line(done, "database")


def test_a_clock_that_was_put_back_is_noticed(
    run: Check, owner: Visitor, app: Flask, moment: Any
) -> None:
    with app.app_context():
        db.session.execute(text("UPDATE \"user\" SET created_at = '2199-01-01 00:00:00'"))
        db.session.commit()
    done = run()
    assert done.exit_code == 1
    assert "the newest row is from 2199-01-01" in line(done, "clock")


def test_the_clock_may_differ_by_minutes_only() -> None:
    assert check.clock(FRIDAY, None).level == "ok"
    assert check.clock(FRIDAY, FRIDAY - timedelta(days=900)).level == "ok"
    assert check.clock(FRIDAY, FRIDAY + timedelta(minutes=4)).level == "ok"
    assert check.clock(FRIDAY, FRIDAY + timedelta(minutes=6)).level == "fail"


def test_little_room_is_a_warning_and_none_a_failure(tmp_path: Path) -> None:
    assert check.disk(tmp_path, 2000 * MB, 20 * MB).level == "ok"
    assert check.disk(tmp_path, 400 * MB, 20 * MB).level == "warn"
    assert check.disk(tmp_path, 2000 * MB, 900 * MB).level == "warn"
    assert check.disk(tmp_path, 40 * MB, 1 * MB).level == "fail"


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ({"address": "https://coach.example.org"}, "cookies are not protected"),
        ({"https": True}, "to have one address"),
        ({"host": "0.0.0.0"}, "home network only"),
        ({"https": True, "trusted_proxies": 1, "address": "https://coach.example.org"}, ""),
    ],
)
def test_settings_at_odds_are_named(tmp_path: Path, settings: dict[str, Any], said: str) -> None:
    found = check.configuration(Settings(instance=tmp_path, **settings))
    assert found.level == ("warn" if said else "ok")
    assert said in found.words


@pytest.mark.sqlite
def test_files_that_others_can_read_are_named(run: Check, tmp_path: Path) -> None:
    os.chmod(tmp_path / "secret_key", 0o640)
    assert "other users of this machine can read" in line(run(), "configuration")


def test_the_mail_server_is_greeted(run: Check, postbox: Any) -> None:
    where = {
        "COACH_MAIL_SERVER": "127.0.0.1",
        "COACH_MAIL_PORT": str(postbox.server_address[1]),
        "COACH_MAIL_FROM": "coach@example.org",
        "COACH_ADDRESS": "http://127.0.0.1",
        "COACH_MAIL_STARTTLS": "false",
    }
    assert line(run(**where), "mail") == "ok mail 127.0.0.1 answers"
    assert [said.split()[0].lower() for said in postbox.heard] == ["ehlo", "noop", "quit"]
    postbox.answers = {"AUTH": "535 who are you"}
    done = run(COACH_MAIL_USER="coach", COACH_MAIL_PASSWORD="x")
    assert done.exit_code == 1
    assert line(done, "mail") == "fail mail 127.0.0.1: SMTPAuthenticationError (535)"


def test_healthz_knows_nobody(app: Flask, client: Visitor) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.text) == (200, "ok\n")
    assert "Set-Cookie" not in answer.headers
    with app.app_context():
        assert db.session.scalar(text('SELECT count(*) FROM "user"')) == 0
    assert client.post("/healthz").status_code in (400, 405)


def test_healthz_asks_the_database_one_thing(app: Flask, client: Visitor) -> None:
    asked: list[str] = []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    assert client.get("/healthz").status_code == 200
    assert asked == ["SELECT version_num FROM alembic_version"]


@pytest.mark.sqlite
def test_healthz_says_when_the_database_does_not_answer(
    app: Flask, client: Visitor, tmp_path: Path
) -> None:
    with app.app_context():
        db.engine.dispose()
    (tmp_path / "coach.db").write_bytes(b"x" * 5000)
    answer = client.get("/healthz")
    assert (answer.status_code, answer.mimetype) == (503, "text/plain")
    assert "Set-Cookie" not in answer.headers
