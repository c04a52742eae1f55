"""Upgrade a database to this version's schema, after a backup."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask
from sqlalchemy import Connection, Engine, MetaData, create_engine, inspect, make_url, text

from coach import clock as system_clock
from coach import paths
from coach.app import feature_modules
from coach.config import Settings
from coach.db import Base, db, options
from coach.db.locking import UPGRADE
from coach.habits import snapshots
from coach.maintenance import backup

if TYPE_CHECKING:
    from alembic.config import Config

PATIENCE = 600_000  # milliseconds to wait while another process upgrades


class NewerDatabase(Exception):
    """A newer version wrote the database. Using it could lose data."""


def all_models() -> MetaData:
    """Return the metadata of all tables, with all features' models imported."""
    tuple(feature_modules("models"))  # importing them fills the metadata
    return Base.metadata


def to_newest(settings: Settings, clock: Callable[[], datetime] = system_clock.now) -> Path | None:
    """Migrate the database. Return the backup that was made of an older one, or None.

    It is safe to run twice. Raise NewerDatabase for a revision that this version does not know, and
    BackupRefused if no backup can be made; nothing is changed then.
    """
    engine = create_engine(settings.database(), **options(settings))
    with disposing(engine), engine.connect() as connection, alone(connection):
        at = revision(connection)
        if at is not None and at not in revisions():
            raise NewerDatabase(
                f"The database belongs to a newer version ({at}) than this program."
            )
        if at == revisions()[0]:
            return None
        copy = copy_before(settings, at, clock()) if at else None
        migrate(connection)
    if at is not None:
        work_out(settings, clock())
    return copy


def work_out(settings: Settings, now: datetime) -> None:
    """Recompute the snapshots that a migration deleted because they follow from other rows.

    An interruption loses nothing: pages walk all days until the next check-in.
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
    """Return the database's URL without the password."""
    return make_url(settings.database()).render_as_string(hide_password=True)


@contextmanager
def disposing(engine: Engine) -> Iterator[None]:
    """Close all connections of the engine at the end."""
    try:
        yield
    finally:
        engine.dispose()


@contextmanager
def alone(connection: Connection) -> Iterator[None]:
    """Hold an exclusive lock on the database for one transaction. Of two upgrades, one waits."""
    if connection.dialect.name == "postgresql":
        with connection.begin():
            # wait as long as the other upgrade takes
            connection.execute(text("SET LOCAL lock_timeout = 0"))
            connection.execute(text(f"SELECT pg_advisory_xact_lock({UPGRADE}, 0)"))
            yield
        return
    # Some changes make SQLite create a table again; that must not delete the rows that refer to
    # it. Inside a transaction the pragma would have no effect.
    connection.exec_driver_sql("PRAGMA foreign_keys = OFF")
    connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE}")
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    yield
    if row := connection.exec_driver_sql("PRAGMA foreign_key_check").first():
        raise RuntimeError(f"The upgrade would leave rows of {row[0]} without their parent rows.")
    connection.commit()


def alembic_config() -> "Config":
    """Return Alembic's configuration. The caller sets ``attributes["connection"]``."""
    # imported where it is used: a server with a newest database does without, and needs less memory
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(paths.MIGRATIONS))
    return config


def migrate(connection: Connection) -> None:
    """Run the migrations that the database lacks."""
    from alembic import command

    script = alembic_config()
    script.attributes["connection"] = connection
    command.upgrade(script, "head")


def copy_before(settings: Settings, revision: str, now: datetime) -> Path:
    """Make a backup of an older database, and return its path."""
    name = f"before-upgrade-from-{revision}-"
    return backup.make(settings, revision, now, settings.instance / "backups", name)


def revision(connection: Connection) -> str | None:
    """Return the schema revision of a database, or None if it has no tables yet."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    at: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return at


def revisions() -> list[str]:
    """Return the schema revisions that this version knows, the newest first.

    The name of a migration's file begins with its revision.
    """
    files = (paths.MIGRATIONS / "versions").glob("[0-9]*.py")
    return sorted((path.name.partition("_")[0] for path in files), reverse=True)
