"""``coach backup``, ``coach restore`` and ``coach check``."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from alembic.migration import MigrationContext
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from coach import clock, config, mail, paths
from coach.config import ConfigError, Settings
from coach.content.commands import all_faults
from coach.maintenance import archive, queries, upgrade
from coach.maintenance import backup as backups
from coach.maintenance import check as checks
from coach.maintenance import restore as restores
from coach.maintenance.archive import BackupRefused
from coach.maintenance.check import CheckResult
from coach.maintenance.restore import NAMES, Restored

WITH_KEY = "It contains the secret key and everything that people wrote. Keep it safe."
WITHOUT_KEY = (
    "It contains everything that people wrote, but no secret key. Keep both safe, and apart."
)
FOLDER = click.Path(path_type=Path, file_okay=False)
INSTANCE = click.option("--instance", type=click.Path(path_type=Path), help="Folder for the data.")


@click.command()
@click.option(
    "--to", "folder", type=FOLDER, help="Folder for the backup (default: instance/backups)."
)
@click.option(
    "--keep", type=click.IntRange(min=1), help="Keep only this many of the newest backups there."
)
@INSTANCE
def backup(folder: Path | None, keep: int | None, instance: Path | None) -> None:
    """Write everything into one file. The server may be running."""
    found = settings(instance=instance)
    folder = folder or found.instance / "backups"
    try:
        made = backups.make(found, _schema(found), clock.now(), folder)
    except BackupRefused as error:
        stop(str(error))
    click.echo(made)
    try:
        gone = backups.keep(folder, keep, made) if keep else []
    except BackupRefused as error:
        stop(str(error))
    if gone:
        click.echo(f"Older backups deleted: {len(gone)}.", err=True)
    held = archive.SECRET in archive.read(made).files
    click.echo(WITH_KEY if held else WITHOUT_KEY, err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Do not ask.")
@INSTANCE
def restore(file: Path, yes: bool, instance: Path | None) -> None:
    """Restore a backup; the present data is kept beside it. Stop the server first."""
    found = settings(instance=instance)
    try:
        told = restores.fit(found, file, upgrade.revisions())
        found.instance.mkdir(parents=True, exist_ok=True)
        restores.idle(found)
        at = _schema(found, unreadable="")
        click.echo(f"A backup of {told.made_at}, Good Terms {told.program}, schema {told.schema}.")
        if not yes:
            click.confirm(f"Replace {_named(found)} with it?", abort=True)
        done = restores.put_back(found, file, told, at, clock.now())
    except BackupRefused as error:
        stop(str(error))
    _report(done)


def _report(done: Restored) -> None:
    click.echo("Restored. The next start upgrades its schema if needed.")
    for what, path in (("database", done.database), ("secret key", done.secret)):
        if path:
            click.echo(f"The {what} from before is kept: {path}")
    if done.config:
        click.echo(f"Your config.toml stays in force; the backup’s is beside it: {done.config}")


@click.command()
@INSTANCE
def check(instance: Path | None) -> None:
    """Report the state of the installation, a line for each check; exit 1 if one fails."""
    try:
        found = config.load(os.environ, instance=instance)
    except ConfigError as error:
        click.echo(CheckResult("fail", "configuration", str(error)))
        raise SystemExit(1) from error
    failed = False
    for finding in _findings(found):
        click.echo(finding)
        failed = failed or finding.level == "fail"
    if failed:
        raise SystemExit(1)


def _findings(found: Settings) -> Iterator[CheckResult]:
    yield checks.configuration(found)
    yield checks.secret_key(found)
    engine = create_engine(found.database(), hide_parameters=True)
    yield from _of_database(found, engine)
    engine.dispose()
    faults = sum(fault.level == "error" for fault in all_faults(paths.CONTENT))
    said = f"{faults} errors; content check names them" if faults else "every file is sound"
    yield CheckResult("fail" if faults else "ok", "content", said)
    yield _of_mail(found)
    file = found.file()
    size = file.stat().st_size if file and file.exists() else 0
    here = next(folder for folder in (found.instance, *found.instance.parents) if folder.exists())
    yield checks.disk(found.instance, shutil.disk_usage(here).free, size)


def _of_database(found: Settings, engine: Engine) -> Iterator[CheckResult]:
    file, named, now = found.file(), _named(found), clock.now()
    if file and not file.exists():
        lost = file.parent != found.instance and not file.parent.is_dir()
        no_folder = CheckResult("fail", "database", f"{named}: there is no such folder")
        yield no_folder if lost else checks.schema(None, "", (), named)
        yield checks.clock(now, None)
        return
    known, newest, broken = upgrade.revisions(), None, []
    try:
        with engine.connect() as connection:
            at = _at(connection)
            if at == known[0]:
                broken = list(queries.faults(connection))
                newest = queries.newest(connection, upgrade.all_models())
    except SQLAlchemyError as error:
        yield CheckResult("fail", "database", f"{named}: {_told(error)}")
    else:
        sound = checks.schema(at, known[0], known, named)
        yield CheckResult("fail", "database", f"{named}: {broken[0]}") if broken else sound
    yield checks.clock(now, newest)


def _of_mail(found: Settings) -> CheckResult:
    if not found.mail_server:
        return CheckResult("ok", "mail", "no server configured; none is sent")
    try:
        mail.greet(found)
    except mail.NotSent as error:
        return CheckResult("fail", "mail", str(error))
    return CheckResult("ok", "mail", f"{found.mail_server} answers")


def _schema(found: Settings, unreadable: str | None = None) -> str:
    """Return the database's revision, empty before there is one. Raises Refused."""
    file = found.file()
    if file and not file.exists():
        return ""
    engine = create_engine(found.database(), hide_parameters=True)
    try:
        with engine.connect() as connection:
            return _at(connection) or ""
    except SQLAlchemyError as error:
        if unreadable is not None and file:
            return unreadable  # a damaged file is a reason to restore
        raise BackupRefused(
            f"The database {_named(found)} cannot be used: {_told(error)}."
        ) from error
    finally:
        engine.dispose()


def _at(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


def _told(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).splitlines()[0]


def _named(found: Settings) -> str:
    return str(found.file() or NAMES["postgresql"])


def settings(**given: object) -> Settings:
    """Return the settings in force, or stop and say what is wrong with them."""
    try:
        return config.load(os.environ, **given)
    except ConfigError as error:
        stop(str(error))


def stop(sentence: str) -> NoReturn:
    """End the program with a sentence for the host."""
    click.echo(sentence, err=True)
    raise SystemExit(1)
