"""Every case of tests/vectors/people.json that is about files and people who are here twice."""

import base64
import json
from dataclasses import asdict
from datetime import date
from typing import Any

import pytest

from coach.people.exchange import (
    detect,
    monica,
    table_reader,
    table_writer,
    vcard_reader,
    vcard_writer,
)
from coach.people.exchange.decoding import decode
from coach.people.exchange.item import PeopleInFile, PersonItem, UnreadableFile, person
from coach.people.exchange.table_reader import NoTable
from coach.people.exchange.twins import Identity, TwinVerdict, verdicts
from coach.people.exchange.uniting import united
from coach.people.rules import keys
from tests.people.test_vectors import VECTORS, Case, cases


def shown(item: PersonItem) -> Case:
    """Return a person as the vectors write one: without what is empty."""
    values = json.loads(json.dumps(asdict(item), default=date.isoformat))
    touches = [{k: v for k, v in each.items() if v} for each in values.pop("touches")]
    found = {name: value for name, value in values.items() if value}
    return {**found, "touches": touches} if touches else found


def people(found: PeopleInFile) -> list[Case]:
    return [shown(item) for item in found.people]


@cases("decode")
def test_bytes_become_text(case: Case) -> None:
    text, encoding = decode(base64.b64decode(case["base64"]))
    lines = [line for line in text.splitlines() if line.startswith("FN")]
    assert (encoding, lines[0]) == (case["encoding"], case["first_name_line"])


@cases("vcards")
def test_a_file_of_cards_is_read(case: Case) -> None:
    text = case["text"].replace("\n", "\r\n" if case["newline"] == "CRLF" else "\n")
    found = vcard_reader.read(decode(text.encode(case["encoding"]))[0])
    assert (people(found), found.left_out.counts()) == (case["people"], case["left_out"])


@pytest.mark.parametrize(
    "case", [each for each in VECTORS["csv"] if each["kind"]], ids=lambda case: case["kind"]
)
def test_a_table_is_read(case: Case) -> None:
    found = detect.read(case["text"].encode(case["encoding"]))
    assert (found.source, people(found)) == (case["kind"], case["people"])
    assert found.left_out.nameless == case.get("nameless", 0)
    assert found.left_out.doubtful_birthdays == case.get("doubtful_birthdays", 0)


def test_a_table_without_known_columns_is_refused() -> None:
    [case] = [each for each in VECTORS["csv"] if not each["kind"]]
    with pytest.raises(UnreadableFile, match="No column of this table is known"):
        table_reader.read(case["text"])
    with pytest.raises(NoTable):
        table_reader.read("one word")


@cases("monica")
def test_an_export_of_monica_is_read(case: Case) -> None:
    found = monica.read(json.dumps(case["document"]))
    assert (people(found), found.left_out.counts()) == (case["people"], case["left_out"])


@cases("card_out")
def test_a_person_goes_out_as_a_card(case: Case) -> None:
    values = {"knows": (), **case["person"]}
    item = PersonItem(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})
    assert vcard_writer.card(item) == case["text"]


@cases("card_round_trip")
def test_our_own_card_comes_back(case: Case) -> None:
    found = detect.read(case["text"].encode())
    assert (people(found), found.left_out.counts()) == (case["people"], case["left_out"])
    assert found.ours


@cases("cells_out")
def test_no_cell_is_a_formula(case: Case) -> None:
    assert table_writer.guarded(case["value"]) == case["cell"]
    assert table_writer.unguarded(case["cell"]) == case["value"]


def identity(values: Case) -> Identity:
    return Identity(**{k: tuple(v) if isinstance(v, list) else v for k, v in values.items()})


@pytest.mark.parametrize("case", VECTORS["twins"]["cases"], ids=lambda case: case["why"])
def test_a_twin_is_known(case: Case) -> None:
    known, region = VECTORS["twins"]["known"], VECTORS["twins"]["region"]
    found = verdicts([identity(case["item"])], map(identity, known), region)
    assert found == [TwinVerdict(case["verdict"], tuple(case["ids"]))]


@cases("merge")
def test_the_kept_one_is_filled(case: Case) -> None:
    assert united(case["kept"], case["gone"]) == (case["after"], case["filled"])


def test_what_is_read_can_be_written_in_the_form_of_a_person() -> None:
    values: dict[str, Any] = {
        "phones": ["tel:+1-201-555-0123;ext=5", "030 123456 (office)", "030 99 ext. 4", "none"],
        "webs": ["https://social.example/@jane"],
    }
    item = person("Jane", values)
    assert item.phones == ("+1-201-555-0123 x5", "030 123456", "030 99 x4")
    assert [keys.kind_of(each) for each in item.phones] == ["phone"] * 3
    assert [keys.kind_of(each) for each in item.webs] == ["web"]
