"""Read uploaded zip files in memory. Every damaged file raises the same exception."""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

# What the zipfile module raises for a damaged file or for another kind of file: ValueError for a
# name that is not UTF-8 or a negative offset, RuntimeError for an encrypted member.
BROKEN = (BadZipFile, zlib.error, struct.error, ValueError, EOFError, RuntimeError, OverflowError)
METHODS = (ZIP_STORED, ZIP_DEFLATED)  # the methods of exports; the others can use unlimited memory
LOCKED = 1  # bit of a member's flags that marks encryption


class Damaged(Exception):
    """The file is no zip file, or it cannot be read."""


class Zipped:
    """A zip file in memory. Reading it raises only Damaged."""

    def __init__(self, content: bytes) -> None:
        with _as_damaged():
            self._archive = ZipFile(io.BytesIO(content))
            self.members = members(self._archive)

    def read(self, member: ZipInfo, most: int) -> bytes:
        """Return the unpacked content of a member, at most ``most`` bytes."""
        with _as_damaged(), self._archive.open(member) as file:
            return file.read(most)


def members(archive: ZipFile) -> list[ZipInfo]:
    """Return the members.

    Raise BadZipFile if one is encrypted or uses another compression method.
    """
    infos = archive.infolist()
    if any(each.compress_type not in METHODS or each.flag_bits & LOCKED for each in infos):
        raise BadZipFile("locked, or packed in an unusual way")
    return infos


@contextmanager
def _as_damaged() -> Iterator[None]:
    try:
        yield
    except BROKEN as error:
        raise Damaged from error
