"""Cells of exported tables: no spreadsheet takes what somebody typed for a formula (CWE-1236)."""

import csv
import io
import zipfile

import pytest

from coach.text import for_sheet
from tests.conftest import Visitor

pytestmark = pytest.mark.any_database

FORMULAS = ("=1+1", "+1", "-1", "@x", "＝1+1", "＋1", "－1", "＠x", "﹣1", "\t=1", "\r=1", "\n=1",
            " =1", "\u200b=1", "\ufeff=1", "\u2060 ＝1")  # fmt: skip


@pytest.mark.parametrize("text", FORMULAS, ids=repr)
def test_what_begins_like_a_formula_gets_an_apostrophe(text: str) -> None:
    assert for_sheet(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", " ", "1 = 1", "a-b", "'=1", "½", "(-1)", "ü@x"])
def test_any_other_text_stays_as_it_is(text: str) -> None:
    assert for_sheet(text) == text


def test_no_table_of_an_export_has_a_cell_that_is_a_formula(owner: Visitor) -> None:
    for number, text in enumerate(FORMULAS):
        owner.send("/journal", {"text": f"{text}cmd", "token": f"t{number}"})
        habit = {"name": f"{text}h", "cue": text, "act": f"{text}a", "kind": "daily"}
        owner.send("/habits/new", {**habit, "principle": "1", "token": f"h{number}"})
    with zipfile.ZipFile(io.BytesIO(owner.get("/settings/export").data)) as whole:
        tables = {n: whole.read(n).decode() for n in whole.namelist() if n.endswith(".csv")}
    cells = [
        cell for text in tables.values() for row in csv.reader(io.StringIO(text)) for cell in row
    ]
    assert sum("cmd" in cell for cell in cells) == len(FORMULAS)
    assert [cell for cell in cells if for_sheet(cell) != cell] == []
