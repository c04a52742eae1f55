"""What is typed: hostile texts, numbers, days, paths, markup that must come back as text."""

import io
import json
import re
import zipfile
from random import Random

from hypothesis import strategies as st

from tests.fuzz import damaged

# markup by which an answer tells that something was let through: an element, an attribute, a sum
ELEMENT, ATTRIBUTE, SUM = "zq7", "zq8", "1337zq9"
MARKUP = (
    f"<{ELEMENT}>",
    f"</textarea></title></option><{ELEMENT}>",
    f"\"><{ELEMENT} x='",
    f"'><{ELEMENT} x=\"",
    f'" {ATTRIBUTE}="1',
    f"' {ATTRIBUTE}='1",
    f"x {ATTRIBUTE}=1 ",
    f"<!--><{ELEMENT}>",
    f"<svg/onload={ATTRIBUTE}()><{ELEMENT}>",
    f"&lt;{ELEMENT}&gt;",
    "<script>alert(1)</script>",
    f'[x](javascript:{ATTRIBUTE}) ![y](x" {ATTRIBUTE}="1) **b** <{ELEMENT}>',
    f"javascript:{ATTRIBUTE}()",
    f"data:text/html,<{ELEMENT}>",
    "{{ 7 * 191 }}zq9",
    "${7*191}zq9",
    "{% set x %}zq9",
    "%(password)s %s%n%d {0.__class__}",
)
AWKWARD = (
    "",
    " ",
    "\t\n\r",
    "\x00nul",
    "\x01\x02\x1b[31m\x7f\x85",
    "\u202eright to left\u2066",
    "\ufeff\u200b\u2028\u2029",
    "\ud800 half a pair",
    "\ufffe\uffff",
    "😀" * 50,
    "e\u0301" * 300 + "ﷺ" * 50,
    "ﬀİıßẞΑς",
    "a" * 30_000,
    "nine words that do not belong together at all " * 2,  # as long as a password may be
    "x " * 15_000,
    "'; DROP TABLE user; --",
    "' OR 1=1 --",
    "=1+1",
    "a\r\nSet-Cookie: zq8=1\r\n\r\n",
    "\\",
    '"',
    "[]",
    '{"$ne": null}',
    "null",
    "undefined",
    "on",
    "[" * 100_000,
    '{"a":' * 50_000,
    "".join(chr(code) for code in (*range(1, 32), *range(0x7F, 0xA0))),
)
NUMBERS = (
    "0",
    "-1",
    "1",
    "2",
    "7",
    "1.5",
    "1e309",
    "NaN",
    "Infinity",
    "9" * 40,
    "9" * 5000,
    "2147483647",
    "2147483648",
    "-9223372036854775809",
    "٣",
    "0x10",
    "1_0",
    "+1",
    " 1 ",
    "²",
)
DAYS = (
    "2026-11-27",
    "2026-11-26",
    "2026-12-01",
    "2026-02-30",
    "2028-02-29",
    "9999-12-31",
    "0001-01-01",
    "10000-01-01",
    "1989-12-31",
    "1990-01-01",
    "2100-12-31",
    "2101-01-01",
    "-0001-01-01",
    "2026-W48",
    "2026-W47",
    "2026-W99",
    "2025-W53",
    "2026-W53",
    "2026-W00",
    "1990-W01",
    "2100-W53",
    "0001-W01",
    "9999-W53",
    "2026-11",
    "2026-00",
    "9999-12",
    "0001-01",
    "24:00",
    "23:59",
    "2026-11-27T25:61",
    "20261127",
    "2026-1-1",
)
PATHS = (
    "../../etc/passwd",
    "..%2f..%2f",
    "/etc/passwd",
    "C:\\con",
    "//elsewhere.example",
    "/\\elsewhere.example",
    "https://elsewhere.example/",
    "/%2e%2e/",
    "\\\\host\\x",
    ".",
    "/today",
    "/settings",
    "/\t/elsewhere.example",
    "/today\r\nSet-Cookie: zq8=1",
    "/today\n",
    "/\x00/elsewhere.example",
    "/%0d%0aSet-Cookie:zq8=1",
    "/habits?x=//y",
    "/" + "a" * 5000,
)
ADDRESSES = (
    "demo@example.org",
    "DEMO@EXAMPLE.ORG",
    "a@b",
    "@",
    "a" * 300 + "@example.org",
    '"a b"@example.org',
    "a@[127.0.0.1]",
    "ä@exämple.org",
    "a@example.org\nBcc: b@c.de",
    "a@xn--.example",
    "a@example.org, b@example.org",
    f"<{ELEMENT}>@example.org",
)
KEPT = (MARKUP, AWKWARD, NUMBERS, DAYS, PATHS, ADDRESSES)

EXTREMES = ("", "0001-01-01", "9999-12-31", "1990-01-01", "2100-12-31", "2026-11-27")
LIKE_THESE = (  # what stands in an address, and what could stand there instead
    (re.compile(r"\d{4}-W\d\d"), [day for day in DAYS if "W" in day]),
    (re.compile(r"\d{4}-\d\d(-\d\d)?"), [day for day in DAYS if "W" not in day]),
    (re.compile(r"\d+"), list(NUMBERS)),
)

known = st.one_of([st.sampled_from(group) for group in KEPT])
made = st.text(max_size=60)
joined = st.lists(known.map(lambda text: text[:200]), min_size=2, max_size=3).map("".join)
text = st.one_of(known, known, known, made, joined)
extreme = st.sampled_from(EXTREMES)
short = text.map(lambda text: text[:500])
header = st.one_of(
    st.sampled_from([t for t in (*MARKUP, *PATHS, *NUMBERS, *DAYS) if t.isascii()]),
    st.text(st.characters(min_codepoint=32, max_codepoint=126), max_size=80),
).map(lambda text: text[:1000].replace("\t", " "))


def _zip(**members: str) -> bytes:
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name.replace("__", "."), content)
    return whole.getvalue()


EXPORT = {"format": "good-terms-export", "version": 1, "person": {"name": MARKUP[0]}, "tables": {}}
HABITS = {"habits": [{"name": MARKUP[2], "records": [{"day": "27-11-2026", "done": True}]}]}
FILES = (
    b"",
    b"PK\x03\x04",
    b"PK\x05\x06" + b"\0" * 18,
    b"SQLite format 3\x00" + b"\xff" * 200,
    b"{}",
    b"[" * 2000,
    b'{"format": "good-terms-export", "version": 1e999}',
    b"\xff\xfe\x00\x00",
    json.dumps(EXPORT).encode(),
    json.dumps(EXPORT | {"tables": {"habit": [{"id": "x"}]}}).encode(),
    json.dumps(EXPORT | {"version": [], "tables": None}).encode(),
    json.dumps(HABITS).encode(),
    _zip(good_terms="x"),
    _zip(Habits__csv="Position,Name,Type\n001," + MARKUP[0] + ",YES_NO\n"),
    _zip(**{"good-terms__json": json.dumps(EXPORT), "../../evil": "x"}),
    _zip(**{"good-terms__json": " " * 5_000_000}),
)
content = st.one_of(
    st.sampled_from(FILES),
    st.binary(max_size=300),
    st.tuples(st.sampled_from(FILES), st.binary(max_size=40)).map(b"".join),
)


def damaged_file(files: list[bytes]) -> st.SearchStrategy[bytes]:
    """Return one of the app's own files, damaged."""
    if not files:
        return content
    chance = st.integers(0, 2**32).map(Random)
    return st.builds(damaged.damaged, st.sampled_from(files), chance)


def like(met: str) -> st.SearchStrategy[str]:
    """Return what could stand where this was met: another of its kind, or anything."""
    alike = next((kinds for shape, kinds in LIKE_THESE if shape.fullmatch(met)), None)
    return st.one_of(st.just(met), st.sampled_from(alike), short) if alike else short


filename = st.sampled_from(
    ["good-terms.zip", "../../x.json", "a.db\x00.zip", MARKUP[0], "", "con", "n" * 300, "ü.json"]
)
