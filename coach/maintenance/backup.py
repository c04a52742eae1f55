"""Making a backup, and keeping only the newest ones. It is the one way a copy is made."""

import importlib.metadata
import os
import re
import tomllib
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from coach import paths
from coach.config import Settings
from coach.maintenance import archive, dump
from coach.maintenance.archive import BackupRefused, Manifest

PREFIX, SUFFIX = "good-terms-", ".zip"
NAME = re.compile(r"good-terms-(\d{8}T\d{6}Z)(?:-(\d+))?\.zip")


def make(settings: Settings, schema: str, now: datetime, folder: Path, name: str = "") -> Path:
    """Write a backup into the folder and return its path. Raises Refused; then nothing is left.

    ``schema`` is the database's revision. The file is read back before it gets its name.
    """
    target = folder / f"{name or PREFIX}{stamp(now)}{SUFFIX}"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        with TemporaryDirectory(prefix=".making-", dir=folder) as made:
            whole = Path(made) / "backup.zip"
            _write(settings, schema, now, whole)
            (read_back := Path(made) / "read-back").mkdir()
            archive.unpack(whole, archive.read(whole), read_back)
            target = archive.reserve(target)
            os.replace(whole, target)
    except OSError as error:
        raise BackupRefused(f"No backup into {folder}: {error.strerror or error}.") from error
    return target


def _write(settings: Settings, schema: str, now: datetime, whole: Path) -> None:
    database = whole.with_name(archive.DATABASE)
    file = settings.file()
    if file is not None:
        dump.copy(file, database)
    else:
        dump.take_out(settings.database(), database)
    beside = {name: settings.instance / name for name in (archive.SECRET, archive.CONFIG)}
    members = {archive.DATABASE: database} | {n: p for n, p in beside.items() if p.is_file()}
    told = Manifest(
        program=program(),
        schema=schema,
        made_at=now.astimezone(UTC).isoformat(timespec="seconds"),
        database=kind(settings),
        files={name: archive.checksum(path) for name, path in members.items()},
    )
    archive.write(whole, told, members)


def kind(settings: Settings) -> archive.Kind:
    """Return which database these settings name."""
    return "postgresql" if settings.file() is None else "sqlite"


def keep(folder: Path, newest: int, made: Path) -> list[Path]:
    """Delete all but the newest backups of the folder; return those that went.

    Only files under the names that ``coach backup`` gives: copies made before an upgrade stay, and
    so does whatever else lies there. ``made`` has just been made and is the newest one whatever its
    name says. Raises Refused where a file cannot be deleted.
    """
    named = {path: match for path in folder.iterdir() if (match := NAME.fullmatch(path.name))}
    backups = [path for path in named if path != made and path.is_file()]
    backups.sort(key=lambda path: (named[path][1], int(named[path][2] or 1)), reverse=True)
    old = backups[newest - 1 :]
    try:
        for path in old:
            path.unlink(missing_ok=True)
    except OSError as error:
        raise BackupRefused(f"{path} cannot be deleted: {error.strerror or error}.") from error
    return old


def stamp(now: datetime) -> str:
    """Return a moment as names of files carry it, such as ``20261127T080000Z``; they sort."""
    return f"{now.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def program() -> str:
    """Return the version of this program."""
    if paths.IN_CHECKOUT:
        project = tomllib.loads((paths.HOME / "pyproject.toml").read_text(encoding="utf-8"))
        return str(project["project"]["version"])
    return importlib.metadata.version("good-terms")
