"""No room is left: the page says so, nothing is half written, and room made is enough."""

import resource
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests.databases import engine_of
from tests.faults.visitor import Answer, Visitor
from tests.serving import Server

pytestmark = [pytest.mark.faults, pytest.mark.sqlite]
LONG = "Half an hour of careful writing. " * 500
INTEGRITY = text("PRAGMA integrity_check")


def entries(folder: Path) -> list[str]:
    """Return what the journal holds, after a look at the whole file."""
    with engine_of(f"sqlite:///{folder / 'coach.db'}").connect() as connection:
        assert connection.scalar(INTEGRITY) == "ok"
        return list(connection.scalars(text("SELECT text FROM journal_entry ORDER BY id")))


def fill(visitor: Visitor) -> tuple[Answer, int]:
    """Write until something does not fit; return that answer and how many notes did."""
    for number in range(400):
        answer = visitor.send("/journal", text=f"{number} {LONG}", token=f"token-{number}")
        if answer.status != 303:
            return answer, number
    raise AssertionError("the disk never filled")


def assert_kind_and_whole(answer: Answer, folder: Path, number: int) -> None:
    assert answer.status == 503
    assert f"{number} {LONG}".strip() in answer.page.words
    kept = entries(folder)
    assert [text.split()[0] for text in kept] == [str(n) for n in range(number)]


@contextmanager
def small_disk(folder: Path, size: str) -> Iterator[None]:
    """A file system of its own; skipped where nothing may be mounted."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_on_a_full_disk_the_page_says_so_and_it_works_again_once_there_is_room(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "3m"), Server(disk, "--port", "0") as server:
        visitor = Visitor(server.url)
        answer, number = fill(visitor)
        assert_kind_and_whole(answer, disk, number)
        assert visitor.get("/journal").status == 200
        subprocess.run(["mount", "-o", "remount,size=30m", str(disk)], check=True)
        assert visitor.again(answer).status == 303
        assert len(entries(disk)) == number + 1
        assert server.stop(signal.SIGTERM) == 0
        assert "Traceback" not in server.errors()


def test_a_file_that_may_not_grow_is_no_different(tmp_path: Path) -> None:
    with Server(tmp_path, "--port", "0") as server:
        visitor = Visitor(server.url)
        visitor.send("/journal", text="0 before", token="token-before")
        limit = 1024 * 1024
        no_end = resource.RLIM_INFINITY
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (limit, no_end))
        answer, number = fill(visitor)
        assert answer.status == 503
        assert len(entries(tmp_path)) == number + 1
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (no_end, no_end))
        assert visitor.again(answer).status == 303
        assert len(entries(tmp_path)) == number + 2
