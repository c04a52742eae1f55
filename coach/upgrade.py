"""Bring a database to the schema of this version, after a copy of what was there."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine
from sqlalchemy.pool import NullPool

from coach import clock, paths, rooms
from coach.config import Settings
from coach.db import Base
from coach.upkeep import backup


class NewerDatabase(Exception):
    """The database was written by a newer version; using it could lose data."""


def all_models() -> MetaData:
    """Return the metadata of every table, with all features' models imported."""
    tuple(rooms("models"))  # importing them is what fills the metadata
    return Base.metadata


def to_newest(settings: Settings) -> Path | None:
    """Migrate the database. Return the backup made of an older one, or None.

    Safe to run twice. Raises NewerDatabase for a revision this version does not know, and
    Refused where no backup can be made: then nothing is changed.
    """
    script = alembic_config()
    known = ScriptDirectory.from_config(script)
    engine = create_engine(settings.database(), poolclass=NullPool)  # leaves nothing open
    with engine.begin() as connection:
        at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in {r.revision for r in known.walk_revisions()}:
            raise NewerDatabase(f"The database is of a newer version ({at}) than this program.")
        if at == known.get_current_head():
            return None
        copy = copy_before(settings, at) if at else None
        script.attributes["connection"] = connection
        command.upgrade(script, "head")
    return copy


def alembic_config() -> Config:
    """Return Alembic's configuration; the caller sets ``attributes["connection"]``."""
    found = Config()
    found.set_main_option("script_location", str(paths.MIGRATIONS))
    return found


def copy_before(settings: Settings, revision: str) -> Path:
    """Make a backup of an older database, and return it."""
    name = f"before-upgrade-from-{revision}-"
    return backup.make(settings, revision, clock.now(), settings.instance / "backups", name)


def revisions() -> list[str]:
    """Return the schema revisions this version knows, the newest first."""
    known = ScriptDirectory.from_config(alembic_config())
    return [script.revision for script in known.walk_revisions()]
