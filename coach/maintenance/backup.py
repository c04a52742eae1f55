"""Make backups, and delete old ones. Every copy of an installation is made here."""

import importlib.metadata
import os
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from coach import paths
from coach.config import Settings
from coach.maintenance import archive, database_copy
from coach.maintenance.archive import BackupRefused, Manifest

PREFIX, SUFFIX = "good-terms-", ".zip"
NAME = re.compile(r"good-terms-(\d{8}T\d{6}Z)(?:-(\d+))?\.zip")


def make(settings: Settings, schema: str, now: datetime, folder: Path, name: str = "") -> Path:
    """Write a backup into the folder and return its path.

    Raise BackupRefused, leaving no file behind.

    ``schema`` is the database's revision. The file is read back before it gets its name.
    """
    target = folder / f"{name or PREFIX}{stamp(now)}{SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".making-", dir=folder) as scratch:
            whole = Path(scratch) / "backup.zip"
            _write(settings, schema, now, whole)
            (read_back := Path(scratch) / "read-back").mkdir()
            archive.unpack(whole, archive.read(whole), read_back)
            target = archive.reserve(target)
            os.replace(whole, target)
    except OSError as error:
        raise BackupRefused(
            f"The backup cannot be written into {folder}: {error.strerror or error}."
        ) from error
    return target


def _write(settings: Settings, schema: str, now: datetime, whole: Path) -> None:
    database = whole.with_name(archive.DATABASE)
    file = settings.file()
    if file is not None:
        database_copy.copy(file, database)
    else:
        database_copy.take_out(settings.database(), database)
    beside = {name: settings.instance / name for name in (archive.SECRET, archive.CONFIG)}
    members = {archive.DATABASE: database} | {n: p for n, p in beside.items() if p.is_file()}
    manifest = Manifest(
        program=program(),
        schema=schema,
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        database=kind(settings),
        files={name: archive.checksum(path) for name, path in members.items()},
    )
    archive.write(whole, manifest, members)


def kind(settings: Settings) -> archive.Kind:
    """Return the kind of database that these settings name."""
    return "postgresql" if settings.file() is None else "sqlite"


def keep(folder: Path, newest: int, newest_file: Path) -> list[Path]:
    """Delete all but the newest backups of the folder. Return the deleted files.

    Only files with the names of ``coach backup`` are deleted: copies made before an upgrade stay,
    and so does any other file. ``newest_file`` was just made and counts as the newest, whatever its
    name says. Raise BackupRefused if a file cannot be deleted.
    """
    matches = {path: match for path in folder.iterdir() if (match := NAME.fullmatch(path.name))}
    backups = [path for path in matches if path != newest_file and path.is_file()]
    backups.sort(key=lambda path: (matches[path][1], int(matches[path][2] or 1)), reverse=True)
    old = backups[newest - 1 :]
    try:
        for path in old:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be deleted: {error.strerror or error}.") from error
    return old


def stamp(now: datetime) -> str:
    """Return a moment for use in file names, such as ``20261127T080000Z``; the names sort by
    time."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def program() -> str:
    """Return the version of this program."""
    if paths.IN_CHECKOUT:
        project = tomllib.loads((paths.HOME / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
    return importlib.metadata.version("good-terms")
