"""A whole database as one file, taken while it is in use, and put back where nobody uses it.

SQLite by its online backup (https://www.sqlite.org/backup.html), PostgreSQL by its own programs.
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
# in one transaction with what is put back: either all of it is there, or all that was
EMPTY = """DO $$ DECLARE name text; BEGIN
FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
EXECUTE format('DROP TABLE %I CASCADE', name); END LOOP; END $$;
"""
OTHERS = """SELECT count(*) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()"""


def copy(file: Path, target: Path) -> None:
    """Copy a SQLite database as it is at one moment, also while it is written to."""
    if not file.is_file():
        raise BackupRefused(f"There is no database {file} yet.")
    try:
        with closing(sqlite3.connect(file)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
            new.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
    except sqlite3.Error as error:
        raise BackupRefused(f"The database {file} cannot be copied: {error}.") from error


def in_use(file: Path) -> bool:
    """Return whether another process has this SQLite database open.

    Leaving WAL needs the file for oneself; it also brings everything into the one file. What is
    no database any more is in nobody's use.
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
    """Write a PostgreSQL database into a file of pg_dump's custom format."""
    _run(url, "pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def put_in(url: str, file: Path, folder: Path) -> None:
    """Replace all tables of a PostgreSQL database by those in the file, in one transaction.

    ``folder`` is for files on the way.
    """
    empty, script = folder / "empty.sql", folder / "database.sql"
    empty.write_text(EMPTY)
    _run("", "pg_restore", "--no-owner", "--no-privileges", f"--file={script}", str(file))
    quiet = ("--no-psqlrc", "--quiet", "--output=/dev/null", "--set=ON_ERROR_STOP=1")
    _run(url, "psql", *quiet, "--single-transaction", f"--file={empty}", f"--file={script}")


def others(url: str) -> int:
    """Return how many other connections a PostgreSQL database has."""
    told = _run(url, "psql", "--no-psqlrc", "--tuples-only", "--no-align", f"--command={OTHERS}")
    return int(told)


def _run(url: str, program: str, *options: str) -> str:
    found = shutil.which(program)
    if found is None:
        raise BackupRefused(f"{program} is not on the PATH. {AWAY}")
    environ = dict(os.environ)
    if url:
        plain, password = libpq(url)
        options += (f"--dbname={plain}",)
        environ |= {"PGPASSWORD": password} if password else {}
    done = subprocess.run(  # noqa: S603  a program of PostgreSQL's, without a shell
        [found, *options], env=environ, capture_output=True, text=True, check=False
    )
    if done.returncode:
        said = done.stderr.strip().splitlines() or [f"exit code {done.returncode}"]
        raise BackupRefused(f"{program} could not do it: {said[0].removeprefix(f'{program}: ')}")
    return done.stdout


def libpq(url: str) -> tuple[str, str]:
    """Return an SQLAlchemy URL of PostgreSQL as its programs take it, and the password apart.

    A command line can be read by everybody on the machine, so the password is not to be in it.
    """
    parts = urlsplit(url)
    account, _, place = parts.netloc.rpartition("@")
    user, _, password = account.partition(":")
    query = f"?{parts.query}" if parts.query else ""
    return f"postgresql://{user}{'@' * bool(user)}{place}{parts.path}{query}", unquote(password)
