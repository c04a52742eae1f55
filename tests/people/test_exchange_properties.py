"""What holds for all files of people, whatever their bytes."""

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.people import limits
from coach.people.exchange import detect, table_writer, vcard_writer
from coach.people.exchange.decoding import decode
from coach.people.exchange.item import PersonItem, UnreadableFile, clean
from coach.people.exchange.twins import Acquaintances, Identity, verdicts

some = settings(max_examples=100, deadline=None)


def people_in(data: bytes) -> tuple[PersonItem, ...] | str:
    """Return the people of a file, or the words of its refusal."""
    try:
        return detect.read(data).people
    except UnreadableFile as error:
        return str(error)


def lines(longest: int, least: int = 0) -> st.SearchStrategy[str]:
    text = st.text(max_size=longest) | st.text("=+-@'\\,;:\n \"", max_size=longest)
    return text.map(lambda each: clean(each, longest)).filter(lambda each: len(each) >= least)


several = st.sampled_from
mails = st.lists(several(["a@example.org", "jörg@example.org", "o'n,e@example.org"]), unique=True)
phones = st.lists(several(["+49 171 1234567", "030/123456", "(020) 99 x4"]), unique=True)
webs = st.lists(
    several(["https://a.example/x,y;z", "http://b.example/\\:?q=:::", "https://c.example/@d"]),
    unique=True,
)
items = st.builds(
    PersonItem,
    name=lines(limits.NAME, 1),
    called=lines(limits.CALLED),
    role=lines(limits.ROLE),
    world=lines(limits.GROUP),
    mails=mails.map(lambda each: tuple(each[:3])),
    phones=phones.map(lambda each: tuple(each[:2])),
    webs=webs.map(tuple),
    birthday=st.none() | several([101, 229, 1231]),
    tags=st.lists(
        lines(limits.TAG, 1).filter(lambda each: ":::" not in each), unique=True, max_size=12
    ).map(tuple),
    uid=st.uuids().map(str),
)
for_tables = st.builds(
    lambda item, **more: PersonItem(**{**vars(item), **more}),
    items,
    matters=lines(limits.LINE),
    prefers=several(["", *limits.CHANNELS]),
    known_since=st.none() | st.integers(1920, 2099),
    every=st.none() | st.integers(7, 1095),
    last_spoke=st.none() | st.dates(date(2000, 1, 1), date(2100, 1, 1)),
)
BITS = [
    "BEGIN:VCARD\r\n", "END:VCARD\r\n", "AGENT:\n", "FN", "N", "ORG", "BDAY", "TEL", "URL", ":",
    ";", "=", "=\n", "ENCODING=quoted-printable", "CHARSET=utf-16", "\n ", ",", "\\", '"', "\r",
    "{",
    "[", '"account"', "}", "]", "Name,Email\n", "\x00", "\ufeff", "Ünal", "item1.", "http://[",
    "urn:uuid:",
]  # fmt: skip
pieces = st.lists(several(BITS) | st.text(max_size=5), max_size=40).map("".join)
files = (
    st.binary(max_size=400)
    | pieces.map(lambda text: text.encode(errors="replace"))
    | pieces.map(lambda text: text.encode("utf-16", errors="replace"))
    | pieces.map(lambda text: f"BEGIN:VCARD\nFN:A\n{text}\nEND:VCARD".encode(errors="replace"))
    | pieces.map(lambda text: f"Name,Email,Birthday\n{text}".encode(errors="replace"))
)


@some
@given(files)
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    decode(data)
    found = people_in(data)
    assert found
    for item in found if isinstance(found, tuple) else ():
        assert 0 < len(item.name) <= limits.NAME
        assert item.name.isprintable() or all(each != "\n" for each in item.name)
        assert len(item.mails + item.phones + item.webs) <= limits.MOST_WAYS


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(
        several(["uuid", "type", "values", "properties", "data", "birthdate", "date", "tags",
                 "first_name", "job", "called_at", "contact_field_types", "is_partial"]),
        inner, max_size=5,
    ),
    max_leaves=20,
)  # fmt: skip


@some
@given(json_values, json_values)
def test_any_json_is_read_or_refused_in_words(first: object, second: object) -> None:
    contact = {"type": "contact", "values": [first, {"properties": second, "data": [first]}]}
    account = {"data": [contact, first], "instance": second}
    document = {"version": "1.0-preview.1", "account": account}
    assert people_in(json.dumps(document).encode())


@some
@given(st.lists(items, min_size=1, max_size=3))
def test_our_own_cards_come_back_the_same(people: list[PersonItem]) -> None:
    text = vcard_writer.written(people)
    found = detect.read(text.encode())
    assert (found.people, found.left_out.counts()) == (tuple(people), {})


@some
@given(items)
def test_no_line_of_a_card_is_too_long_and_no_letter_is_cut(item: PersonItem) -> None:
    written = vcard_writer.card(item).encode().split(b"\r\n")
    assert all(len(line) <= 75 for line in written)
    assert b"\n" not in b"".join(written)
    assert all(line.decode() is not None for line in written)  # raises if a letter is cut


@some
@given(st.lists(for_tables, min_size=1, max_size=3))
def test_our_own_table_comes_back_the_same(people: list[PersonItem]) -> None:
    text = table_writer.written(people)
    assert detect.read(b"\xef\xbb\xbf" + text.encode()).people == tuple(people)
    for cell in (cell for row in csv.reader(io.StringIO(text)) for cell in row):
        assert cell[:1] not in ("=", "+", "-", "@", "\t") or cell == ""


@some
@given(st.lists(items, min_size=1, max_size=4))
def test_a_file_of_our_own_finds_everybody_again(people: list[PersonItem]) -> None:
    own = [
        Identity(each.name, n, each.uid, each.mails, each.phones, each.webs)
        for n, each in enumerate(people, 1)
    ]
    assert [each.ids for each in verdicts(own, own, None)] == [(n,) for n in range(1, len(own) + 1)]
    pairs = [(a, b) for a, b, _ in Acquaintances(own, None).pairs()]
    assert len(set(pairs)) == len(pairs)
    assert all(a < b for a, b in pairs)


@pytest.mark.parametrize(
    "data",
    [
        b'Name,Email\n"' + b"x" * 200_000 + b'",a@example.org\n',
        b"[" * 100_000,
        b'{"version":"1.0","account":' + b"[" * 100_000,
        b"BEGIN:VCARD\nFN" + b";a" * 50_000 + b"\nEND:VCARD",
        b"BEGIN:VCARD\nFN" + b';a="b' * 50_000 + b":x\nEND:VCARD",
        b"Name,Email\n" + b"'" * 100_000 + b"=x,\n",
        b"BEGIN:VCARD\r\n" * 30_000,
    ],
    ids=["a long cell", "brackets", "Monica", "parameters", "quotes", "guards", "begins"],
)
def test_files_made_to_break_readers_are_refused_in_words(data: bytes) -> None:
    assert people_in(data)
