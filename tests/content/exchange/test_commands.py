"""The authors' commands on a copy of the small course."""

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coach.content import loader
from coach.content.exchange import anki
from coach.content.exchange.commands import bring, export, new
from coach.content.exchange.markup import item
from coach.content.exchange.plain_question import CannotCarry, PlainOption, PlainQuestion
from tests.lessons import course

HOME = "en/principles/02-active-listening"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return course.copy(tmp_path)


def run(command: Any, folder: Path, *arguments: object) -> Any:
    return CliRunner().invoke(command, [*map(str, arguments), "--folder", str(folder)])


def test_a_new_lesson_is_begun_and_sound(folder: Path) -> None:
    said = run(new, folder, "active-listening/meetings")
    assert said.exit_code == 0
    assert "4-meetings.md was created" in said.output
    found = loader.survey(folder)
    assert [f for f in found.faults if f.level == "error"] == []
    assert "active-listening-meetings" in found.catalogue.lessons


def test_the_three_stages_have_their_numbers(folder: Path) -> None:
    run(new, folder, "active-listening/keep")
    assert (folder / HOME / "3-keep.md").is_file()


def test_what_is_there_is_never_overwritten(folder: Path) -> None:
    before = (folder / course.FIRST).read_text()
    said = run(new, folder, "active-listening/understand")
    assert said.exit_code == 1
    assert "nothing was written" in said.output
    assert (folder / course.FIRST).read_text() == before


@pytest.mark.parametrize("name", ["nothing/a", "active-listening", "active-listening/../x"])
def test_a_name_that_is_none_is_refused(folder: Path, name: str) -> None:
    assert run(new, folder, name).exit_code == 1


def test_gift_goes_out_and_comes_back_as_a_lesson(folder: Path, tmp_path: Path) -> None:
    file = tmp_path / "out.gift"
    said = run(export, folder, "gift", "listening-understand", "-o", file)
    assert "q-order is not exported: GIFT has no questions of type order." in said.output
    assert "d-mia is not exported: it is a dialogue." in said.output
    assert "q-single loses its hint." in said.output
    for old in (folder / HOME).glob("[12]-*.md"):
        old.unlink()
    said = run(bring, folder, file, "active-listening/meetings")
    assert said.exit_code == 0, said.output
    assert "q-scale: the ends of the scale are a guess." in said.output
    (lesson,) = loader._Reader(folder).lessons
    assert len([b for b in lesson.blocks if getattr(b, "name", "") == "question"]) == 9


def test_cards_for_anki_are_one_a_line_with_four_columns(folder: Path) -> None:
    said = run(export, folder, "anki", "listening-understand")
    lines = [line for line in said.stdout.splitlines() if not line.startswith("#")]
    rows = list(csv.reader(lines))
    assert {len(row) for row in rows} == {4}
    assert all(front and back for _, front, back, _ in rows)
    ids = [row[0] for row in rows]
    assert "q-order" in ids
    assert "d-mia" not in ids


def test_cards_say_what_the_questions_say() -> None:
    questions = loader.read(course.GOOD).questions
    items = []
    for asked in questions.values():
        try:
            items.append(item(asked.question))
        except CannotCarry:
            continue
    text = anki.written(items)
    rows = {row[0]: row for row in csv.reader(text.removeprefix(anki.HEAD).splitlines())}
    assert set(rows) == {one.id for one in items}
    for one in items:
        _, front, back, tag = rows[one.id]
        assert tag == one.concept
        assert all(line.why in back for line in one.lines if one.kind == "single")
        assert "<b>" in back or one.kind in ("order", "match", "text")
        assert one.told[0].split()[0] in front


def test_a_card_has_as_many_lettered_lines_as_there_are_options() -> None:
    lines = tuple(PlainOption(f"option {n}", "Why.", 1 if n < 3 else -1) for n in range(30))
    card = anki.card(PlainQuestion("q-1", "multiple", "repair", ("Which?",), lines))
    (_, front, back, _) = next(csv.reader([card]))
    assert "<li>K. option 10</li>" in front
    assert "<li>AD. option 29</li>" in front
    assert back.count("<li>") == 30


def test_a_card_loses_no_explanation_and_no_digit() -> None:
    order = tuple(PlainOption(name, f"Since {name}.") for name in "abc")
    pairs = tuple(PlainOption(name, f"Since {name}.", partner=name.upper()) for name in "abc")
    for kind, lines in (("order", order), ("match", pairs)):
        card = anki.card(PlainQuestion("q-1", kind, "", ("Which?",), lines))
        assert all(line.why in card for line in lines)
    scale = anki.card(
        PlainQuestion("q-1", "scale", "", ("?",), number=(Decimal("1234567"), Decimal("0.5")))
    )
    assert "<b>1234567</b> (± 0.5)" in scale
    gap = PlainQuestion(
        "q-1",
        "cloze",
        "",
        ("Un",),
        (PlainOption("heard"), PlainOption("told")),
        ".",
        glued=(True, True),
    )
    assert "<p>Un____.</p>" in anki.card(gap)
    assert "<b>heard</b>, <b>told</b>" in anki.card(gap)


# ------------------------------------------------------------------ what comes from outside


def brought(folder: Path, text: str | bytes, lesson: str = "active-listening/meetings") -> Any:
    file = folder / "brought.gift"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return run(bring, folder, file, lesson)


def asked(folder: Path) -> set[str]:
    """The ids of all questions, and that none is used twice."""
    found = loader.survey(folder)
    assert not [fault for fault in found.faults if fault.code == "D05"]
    return {block.id for page in loader._Reader(folder).lessons for block in page.blocks
            if getattr(block, "name", "") == "question"}  # fmt: skip


def test_questions_without_a_title_get_ids_that_are_free(folder: Path) -> None:
    assert brought(folder, "So? {T}\n\nAnd so? {F}").exit_code == 0
    assert brought(folder, "Why? {}\n\nHow? {}", "active-listening/calls").exit_code == 0
    names = {f"active-listening-{name}-q{n}" for name in ("meetings", "calls") for n in (1, 2)}
    assert names <= asked(folder)


def test_an_id_that_is_taken_is_changed_and_told(folder: Path) -> None:
    said = brought(folder, "// [id:q-single]\nSo? {T}\n\n::A::So? {F}\n\n::a::Why? {}")
    new = "active-listening-meetings-q"
    assert f"Line 2: the id q-single is taken; the question is {new}1." in said.output
    assert f"Line 6: the id a is taken; the question is {new}2." in said.output
    assert {"q-single", "a", f"{new}1", f"{new}2"} <= asked(folder)


def test_a_published_id_comes_back_only_to_the_question_that_brings_it(folder: Path) -> None:
    (folder / course.FIRST).unlink()
    said = brought(folder, "::h-back::Another? {T}\n\n// [id:d-mia]\nWhy? {}")
    assert "the id h-back is taken" in said.output
    assert "d-mia" in asked(folder)


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-16"])
def test_a_file_that_is_not_utf_8_is_named_in_one_sentence(folder: Path, encoding: str) -> None:
    said = brought(folder, "So?\n{T#Größe}".encode(encoding))
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert "is not UTF-8 (line " in said.output
    assert said.output.count("\n") == 1


def test_a_byte_order_mark_is_no_letter(folder: Path) -> None:
    assert brought(folder, "\ufeff::x::So? {T}").exit_code == 0
    assert "x" in asked(folder)


def test_what_stays_behind_is_told_with_its_line(folder: Path) -> None:
    said = brought(folder, "$CATEGORY: a\n\nWord? {=a\n=%50%b}\n\nJust a text.")
    assert "Line 1: the category “a” is not imported." in said.output
    assert "Line 4: “b” for 50% is not imported" in said.output
    assert "Line 6: “Just a text.” is not imported, because it has no answers" in said.output


def test_a_file_without_a_question_begins_no_lesson(folder: Path) -> None:
    said = brought(folder, "Just a text.")
    assert said.exit_code == 1
    assert "Line 1: “Just a text.” is not imported" in said.output
    assert "no question that can be imported" in said.output
    assert not (folder / HOME / "4-meetings.md").exists()


def test_wrong_options_that_cost_nothing_cost_nothing_here(folder: Path) -> None:
    said = brought(folder, "Who? {~%50%a#x ~%50%b#x ~c#x}")
    assert "wrong options cost nothing" in said.output
    text = (folder / HOME / "4-meetings.md").read_text()
    assert "[x] a" in text
    assert "[ 0] c" in text


@pytest.mark.parametrize("form", ["gift", "anki"])
def test_a_file_that_cannot_be_written_is_named(folder: Path, form: str) -> None:
    said = run(export, folder, form, "-o", folder / "nowhere" / "out")
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert "out: No such file or directory." in said.output


@pytest.mark.parametrize("command", [new, bring])
def test_a_folder_that_cannot_be_written_to_is_named(folder: Path, command: Any) -> None:
    (folder / "en/principles/03-offer-value").write_text("a file where a folder belongs")
    (folder / "a.gift").write_text("So? {T}")
    arguments = [folder / "a.gift"] if command is bring else []
    said = run(command, folder, *arguments, "offer-value/meetings")
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert "03-offer-value" in said.output


def test_an_unknown_lesson_is_named(folder: Path) -> None:
    said = run(export, folder, "gift", "nothing")
    assert (said.exit_code, said.output) == (1, "There is no lesson nothing.\n")
