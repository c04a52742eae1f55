"""Compress the content of a pending import for the database, with limits on both sizes."""

import zlib

from coach.habits.import_export.imported import BadFile

MOST_KEPT = 2 * 1024 * 1024  # bytes, compressed; twelve habits over ten years need a tenth of it
MOST_UNPACKED = 32 * 1024 * 1024


def packed(text: str) -> bytes:
    """Return the text compressed. Raise BadFile if it is too large."""
    if len(text) <= MOST_UNPACKED // 4:  # a character has at most four bytes
        found = zlib.compress(text.encode())
        if len(found) <= MOST_KEPT:
            return found
    raise BadFile("This file has more text than can be stored until you decide.")


def unpacked(content: bytes) -> bytes:
    """Return the bytes that ``packed`` compressed. Raise BadFile for any other content."""
    opened = zlib.decompressobj()
    try:
        text = opened.decompress(content, MOST_UNPACKED)
    except zlib.error:
        text = b""
    if not text or not opened.eof:
        raise BadFile("The stored copy of this file is damaged. Please choose the file again.")
    return text
