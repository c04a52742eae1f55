"""Restore a backup. The present data is kept beside it, with the moment in its name."""

import filecmp
import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from coach.config import Settings
from coach.maintenance import archive, backup, database_copy
from coach.maintenance.archive import BackupRefused, Manifest

NAMES = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}
WITH_IT = ("-wal", "-shm")  # files that SQLite may have left beside a database


@dataclass(frozen=True)
class Restored:
    """The paths of the data that was replaced; None if there was none or it was identical."""

    database: Path | None
    secret: Path | None
    config: Path | None  # the backup's settings, if the present ones stay in use


def fit(settings: Settings, path: Path, revisions: Collection[str]) -> Manifest:
    """Return the manifest of a backup if this program can restore it. Raise BackupRefused.

    ``revisions`` are the schema revisions that this program knows.
    """
    manifest = archive.read(path)
    here = backup.kind(settings)
    if manifest.schema not in revisions:
        newer = f"({manifest.program}, schema {manifest.schema})"
        raise BackupRefused(f"{path} was made by a newer version {newer} than this program.")
    if manifest.database != here:
        raise BackupRefused(
            f"{path} contains a {NAMES[manifest.database]} database, and this installation uses "
            f"{NAMES[here]}."
        )
    return manifest


def idle(settings: Settings) -> None:
    """Raise BackupRefused if the database is in use, as far as that can be detected."""
    file = settings.file()
    url = settings.database()
    busy = database_copy.others(url) > 0 if file is None else database_copy.in_use(file)
    if busy:
        raise BackupRefused("The database is in use. Stop the server first, then restore.")


def put_back(
    settings: Settings, path: Path, manifest: Manifest, schema: str, now: datetime
) -> Restored:
    """Replace the database and the secret key by the backup's.

    Raise BackupRefused, changing nothing.

    ``schema`` is the present database's revision, empty for none. The backup's settings are
    restored only if there are none, because those in use may say where the database is.
    """
    folder, file, at = settings.instance, settings.file(), backup.stamp(now)
    try:
        # on the same file system, so that the database is moved atomically
        near = file.parent if file else folder
        with TemporaryDirectory(prefix=".restoring-", dir=near) as scratch:
            archive.unpack(path, manifest, Path(scratch))
            database = _database(settings, Path(scratch), schema, now)
            secret = _replace(Path(scratch) / archive.SECRET, folder / archive.SECRET, at)
            config = _place_beside(Path(scratch) / archive.CONFIG, folder / archive.CONFIG, at)
    except OSError as error:
        raise BackupRefused(
            f"The backup cannot be restored into {folder}: {error.strerror or error}."
        ) from error
    return Restored(database, secret, config)


def _database(settings: Settings, scratch: Path, schema: str, now: datetime) -> Path | None:
    file, new = settings.file(), scratch / archive.DATABASE
    if file is not None:
        return _replace(new, file, backup.stamp(now))
    name = "before-restore-"
    folder = settings.instance / "backups"
    copy = backup.make(settings, schema, now, folder, name) if schema else None
    database_copy.put_in(settings.database(), new, scratch)
    return copy


def _replace(new: Path, here: Path, at: str) -> Path | None:
    """Move a file to a path. An existing file is kept beside it; return its path, or None."""
    if not new.exists() or _is_identical(new, here):
        return None
    old = here.exists()
    copy = here.with_name(f"{here.stem}-before-restore-{at}{here.suffix}")
    copy = archive.reserve(copy) if old else copy
    for tail in ("", *WITH_IT):
        beside = here.with_name(here.name + tail)
        if beside.exists():
            os.replace(beside, copy.with_name(copy.name + tail))
    shutil.move(new, here)
    return copy if old else None


def _place_beside(new: Path, here: Path, at: str) -> Path | None:
    """Move a file to a path if it is free, else to a name beside it. Return that name, or None."""
    if not new.exists() or _is_identical(new, here):
        return None
    if not here.exists():
        shutil.move(new, here)
        return None
    target = archive.reserve(here.with_name(f"{here.stem}-of-backup-{at}{here.suffix}"))
    shutil.move(new, target)
    return target


def _is_identical(new: Path, here: Path) -> bool:
    return here.exists() and filecmp.cmp(new, here, shallow=False)
