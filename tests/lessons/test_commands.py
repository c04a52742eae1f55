"""``coach content check`` and ``coach content lock``."""

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from coach import paths
from coach.content import loader
from coach.content.commands import content
from tests.lessons.course import FIRST, SECOND, change, copy


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The good course with the look-back's statements beside it."""
    made = copy(tmp_path)
    for name in ("assessment.toml", "assessment.lock"):
        shutil.copy(paths.CONTENT / "en" / name, made / "en" / name)
    return made


def run(*arguments: str) -> tuple[int, str]:
    answer = CliRunner().invoke(content, list(arguments))
    return answer.exit_code, answer.output


def test_good_content_ends_with_0(root: Path) -> None:
    code, output = run("check", "--folder", str(root))
    assert (code, output.splitlines()[-1]) == (0, "0 errors, 0 warnings")


def test_an_error_ends_with_1_and_names_path_line_and_code(root: Path) -> None:
    change(root, FIRST, "you missed [2-01].", "you missed [2-09].")
    status, said = run("check", "--folder", str(root))
    assert status == 1
    assert f"{FIRST}:11: F08 [2-09] is not in references.toml" in said
    assert "1 errors" in said


def test_a_warning_is_told_and_does_not_fail(root: Path) -> None:
    guide = FIRST.replace("1-understand", "guide")
    change(root, guide, "Ideas, or an ear?", "Ideas, or an ear? " + "And so on. " * 60)
    status, said = run("check", "--folder", str(root))
    assert status == 0
    assert f"{guide}:1: G04" in said
    assert "(warning)" in said


def test_json_says_the_same_for_programs(root: Path) -> None:
    change(root, FIRST, "you missed [2-01].", "you missed [2-09].")
    status, said = run("check", "--json", "--folder", str(root))
    (fault,) = json.loads(said)
    assert status == 1
    assert (fault["path"], fault["line"], fault["code"]) == (FIRST, 11, "F08")


def test_a_locked_id_may_not_go_away(root: Path) -> None:
    assert run("lock", "--folder", str(root))[0] == 0
    assert "p-habit\n" in (root / "ids.lock").read_text(encoding="utf-8")
    change(root, SECOND, "id=p-habit", "id=p-other")
    assert [fault.code for fault in loader.survey(root).faults] == ["L10"]


def test_the_lock_refuses_to_write_over_an_error(root: Path) -> None:
    before = (root / "ids.lock").read_text(encoding="utf-8")
    change(root, FIRST, "id=h-back", "id=h-again")
    assert run("lock", "--folder", str(root))[0] == 1
    assert (root / "ids.lock").read_text(encoding="utf-8") == before


def test_a_changed_file_is_read_anew_and_an_unchanged_one_is_not(root: Path) -> None:
    first = loader.read(root)
    assert loader.read(root) is first
    change(root, FIRST, 'title = "Show what you heard"', 'title = "What came back"')
    assert loader.read(root).lessons["listening-understand"].title == "What came back"


def test_a_missing_bank_is_a_fault_and_no_traceback(root: Path) -> None:
    (root / "en" / "assessment.toml").unlink()
    said = CliRunner().invoke(content, ["check", "--folder", str(root)])
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert "assessment.toml:1: F01" in said.output


def test_a_lock_that_cannot_be_written_is_named(root: Path) -> None:
    (root / "ids.lock").unlink()
    (root / "ids.lock").mkdir()
    said = CliRunner().invoke(content, ["lock", "--folder", str(root)])
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert "ids.lock: Is a directory." in said.output
