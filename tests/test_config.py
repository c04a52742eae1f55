"""Settings are read in one order, and a mistake is named in one sentence."""

import os
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from limits import parse_many

from coach import config
from coach.config import ConfigError


def load(folder: Path, toml: str = "", **environ: str) -> config.Settings:
    (folder / "config.toml").write_text(toml)
    return config.load({"COACH_INSTANCE": str(folder), **environ})


def test_without_any_setting_the_defaults_hold(tmp_path: Path) -> None:
    settings = config.load({"COACH_INSTANCE": str(tmp_path)})
    assert (settings.host, settings.port, settings.https) == ("127.0.0.1", 8000, False)
    assert settings.database() == f"sqlite:///{tmp_path}/coach.db"


def test_the_environment_wins_over_the_file_and_the_command_line_over_both(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text("port = 1")
    environ = {"COACH_INSTANCE": str(tmp_path), "COACH_PORT": "2"}
    assert config.load(environ).port == 2
    assert config.load(environ, port=3).port == 3
    assert config.load(environ, port=None).port == 2


def test_an_unknown_key_is_refused_with_the_nearest_known_one(tmp_path: Path) -> None:
    with pytest.raises(config.ConfigError, match="unknown key “prot”.*did you mean “port”"):
        load(tmp_path, "prot = 8080")
    with pytest.raises(config.ConfigError, match="unknown key COACH_PROT.*“port”"):
        load(tmp_path, COACH_PROT="8080")


@pytest.mark.parametrize(
    ("toml", "environ", "said"),
    [
        ('port = "8080"', {}, "must be a whole number"),
        ("https = 1", {}, "must be true or false"),
        ("", {"COACH_PORT": "many"}, "must be a whole number"),
        ("", {"COACH_HTTPS": "perhaps"}, "must be true or false"),
        ("port = 70000", {}, "between 0 and 65535"),
        ("threads = 0", {}, "at least 1"),
        ("database_wait = 0", {}, "at least 1"),
        ('database_url = "mysql://root@localhost/coach"', {}, "must begin with postgresql"),
        ('database_url = "postgres://coach@localhost/coach"', {}, "must begin with postgresql"),
        ('limits_url = "files://here"', {}, "must begin with memory"),
        ("", {"COACH_SECRET_KEY": "short"}, "at least 32 characters"),
        ('zone = "Mars/Base"', {}, "not the name of a time zone"),
        ("port = = 1", {}, "not readable as TOML"),
    ],
)
def test_a_wrong_value_is_named(
    tmp_path: Path, toml: str, environ: dict[str, str], said: str
) -> None:
    with pytest.raises(config.ConfigError, match=said):
        load(tmp_path, toml, **environ)


def test_limits_are_counted_where_the_database_is_unless_told_otherwise(tmp_path: Path) -> None:
    server = "postgresql+psycopg://coach@localhost/coach"
    assert load(tmp_path).limits() == "memory://"
    assert load(tmp_path, COACH_DATABASE_URL=server).limits() == "database://"
    assert load(tmp_path, COACH_LIMITS_URL="redis://one:6379").limits() == "redis://one:6379"


def test_a_secret_key_that_is_set_is_taken_and_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, COACH_SECRET_KEY="k" * 32)
    assert settings.key() == "k" * 32
    assert not (tmp_path / "secret_key").exists()
    assert "kkk" not in repr(settings)


@pytest.mark.parametrize("content", [b"", b"\n", b"short", b"\xff\xfe" * 40])
def test_a_key_file_without_a_key_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "secret_key").write_bytes(content)
    with pytest.raises(config.ConfigError, match="secret key in .*secret_key"):
        config.secret_key(tmp_path)
    assert (tmp_path / "secret_key").read_bytes() == content


def test_a_key_file_and_settings_saved_with_a_byte_order_mark_are_read(tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("k" * 40, encoding="utf-8-sig")
    (tmp_path / "config.toml").write_text("port = 8043", encoding="utf-8-sig")
    settings = config.load({"COACH_INSTANCE": str(tmp_path)})
    assert (settings.port, settings.key()) == (8043, "k" * 40)


def test_where_links_are_not_possible_a_key_is_made_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    assert len(config.secret_key(tmp_path)) >= 48
    assert [path.name for path in tmp_path.iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("host", "told"),
    [("127.0.0.1", "http://127.0.0.1:8043"), ("::", "http://[::]:8043"),
     ("::1", "http://[::1]:8043"), ("nas.local", "http://nas.local:8043")],
)  # fmt: skip
def test_the_address_that_is_told_can_be_opened(tmp_path: Path, host: str, told: str) -> None:
    assert load(tmp_path, COACH_HOST=host, COACH_PORT="8043").url() == told


def test_the_secret_key_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    first = config.secret_key(tmp_path)
    assert first == config.secret_key(tmp_path)
    assert len(first) >= 48
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600


NO_LIMITS = ["", "ten", "10", "10/fortnight", "0/minute", "10/minute;", "-1/day"]


@pytest.mark.parametrize("figure", NO_LIMITS)
def test_a_limit_that_is_none_is_refused_with_its_name(tmp_path: Path, figure: str) -> None:
    with pytest.raises(ConfigError, match="limit_wrong"):
        load(tmp_path, COACH_LIMIT_WRONG=figure)


@given(st.from_regex(re.compile(config.LIMITS, re.ASCII), fullmatch=True))
def test_every_limit_that_is_taken_can_be_counted(figure: str) -> None:
    assert parse_many(figure)
