"""Zip files that somebody sends: read in memory, and refused in one way when they are damaged."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

# What the zipfile module raises for a file that is none, or no longer one: ValueError for a name
# that is not UTF-8 or a place before the beginning, RuntimeError for a member that is locked.
BROKEN = (BadZipFile, zlib.error, struct.error, ValueError, EOFError, RuntimeError, OverflowError)
METHODS = (ZIP_STORED, ZIP_DEFLATED)  # what exports use; the others may take memory at will
LOCKED = 1  # bit of a member's flags: it is encrypted


class Damaged(Exception):
    """The file is no zip, or one that cannot be read."""


class Zipped:
    """A zip file in memory. Reading it raises Damaged and nothing else."""

    def __init__(self, content: bytes) -> None:
        with _as_damaged():
            self._archive = ZipFile(io.BytesIO(content))
            self.members = members(self._archive)

    def read(self, member: ZipInfo, most: int) -> bytes:
        """Return what a member unpacks to, at most so many bytes of it."""
        with _as_damaged(), self._archive.open(member) as file:
            return file.read(most)


def members(archive: ZipFile) -> list[ZipInfo]:
    """Return the members. Raises BadZipFile where one is locked or packed in an unusual way."""
    found = archive.infolist()
    if any(each.compress_type not in METHODS or each.flag_bits & LOCKED for each in found):
        raise BadZipFile("locked, or packed in an unusual way")
    return found


@contextmanager
def _as_damaged() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise Damaged from error
