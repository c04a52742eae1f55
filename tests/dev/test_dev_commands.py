"""``coach dev``: what is saved shows at the next load."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.serving import ROOT

pytestmark = [pytest.mark.faults, pytest.mark.sqlite]
FILES = ("pyproject.toml", "coach", "content", "templates")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a copy of the program, to be changed."""
    folder = tmp_path / "checkout"
    folder.mkdir()
    for name in FILES:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("*.mp3"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def served(checkout: Path, instance: Path) -> Iterator[str]:
    """Run ``coach dev`` there; give the address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    plain = {k: v for k, v in os.environ.items() if not k.startswith(("COACH_", "FLASK_"))}
    command = [sys.executable, "-m", "coach", "dev", "--port", str(port)]
    with (instance.parent / "log").open("w") as log:
        process = subprocess.Popen(
            [*command, "--instance", str(instance)],
            cwd=checkout,
            env=plain,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=20)


def read(address: str) -> str:
    with urllib.request.urlopen(address, timeout=20) as answer:
        return str(answer.read().decode())


def eventually(words: str, page: Callable[[], str]) -> str:
    """Return the page once it has these words; the server may just be starting (a minute)."""
    found = ""
    for _ in range(240):
        with suppress(OSError):
            found = page()
        if words in found:
            return found
        time.sleep(0.25)
    raise AssertionError(f"{words!r} did not show: {found[:300]!r}")


def replace(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words, path
    path.write_text(words.replace(old, new, 1), encoding="utf-8")


def style(address: str) -> str:
    """Return the style sheet that the sign-in page names now."""
    where = re.search(r'href="(/static/[^"]+/css/app.css)"', read(f"{address}/sign-in"))
    assert where, "the page names its style sheet"
    return read(address + where[1])


def test_what_is_saved_shows_at_the_next_load(checkout: Path, tmp_path: Path) -> None:
    with served(checkout, tmp_path / "instance") as address:
        eventually("<h1>Sign in", lambda: read(f"{address}/sign-in"))
        replace(checkout / "templates/account/sign_in.html", "<h1>Sign in", "<h1>Come in")
        eventually("<h1>Come in", lambda: read(f"{address}/sign-in"))
        replace(checkout / "coach/static/css/app.css", "@layer", "/* saved */ @layer")
        eventually("/* saved */", lambda: style(address))
        guide = checkout / "content/en/principles/02-active-listening/guide.md"
        replace(guide, "Nodding in the right", "Nodding in all the right")
        eventually(
            "Nodding in all the right", lambda: read(f"{address}/learn/active-listening/guide")
        )
