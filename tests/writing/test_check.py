"""The writing room's files: one broken file for each code, with the line that is to be named."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.content import loader
from coach.content.writing import reader
from coach.writing.engine.judgement import DraftFacts, DraftJudgement, Mode, Verdict
from coach.writing.engine.kinds import KINDS
from tests.lessons.broken import Broken
from tests.writing.broken import BROKEN
from tests.writing.course import FOLLOW_UP, GOOD, LESSON, MARKS, change, copy, line_of

ROOM = loader.survey(GOOD).catalogue.writing
ROOF = ROOM.cases["lea-roof"]
WARNINGS = {"W04"}


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: f"{case.code} {case.new[:24]!r}")
def test_a_broken_file_is_named_with_its_line(tmp_path: Path, case: Broken) -> None:
    root = copy(tmp_path)
    change(root, case.name, case.old, case.new)
    expected = (case.name, line_of(root, case.name, case.words) + case.offset, case.code)
    faults = loader.survey(root).faults
    assert expected in {(f.path, f.line, f.code) for f in faults}, [str(f) for f in faults]
    levels = {fault.level for fault in faults if fault.code == case.code}
    assert levels == {"warning" if case.code in WARNINGS else "error"}


def test_every_code_of_a_file_has_its_broken_file() -> None:
    codes = {case.code for case in BROKEN if case.code.startswith("W")}
    assert codes == {"W01", "W02", "W04", "W05", "W06"}  # W03 is the judge's, below


def test_the_good_room_has_no_fault() -> None:
    assert [str(fault) for fault in loader.survey(GOOD).faults] == []


def test_a_broken_kind_is_left_out_and_the_others_stay(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, FOLLOW_UP, 'title = "After a talk"\n', "")
    assert list(loader.survey(root).catalogue.writing.kinds) == ["thanks"]


def test_without_sound_marks_there_is_no_room(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / MARKS).unlink()
    survey = loader.survey(root)
    assert survey.catalogue.writing.empty
    assert "W05" in {fault.code for fault in survey.faults}


def test_a_case_that_is_nearly_right_gets_a_suggestion(tmp_path: Path) -> None:
    root = copy(tmp_path)
    change(root, LESSON, "case=lea-roof", "case=lea-rof")
    told = [fault.message for fault in loader.survey(root).faults]
    assert any('did you mean "lea-roof"' in message for message in told), told


def test_a_kept_case_may_not_go_away(tmp_path: Path) -> None:
    root = copy(tmp_path)
    (root / loader.LOCK).write_text("lea-ladder\n")
    assert "L10" in {fault.code for fault in loader.survey(root).faults}


def reads(
    kind: str, lost: tuple[str, ...] = (), marks: tuple[str, ...] = (), mode: Mode = "full"
) -> DraftJudgement:
    """A judgement that finds every part but ``lost``, and of the marks only ``marks``."""
    known, there = KINDS[kind], Verdict(True, "yes", 0.9, ((0, 2),))
    return DraftJudgement(
        english=True,
        mode=mode,
        parts={part: Verdict() if part in lost else there for part in known.parts},
        marks={mark: there if mark in marks else Verdict() for mark in known.marks},
        shared=DraftFacts(40, "usual", True, (), 4.0, None, ((0, 2),)),
    )


def judged(model: DraftJudgement, weak: DraftJudgement) -> list[str]:
    """What rule W03 says when ``lea-roof`` is read in this way and every other case well."""
    first = {ROOF.model: model, ROOF.weak: weak}

    def judge(text: str, kind: str) -> DraftJudgement:
        good = reads(kind, lost=KINDS[kind].core if "great talk" in text else ())
        return first.get(text, good) if kind == ROOF.kind else good

    found = list(reader.judge_faults(ROOM, judge))
    assert {(fault.path, fault.line, fault.code) for fault in found} <= {
        (ROOF.path, ROOF.line, "W03")
    }
    return [fault.message for fault in found]


GOOD_MODEL, GOOD_WEAK = reads("follow-up"), reads("follow-up", lost=("heard",))


def test_a_model_without_a_core_part_is_named() -> None:
    (message,) = judged(reads("follow-up", lost=("heard", "next")), GOOD_WEAK)
    assert "does not find heard in its model" in message


def test_a_model_with_a_mark_is_named() -> None:
    (message,) = judged(reads("follow-up", marks=("pressure",)), GOOD_WEAK)
    assert "finds pressure in its model" in message


def test_a_weak_version_with_nothing_to_improve_is_named() -> None:
    (message,) = judged(GOOD_MODEL, reads("follow-up", lost=("next",)))
    assert "nothing to improve" in message


def test_a_weak_version_may_have_every_core_part_and_a_mark() -> None:
    assert judged(GOOD_MODEL, reads("follow-up", marks=("empty",))) == []


def test_rules_alone_are_not_asked() -> None:
    basic = reads("follow-up", lost=("heard",), mode="basic")
    assert judged(basic, reads("follow-up", mode="basic")) == []


@settings(max_examples=40, deadline=None)
@given(st.text(alphabet=":>=-+ \nabfactmodelweak\"'", max_size=80))
def test_no_text_breaks_the_reader(text: str) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder))
        file = root / FOLLOW_UP
        file.write_text(file.read_text() + text)
        faults = loader.survey(root).faults
        assert all(fault.line >= 1 and fault.message for fault in faults)
