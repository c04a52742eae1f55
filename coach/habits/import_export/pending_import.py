"""What waits to be imported, packed for the database: bounded both ways."""

import zlib

from coach.habits.import_export.imported import BadFile

MOST_KEPT = 2 * 1024 * 1024  # bytes, packed: a dozen habits of ten years take a tenth of it
MOST_UNPACKED = 32 * 1024 * 1024


def packed(text: str) -> bytes:
    """Return the text packed. Raises BadFile where it is too much to keep."""
    if len(text) <= MOST_UNPACKED // 4:  # four bytes are the most a character takes
        found = zlib.compress(text.encode())
        if len(found) <= MOST_KEPT:
            return found
    raise BadFile("This file has more text than can be stored until you decide.")


def unpacked(content: bytes) -> bytes:
    """Return what ``packed`` packed. Raises BadFile for anything else."""
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(content, MOST_UNPACKED)
    except zlib.error:
        text = b""
    if not text or not opened.eof:
        raise BadFile("The stored copy of this file is damaged. Please choose the file again.")
    return text
