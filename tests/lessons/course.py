"""A small course without a fault, and copies of it with one thing changed."""

import shutil
from pathlib import Path

GOOD = Path(__file__).parent / "course"
FIRST = "en/principles/02-active-listening/1-understand.md"
SECOND = "en/principles/02-active-listening/2-practise.md"
PRINCIPLE = "en/principles/02-active-listening/principle.md"
GLOSSARY = "en/glossary.toml"
REFERENCES = "en/references.toml"


def copy(folder: Path, good: Path = GOOD) -> Path:
    """A copy of the good course under ``folder``."""
    root = folder / "content"
    shutil.copytree(good, root)
    return root


def change(root: Path, name: str, old: str, new: str) -> None:
    """Put ``new`` in the place of ``old``, which stands there once."""
    file = root / name
    text = file.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {name}"
    file.write_bytes(text.replace(old, new).encode())


def line_of(root: Path, name: str, words: str) -> int:
    """The number of the first line that holds ``words``."""
    text = (root / name).read_bytes().decode("utf-8", errors="replace")
    return next(n for n, line in enumerate(text.split("\n"), start=1) if words in line)
