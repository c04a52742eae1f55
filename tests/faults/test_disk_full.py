"""No room is left: the page says so, nothing is half written, and room made is enough."""

import random
import resource
import shutil
import signal
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import text

from tests import cluster
from tests.databases import engine_of
from tests.faults.kills import new_database
from tests.faults.visitor import Answer, Visitor
from tests.serving import Server

pytestmark = pytest.mark.faults
LONG = "Half an hour of careful writing."
INTEGRITY = text("PRAGMA integrity_check")


def entries(url: str) -> list[str]:
    """Return what the journal holds, after a look at the whole file of SQLite."""
    with engine_of(url).connect() as connection:
        if connection.dialect.name == "sqlite":
            assert connection.scalar(INTEGRITY) == "ok"
        return list(connection.scalars(text("SELECT text FROM journal_entry ORDER BY id")))


def sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'coach.db'}"


def fill(visitor: Visitor) -> tuple[Answer, int]:
    """Write until something does not fit; return that answer and how many notes did."""
    chance = random.Random(5)
    for number in range(400):
        # letters by chance: a database that packs long texts finds nothing to pack
        words = f"{number} {chance.randbytes(9000).hex()} {LONG}"
        answer = visitor.send("/journal", text=words, token=f"token-{number}")
        if answer.status != 303:
            return answer, number
    raise AssertionError("the disk never filled")


def assert_kind_and_whole(answer: Answer, url: str, number: int) -> None:
    assert answer.status == 503
    assert f"{number} " in answer.page.words
    assert LONG in answer.page.words
    kept = entries(url)
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


@pytest.mark.sqlite
def test_on_a_full_disk_the_page_says_so_and_it_works_again_once_there_is_room(
    tmp_path: Path,
) -> None:
    disk = tmp_path / "disk"
    with small_disk(disk, "3m"), Server(disk, "--port", "0") as server:
        visitor = Visitor(server.url)
        answer, number = fill(visitor)
        assert_kind_and_whole(answer, sqlite(disk), number)
        assert visitor.get("/journal").status == 200
        subprocess.run(["mount", "-o", "remount,size=30m", str(disk)], check=True)
        assert visitor.again(answer).status == 303
        assert len(entries(sqlite(disk))) == number + 1
        assert server.stop(signal.SIGTERM) == 0
        assert "Traceback" not in server.errors()


@pytest.mark.sqlite
def test_a_file_that_may_not_grow_is_no_different(tmp_path: Path) -> None:
    with Server(tmp_path, "--port", "0") as server:
        visitor = Visitor(server.url)
        visitor.send("/journal", text="0 before", token="token-before")
        limit = 1024 * 1024
        no_end = resource.RLIM_INFINITY
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (limit, no_end))
        answer, number = fill(visitor)
        assert answer.status == 503
        assert len(entries(sqlite(tmp_path))) == number + 1
        resource.prlimit(server.process.pid, resource.RLIMIT_FSIZE, (no_end, no_end))
        assert visitor.again(answer).status == 303
        assert len(entries(sqlite(tmp_path))) == number + 2


@pytest.mark.database
def test_a_full_disk_of_postgresql_is_no_different(own: cluster.Cluster, tmp_path: Path) -> None:
    disk, url = own.folder / "disk", new_database(own.url, "full_")
    with small_disk(disk, "5m"):
        shutil.chown(disk, own.user)
        admin = engine_of(own.url).execution_options(isolation_level="AUTOCOMMIT")
        with admin.connect() as connection:
            connection.execute(text(f"CREATE TABLESPACE small LOCATION '{disk}'"))
            connection.execute(text("ALTER DATABASE full_ SET default_tablespace = 'small'"))
        try:
            with Server(tmp_path, "--port", "0", COACH_DATABASE_URL=url) as server:
                visitor = Visitor(server.url)
                answer, number = fill(visitor)
                assert_kind_and_whole(answer, url, number)
                assert visitor.get("/journal").status == 200
                subprocess.run(["mount", "-o", "remount,size=50m", str(disk)], check=True)
                assert visitor.again(answer).status == 303
                assert len(entries(url)) == number + 1
                server.stop(signal.SIGTERM)
                assert "Traceback" not in server.errors()
        finally:
            with admin.connect() as connection:
                connection.execute(text("DROP DATABASE full_ WITH (FORCE)"))
                connection.execute(text("DROP TABLESPACE small"))
