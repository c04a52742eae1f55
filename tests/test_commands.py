"""No command ends in a traceback for what a host can mend: one sentence, exit code 1 or 2."""

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from coach.cli import main

Break = Callable[[Path], None]
TARGET = "postgresql+psycopg://nobody@127.0.0.1:1/none"
COMMANDS = [
    "serve --port 0", "upgrade", "demo --days 1", "remind", "tidy", "reset-link a@example.org",
    "sign-out a@example.org", "sign-out --all-accounts", "host a@example.org", "review rebuild",
    "review rebuild --user a@example.org", "backup", "check", f"migrate-to {TARGET}",
]  # fmt: skip
WITHOUT_FAULT = {"check"}  # names what it finds on standard output
NO_KEY_ASKED = ("serve", "upgrade")  # the server itself is not started here
HARMLESS: dict[str, tuple[str, ...]] = {
    "the folder for backups is a file": ("",),
    "the key is noise": NO_KEY_ASKED,
    "the key is a folder": NO_KEY_ASKED,
    "the key is a link to itself": NO_KEY_ASKED,
}
ADDRESSES = [
    "postgresql+psycopg://nobody@127.0.0.1:1/none",
    "postgresql+psycopg://nobody@127.0.0.1:port/none",
    "postgresql+psycopg://nobody@127.0.0.1:1/none?sslmode=odd",
    "postgresql+psycopg://",
    "sqlite:////nowhere/at/all.db",
]


def a_file(at: Path) -> None:
    at.parent.mkdir(exist_ok=True, parents=True)
    at.write_text("no folder")


def a_folder(at: Path) -> None:
    at.mkdir(parents=True)


def noise(at: Path) -> None:
    at.parent.mkdir(exist_ok=True, parents=True)
    at.write_bytes(bytes(range(256)) * 40)


def around(at: Path) -> None:
    at.parent.mkdir(exist_ok=True, parents=True)
    at.symlink_to(at)


BROKEN: dict[str, tuple[str, Break]] = {
    "the instance is a file": ("", a_file),
    "the instance is a link to itself": ("", around),
    "the settings are a folder": ("config.toml", a_folder),
    "the settings are noise": ("config.toml", noise),
    "the key is a folder": ("secret_key", a_folder),
    "the key is noise": ("secret_key", noise),
    "the key is a link to itself": ("secret_key", around),
    "the database is a folder": ("coach.db", a_folder),
    "the database is noise": ("coach.db", noise),
    "the folder for backups is a file": ("backups", a_file),
}


def tried(command: str, instance: Path, monkeypatch: pytest.MonkeyPatch, **environ: str) -> Result:
    """Run a command, which says in a sentence what is wrong if anything is."""
    monkeypatch.setattr("coach.cli._serve", lambda settings: None)  # it would not end
    monkeypatch.delenv("COACH_DATABASE_URL", raising=False)
    for name, value in {"COACH_INSTANCE": str(instance), **environ}.items():
        monkeypatch.setenv(name, value)
    done = CliRunner().invoke(main, command.split())
    fault = done.exception
    assert fault is None or isinstance(fault, SystemExit), (type(fault), fault)
    assert "Traceback" not in done.output
    assert done.exit_code in (0, 1, 2)
    if done.exit_code and command not in WITHOUT_FAULT:
        assert done.stderr.strip(), done.output
    return done


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_instance_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, how: str
) -> None:
    name, broken = BROKEN[how]
    instance = tmp_path / "instance"
    broken(instance / name if name else instance)
    done = tried(command, instance, monkeypatch)
    if not any(command.startswith(each) for each in HARMLESS.get(how, ())):
        assert done.exit_code, done.output


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("url", ADDRESSES)
def test_a_database_that_cannot_be_reached_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, url: str
) -> None:
    done = tried(command, tmp_path, monkeypatch, COACH_DATABASE_URL=url)
    assert done.exit_code, done.output


@pytest.mark.parametrize("command", [c for c in COMMANDS if "a@example.org" in c])
def test_an_unknown_account_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    assert tried("upgrade", tmp_path, monkeypatch).exit_code == 0
    done = tried(command, tmp_path, monkeypatch)
    assert done.exit_code
    assert "a@example.org" in done.stderr


@pytest.mark.parametrize("name", ["", "nothing.zip", "noise.zip", "around.zip"])
def test_a_file_that_is_no_backup_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    noise(tmp_path / "noise.zip")
    around(tmp_path / "around.zip")
    done = tried(f"restore --yes {tmp_path / name}", tmp_path / "instance", monkeypatch)
    assert done.exit_code, done.output


@pytest.mark.parametrize(
    "command", ["backup --to", "content export gift -o", "content check --folder"]
)
@pytest.mark.parametrize("name", ["noise/deeper", "around"])
def test_a_place_that_cannot_be_used_is_told_in_a_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: str, name: str
) -> None:
    noise(tmp_path / "noise")
    around(tmp_path / "around")
    assert tried("upgrade", tmp_path / "instance", monkeypatch).exit_code == 0
    done = tried(f"{command} {tmp_path / name}", tmp_path / "instance", monkeypatch)
    assert done.exit_code, done.output


def test_a_full_disk_is_told_in_a_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done = tried("content export gift -o /dev/full", tmp_path, monkeypatch)
    assert "No space left on device" in done.stderr
