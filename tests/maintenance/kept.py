"""Backups in tests: making one, and looking into databases."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from click.testing import Result

Run = Callable[..., Result]


def made(run: Run, *options: str) -> Path:
    """Return the backup that was just made."""
    done = run("backup", *options)
    assert done.exit_code == 0, done.output
    return Path(done.stdout.strip())


def rows(database: Path) -> dict[str, list[Any]]:
    """Return every row of every table."""
    with closing(sqlite3.connect(database)) as raw:
        names = [r[0] for r in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f'SELECT * FROM "{name}"').fetchall() for name in sorted(names)}
