"""Bring a database to the schema of this version, after a copy of what was there."""

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine

from coach import paths, rooms
from coach.config import Settings
from coach.db import Base


class NewerDatabase(Exception):
    """The database was written by a newer version; using it could lose data."""


def all_models() -> MetaData:
    """Return the metadata of every table, with all features' models imported."""
    tuple(rooms("models"))  # importing them is what fills the metadata
    return Base.metadata


def to_newest(settings: Settings) -> Path | None:
    """Migrate the database. Return the copy made of an older one, or None.

    Safe to run twice. Raises NewerDatabase for a revision this version does not know.
    """
    script = alembic_config()
    known = ScriptDirectory.from_config(script)
    engine = create_engine(settings.database())
    with engine.begin() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in {r.revision for r in known.walk_revisions()}:
            raise NewerDatabase(f"The database is of a newer version ({at}) than this program.")
        if at == known.get_current_head():
            return None
        copy = copy_before(settings, at) if at else None
        script.attributes["connection"] = connection
        command.upgrade(script, "head")
    engine.dispose()
    return copy


def alembic_config() -> Config:
    """Return Alembic's configuration; the caller sets ``attributes["connection"]``."""
    found = Config()
    found.set_main_option("script_location", str(paths.MIGRATIONS))
    return found


def copy_before(settings: Settings, revision: str) -> Path | None:
    """Copy the SQLite database, also while it is in use. Return the copy, or None on a server."""
    source = settings.instance / "coach.db"
    if settings.database_url or not source.exists():
        return None  # a database server has backups of its own
    target = settings.instance / "backups" / f"before-upgrade-from-{revision}.db"
    target.parent.mkdir(exist_ok=True)
    partial = target.with_suffix(".partial")
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(partial)) as new:
        old.backup(new)
    shutil.move(partial, target)
    return target
