"""The model's files: joined from parts, checked by their checksums, never half there."""

import hashlib
from pathlib import Path

import pytest
from flask import Flask

from coach.cli import main
from coach.config import ConfigError, load
from coach.listening.speech import weights
from coach.listening.speech.weights import WeightsRefused, altered, incomplete, join


@pytest.fixture
def pinned(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder, whose small files are the pinned ones of this test."""
    made = {name: (len(name), hashlib.sha256(name.encode()).hexdigest()) for name in weights.FILES}
    monkeypatch.setattr(weights, "FILES", made)
    return folder


@pytest.fixture
def parts(pinned: Path, tmp_path: Path) -> list[Path]:
    """Two folders that hold the same files, the largest of them in two parts."""
    first, second = tmp_path / "first", tmp_path / "second"
    for place in (first, second):
        place.mkdir()
    for name in weights.FILES:
        if name != "model.bin":
            (first / name).write_bytes(name.encode())
    (first / "model.bin.part1").write_bytes(b"mod")
    (second / "model.bin.part2").write_bytes(b"el.bin")
    return [first, second]


def test_the_parts_are_joined_into_the_pinned_files(parts: list[Path], tmp_path: Path) -> None:
    target = tmp_path / "new" / "joined"
    join(parts, target)
    assert {path.name: path.read_bytes().decode() for path in target.iterdir()} == {
        name: name for name in weights.FILES
    }
    assert altered(target) == []
    with pytest.raises(WeightsRefused, match="exists already"):
        join(parts, target)


@pytest.mark.parametrize("content", [b"other!", b"", None])
def test_a_part_that_is_not_the_pinned_one_leaves_nothing(
    parts: list[Path], tmp_path: Path, content: bytes | None
) -> None:
    part = parts[1] / "model.bin.part2"
    part.unlink()
    if content is not None:
        part.write_bytes(content)
    before = sorted(tmp_path.iterdir())
    with pytest.raises(WeightsRefused, match=r"model\.bin"):
        join(parts, tmp_path / "joined")
    assert sorted(tmp_path.iterdir()) == before


def test_a_file_that_is_missing_or_changed_is_named(pinned: Path) -> None:
    assert incomplete(pinned) == altered(pinned) == []
    (pinned / "vocabulary.txt").write_bytes(b"vocabulary.TXT")
    assert incomplete(pinned) == []
    assert altered(pinned) == ["vocabulary.txt"]
    (pinned / "tokenizer.json").unlink()
    assert incomplete(pinned) == ["tokenizer.json"]
    assert altered(pinned) == ["tokenizer.json", "vocabulary.txt"]


def test_the_command_joins_a_folder_and_refuses_in_one_sentence(
    app: Flask, parts: list[Path], tmp_path: Path
) -> None:
    run, target = app.test_cli_runner(), tmp_path / "joined"
    for path in parts[1].iterdir():
        path.rename(parts[0] / path.name)
    command = ["speech", "join", str(target)]
    done = run.invoke(main, [*command, "--from", str(parts[0])])
    assert done.exit_code == 0, done.output
    assert "speech_model" in done.output
    again = run.invoke(main, [*command, "--from", str(parts[0])])
    assert again.exit_code == 1
    assert "exists already" in again.output


def test_the_server_refuses_to_start_with_an_incomplete_model(
    app: Flask, pinned: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(weights, "PACKAGES", ("json",))
    assert weights.fault(pinned) == ""
    (pinned / "tokenizer.json").unlink()
    assert "is not complete: tokenizer.json" in weights.fault(pinned)
    monkeypatch.setattr(weights, "PACKAGES", ("no_such_package",))
    assert "needs the extra speech: no_such_package" in weights.fault(pinned)


@pytest.mark.parametrize("figure", ["0", "5"])
def test_how_many_at_once_has_bounds(tmp_path: Path, figure: str) -> None:
    environ = {"COACH_INSTANCE": str(tmp_path), "COACH_SPEECH_AT_ONCE": figure}
    with pytest.raises(ConfigError, match="speech_at_once"):
        load(environ)
