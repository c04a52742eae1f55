"""Databases for tests: files of SQLite, or databases on the server that TEST_DATABASE_URL names."""

import os
import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.pool import NullPool

from coach.config import Settings
from coach.maintenance import upgrade

GiveBack = Callable[[], None]


def on_postgresql() -> bool:
    """Return whether the tests run on PostgreSQL."""
    return "TEST_DATABASE_URL" in os.environ


class Files:
    """SQLite: a template made once by the migrations, copied for each installation."""

    def __init__(self, folder: Path) -> None:
        upgrade.to_newest(Settings(instance=folder))
        self.template = folder / "coach.db"

    def fresh(self, folder: Path) -> tuple[str, GiveBack]:
        """Return the setting for a database of this version in the folder, and how to end it."""
        shutil.copy(self.template, folder / "coach.db")
        return "", lambda: None

    def empty(self) -> tuple[str, GiveBack]:
        """Return the setting for a database that is yet to be made, and how to end it."""
        return "", lambda: None

    def close(self) -> None:
        """Leave the files to pytest."""


class Server:
    """PostgreSQL: databases made from a template, emptied after a test and used again.

    Making one takes about 70 ms and emptying one 15 ms, so a test that needs one waits for the
    second only.
    """

    def __init__(self, folder: Path) -> None:
        self.url = make_url(os.environ["TEST_DATABASE_URL"])
        worker = os.environ.get("PYTEST_XDIST_WORKER", "")
        self.prefix = f"coach_test_{os.getpid()}{worker}"
        self.admin = create_engine(self.url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        self.made: list[str] = []
        self.clean: list[str] = []
        self.template = self._create()
        upgrade.to_newest(Settings(instance=folder, database_url=said(self._at(self.template))))
        every = (table.name for table in upgrade.all_models().sorted_tables)
        tables = (f'"{name}"' for name in every if name != "installation")  # made once
        self.emptying = text(f"TRUNCATE {', '.join(tables)} RESTART IDENTITY CASCADE")

    def fresh(self, folder: Path) -> tuple[str, GiveBack]:
        """Return the setting for a database of this version, and how to give it back."""
        name = self.clean.pop() if self.clean else self._create(self.template)
        return said(self._at(name)), partial(self._wipe, name)

    def empty(self) -> tuple[str, GiveBack]:
        """Return the setting for a database without tables, and how to be rid of it."""
        name = self._create()
        return said(self._at(name)), partial(self._drop, name)

    def close(self) -> None:
        """Drop what was made."""
        for name in list(self.made):
            self._drop(name)
        self.admin.dispose()

    def _create(self, template: str = "template0") -> str:
        name = f"{self.prefix}_{len(self.made)}"
        while name in self.made:
            name += "x"
        with self.admin.connect() as connection:
            connection.execute(text(f"CREATE DATABASE {name} TEMPLATE {template}"))
        self.made.append(name)
        return name

    def _drop(self, name: str) -> None:
        with self.admin.connect() as connection:
            connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))
        self.made.remove(name)

    def _wipe(self, name: str) -> None:
        engine = engine_of(said(self._at(name)))
        with engine.begin() as connection:
            connection.execute(text("SET LOCAL lock_timeout = '10s'"))  # a test left one open
            connection.execute(self.emptying)
        self.clean.append(name)

    def _at(self, name: str) -> URL:
        return self.url.set(database=name)


def settings(folder: Path, url: str) -> Settings:
    """Return the settings of an installation in a folder, whose database is there already."""
    return Settings(instance=folder, database_url=url, zone="UTC")


def said(url: URL) -> str:
    """Return a URL as a host writes it, password and all."""
    return url.render_as_string(hide_password=False)


def engine_of(url: str) -> Engine:
    """Return an engine that leaves no connection open."""
    return create_engine(url, poolclass=NullPool)
