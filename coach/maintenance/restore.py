"""Putting a backup back. What is there now is kept beside it, named by the moment."""

import filecmp
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.config import Settings
from coach.maintenance import archive, backup, dump
from coach.maintenance.archive import BackupRefused, Manifest

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WITH_IT = ("-wal", "-shm")  # files SQLite may have left beside a database


@dataclass(frozen=True)
class Restored:
    """Where the old things are; None where there was nothing, or nothing else, before."""

    database: Path | None
    secret: Path | None
    config: Path | None  # the backup's settings, where the present ones stay in force


def fit(settings: Settings, path: Path, known: Collection[str]) -> Manifest:
    """Return what a backup says of itself, if this program can put it back. Raises Refused.

    ``known`` are the schema revisions this program knows.
    """
    told = archive.read(path)
    here = backup.kind(settings)
    if told.schema not in known:
        newer = f"({told.program}, schema {told.schema})"
        raise BackupRefused(f"{path} is of a newer version {newer} than this program.")
    if told.database != here:
        raise BackupRefused(
            f"{path} holds a {NAMES[told.database]} database, and this installation uses "
            f"{NAMES[here]}."
        )
    return told


def idle(settings: Settings) -> None:
    """Raise Refused while somebody uses the database, as far as that can be told."""
    file = settings.file()
    busy = dump.in_use(file) if file is not None else dump.others(settings.database()) > 0
    if busy:
        raise BackupRefused("The database is in use. Stop the server first, then restore.")


def put_back(
    settings: Settings, path: Path, told: Manifest, schema: str, now: datetime
) -> Restored:
    """Replace the database and the secret key by the backup's. Raises Refused; then all stays.

    ``schema`` is the present database's revision, empty for none. Settings are put back only
    where there are none: those in force may say where the database is.
    """
    folder, file, at = settings.instance, settings.file(), backup.stamp(now)
    try:
        near = file.parent if file else folder  # so that the database moves at one stroke
        with TemporaryDirectory(prefix=".restoring-", dir=near) as made:
            archive.unpack(path, told, Path(made))
            database = _database(settings, Path(made), schema, now)
            secret = _replace(Path(made) / archive.SECRET, folder / archive.SECRET, at)
            config = _beside(Path(made) / archive.CONFIG, folder / archive.CONFIG, at)
    except OSError as error:
        raise BackupRefused(f"Not restored into {folder}: {error.strerror or error}.") from error
    return Restored(database, secret, config)


def _database(settings: Settings, made: Path, schema: str, now: datetime) -> Path | None:
    file, new = settings.file(), made / archive.DATABASE
    if file is not None:
        return _replace(new, file, backup.stamp(now))
    name = "before-restore-"
    folder = settings.instance / "backups"
    kept = backup.make(settings, schema, now, folder, name) if schema else None
    dump.put_in(settings.database(), new, made)
    return kept


def _replace(new: Path, here: Path, at: str) -> Path | None:
    """Put a file in the place of another, which is kept beside it."""
    if not new.exists() or _same(new, here):
        return None
    old = here.exists()
    kept = here.with_name(f"{here.stem}-before-restore-{at}{here.suffix}")
    kept = archive.reserve(kept) if old else kept
    for tail in ("", *WITH_IT):
        beside = here.with_name(here.name + tail)
        if beside.exists():
            os.replace(beside, kept.with_name(kept.name + tail))
    shutil.move(new, here)
    return kept if old else None


def _beside(new: Path, here: Path, at: str) -> Path | None:
    """Put a file where there is none, else beside the one that is there."""
    if not new.exists() or _same(new, here):
        return None
    if not here.exists():
        shutil.move(new, here)
        return None
    kept = archive.reserve(here.with_name(f"{here.stem}-of-backup-{at}{here.suffix}"))
    shutil.move(new, kept)
    return kept


def _same(new: Path, here: Path) -> bool:
    return here.exists() and filecmp.cmp(new, here, shallow=False)
