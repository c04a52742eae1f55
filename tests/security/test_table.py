"""The table of the verification standard is whole, and every test it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parent.parent.parent
TABLE = Path(__file__).parent / "asvs-5.0.md"
VERDICTS = ("met", "not applicable", "not met")
# the levels of requirements 1, 2, 3 ... of each section; level 3 comes after these and is left out
LEVELS = {
    "V1.1": "22", "V1.2": "111112222", "V1.3": "11222222222", "V1.4": "222", "V1.5": "12",
    "V2.1": "122", "V2.2": "112", "V2.3": "1222", "V2.4": "2",
    "V3.2": "11", "V3.3": "1222", "V3.4": "112222", "V3.5": "11122", "V3.7": "22",
    "V4.1": "122", "V4.2": "2", "V4.3": "22", "V4.4": "1222",
    "V5.1": "2", "V5.2": "112", "V5.3": "11", "V5.4": "222",
    "V6.1": "122", "V6.2": "111111112222", "V6.3": "1122", "V6.4": "1122", "V6.5": "22222",
    "V6.6": "222", "V6.8": "2222",
    "V7.1": "222", "V7.2": "1111", "V7.3": "22", "V7.4": "11222", "V7.5": "22", "V7.6": "22",
    "V8.1": "12", "V8.2": "112", "V8.3": "1", "V8.4": "2",
    "V9.1": "111", "V9.2": "1222",
    "V10.1": "22", "V10.2": "22", "V10.3": "2222", "V10.4": "11111222222", "V10.5": "22222",
    "V10.6": "22", "V10.7": "222",
    "V11.1": "22", "V11.2": "222", "V11.3": "112", "V11.4": "1222", "V11.5": "2", "V11.6": "2",
    "V12.1": "122", "V12.2": "11", "V12.3": "2222",
    "V13.1": "2", "V13.2": "22222", "V13.3": "22", "V13.4": "12222",
    "V14.1": "22", "V14.2": "1222", "V14.3": "122",
    "V15.1": "122", "V15.2": "122", "V15.3": "1222222",
    "V16.1": "2", "V16.2": "22222", "V16.3": "2222", "V16.4": "222", "V16.5": "222",
    "V17.1": "2", "V17.2": "2222", "V17.3": "22",
}  # fmt: skip
# how many requirements of levels 1 and 2 each chapter has (OWASP ASVS 5.0.0)
CHAPTERS = {1: (8, 19), 2: (4, 7), 3: (8, 11), 4: (2, 8), 5: (4, 5), 6: (13, 22), 7: (6, 12),
            8: (4, 3), 9: (4, 3), 10: (5, 24), 11: (3, 11), 12: (3, 6), 13: (1, 12), 14: (2, 7),
            15: (3, 10), 16: (0, 16), 17: (0, 7)}  # fmt: skip


class Row(NamedTuple):
    """One requirement: the tests that show it are in ``told`` when it is met, else the reason."""

    number: str
    level: str
    name: str
    verdict: str
    told: str


def rows() -> list[Row]:
    lines = TABLE.read_text().splitlines()
    found = [line.strip("| ").split(" | ") for line in lines if line.startswith("| V")]
    return [Row(*cells) for cells in found]


@cache
def named_in(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text())
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_every_requirement_of_levels_1_and_2_is_there_once_and_in_order() -> None:
    wanted = [
        (f"{section}.{place}", level)
        for section, levels in LEVELS.items()
        for place, level in enumerate(levels, start=1)
    ]
    assert [(row.number, row.level) for row in rows()] == wanted


def test_every_chapter_has_as_many_as_the_standard() -> None:
    count = Counter((int(row.number[1:].split(".")[0]), row.level) for row in rows())
    found = {chapter: (count[chapter, "1"], count[chapter, "2"]) for chapter in CHAPTERS}
    assert found == CHAPTERS
    assert len(rows()) == 253


def test_every_requirement_has_a_short_name_and_a_verdict() -> None:
    for row in rows():
        assert row.verdict in VERDICTS, row
        assert 1 < len(row.name.split()) <= 10, row


def test_what_is_met_names_tests_that_are_there() -> None:
    for row in rows():
        if row.verdict != "met":
            continue
        named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row.told)
        assert named, row
        assert re.sub(r"`[^`]+`", "", row.told).strip() == "", row
        for path, name in named:
            assert name in named_in(path), f"{row.number}: {path}::{name}"


def test_what_is_not_met_or_not_applicable_says_why() -> None:
    for row in rows():
        if row.verdict != "met":
            assert len(row.told.split()) >= 4, row
            assert row.told.endswith("."), row
