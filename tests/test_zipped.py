"""Damaged and malicious files: refused with a sentence by every reader, whatever is wrong."""

import io
import json
import struct
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from random import Random

import pytest

from coach.account_data import export_zip
from coach.habits.import_export import detect
from coach.habits.import_export.imported import BadFile
from coach.maintenance import archive as backups
from tests.conftest import Visitor
from tests.habits.loops import HEADER, WALK, backup, days, zipped

pytestmark = pytest.mark.any_database

TODAY = date(2026, 11, 27)
EXPORT = json.dumps({"format": export_zip.FORMAT, "version": 1, "x": [*range(400)]})
MEMBERS: dict[str, dict[str, str | bytes]] = {
    "export": {export_zip.NAME: EXPORT, "ü.txt": "beside"},
    "habits": {
        "Habits.csv": f"{HEADER}\n{WALK}\n",
        "001 Walk/Checkmarks.csv": days("2026-11-20,YES_MANUAL,ü"),
    },
}


def read(kind: str, content: bytes) -> str:
    """Return the sentence with which a file is refused; empty where it is taken."""
    try:
        if kind == "export":
            export_zip.document(content)
        else:
            detect.read(content, TODAY, 1)
    except (export_zip.UnreadableExport, BadFile) as error:
        return str(error)
    return ""


def damaged(content: bytes, chance: Random) -> bytes:
    """Return a zip with a few bytes changed, most of them in its directory at the end."""
    found = bytearray(content)
    for _ in range(chance.choice([1, 1, 2, 6])):
        directory = chance.random() < 0.6
        place = len(found) - 1 - chance.randrange(200 if directory else len(found) - 4)
        found[place] = chance.choice([0, 255, chance.randrange(256)])
    return bytes(found[: chance.randrange(4, len(found))] if chance.random() < 0.1 else found)


@pytest.mark.parametrize("how", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
@pytest.mark.parametrize("kind", MEMBERS)
def test_a_zip_with_changed_bytes_is_refused_with_a_sentence_or_taken(kind: str, how: int) -> None:
    chance, whole = Random(13), zipped(MEMBERS[kind], how)
    assert read(kind, whole) == ""
    refused = [read(kind, damaged(whole, chance)) for _ in range(1500)]
    assert sum(bool(words) for words in refused) > 300


@pytest.mark.parametrize("kind", MEMBERS)
@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_other_ways_of_packing_are_refused_before_anything_is_unpacked(kind: str, how: int) -> None:
    """Their readers take as much memory as the file asks for."""
    assert "damaged or locked" in read(kind, zipped(MEMBERS[kind], how))


def in_directory(content: bytes, place: int, value: int, size: str = "<H") -> bytes:
    """Return a zip in whose directory the first member's entry has this value at a place."""
    at = content.index(b"PK\x01\x02") + place
    return content[:at] + struct.pack(size, value) + content[at + struct.calcsize(size) :]


def in_end(content: bytes, place: int, value: int, size: str = "<H") -> bytes:
    """Return a zip whose end record has this value at a place."""
    at = content.rindex(b"PK\x05\x06") + place
    return content[:at] + struct.pack(size, value) + content[at + struct.calcsize(size) :]


LIES: dict[str, Callable[[bytes], bytes]] = {
    "locked": lambda whole: in_directory(whole, 8, 1),
    "locked strongly": lambda whole: in_directory(whole, 8, 0x41),
    "patched": lambda whole: in_directory(whole, 8, 0x20),
    "a name that is not UTF-8": lambda whole: (
        in_directory(whole, 8, 0x800)
        .replace(b".json", b"\xff\xff\xff\xff\xff")
        .replace(b".csv", b"\xff\xff\xff\xff")
    ),
    "an unknown method": lambda whole: in_directory(whole, 10, 99),
    "a newer version": lambda whole: in_directory(whole, 6, 99),
    "a larger size": lambda whole: in_directory(whole, 24, 0x7FFFFFFF, "<I"),
    "sizes of 64 bits without them": lambda whole: in_directory(whole, 24, 0xFFFFFFFF, "<I"),
    "a place beyond the end": lambda whole: in_directory(whole, 42, 0x7FFFFFFF, "<I"),
    "a place of 64 bits without it": lambda whole: in_directory(whole, 42, 0xFFFFFFFF, "<I"),
    "a longer name": lambda whole: in_directory(whole, 28, 0xFFFF),
    "a longer extra field": lambda whole: in_directory(whole, 30, 0xFFFF),
    "a directory before the beginning": lambda whole: in_end(whole, 16, 0xFFFFFFF0, "<I"),
    "a larger directory": lambda whole: in_end(whole, 12, 0x7FFFFFFF, "<I"),
    "cut short": lambda whole: whole[: len(whole) // 2],
    "nothing but the first bytes": lambda whole: whole[:4],
}


@pytest.mark.parametrize("kind", MEMBERS)
@pytest.mark.parametrize("lie", LIES)
def test_a_zip_that_lies_is_refused_with_a_sentence(kind: str, lie: str) -> None:
    assert read(kind, LIES[lie](zipped(MEMBERS[kind], zipfile.ZIP_DEFLATED))).endswith(".")


def test_a_damaged_zip_in_the_form_is_answered_with_its_sentence(newcomer: Visitor) -> None:
    for url, kind in (("/settings/import", "export"), ("/habits/import", "habits")):
        whole = zipped(MEMBERS[kind])
        broken = whole[:60] + b"\xff" * 40 + whole[100:]
        answer = newcomer.send(url, {"file": (io.BytesIO(broken), "x.zip")})
        assert answer.status_code == 422
        assert "This zip file is damaged or locked." in answer.text


def test_a_database_with_changed_bytes_is_refused_with_a_sentence_or_taken() -> None:
    habit = {"id": 1, "name": "Walk in the park"}
    whole, chance = backup([habit], [(1, TODAY, 2, "A note")]), Random(5)
    schema = whole.index(b"CREATE TABLE Habits")
    assert read("habits", whole) == ""
    assert read("habits", whole[: schema + 3] + b"\xc8" * 9 + whole[schema + 12 :]) != ""
    for _ in range(1500):
        found = bytearray(whole)
        for _ in range(chance.choice([1, 1, 3, 9])):
            place = (
                schema + chance.randrange(900)
                if chance.random() < 0.5
                else chance.randrange(16, len(found))
            )
            found[place] = chance.choice([0, 255, chance.randrange(256)])
        read("habits", bytes(found))


def test_a_damaged_backup_is_refused_with_a_sentence(tmp_path: Path) -> None:
    whole = zipped({backups.MANIFEST: "{" + " " * 500 + "}", "ü": "x"})
    chance = Random(3)
    for number in range(300):
        path = tmp_path / f"{number}.zip"
        path.write_bytes(damaged(whole, chance))
        with pytest.raises(backups.BackupRefused):
            backups.read(path)
