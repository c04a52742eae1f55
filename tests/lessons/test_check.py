"""One broken file for each code, with the line that is to be named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content import loader, readability
from tests.lessons.broken import BROKEN, Broken
from tests.lessons.course import (
    FIRST,
    GLOSSARY,
    GOOD,
    PRINCIPLE,
    REFERENCES,
    SECOND,
    change,
    copy,
    line_of,
)


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code} {case.new[:24]!r}")
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, case: Broken) -> None:
    root = copy(tmp_path)
    change(root, case.name, case.old, case.new)
    where = case.where or case.name
    expected = (where, line_of(root, where, case.words) + case.offset, case.code)
    found = {(fault.path, fault.line, fault.code) for fault in loader.survey(root).faults}
    assert expected in found, found


WARNINGS = {"F07", "Q07", "Q14", "L03", "L08"}


def test_every_code_has_its_broken_file() -> None:
    codes = {f"F0{n}" for n in range(1, 10)} | {f"D0{n}" for n in range(1, 7)}
    codes |= {f"Q{n:02}" for n in range(1, 15)} | {f"L{n:02}" for n in range(1, 14)} | {"N01"}
    codes -= {"L07", "Q06"}  # Q06 is about many questions, see test_tells.py
    assert codes == {case.code for case in BROKEN}


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code} {case.new[:24]!r}")
def test_warnings_do_not_leave_a_lesson_out_and_errors_do(tmp_path: Path, case: Broken) -> None:
    root = copy(tmp_path)
    change(root, case.name, case.old, case.new)
    survey = loader.survey(root)
    levels = {fault.level for fault in survey.faults if fault.code == case.code}
    assert levels == {"warning" if case.code in WARNINGS else "error"}
    broken = {fault.path for fault in survey.faults if fault.level == "error"}
    assert {lesson.path for lesson in survey.catalogue.lessons.values()}.isdisjoint(broken)


def test_the_good_course_has_no_fault() -> None:
    assert loader.survey(GOOD).faults == ()


@pytest.mark.parametrize(
    "options",
    [("👂", "📱", "🚪"), ("5", "-5", "5%"), ("a part", "apart", "parted"), ("?", "!", "…")],
)
def test_options_that_differ_in_any_sign_are_different(
    tmp_path: Path, options: tuple[str, str, str]
) -> None:
    assert "Q05" not in codes_with(tmp_path, options)


@pytest.mark.parametrize(
    "other", ["tell me more", "Tell  me more!", "“Tell me more.”", "*Tell* me more"]
)
def test_options_that_say_the_same_are_named(tmp_path: Path, other: str) -> None:
    assert "Q05" in codes_with(tmp_path, ("Tell me more.", other, "Stop."))


def codes_with(folder: Path, options: tuple[str, str, str]) -> set[str]:
    """The codes that the good course has with one more question, of these options."""
    marks = ("(x)", "( )", "( )")
    lines = [f"{m} {o}\n    > Why." for m, o in zip(marks, options, strict=True)]
    asked = "\n".join(
        ["::: question id=q-more type=single concept=repair", "Which?", *lines, ":::"]
    )
    root = copy(folder)
    change(root, FIRST, "::: reflect", f"{asked}\n\n::: reflect")
    return {fault.code for fault in loader.survey(root).faults}


def test_bytes_that_are_not_utf_8_are_named(tmp_path: Path) -> None:
    root = copy(tmp_path)
    file = root / FIRST
    file.write_bytes(file.read_bytes().replace(b"Let them", b"Let \xff them"))
    line = line_of(root, FIRST, "Let ")
    assert (FIRST, line, "F09") in {(f.path, f.line, f.code) for f in loader.survey(root).faults}


def test_all_faults_of_all_files_come_in_one_run(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, FIRST, "(x) ", "( ) ")
    change(root, SECOND, "minutes = 6", "minuts = 6")
    change(root, REFERENCES, 'grade = "C"', "grade = 3")
    found = {(fault.path, fault.code) for fault in loader.survey(root).faults}
    assert {(FIRST, "Q01"), (SECOND, "F02"), (SECOND, "F01"), (REFERENCES, "F03")} <= found


@pytest.mark.parametrize(
    ("name", "old", "new", "meant"),
    [
        (FIRST, "minutes = 7", "minuts = 7", '"minutes"'),
        (FIRST, "::: reflect", "::: reflct", '"reflect"'),
        (FIRST, "type=cloze", "type=close", '"cloze"'),
        (SECOND, '"listening-understand"', '"listening-undrstand"', '"listening-understand"'),
        (FIRST, "[[paraphrase|", "[[parafrase|", '"paraphrase"'),
    ],
)
def test_a_word_that_is_nearly_right_gets_a_suggestion(
    tmp_path: Path, name: str, old: str, new: str, meant: str
) -> None:
    root = copy(tmp_path)
    change(root, name, old, new)
    messages = [fault.message for fault in loader.survey(root).faults]
    assert any(f"did you mean {meant}" in message for message in messages), messages


def test_a_talk_that_leads_to_a_missing_place_is_told_and_its_minutes_still_counted(
    tmp_path: Path,
) -> None:
    root = copy(tmp_path)
    change(root, SECOND, '[more] Ben: "Since noon." (end)\n', "")
    assert "Q13" in {fault.code for fault in loader.survey(root).faults}


@settings(deadline=None)  # each example reads a whole course
@given(st.data())
def test_a_lesson_that_lost_any_line_never_crashes_the_reader(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    root = copy(tmp_path_factory.mktemp("course"))
    name = data.draw(st.sampled_from([FIRST, SECOND, PRINCIPLE, GLOSSARY, REFERENCES]))
    lines = (root / name).read_text(encoding="utf-8").split("\n")
    lost = data.draw(st.integers(0, len(lines) - 1))
    (root / name).write_text("\n".join(lines[:lost] + lines[lost + 1 :]), encoding="utf-8")
    survey = loader.survey(root)
    assert all(fault.line >= 1 for fault in survey.faults)


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_crash_the_reader(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    root = copy(tmp_path_factory.mktemp("course"))
    file = root / FIRST
    file.write_bytes(file.read_bytes()[:700] + data)
    survey = loader.survey(root)
    assert all(fault.line >= 1 and fault.message for fault in survey.faults)
    assert survey.faults, "700 bytes of a lesson are no lesson"


def test_a_folder_without_content_is_an_empty_course(tmp_path: Path) -> None:
    survey = loader.survey(tmp_path)
    assert survey.faults == ()
    assert not survey.catalogue.lessons


def test_words_are_counted_without_their_markup() -> None:
    text = "A **[[paraphrase|point said]]** back [2-01], see [here](/learn/x)."
    assert readability.words(text) == ["A", "point", "said", "back", "see", "here"]


@pytest.mark.parametrize(
    ("text", "lowest", "highest"),
    [
        ("The cat sat on the mat. It was warm. She saw it.", -4, 3),
        ("Organisational communication necessitates considerable deliberation.", 20, 60),
    ],
)
def test_the_grade_tells_easy_from_hard(text: str, lowest: float, highest: float) -> None:
    assert lowest <= readability.grade(text) <= highest
