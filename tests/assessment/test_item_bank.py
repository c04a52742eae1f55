"""The item bank and its rules A01 to A07."""

import re
from pathlib import Path

import pytest

from coach import paths
from coach.assessment import item_bank, item_bank_rules
from coach.principles import PRINCIPLES

GOOD = paths.CONTENT / "en" / "assessment.toml"
SOURCE = GOOD.read_text(encoding="utf-8")


def found(tmp_path: Path, source: str | bytes, lock: str = "") -> list[tuple[int, str]]:
    folder = tmp_path / "content" / "en"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "assessment.toml"
    path.write_bytes(source.encode() if isinstance(source, str) else source)
    path.with_suffix(".lock").write_text(lock)
    faults = item_bank_rules.check(path)
    assert all(fault.path == "en/assessment.toml" for fault in faults)
    return [(fault.line, fault.code) for fault in faults]


def line_of(source: str, words: str) -> int:
    return next(n for n, line in enumerate(source.split("\n"), 1) if words in line)


def test_the_bank_has_no_fault_and_no_warning() -> None:
    assert item_bank_rules.check(GOOD) == []


def test_the_lock_holds_every_text_as_it_stands() -> None:
    assert item_bank.lock_path(GOOD).read_text() == item_bank.read(GOOD).lock()


def test_every_principle_has_four_items_of_each_key() -> None:
    bank = item_bank.read(GOOD)
    for edition in (bank, *bank.earlier):
        assert len(edition.items) == 64
        for principle in PRINCIPLES:
            for reverse in (False, True):
                assert len(edition.of(principle.number, reverse=reverse)) == 4


IDS = {
    "authenticity": "f1 f5 f3 f4 r1 r2 r3 r4",
    "listening": "f1 f2 f3 f4 r1 r5 r3 r4",
    "value": "f1 f2 f3 f5 r1 r5 r3 r4",
    "communication": "f1 f2 f3 f4 r1 r2 r3 r5",
    "reliability": "f1 f2 f3 f4 r1 r2 r3 r4",
    "networking": "f1 f2 f3 f4 r1 r2 r3 r4",
    "appreciation": "f1 f2 f3 f4 r1 r5 r3 r4",
    "adapting": "f1 f2 f3 f4 r1 r2 r3 r4",
}


def test_the_first_edition_is_kept_as_it_was() -> None:
    """Answers of closed cycles refer to its ids, and a cycle that began with it ends with it."""
    [first] = item_bank.read(GOOD).earlier
    assert {item.id for item in first.items} == {
        f"{name}-{number}" for name, numbers in IDS.items() for number in numbers.split()
    }


def test_a_cycle_goes_on_with_the_edition_in_which_it_was_begun() -> None:
    bank = item_bank.read(GOOD)
    [first] = bank.earlier
    assert bank.for_cycle([]) is bank
    assert bank.for_cycle(["authenticity-f3", "authenticity-f6"]) is bank
    assert bank.for_cycle(["authenticity-f3"]) is bank  # asked in both
    assert bank.for_cycle(["authenticity-f3", "authenticity-f1"]) is first
    assert bank.for_cycle(["authenticity-f1", "of-another-server"]) is bank


def test_a_new_statement_has_a_new_id_and_a_new_text() -> None:
    bank = item_bank.read(GOOD)
    old, new = ({item.id: item.text for item in each.items} for each in (*bank.earlier, bank))
    kept = old.keys() & new.keys()
    assert len(kept) == 29
    assert all(old[name] == new[name] for name in kept)
    assert not {old[name] for name in old.keys() - kept} & {new[name] for name in new.keys() - kept}


def test_no_text_stands_twice() -> None:
    texts = [item.text for item in item_bank.read(GOOD).every.values()]
    assert len(set(texts)) == len(texts)


ANSWERED = "I began to answer before the other person had finished."


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("A02", "I began my answer and ended theirs."),
        ("A03", "I did not wait until the other person had finished."),
        ("A03", "I began to answer when they hadn’t finished."),
        ("A03", "I said nothing before the other person had finished."),
        ("A04", "I " + "began " * 18 + "it."),
        ("A05", "I always began to answer before the other person had finished."),
        ("A07", "begin your answer before the other person had finished"),
        ("A07", "You began to answer before the other person had finished."),
    ],
)
def test_a_text_that_breaks_a_rule_is_reported_at_its_line(
    tmp_path: Path, code: str, text: str
) -> None:
    line = line_of(SOURCE, ANSWERED)
    assert found(tmp_path, SOURCE.replace(ANSWERED, text)) == [(line, code)]


def test_joined_acts_are_a_warning(tmp_path: Path) -> None:
    found(tmp_path, SOURCE.replace(ANSWERED, "I began my answer and ended theirs."))
    faults = item_bank_rules.check(tmp_path / "content" / "en" / "assessment.toml")
    assert [fault.level for fault in faults] == ["warning"]


def test_a_missing_item_unbalances_its_principle(tmp_path: Path) -> None:
    item = re.search(r'\[\[item\]\]\nid = "listening-r1".*?\n\n', SOURCE, re.S)
    assert item is not None
    assert found(tmp_path, SOURCE.replace(item[0], "")) == [(1, "A01"), (1, "A01")]


def test_a_text_changed_under_its_id_is_reported(tmp_path: Path) -> None:
    lock = item_bank.read(GOOD).lock()
    source = SOURCE.replace(ANSWERED, "I began to answer while the other person was speaking.")
    assert found(tmp_path, source, lock) == [(line_of(source, "was speaking"), "A06")]
    assert found(tmp_path, source.replace("listening-r1", "listening-r9"), lock) == []


@pytest.mark.parametrize(
    ("code", "old", "new"),
    [
        ("F02", 'text = "' + ANSWERED, 'tone = "x"\ntext = "' + ANSWERED),
        ("F03", f'"{ANSWERED}"', "7"),
        ("F01", 'rule = "paraphrase-check"\n', ""),
        ("F03", 'rule = "paraphrase-check"', "rule = 7"),
        ("F03", "since = 2", "since = 0"),
        ("F03", "until = 1", 'until = "1"'),
        ("A01", "since = 2\n", ""),
        ("A01", "until = 1\n", "until = 2\n"),
        ("F04", 'id = "listening-r1"', 'id = "Listening r1"'),
        ("F04", 'id = "listening-r1"', 'id = "listening-f1"'),
    ],
)  # fmt: skip
def test_a_broken_field_is_reported(tmp_path: Path, code: str, old: str, new: str) -> None:
    assert old in SOURCE
    assert code in {code for _, code in found(tmp_path, SOURCE.replace(old, new))}


def test_an_unknown_principle_gets_a_suggestion(tmp_path: Path) -> None:
    found(tmp_path, SOURCE.replace('"active-listening"', '"active-listning"', 1))
    faults = item_bank_rules.check(tmp_path / "content" / "en" / "assessment.toml")
    assert 'did you mean "active-listening"?' in next(f for f in faults if f.code == "F05").message


def test_files_that_cannot_be_read_are_reported(tmp_path: Path) -> None:
    assert found(tmp_path, b"\xff") == [(1, "F09")]
    assert found(tmp_path, "item = \n")[0][1] == "F03"
    assert (1, "F09") in found(tmp_path, "# a\ttab\n" + SOURCE)


def test_no_single_missing_line_crashes_the_check(tmp_path: Path) -> None:
    lines = SOURCE.split("\n")
    first = next(number for number, line in enumerate(lines) if line == "[[item]]")
    for number in range(first, first + 70):
        faults = found(tmp_path, "\n".join(lines[:number] + lines[number + 1 :]))
        tells = bool(lines[number]) and not lines[number].startswith("#")
        assert bool(faults) is tells, lines[number]
        assert all(1 <= line < len(lines) for line, _ in faults), lines[number]
