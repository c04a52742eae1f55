"""Copy a database into one file while it is in use, and restore it while it is not.

SQLite uses its online backup (https://www.sqlite.org/backup.html), PostgreSQL its own programs.
"""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path
from urllib.parse import unquote, urlsplit

from coach.maintenance.archive import BackupRefused

AWAY = "Install PostgreSQL’s client programs (on Debian: postgresql-client)."
# runs in one transaction with the restore: it succeeds as a whole, or nothing changes
EMPTY = """DO $$ DECLARE name text; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
EXECUTE format('DROP TABLE %I CASCADE', name); END LOOP; END $$;
"""
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def copy(file: Path, target: Path) -> None:
    """Copy an SQLite database as it is at one moment, also while it is written to.

    Raise BackupRefused.
    """
    if not file.is_file():
        raise BackupRefused(f"There is no database {file} yet.")
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, without -wal and -shm
    except sqlite3.Error as error:
        raise BackupRefused(f"The database {file} cannot be copied: {error}.") from error


def in_use(file: Path) -> bool:
    """Return whether another process has this SQLite database open.

    Leaving WAL mode needs exclusive access; it also merges everything into the one file. A file
    that is no database is not in use.
    """
    if not file.is_file():
        return False
    try:
        with closing(sqlite3.connect(file, timeout=0.5)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE").fetchone()
    except sqlite3.OperationalError as error:
        return "locked" in str(error)
    except sqlite3.DatabaseError:
        return False
    return False


def take_out(url: str, target: Path) -> None:
    """Write a PostgreSQL database into a file in pg_dump's custom format. Raise BackupRefused."""
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def put_in(url: str, file: Path, folder: Path) -> None:
    """Replace all tables of a PostgreSQL database by those in the file, in one transaction.

    ``folder`` is for temporary files. Raise BackupRefused.
    """
    empty, script = folder / "empty.sql", folder / "database.sql"
    empty.write_text(EMPTY)
    _run("", "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
    quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
    _run(url, "psql", *quiet, "--single-transaction", f"--file={empty}", f"--file={script}")


def others(url: str) -> int:
    """Return the number of other connections to a PostgreSQL database."""
    count = _run(url, "psql", "--no-psqlrc", "--tuples-only", "--no-align", f"--command={OTHERS}")
    return int(count)


def _run(url: str, program: str, *options: str) -> str:
    path = shutil.which(program)
    if path is None:
        raise BackupRefused(f"{program} is not on the PATH. {AWAY}")
    environ = dict(os.environ)
    if url:
        plain, password = libpq(url)
        options += (f"--dbname={plain}",)
        environ |= {"PGPASSWORD": password} if password else {}
    result = subprocess.run(  # noqa: S603  a program of PostgreSQL, without a shell
        [path, *options], env=environ, capture_output=True, text=True, check=False
    )
    if result.returncode:
        lines = result.stderr.strip().splitlines() or [f"exit code {result.returncode}"]
        raise BackupRefused(f"{program} failed: {lines[0].removeprefix(f'{program}: ')}")
    return result.stdout


def libpq(url: str) -> tuple[str, str]:
    """Return a PostgreSQL URL of SQLAlchemy in libpq's form without the password, and the password.

    Every user of the machine can read a command line, so it must not contain the password.
    """
    parts = urlsplit(url)
    account, _, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql://{user}{'@' * bool(user)}{place}{parts.path}{query}", unquote(password)
