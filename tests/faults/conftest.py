"""A real server on the database of this run."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.serving import Server

Start = Callable[..., Server]


@pytest.fixture
def start(tmp_path: Path, environ: dict[str, str]) -> Start:
    """A way to start the program on this test's database; settings may be added."""

    def started(**more: str) -> Server:
        quick = {"COACH_DATABASE_WAIT": "1"}
        return Server(tmp_path, "--port", "0", **{**environ, **quick, **more})

    return started


@pytest.fixture
def url(tmp_path: Path, environ: dict[str, str]) -> str:
    """Where the database of ``start`` is, for a second program that uses it."""
    return environ.get("COACH_DATABASE_URL") or f"sqlite:///{tmp_path / 'coach.db'}"
