"""Files of the app's own, damaged or changed by hand: each in one way, or in a few."""

import io
import json
import zipfile
from collections.abc import Callable, Iterator
from copy import deepcopy
from random import Random
from typing import Any

DEEP = 3000  # lists in each other, past what a reader that calls itself can follow
NESTED: Any = None
for _ in range(400):  # as deep as json.dumps still writes
    NESTED = [NESTED]
VALUES: tuple[Any, ...] = (
    None, True, False, "", "x", [], {}, [[]], [1], [None], {"a": {}}, NESTED, 0, 1, -1, 0.5, -0.0,
    1.5, 99,
    2**31 - 1, 2**31, 2**63, -(2**63) - 1, 10**40, 1e308, 1e-320, float("nan"), float("inf"),
    "\ud800", "a\udfff", "\x00", "\x1b[31m\x85\u2028\x0b", "\ufeff", "=1+1", "a" * 2000,
    "a" * 25_000,
    "0001-01-01", "9999-12-31", "1990-01-01", "2100-12-31", "1989-12-31", "2026-02-30",
    "2026-11-27",
    "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "2026-11-27T08:00:00",
    "1990-01-01T00:00:00+00:00", "2100-12-31T23:59:59+00:00", "2026-11-27T08:00:00+00:00",
    "2025-W53", "2026-W53", "2026-W00", "9999-W52", "0001-W01", "1990-W01", "2100-W52",
    "24:00", "23:59:59.5", "Etc/GMT+5", "Mars/Base", "draft", "done", "open", "tool", "brought-x",
)  # fmt: skip
TEXTS = (
    '{"format": "good-terms-export", "version": 1, "person": ' + "[" * DEEP,
    '{"format": "good-terms-export", "version": 1, "tables": ' + '{"a":' * DEEP,
    '{"format": "good-terms-habits", "version": 1, "habits": ' + "[" * DEEP + "]" * DEEP + "}",
    '{"format": "good-terms-export", "version": 1, "tables": {"habit": [' + "{}," * 9000 + "{}]}}",
)
PIECES = (
    b"BEGIN:VCARD\r\n", b"END:VCARD\r\n", b";ENCODING=QUOTED-PRINTABLE", b";CHARSET=x", b'"', b"\\",
    b"=\r\n", b"=E4=", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b",", b";;;;", b"::: ",
    b"AGENT:BEGIN:VCARD\r\n" * 60, b";TYPE=" + b"a" * 9000, b";A" * 3000 + b":x", b"a" * 140_000,
    b"BDAY:9999-99-99\r\n", b"UID:urn:uuid:00000000-0000-4000-8000-000000000001\r\n",
)  # fmt: skip


def damaged(content: bytes, chance: Random) -> bytes:
    """Return a file that the app gave out, damaged."""
    if chance.random() < 0.15:
        return _cut(content, chance)
    if chance.random() < 0.03:
        return chance.choice(TEXTS).encode()
    zipped = content[:2] == b"PK"
    if not zipped and content[:1] not in b"{[":
        return _torn(content, chance)
    document = json.loads(_member(content) if zipped else content)
    for _ in range(chance.choice([1, 1, 1, 2, 5])):
        chance.choice(WAYS)(document, chance)
    text = json.dumps(document).encode()
    return _zipped(text) if zipped and chance.random() < 0.5 else text


def _cut(content: bytes, chance: Random) -> bytes:
    """Return the file cut short, or with one of its bytes changed."""
    place = chance.randrange(len(content))
    if chance.random() < 0.5:
        return content[:place]
    return content[:place] + bytes([chance.randrange(256)]) + content[place + 1 :]


def _torn(content: bytes, chance: Random) -> bytes:
    """Return a text with torn lines: mixed up, repeated, joined, or without an end."""
    lines = content.splitlines(keepends=True) or [b""]
    for _ in range(chance.choice([1, 2, 5, 20])):
        place = chance.randrange(len(lines))
        begin, end = lines[place], chance.choice(lines)
        cut = chance.randrange(len(begin) + 1)
        lines[place : place + 1] = chance.choice(
            [
                [begin[:cut] + end],
                [begin] * chance.choice([2, 600]),
                [begin[:cut] + chance.choice(PIECES) + begin[cut:]],
                [begin[:cut] * 400, begin[cut:]],
                [],
            ]
        ) or [b"\n"]
    return b"".join(lines)


def _member(content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read(next(name for name in archive.namelist() if name.endswith(".json")))


def _zipped(text: bytes) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("good-terms.json", text)
    return whole.getvalue()


def _places(node: Any) -> Iterator[tuple[Any, Any]]:
    """Return every list and object inside with the key of each of its values."""
    keys = node.keys() if isinstance(node, dict) else range(len(node))
    for key in keys:
        yield node, key
        if isinstance(node[key], dict | list):
            yield from _places(node[key])


def _place(document: Any, chance: Random) -> tuple[Any, Any]:
    """Return a place of the document: any, or one in the first rows of a table."""
    places = [*_places(document)]
    return chance.choice(places if chance.random() < 0.5 else places[:400])


def _replace(document: Any, chance: Random) -> None:
    parent, key = _place(document, chance)
    parent[key] = chance.choice(VALUES)


def _remove(document: Any, chance: Random) -> None:
    parent, key = _place(document, chance)
    del parent[key]


def _rename(document: Any, chance: Random) -> None:
    parent, key = _place(document, chance)
    if isinstance(parent, dict):
        parent[chance.choice(["x", "id", "user_id", "email", "host", "password", "ℵ"])] = parent[
            key
        ]


def _shift(document: Any, chance: Random) -> None:
    """Let a number be another: an id of a stranger's row, a count that cannot be."""
    places = [(parent, key) for parent, key in _places(document) if type(parent[key]) is int]
    if places:
        parent, key = chance.choice(places)
        parent[key] += chance.choice([-1, 1, 7, 1000, -(10**6), 2**31])


def _put_elsewhere(document: Any, chance: Random) -> None:
    """Let a value, or a whole table, stand where another stood."""
    (one, here), (other, there) = _place(document, chance), _place(document, chance)
    one[here] = deepcopy(other[there])


def _again(document: Any, chance: Random) -> None:
    """Let a row be there twice, or very often."""
    lists = [p[key] for p, key in _places(document) if isinstance(p[key], list) and p[key]]
    if lists:
        rows = chance.choice(lists)
        rows.extend([chance.choice(rows)] * chance.choice([1, 1, 1, 2, 600]))


WAYS: tuple[Callable[[Any, Random], None], ...] = (
    _replace, _replace, _replace, _replace, _remove, _rename, _shift, _shift, _put_elsewhere,
    _again,
)  # fmt: skip
