"""Write and read the file of a backup: a zip with a manifest of checksums.

It contains the secret key. Without the key everybody would be signed out, and no second step could
be decrypted. So only the file's owner can read it.
"""

import hashlib
import json
import os
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from itertools import count
from pathlib import Path
from typing import IO, Literal

from coach import zipped

FORMAT, VERSION = "good-terms-backup", 1
MANIFEST, DATABASE, SECRET, CONFIG = "manifest.json", "database", "secret_key", "config.toml"
MEMBERS = frozenset({DATABASE, SECRET, CONFIG})
BLOCK = 1024 * 1024
BROKEN = (*zipped.BROKEN, KeyError)  # KeyError: a member is missing
Kind = Literal["sqlite", "postgresql"]


class BackupRefused(Exception):
    """The backup or restore cannot be done. The message is one sentence for the host."""


@dataclass(frozen=True)
class Manifest:
    """The description of a backup. ``files`` maps each member to its SHA-256."""

    program: str  # the version of Good Terms that made it
    schema: str  # the revision of the database
    made_at: str  # ISO 8601, UTC
    database: Kind
    files: Mapping[str, str]


def write(target: Path, manifest: Manifest, members: Mapping[str, Path]) -> None:
    """Write the archive with these members, and flush it to the disk."""
    handle = os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as raw:
        with zipfile.ZipFile(raw, "w", zipfile.ZIP_DEFLATED) as whole:
            head = {"format": FORMAT, "version": VERSION, **asdict(manifest)}
            whole.writestr(MANIFEST, json.dumps(head, indent=2) + "\n")
            for name, path in members.items():
                whole.write(path, name)
        raw.flush()
        os.fsync(raw.fileno())


def read(path: Path) -> Manifest:
    """Return the manifest of a backup. Raise BackupRefused if the file cannot be used."""
    try:
        with zipfile.ZipFile(path) as whole:
            names = {member.filename for member in zipped.members(whole)} - {MANIFEST}
            content = json.loads(whole.read(MANIFEST))
    except FileNotFoundError as error:
        raise BackupRefused(f"There is no file {path}.") from error
    except (*BROKEN, OSError) as error:
        raise BackupRefused(f"{path} is damaged, or it is not a backup of Good Terms.") from error
    if not isinstance(content, dict) or content.pop("format", None) != FORMAT:
        raise BackupRefused(f"{path} is not a backup of Good Terms.")
    if content.pop("version", None) != VERSION:
        raise BackupRefused(f"{path} was made by a newer version of Good Terms.")
    try:
        manifest = Manifest(**content)
        whole_set = names == set(manifest.files) and DATABASE in names <= MEMBERS
    except (TypeError, ValueError) as error:
        raise BackupRefused(f"{path} is damaged: its manifest cannot be read.") from error
    if not whole_set:
        raise BackupRefused(f"{path} is damaged: its members are not those in its manifest.")
    return manifest


def unpack(path: Path, manifest: Manifest, folder: Path) -> None:
    """Unpack every member into the folder and compare its checksum. Raise BackupRefused."""
    try:
        with zipfile.ZipFile(path) as whole:
            for name, checksum_expected in manifest.files.items():
                handle = os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with whole.open(name) as source, os.fdopen(handle, "wb") as target:
                    if _copied(source, target) != checksum_expected:
                        raise BackupRefused(f"{path} is damaged: the checksum of {name} is wrong.")
    except BROKEN as error:
        raise BackupRefused(f"{path} is damaged: {error}.") from error


def reserve(path: Path) -> Path:
    """Create an empty file with this name, or with the first free one (``-2``, ``-3``).

    Return its path.

    What is moved there next replaces only that empty file. Raise OSError.
    """
    for number in count(1):
        name = path if number == 1 else path.with_name(f"{path.stem}-{number}{path.suffix}")
        try:
            os.close(os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError:
            continue
        return name
    raise AssertionError("count has no end")


def _copied(source: IO[bytes], target: IO[bytes]) -> str:
    digest = hashlib.sha256()
    while block := source.read(BLOCK):
        digest.update(block)
        target.write(block)
    target.flush()
    os.fsync(target.fileno())
    return digest.hexdigest()


def checksum(path: Path) -> str:
    """Return the SHA-256 of a file in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
