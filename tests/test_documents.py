"""README, ARCHITECTURE and CONTRIBUTING name files and commands that exist."""

import re
from pathlib import Path

import pytest

from coach import config
from coach.cli import main
from tests.serving import ROOT

DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")
CODE = re.compile(r"`([^`\n]+)`")
FILE = re.compile(r"[\w./-]+/[\w.-]+\.(?:py|md|toml|html)|[\w-]+\.(?:py|md)")
PLACEHOLDERS = {"NNNN_words.py"}


def names(document: str) -> set[str]:
    text = (ROOT / document).read_text(encoding="utf-8")
    return {match[0] for code in CODE.findall(text) for match in FILE.finditer(code)}


def exists(name: str) -> bool:
    """Return whether a file of that path, or of that name somewhere in the package, is there."""
    places = (ROOT, ROOT / "coach")
    found = any((place / name).exists() for place in places)
    return found or any(part.as_posix().endswith(f"/{name}") for part in files())


def files() -> list[Path]:
    return [*(ROOT / "coach").rglob("*.*"), *(ROOT / "tests").rglob("*.*")]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_a_document_names_is_there(document: str) -> None:
    missing = {name for name in names(document) if Path(name).name not in PLACEHOLDERS}
    missing = {name for name in missing if not exists(name)}
    assert not {name for name in missing if "instance" not in name and name != "config.toml"}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_command_a_document_names_is_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    commands = set(re.findall(r"-m coach ([a-z-]+)|`coach ([a-z-]+)", text))
    known = set(main.commands)
    assert {one or other for one, other in commands} <= known


def test_readme_lists_every_setting() -> None:
    table = (ROOT / "README.md").read_text(encoding="utf-8")
    for name in config.Settings.__dataclass_fields__:
        if name not in {"instance", "secret_key"}:
            assert f"`{name}`" in table, name


def test_every_target_of_make_that_a_document_names_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+) *:", makefile, re.M))
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = {word for line in re.findall(r"\bmake ((?:[a-z-]+ ?)+)", text) for word in line.split()}
    assert named
    assert named <= targets
