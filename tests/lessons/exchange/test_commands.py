"""The authors' commands on a copy of the small course."""

import csv
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from coach.lessons import catalogue
from coach.lessons.exchange import anki
from coach.lessons.exchange.commands import bring, export, new
from coach.lessons.exchange.item import CannotCarry, item
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
    assert "4-meetings.md is begun" in said.output
    found = catalogue.survey(folder)
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
    assert "q-order stays behind: GIFT has no questions of type order." in said.output
    assert "d-mia stays behind: it is a dialogue." in said.output
    assert "q-single loses its hint." in said.output
    for old in (folder / HOME).glob("[12]-*.md"):
        old.unlink()
    said = run(bring, folder, file, "active-listening/meetings")
    assert said.exit_code == 0, said.output
    assert "q-scale: the ends of the scale are a guess." in said.output
    (lesson,) = catalogue._Reader(folder).lessons
    assert len([b for b in lesson.blocks if getattr(b, "name", "") == "question"]) == 8


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
    questions = catalogue.read(course.GOOD).questions
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


def test_an_unknown_lesson_is_named(folder: Path) -> None:
    said = run(export, folder, "gift", "nothing")
    assert (said.exit_code, said.output) == (1, "There is no lesson nothing.\n")
