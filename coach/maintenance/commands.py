"""Define ``coach backup``, ``coach restore`` and ``coach check``."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NoReturn

import click
from sqlalchemy import Engine, create_engine
from sqlalchemy.exc import SQLAlchemyError

from coach import clock, config, mail, paths
from coach.config import ConfigError, Settings
from coach.content.commands import all_faults
from coach.listening.speech import weights
from coach.maintenance import archive, queries, upgrade
from coach.maintenance import backup as backups
from coach.maintenance import check as checks
from coach.maintenance import restore as restores
from coach.maintenance.archive import BackupRefused
from coach.maintenance.check import CheckResult
from coach.maintenance.restore import NAMES, Restored

WITH_KEY = "It contains the secret key and everything that people wrote. Keep it safe."
WITHOUT_KEY = (
    "It contains everything that people wrote, but no secret key. Keep both safe, "
    "in different places."
)
FOLDER = click.Path(path_type=Path, file_okay=False)
INSTANCE = click.option(
    "--instance", type=click.Path(path_type=Path), help="The folder for the data."
)


@click.command()
@click.option(
    "--to", "folder", type=FOLDER, help="The folder for the backup (default: instance/backups)."
)
@click.option(
    "--keep",
    type=click.IntRange(min=1),
    help="Delete all but this many of the newest backups there.",
)
@INSTANCE
def backup(folder: Path | None, keep: int | None, instance: Path | None) -> None:
    """Write everything into one file. The server may be running."""
    options = settings(instance=instance)
    folder = folder or options.instance / "backups"
    try:
        file = backups.make(options, _schema(options), clock.now(), folder)
    except BackupRefused as error:
        stop(str(error))
    click.echo(file)
    try:
        deleted = backups.keep(folder, keep, file) if keep else []
    except BackupRefused as error:
        stop(str(error))
    if deleted:
        click.echo(f"Older backups deleted: {len(deleted)}.", err=True)
    has_key = archive.SECRET in archive.read(file).files
    click.echo(WITH_KEY if has_key else WITHOUT_KEY, err=True)


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--yes", is_flag=True, help="Restore without asking.")
@INSTANCE
def restore(file: Path, yes: bool, instance: Path | None) -> None:
    """Restore a backup. The present data is kept, too. Stop the server first."""
    options = settings(instance=instance)
    try:
        manifest = restores.fit(options, file, upgrade.revisions())
        options.instance.mkdir(parents=True, exist_ok=True)
        restores.idle(options)
        at = _schema(options, unreadable="")
        words = f"Good Terms {manifest.program}, schema {manifest.schema}"
        click.echo(f"A backup of {manifest.made_at}, {words}.")
        if not yes:
            click.confirm(f"Replace {_database_name(options)} with it?", abort=True)
        result = restores.put_back(options, file, manifest, at, clock.now())
    except BackupRefused as error:
        stop(str(error))
    _report(result)


def _report(result: Restored) -> None:
    click.echo("Restored. The next start upgrades its schema if needed.")
    for what, path in (("database", result.database), ("secret key", result.secret)):
        if path:
            click.echo(f"The previous {what} is kept: {path}")
    if result.config:
        click.echo(
            f"Your config.toml stays in use. The one from the backup is beside it: {result.config}"
        )


@click.command()
@INSTANCE
def check(instance: Path | None) -> None:
    """Check the installation and print one line per check. The exit code is 1 if one fails."""
    try:
        options = config.load(os.environ, instance=instance)
    except ConfigError as error:
        click.echo(CheckResult("fail", "configuration", str(error)))
        raise SystemExit(1) from error
    failed = False
    for finding in _results(options):
        click.echo(finding)
        failed = failed or finding.level == "fail"
    if failed:
        raise SystemExit(1)


def _results(options: Settings) -> Iterator[CheckResult]:
    yield checks.configuration(options)
    yield checks.secret_key(options)
    engine = create_engine(options.database(), hide_parameters=True)
    yield from _check_database(options, engine)
    engine.dispose()
    faults = sum(fault.level == "error" for fault in all_faults(paths.CONTENT))
    words = f"{faults} errors; coach content check lists them" if faults else "no errors"
    yield CheckResult("fail" if faults else "ok", "content", words)
    yield _check_mail(options)
    yield _check_speech(options)
    file = options.file()
    size = file.stat().st_size if file and file.exists() else 0
    here = next(
        folder for folder in (options.instance, *options.instance.parents) if folder.exists()
    )
    yield checks.disk(options.instance, shutil.disk_usage(here).free, size)


def _check_database(options: Settings, engine: Engine) -> Iterator[CheckResult]:
    file, name, now = options.file(), _database_name(options), clock.now()
    if file and not file.exists():
        no_parent = file.parent != options.instance and not file.parent.is_dir()
        no_folder = CheckResult("fail", "database", f"{name}: the folder does not exist")
        yield no_folder if no_parent else checks.schema(None, "", (), name)
        yield checks.clock(now, None)
        return
    revisions, newest, damage = upgrade.revisions(), None, []
    try:
        with engine.connect() as connection:
            at = upgrade.revision(connection)
            if at == revisions[0]:
                damage = list(queries.faults(connection))
                newest = queries.newest(connection, upgrade.all_models())
    except SQLAlchemyError as error:
        yield CheckResult("fail", "database", f"{name}: {_cause(error)}")
    else:
        sound = checks.schema(at, revisions[0], revisions, name)
        yield CheckResult("fail", "database", f"{name}: {damage[0]}") if damage else sound
    yield checks.clock(now, newest)


def _check_mail(options: Settings) -> CheckResult:
    if not options.mail_server:
        return CheckResult("ok", "mail", "no server is configured; no e-mail is sent")
    try:
        mail.try_connection(options)
    except mail.NotSent as error:
        return CheckResult("fail", "mail", str(error))
    return CheckResult("ok", "mail", f"{options.mail_server} answers")


def _check_speech(options: Settings) -> CheckResult:
    if not options.speech_model:
        return CheckResult("ok", "speech", "no model is configured; nothing spoken is written down")
    folder = Path(options.speech_model).absolute()
    if fault := weights.fault(folder):
        return CheckResult("fail", "speech", fault)
    if files := weights.altered(folder):
        return CheckResult("fail", "speech", f"{folder}: not the pinned files: {', '.join(files)}")
    return CheckResult("ok", "speech", f"{folder}; {options.speech_at_once} at once")


def _schema(options: Settings, unreadable: str | None = None) -> str:
    """Return the database's revision, or an empty string if there is none. Raise BackupRefused."""
    file = options.file()
    if file and not file.exists():
        return ""
    engine = create_engine(options.database(), hide_parameters=True)
    try:
        with engine.connect() as connection:
            return upgrade.revision(connection) or ""
    except SQLAlchemyError as error:
        if unreadable is not None and file:
            return unreadable  # a damaged file is a reason to restore
        raise BackupRefused(
            f"The database {_database_name(options)} cannot be used: {_cause(error)}."
        ) from error
    finally:
        engine.dispose()


def _cause(error: SQLAlchemyError) -> str:
    return str(getattr(error, "orig", error)).splitlines()[0]


def _database_name(options: Settings) -> str:
    return str(options.file() or NAMES["postgresql"])


def settings(**overrides: object) -> Settings:
    """Return the settings in force, or exit with a message about what is wrong."""
    try:
        return config.load(os.environ, **overrides)
    except ConfigError as error:
        stop(str(error))


def stop(sentence: str) -> NoReturn:
    """Exit with code 1 and a sentence for the host."""
    click.echo(sentence, err=True)
    raise SystemExit(1)
