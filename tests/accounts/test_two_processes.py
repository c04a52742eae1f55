"""Two programs on one database: who signs in at one is known to the other, and so is a guesser."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import on_postgresql
from tests.faults.visitor import Visitor
from tests.serving import ROOT, Server

ADDRESS, SECRET = "nora@example.org", "a long sentence of mine"
OTHER = "another sentence of mine"
KEY = "one key for both of them, long enough to be one"
Pair = tuple[Server, Server]


@pytest.fixture
def settings(environ: dict[str, str]) -> dict[str, str]:
    """What both are told."""
    shared = {"COACH_SECRET_KEY": KEY, "COACH_LIMITS_URL": "database://"}
    return {**environ, **shared} if not on_postgresql() else {**environ, "COACH_SECRET_KEY": KEY}


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """A machine each with PostgreSQL; SQLite's file is on one machine."""
    other = tmp_path / "other" if on_postgresql() else tmp_path
    return tmp_path, other


@pytest.fixture
def both(folders: tuple[Path, Path], settings: dict[str, str]) -> Iterator[Pair]:
    """Two servers."""
    first, second = (Server(folder, "--port", "0", **settings) for folder in folders)
    with first, second:
        yield first, second


def account(server: Server) -> Visitor:
    visitor = Visitor(server.url)
    form = {"email": ADDRESS, "password": SECRET, "password_confirm": SECRET}
    assert visitor.send("/keep", **form).status == 303
    visitor.token = ""  # whoever signs in gets a new one
    return visitor


def link(folder: Path, settings: dict[str, str]) -> str:
    """Return the path of a link for a new password."""
    command = [sys.executable, "-m", "coach", "reset-link", ADDRESS]
    plain = {k: v for k, v in os.environ.items() if not k.startswith("COACH_")}
    environ = {**plain, **settings, "COACH_INSTANCE": str(folder)}
    done = subprocess.run(
        command, cwd=ROOT, env=environ, text=True, capture_output=True, timeout=60, check=True
    )
    return "/" + done.stdout.strip().split("/", 3)[3]


def test_who_signed_in_at_one_is_signed_in_at_the_other(both: Pair) -> None:
    visitor = account(both[0])
    sent = visitor.send("/journal", text="Written at the first.", token="a1")
    assert sent.status == 303
    visitor.url = both[1].url
    assert "Written at the first." in visitor.page("/journal").words
    assert visitor.send("/journal", text="Sent to both.", token="b2").status == 303
    visitor.url = both[0].url
    assert visitor.send("/journal", text="Sent to both.", token="b2").status == 303
    assert visitor.page("/journal").words.count("Sent to both.") == 1


def test_tries_are_counted_together(both: Pair) -> None:
    account(both[0])
    guessers = [Visitor(server.url) for server in both]
    seen = [
        guessers[number % 2].send("/sign-in", email=ADDRESS, password=f"guess {number}").status
        for number in range(12)
    ]
    assert seen == [422] * 10 + [429] * 2
    refused = guessers[0].send("/sign-in", email=ADDRESS, password=SECRET)
    assert 0 < int(refused.headers["Retry-After"]) <= 60


def test_a_link_used_at_one_is_used_up_at_the_other(
    both: Pair, folders: tuple[Path, Path], settings: dict[str, str]
) -> None:
    account(both[0])
    path = link(folders[1], settings)
    new = {"password": OTHER, "password_confirm": OTHER}
    assert Visitor(both[0].url).send(path, **new).status == 303
    late = Visitor(both[1].url)
    late.send(path, password=SECRET, password_confirm=SECRET)
    signed_in = Visitor(both[1].url)
    assert signed_in.send("/sign-in", email=ADDRESS, password=SECRET).status == 422
    assert signed_in.send("/sign-in", email=ADDRESS, password=OTHER).status == 303
