"""Starting, stopping, and one clear sentence when something is in the way."""

import os
import signal
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serving import Browser, Server

pytestmark = pytest.mark.any_database


def refused(instance: Path, *options: str, **environ: str) -> str:
    """Return the one sentence of a start that cannot be."""
    server = Server(instance, *options, **environ)
    code = server.process.wait(timeout=30)
    said = server.errors()
    server.__exit__()
    assert code == 1
    assert said.count("\n") == 1, said
    return said


def run(command: list[str], environ: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of ours to its end."""
    whole = [sys.executable, "-W", "error", "-m", "coach", *command]
    told = {**os.environ, **environ}
    return subprocess.run(whole, env=told, capture_output=True, text=True, check=False)


def test_a_first_start_makes_the_instance_and_serves(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    instance = tmp_path / "made" / "here"
    with Server(instance, "--port", "0", **environ) as server:
        assert "Good Terms" in Browser(server.url).get("/")
    assert stat.S_IMODE((instance / "secret_key").stat().st_mode) == 0o600
    assert (instance / "coach.db").exists() is not bool(environ)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_cleanly(tmp_path: Path, environ: dict[str, str], number: signal.Signals) -> None:
    with Server(tmp_path, "--port", "0", **environ) as server:
        assert server.stop(number) == 0
        assert "Traceback" not in server.errors()


def test_what_was_said_to_be_saved_is_there_after_a_kill(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    with Server(tmp_path, "--port", "0", **environ) as server:
        browser = Browser(server.url)
        said = browser.send("/journal", text="Rang Ines about the drawings.")
        server.stop(signal.SIGKILL)
    assert "Kept in your journal." in said
    with Server(tmp_path, "--port", "0", **environ) as server:
        browser.url = server.url
        assert "Rang Ines about the drawings." in browser.get("/journal")


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = refused(tmp_path, "--port", str(port))
    assert f"127.0.0.1:{port}" in said
    assert "in use" in said


def test_a_folder_that_cannot_be_written_to_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    said = refused(tmp_path / "file" / "instance")
    assert "cannot be written to" in said
    assert str(tmp_path / "file" / "instance") in said


def test_an_unknown_key_is_named(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("prot = 8000\n")
    assert "unknown key “prot”" in refused(tmp_path)
    (tmp_path / "config.toml").unlink()
    assert "COACH_PROT" in refused(tmp_path, COACH_PROT="8000")


def test_a_database_server_that_does_not_answer_is_named_without_its_password(
    tmp_path: Path,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        closed = taken.getsockname()[1]
    url = f"postgresql+psycopg://coach:hush@127.0.0.1:{closed}/coach"
    said = refused(tmp_path, COACH_DATABASE_URL=url)
    assert f"127.0.0.1:{closed}/coach cannot be used" in said
    assert "hush" not in said


@pytest.mark.sqlite
def test_a_database_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "coach.db").write_text("this is not a database, it only looks like a file")
    assert "coach.db" in refused(tmp_path)


@pytest.mark.parametrize("command", [["tidy"], ["remind"], ["sign-out", "--all-accounts"]])
def test_a_command_from_cron_says_in_one_line_that_the_database_is_away(
    tmp_path: Path, command: list[str]
) -> None:
    environ = {"COACH_INSTANCE": str(tmp_path / "none"), "COACH_MAIL_SERVER": "127.0.0.1",
               "COACH_MAIL_FROM": "coach@example.org",
               "COACH_ADDRESS": "https://coach.example.org"}  # fmt: skip
    (tmp_path / "none").mkdir()
    told = run(command, environ)
    assert told.returncode == 1
    assert told.stderr.count("\n") == 1, told.stderr
    assert "The database cannot be used: " in told.stderr


def test_a_command_says_in_one_line_which_setting_is_wrong(tmp_path: Path) -> None:
    told = run(["tidy"], {"COACH_INSTANCE": str(tmp_path), "COACH_PORT": "x"})
    assert told.returncode == 1
    assert told.stderr == "COACH_PORT must be a whole number, not “x”.\n"
