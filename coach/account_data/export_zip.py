"""Write and read the zip file of an export, with bounds on everything that is read.

``export.py`` says what an export contains, ``export_reader.py`` how its rows come back.
"""

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from coach.zipped import Damaged, Zipped

NAME, FORMAT, VERSION = "good-terms.json", "good-terms-export", 1
UPLOAD = 5 * 1024 * 1024  # bytes of an uploaded file
MEMBERS, UNPACKED, RATIO = 40, 24 * 1024 * 1024, 100
VALUES = 800_000  # values in all lists and objects together
LITTLE = 8 * 1024 * 1024  # unpacked bytes up to which the ratio is not checked


class UnreadableExport(Exception):
    """The file is no export of this app. The message tells the user why."""


def text_of(document: Mapping[str, Any]) -> str:
    """Return an export as JSON, with each row of a table on its own line."""
    members = [
        f"{_json(name)}: " + (_tables(value) if name == "tables" else _json(value))
        for name, value in document.items()
    ]
    return "{\n" + ",\n".join(members) + "\n}\n"


def _tables(tables: Mapping[str, Iterable[Any]]) -> str:
    members = [
        f"{_json(name)}: [\n" + ",\n".join(map(_json, rows)) + "\n]"
        for name, rows in tables.items()
    ]
    return "{\n" + ",\n".join(members) + "\n}"


_json = json.JSONEncoder(ensure_ascii=False).encode  # without indents, which take ten times as long


def packed(files: Mapping[str, str], made_at: datetime) -> bytes:
    """Return a zip of these text files (UTF-8), all dated ``made_at``."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            member = zipfile.ZipInfo(name, made_at.timetuple()[:6])
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o644 << 16
            archive.writestr(member, text)
    return whole.getvalue()


def document(content: bytes) -> dict[str, Any]:
    """Return the export inside a zip, or a bare JSON file. Raise UnreadableExport.

    The uploaded bytes, the members, the unpacked bytes, the compression ratio and the number of
    values are bounded, so that a small file cannot exhaust memory (zip bombs; CWE-409) or time.
    """
    if len(content) > UPLOAD:
        raise UnreadableExport("This file is larger than 5 MB, which no export of ours should be.")
    text = _unzip(content) if content[:2] == b"PK" else content
    if sum(map(text.count, (b",", b"[", b"{"))) > VALUES:  # before any of it uses memory
        raise UnreadableExport("This file holds far more than an export of ours.")
    try:
        export = json.loads(text, parse_constant=_refuse_constant)
    except (ValueError, RecursionError) as error:
        raise UnreadableExport(
            "This is neither an export of Good Terms nor its JSON file."
        ) from error
    if not isinstance(export, dict) or export.get("format") != FORMAT:
        raise UnreadableExport("This file is not an export of Good Terms.")
    if export.get("version") != VERSION:
        raise UnreadableExport("This export was made by a newer version of Good Terms.")
    return export


def _unzip(content: bytes) -> bytes:
    try:
        archive = Zipped(content)
        size = sum(member.file_size for member in archive.members)
        bomb = size > max(LITTLE, RATIO * len(content))
        if len(archive.members) > MEMBERS or size > UNPACKED or bomb:
            raise UnreadableExport("This zip file unpacks to far more than an export of ours.")
        read = archive.read(_find_export(archive.members), UNPACKED + 1)
    except Damaged as error:
        raise UnreadableExport("This zip file is damaged or locked.") from error
    if len(read) > UNPACKED:  # the header understated the size
        raise UnreadableExport("This zip file unpacks to far more than an export of ours.")
    return read


def _find_export(members: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """Return the export among the zip's files: at the top, or in a folder if it was zipped again.

    macOS adds files of its own in ``__MACOSX``.
    """
    candidates = [
        each
        for each in members
        if each.filename.rpartition("/")[2] == NAME and not each.filename.startswith("__MACOSX/")
    ]
    top = [each for each in candidates if each.filename == NAME]
    if len(top or candidates) != 1:
        how = "more than one" if candidates else "no"
        raise UnreadableExport(f"This zip file holds {how} {NAME}.")
    return (top or candidates)[0]


def _refuse_constant(text: str) -> None:
    raise ValueError(f"{text} is not JSON")
