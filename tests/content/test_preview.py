"""The preview shows a folder as it is now, with its faults."""

import shutil
import socket
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask

from coach import paths
from coach.content.commands import follow, preview
from tests.conftest import Visitor
from tests.lessons import course

pytestmark = pytest.mark.any_database


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Path:
    root = course.copy(tmp_path)
    for name in ("assessment.toml", "assessment.lock"):
        shutil.copy(paths.CONTENT / "en" / name, root / "en" / name)
    follow(app, root)
    return root


def test_what_is_saved_is_shown_at_the_next_request(folder: Path, client: Visitor) -> None:
    assert "Let them finish." in client.page("/lessons/listening-understand/1").words
    before = client.get("/preview/stamp").text
    course.change(folder, course.FIRST, "Let them finish. Say", "Wait for the end. Say")
    assert "Wait for the end." in client.page("/lessons/listening-understand/1").words
    assert client.get("/preview/stamp").text != before


def test_faults_stand_on_the_page_with_file_and_line(folder: Path, client: Visitor) -> None:
    course.change(folder, course.FIRST, '( ) "You should really', '(x) "You should really')
    answer = client.get("/learn").text
    assert "Q01" in answer
    line = course.line_of(folder, course.FIRST, "id=q-single")
    assert f"{course.FIRST}:{line}" in answer
    client.page("/learn")


def test_a_broken_lesson_leaves_the_others_standing(folder: Path, client: Visitor) -> None:
    (folder / course.FIRST).write_text("+++\n", encoding="utf-8")
    client.page("/learn")
    client.page("/lessons/listening-understand", status=404)


def test_a_port_that_is_taken_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        root = str(course.copy(tmp_path))
        said = CliRunner().invoke(preview, ["--folder", root, "--port", port])
    assert (said.exit_code, said.exception.__class__) == (1, SystemExit)
    assert said.output.startswith(f"Cannot listen on 127.0.0.1:{port}: ")
