"""A throw-away PostgreSQL: ``python -m tests.cluster COMMAND ...`` runs a command beside one.

The command finds its URL in TEST_DATABASE_URL. The server listens on a free port of this machine
only, runs as nobody's superuser (Debian's user ``postgres`` where this is root), keeps its data
in a folder of its own, and goes with the command. It never waits for a disk, which is right for
tests and for nothing else. What it has committed is with the operating system all the same, and
outlives a server that is killed (``synchronous_commit`` stays on: without it a killed server loses
what it committed last).
"""

import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

BINARIES = Path("/usr/lib/postgresql")  # Debian's place, one folder for each version
QUICK = (
    "-c fsync=off -c full_page_writes=off -c wal_level=minimal"
    " -c max_wal_senders=0 -c autovacuum=off -c jit=off -c max_connections=200"
)
ELSEWHERE = "-c timezone=Asia/Kathmandu"  # a server need not live in UTC


def binaries() -> Path | None:
    """Return the folder of the newest installed PostgreSQL, or None."""
    found = sorted(BINARIES.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    elsewhere = shutil.which("initdb")
    return Path(elsewhere).parent if elsewhere else None


class Cluster:
    """A PostgreSQL server of one's own. Use it in a ``with``."""

    def __init__(self) -> None:
        self.bin = binaries()
        assert self.bin is not None, "no PostgreSQL here (apt-get install postgresql)"
        self.folder = Path(tempfile.mkdtemp(prefix="coach-pg-", dir="/tmp"))
        self.user = pwd.getpwuid(os.getuid()).pw_name
        if os.getuid() == 0:  # which PostgreSQL refuses to run as
            self.user = "postgres"
            shutil.chown(self.folder, self.user)
        with socket.create_server(("127.0.0.1", 0)) as free:
            self.port = free.getsockname()[1]
        self.url = f"postgresql+psycopg://{self.user}@127.0.0.1:{self.port}/postgres"

    def __enter__(self) -> "Cluster":
        try:
            self._run("initdb", "-A", "trust", "-N", "-E", "UTF8", "--locale=C.UTF-8")
            self.start()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *exception: Any) -> None:
        if (self.folder / "data" / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder)

    def start(self) -> None:
        """Start the server and wait until it answers."""
        how = f"-c listen_addresses=127.0.0.1 -p {self.port} -k {self.folder} {QUICK} {ELSEWHERE}"
        self._run("pg_ctl", "-w", "-s", "-l", str(self.folder / "log"), "-o", how, "start")

    def stop(self, how: str = "fast") -> None:
        """Stop it: ``fast`` ends its connections in order, ``immediate`` is as good as a kill."""
        self._run("pg_ctl", "-w", "-s", "-m", how, "stop")

    def _run(self, program: str, *options: str) -> None:
        assert self.bin is not None
        command = [str(self.bin / program), "-D", str(self.folder / "data"), *options]
        # what a server inherits must not keep a pipe open that somebody reads to its end
        log = (self.folder / "said").open("a")
        with log:
            done = subprocess.run(
                command,
                cwd=self.folder,
                user=self.user if os.getuid() == 0 else None,
                group=self.user if os.getuid() == 0 else None,
                extra_groups=[] if os.getuid() == 0 else None,
                stdout=log,
                stderr=log,
                check=False,
            )
        assert done.returncode == 0, (self.folder / "said").read_text()


def main() -> int:
    """Run the command given and return its exit code; the server is gone afterwards."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with Cluster() as cluster:
        print(f"PostgreSQL at port {cluster.port}, data in {cluster.folder}", flush=True)
        environ = {**os.environ, "TEST_DATABASE_URL": cluster.url}
        return subprocess.run(sys.argv[1:], env=environ, check=False).returncode


if __name__ == "__main__":
    raise SystemExit(main())
