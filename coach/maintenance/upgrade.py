"""Bring a database to the schema of this version, after a copy of what was there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import Connection, Engine, MetaData, create_engine, make_url, text

from coach import clock as system_clock
from coach import paths
from coach.app import feature_modules
from coach.config import Settings
from coach.db import Base, db, options
from coach.db.locking import UPGRADE
from coach.habits import snapshots
from coach.maintenance import backup

PATIENCE = 600_000  # milliseconds to wait while another process upgrades


class NewerDatabase(Exception):
    """The database was written by a newer version; using it could lose data."""


def all_models() -> MetaData:
    """Return the metadata of every table, with all features' models imported."""
    tuple(feature_modules("models"))  # importing them is what fills the metadata
    return Base.metadata


def to_newest(settings: Settings, clock: Callable[[], datetime] = system_clock.now) -> Path | None:
    """Migrate the database. Return the backup made of an older one, or None.

    Safe to run twice. Raises NewerDatabase for a revision this version does not know, and
    Refused where no backup can be made: then nothing is changed.
    """
    script = alembic_config()
    known = ScriptDirectory.from_config(script)
    engine = create_engine(settings.database(), **options(settings))
    with disposing(engine), engine.connect() as connection, alone(connection):
        at = MigrationContext.configure(connection).get_current_revision()
        if at is not None and at not in {r.revision for r in known.walk_revisions()}:
            raise NewerDatabase(
                f"The database was made by a newer version ({at}) than this program."
            )
        if at == known.get_current_head():
            return None
        copy = copy_before(settings, at, clock()) if at else None
        script.attributes["connection"] = connection
        command.upgrade(script, "head")
    if at is not None:
        work_out(settings, clock())
    return copy


def work_out(settings: Settings, now: datetime) -> None:
    """Work out anew what a migration took away because it follows from other rows.

    Should this be interrupted nothing is lost: pages walk all days until the next check-in.
    """
    app = Flask("coach")
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.database()
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = options(settings)
    db.init_app(app)
    with app.app_context():
        for _ in snapshots.settle_missing(now):
            db.session.commit()
        db.session.remove()
        db.engine.dispose()


def address(settings: Settings) -> str:
    """Return where the database is, without the password."""
    return make_url(settings.database()).render_as_string(hide_password=True)


@contextmanager
def disposing(engine: Engine) -> Iterator[None]:
    """Leave no connection open, whatever happens."""
    try:
        yield
    finally:
        engine.dispose()


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Hold the whole database for one transaction: of two that start at once, one waits."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            connection.execute(text("SET LOCAL lock_timeout = 0"))  # however long the other takes
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE}, 0)"))
            yield
        return
    # A table that SQLite can only change by making it anew must not take its rows' children
    # along; inside a transaction the pragma would do nothing.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    yield
    if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"The upgrade would leave rows of {broken[0]} without what they are of.")
    connection.commit()


def alembic_config() -> Config:
    """Return Alembic's configuration; the caller sets ``attributes["connection"]``."""
    found = Config()
    found.set_main_option("script_location", str(paths.MIGRATIONS))
    return found


def copy_before(settings: Settings, revision: str, now: datetime) -> Path:
    """Make a backup of an older database, and return it."""
    name = f"before-upgrade-from-{revision}-"
    return backup.make(settings, revision, now, settings.instance / "backups", name)


def revisions() -> list[str]:
    """Return the schema revisions this version knows, the newest first."""
    known = ScriptDirectory.from_config(alembic_config())
    return [script.revision for script in known.walk_revisions()]
